"""Offers: their terms, side by side, and the answer."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from applications.acts import move
from applications.comparison import compare
from applications.models import Offer
from applications.models.event import EventKind
from applications.stages import Outcome, Stage
from jobtracker.people.access import Scope
from tests.factories import (
    NOW,
    make_application,
    make_candidate,
    make_interview,
    make_membership,
    make_representation,
    make_user,
)

pytestmark = pytest.mark.django_db
TERMS = {
    "pay": "55000",
    "currency": "eur",
    "period": "year",
    "received_on": "2026-06-30",
    "deadline": "2026-07-10T12:00",
    "zone": "America/New_York",
}


@pytest.fixture
def mira():
    return make_candidate(user=make_user(), time_zone="Europe/Stockholm")


@pytest.fixture
def application(mira):
    return make_application(candidate=mira, employer_name="Harbour & Vale", job_title="Analyst")


@pytest.fixture
def tab(client, mira):
    client.force_login(mira.user)
    return client


def make_offer(application, **terms):
    known = {"pay": 50_000, "currency": "EUR", "received_on": date(2026, 6, 30)} | terms
    by = application.candidate.user
    return Offer.objects.receive(application, by=by, at=NOW, **known)


def new(application):
    return reverse("applications:new-offer", args=[application.pk])


def act(name, offer):
    return reverse(f"applications:{name}", args=[offer.pk])


def test_offer_is_kept_with_its_deadline_on_their_clock(tab, application):
    assert tab.post(new(application), TERMS).status_code == 302
    offer = Offer.objects.get()
    assert (offer.pay, offer.currency, offer.pay_text) == (55_000, "EUR", "55,000 EUR a year")
    assert offer.answer_by == datetime(2026, 7, 10, 16, tzinfo=UTC)
    assert offer.answer_by_zone == "America/New_York"
    application.refresh_from_db()
    assert application.stage == Stage.OFFER
    assert application.last_news_at is not None
    kinds = set(application.events.values_list("kind", flat=True))
    assert kinds >= {EventKind.OFFER_RECEIVED, EventKind.STAGE_CHANGED}


def test_history_names_no_terms(tab, application):
    tab.post(new(application), TERMS)
    assert not [each for each in application.events.all() if "55" in each.text]


def test_form_shows_the_deadline_as_it_was_typed(tab, application):
    tab.post(new(application), TERMS)
    page = tab.get(Offer.objects.get().get_absolute_url()).content.decode()
    assert 'value="2026-07-10T12:00"' in page


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"currency": ""}, "currency"),
        ({"currency": "€"}, "currency"),
        ({"pay": "-1"}, "pay"),
        ({"pay": "9" * 20}, "pay"),
        ({"zone": ""}, "zone"),
        ({"zone": "Nowhere/Else"}, "zone"),
        ({"zone": "Europe/Stockholm", "deadline": "2027-03-28T02:30"}, "deadline"),
        ({"received_on": ""}, "received_on"),
        ({"benefits": "x" * 2_001}, "benefits"),
    ],
)
def test_mistake_is_said_beside_the_field_and_nothing_is_lost(tab, application, wrong, field):
    answer = tab.post(new(application), {**TERMS, "bonus": "Some bonus", **wrong})
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {field}
    assert "Some bonus" in answer.content.decode()
    assert not Offer.objects.exists()


def test_other_terms_are_kept_with_a_line_in_the_history(tab, application):
    offer = make_offer(application)
    tab.post(offer.get_absolute_url(), {**TERMS, "pay": "60000", "thoughts": "Near home"})
    offer.refresh_from_db()
    assert (offer.pay, offer.thoughts) == (60_000, "Near home")
    assert application.events.filter(kind=EventKind.OFFER_CHANGED).count() == 1


def test_change_in_another_tab_is_shown_first(tab, application):
    offer = make_offer(application)
    seen = tab.get(offer.get_absolute_url()).context["form"]["seen"].value()
    tab.post(offer.get_absolute_url(), {**TERMS, "seen": seen, "pay": "60000"})
    answer = tab.post(offer.get_absolute_url(), {**TERMS, "seen": seen, "pay": "70000"})
    assert "“60000.00”" in answer.content.decode()
    offer.refresh_from_db()
    assert offer.pay == 60_000


def test_accepting_ends_the_application(tab, application):
    offer = make_offer(application)
    answer = tab.post(act("acceptance", offer), follow=True)
    assert "Congratulations" in answer.content.decode()
    application.refresh_from_db()
    assert (application.stage, application.outcome) == (Stage.CLOSED, Outcome.ACCEPTED)
    assert application.candidate.situation == "committed"


def test_declining_ends_it_and_leads_to_the_letter(tab, application):
    offer = make_offer(application)
    answer = tab.post(act("declination", offer), follow=True)
    page = answer.content.decode()
    assert "I have decided not to accept your offer" in page
    assert "the Analyst role at Harbour &amp; Vale" in page
    application.refresh_from_db()
    assert application.outcome == Outcome.DECLINED_BY_ME


def test_offer_is_answered_once(tab, application):
    offer = make_offer(application)
    tab.post(act("declination", offer))
    assert tab.post(act("acceptance", offer)).status_code == 403
    application.refresh_from_db()
    assert application.outcome == Outcome.DECLINED_BY_ME


def test_offers_stand_side_by_side_with_what_is_still_open(tab, mira, application):
    make_offer(application)
    make_offer(
        make_application(candidate=mira, employer_name="Nordwind"), pay=5_000, period="month"
    )
    open_one = make_application(
        candidate=mira, employer_name="Third", stage=Stage.INTERVIEWING, job_title="Open one"
    )
    make_interview(application=open_one, starts_at=datetime(2036, 7, 1, 9, tzinfo=UTC))
    page = tab.get(reverse("applications:offers")).content.decode()
    for words in ("Harbour &amp; Vale", "Nordwind", "60,000 EUR a year", "Open one", "2036"):
        assert words in page
    assert page.count("Highest") == 1


def test_highest_is_named_only_where_all_can_be_compared(mira):
    first = make_offer(make_application(candidate=mira), pay=50_000)
    more = make_offer(make_application(candidate=mira), pay=60_000)
    dollars = make_offer(make_application(candidate=mira), pay=90_000, currency="USD")
    unknown = make_offer(make_application(candidate=mira), pay=None)
    same = make_offer(make_application(candidate=mira), pay=50_000)

    def best(*offers):
        return [cell.is_best for line in compare(offers) for cell in line.cells].count(True)

    assert best(first, more) == 1
    assert best(first, dollars) == best(first, unknown) == best(first, same) == best(first) == 0


@pytest.mark.parametrize("count", [1, 3, 8])
def test_list_takes_the_same_queries_however_many(tab, mira, count, django_assert_max_num_queries):
    for _ in range(count):
        make_offer(make_application(candidate=mira))
        make_interview(application=make_application(candidate=mira, stage=Stage.INTERVIEWING))
    with django_assert_max_num_queries(6):
        tab.get(reverse("applications:offers"))


@pytest.fixture
def petra_tab(client, mira):
    def open_tab(*scopes):
        petra = make_membership()
        shares = {scope.field: scope in scopes for scope in Scope}
        make_representation(candidate=mira, firm=petra.firm, **shares)
        client.force_login(petra.user)
        return client

    return open_tab


def test_firm_sees_an_offer_where_pay_and_applications_are_shared(petra_tab, application):
    offer = make_offer(application, thoughts="For me alone")
    tab = petra_tab(Scope.APPLICATIONS, Scope.PAY)
    page = tab.get(offer.get_absolute_url())
    assert "50000" in page.content.decode()
    assert "For me alone" not in page.content.decode()
    assert tab.post(new(application), TERMS).status_code == 302
    assert tab.post(act("acceptance", offer)).status_code == 403


@pytest.mark.parametrize("scopes", [[Scope.APPLICATIONS], [Scope.PAY], []])
def test_firm_sees_no_offer_without_both(petra_tab, application, scopes):
    offer = make_offer(application)
    tab = petra_tab(*scopes)
    assert tab.get(offer.get_absolute_url()).status_code == 404
    assert tab.get(new(application)).status_code == 404
    page = tab.get(application.get_absolute_url())
    assert "Offer received" not in page.content.decode()
    listed = tab.get(reverse("applications:offers"), {"candidate": application.candidate_id})
    assert application.employer.name not in listed.content.decode()


def test_firm_cannot_write_over_what_is_the_candidates_alone(petra_tab, application):
    offer = make_offer(application, thoughts="For me alone")
    tab = petra_tab(Scope.APPLICATIONS, Scope.PAY)
    tab.post(offer.get_absolute_url(), {**TERMS, "thoughts": "Theirs"})
    offer.refresh_from_db()
    assert (offer.pay, offer.thoughts) == (55_000, "For me alone")


def test_declining_one_of_two_leaves_the_other(application):
    first, second = make_offer(application), make_offer(application, pay=60_000)
    user = application.candidate.user
    first.decline(by=user, at=NOW)
    assert (application.stage, second.is_waiting) == (Stage.OFFER, True)
    second.accept(by=user, at=NOW)
    assert application.outcome == Outcome.ACCEPTED


def test_declining_a_second_offer_undoes_no_acceptance(application):
    first, second = make_offer(application), make_offer(application, pay=60_000)
    user = application.candidate.user
    first.accept(by=user, at=NOW)
    second.decline(by=user, at=NOW)
    application.refresh_from_db()
    assert application.outcome == Outcome.ACCEPTED


def test_closed_application_owes_no_answer_and_reopened_it_does_again(tab, application):
    offer = make_offer(application)
    person = application.candidate.user
    change = move([application], Stage.CLOSED, Outcome.REJECTED, by=person, at=NOW)
    page = tab.get(reverse("applications:offers"))
    assert (page.context["open"], page.context["past"]) == ([], [offer])
    assert "Ended with the application" in page.text
    assert not Offer.objects.open().exists()
    change.undo(by=application.candidate.user, at=NOW)
    assert tab.get(reverse("applications:offers")).context["open"] == [offer]
    assert Offer.objects.open().get().is_waiting


def test_form_knows_currency_and_clock(tab, application):
    application.pay_currency, application.pay_period = "SEK", "month"
    application.save()
    form = tab.get(new(application)).context["form"]
    shown = {name: form[name].value() for name in ("currency", "period", "zone")}
    assert shown == {"currency": "SEK", "period": "month", "zone": "Europe/Stockholm"}


def test_first_deadline_comes_first_and_none_last(application):
    none = make_offer(application)
    late = make_offer(application, answer_by=NOW + timedelta(days=2), answer_by_zone="UTC")
    soon = make_offer(application, answer_by=NOW, answer_by_zone="UTC")
    assert list(Offer.objects.in_order()) == [soon, late, none]
