"""The pipeline's pages: add, list, look, and red flags in place."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from applications.models import Application, Offer, RedFlag
from applications.models.event import EventKind
from applications.stages import Outcome, Stage
from applications.views import listing as views
from interviews.guidance import Source
from interviews.models import Interview
from tests.factories import (
    NOW,
    make_application,
    make_candidate,
    make_interview,
    make_invitation,
    make_membership,
    make_red_flag,
    make_representation,
)

pytestmark = pytest.mark.django_db

FLAG = {
    "flag-topic": "Unpaid overtime",
    "flag-severity": "serious",
    "flag-source": "online_review",
    "flag-source_detail": "https://reviews.example/1",
    "flag-independent_sources": "2",
    "flag-safety": "none",
}


@pytest.fixture
def mira(client):
    candidate = make_candidate()
    client.force_login(candidate.user)
    return candidate


@pytest.fixture
def petra(mira):
    member = make_membership()
    make_representation(candidate=mira, firm=member.firm)
    return member.user


def test_employer_and_title_are_enough(client, mira):
    values = {"employer_name": "Harbour & Vale", "job_title": "Data Analyst"}
    answer = client.post(reverse("applications:new"), values)
    added = Application.objects.get()
    assert answer.url == added.get_absolute_url()
    assert (added.stage, added.candidate) == (Stage.SAVED, mira)
    assert added.events.get().kind == EventKind.CREATED


def test_application_that_was_sent_is_applied(client, mira):
    values = {"employer_name": "Vale", "applied_on": "2026-07-01", "interest_at_application": "3"}
    client.post(reverse("applications:new"), values)
    added = Application.objects.get()
    assert added.stage == Stage.APPLIED
    assert (added.interest_at_application, added.interest_now) == (3, 3)


@pytest.mark.parametrize("day", ["", "2026-07-01"])
def test_second_button_says_that_it_was_applied_for_today(client, mira, day):
    expected = day or str(timezone.localdate())
    values = {"employer_name": "Vale", "applied_on": day, "applied_today": "on"}
    client.post(reverse("applications:new"), values)
    added = Application.objects.get()
    assert (added.stage, str(added.applied_on)) == (Stage.APPLIED, expected)


def test_same_employer_in_other_capitals_is_one(client, mira):
    make_application(candidate=mira, employer_name="Harbour & Vale")
    client.post(reverse("applications:new"), {"employer_name": "harbour & vale"})
    assert mira.employers.count() == 1


def test_missing_employer_is_said_and_the_rest_kept(client, mira):
    answer = client.post(reverse("applications:new"), {"job_title": "Data Analyst"})
    assert answer.status_code == 422
    assert 'value="Data Analyst"' in answer.content.decode()


def test_address_of_a_posting_may_come_without_its_scheme(client, mira):
    page = client.get(reverse("applications:new")).text
    assert '<input type="text" name="posting_url"' in page
    values = {"employer_name": "Vale", "posting_url": "www.vale.example/jobs/7"}
    client.post(reverse("applications:new"), values)
    assert Application.objects.get().posting_url == "https://www.vale.example/jobs/7"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("posting_url", "javascript:alert(1)"),
        ("employer_name", "x" * 161),
        ("job_title", "a\x00b"),
        ("applied_on", "tomorrow"),
        ("interest_at_application", "6"),
    ],
)
def test_bad_value_is_refused_beside_its_field(client, mira, field, value):
    values = {"employer_name": "Vale", field: value}
    answer = client.post(reverse("applications:new"), values)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors


def listed(answer):
    return [line.pk for line in answer.context["lines"]]


def test_list_is_newest_first_and_leaves_closed_ones_out(client, mira):
    first = make_application(candidate=mira)
    closed = make_application(candidate=mira, stage=Stage.CLOSED, outcome=Outcome.REJECTED)
    last = make_application(candidate=mira)
    assert listed(client.get(reverse("applications:list"))) == [last.pk, first.pk]
    assert listed(client.get(reverse("applications:list"), {"stage": "theirs"})) == [closed.pk]


def waits(client, application):
    lines = client.get(reverse("applications:list")).context["lines"]
    return next(line.texts["waits"] for line in lines if line.pk == application.pk)


def test_list_says_what_others_wait_for_and_the_most_pressing_of_it(client, mira):
    application = make_application(candidate=mira)
    assert waits(client, application) == ""
    held = make_interview(application=application, starts_at=timezone.now() - timedelta(hours=2))
    assert waits(client, application) == "Say how the interview went"
    offer = Offer.objects.create(
        candidate=mira, application=application, received_on=date(2026, 7, 1)
    )
    assert waits(client, application) == "Answer the offer"
    invitation = make_invitation(application=application)
    assert waits(client, application) == "Answer the invitation"
    page = client.get(application.get_absolute_url())
    assert page.context["next"].title == "Answer the invitation"
    for each in (held, offer, invitation):
        each.delete()
    assert waits(client, application) == ""


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "is_untold"),
    [
        (timedelta(hours=-3), timedelta(minutes=1), False),
        (timedelta(hours=-3), timedelta(0), True),
        (timedelta(minutes=-30), None, False),
        (timedelta(hours=-1), None, True),
    ],
)
def test_interview_is_untold_once_it_is_over(mira, starts_at, ends_at, is_untold):
    application = make_application(candidate=mira)
    ends_at = None if ends_at is None else NOW + ends_at
    interview = make_interview(application=application, starts_at=NOW + starts_at, ends_at=ends_at)
    assert (interview.over_at <= NOW) is is_untold
    assert Interview.objects.untold(NOW).exists() is is_untold


def test_firm_reads_in_the_list_what_it_may_see(client, mira, petra):
    application = make_application(candidate=mira)
    make_invitation(application=application)
    client.force_login(petra)
    address = reverse("applications:list", query={"candidate": mira.pk})
    [line] = client.get(address).context["lines"]
    assert line.texts["waits"] == "Answer the invitation"
    mira.representations.update(shares_interviews=False)
    [line] = client.get(address).context["lines"]
    assert line.texts["waits"] == ""


def test_heads_of_the_list_lead_to_its_orders(client, mira):
    make_application(candidate=mira)
    heads = client.get(reverse("applications:list"), {"sort": "title"}).context["heads"]
    assert [(label, order) for label, _, order in heads if order] == [("Job", "ascending")]
    leads = {label: href for label, href, _ in heads}
    assert leads["Applied"] == reverse("applications:list", query={"sort": "applied"})
    assert leads["Stage"] == ""
    newest = client.get(reverse("applications:list")).context["heads"]
    assert [order for *_, order in newest if order] == []


def test_search_says_that_it_leaves_the_closed_ones_out(client, mira):
    make_application(candidate=mira, job_title="Analyst", stage=Stage.CLOSED, outcome="rejected")
    answer = client.get(reverse("applications:list"), {"q": "analyst"})
    assert listed(answer) == []
    assert "Search the closed ones too" in answer.text
    wider = client.get(answer.context["wider_href"])
    assert len(listed(wider)) == 1
    assert "Search the closed ones too" not in wider.text


def test_long_list_goes_on_where_the_page_ended(client, mira, monkeypatch):
    monkeypatch.setattr(views, "PAGE_LENGTH", 2)
    rows = [make_application(candidate=mira) for _ in range(3)]
    first = client.get(reverse("applications:list"))
    rest = client.get(first.context["next_href"])
    assert listed(first) == [each.pk for each in rows[:0:-1]]
    assert listed(rest) == [rows[0].pk]
    assert rest.context["next_href"] == ""


def test_queries_stay_the_same_with_more_rows(client, mira):
    def queries(address):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    application = make_application(candidate=mira)
    addresses = [reverse("applications:list"), application.get_absolute_url()]
    make_invitation(application=application)
    make_red_flag(employer=application.employer)
    before = [queries(address) for address in addresses]
    for _ in range(2):
        make_application(candidate=mira)
        make_invitation(application=application)
        make_red_flag(employer=application.employer)
    assert [queries(address) for address in addresses] == before


def test_red_flag_is_raised_with_a_line_in_the_history(client, mira):
    application = make_application(candidate=mira)
    client.post(reverse("applications:red-flags", args=[application.pk]), FLAG)
    flag = RedFlag.objects.get()
    assert (flag.employer, flag.raised_by) == (application.employer, mira.user)
    event = application.events.get()
    assert event.kind == EventKind.FLAG_RAISED
    assert "reviews.example" not in event.text


def test_firm_raises_a_flag_in_its_own_name(client, mira, petra):
    application = make_application(candidate=mira)
    client.force_login(petra)
    client.post(reverse("applications:red-flags", args=[application.pk]), FLAG)
    flag = RedFlag.objects.get()
    assert (flag.source, flag.source_detail, flag.independent_sources) == (Source.FIRM, "", 1)


def test_refused_red_flag_keeps_what_was_typed(client, mira):
    application = make_application(candidate=mira)
    values = FLAG | {"flag-source": "rumour"}
    answer = client.post(reverse("applications:red-flags", args=[application.pk]), values)
    assert answer.status_code == 422
    assert 'value="Unpaid overtime"' in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "field", "kind"),
    [
        ("check", "checked_at", EventKind.FLAG_CHECKED),
        ("resolution", "resolved_at", EventKind.FLAG_RESOLVED),
    ],
)
def test_red_flag_is_changed_and_the_page_shown_again(client, mira, name, field, kind):
    application = make_application(candidate=mira)
    flag = make_red_flag(employer=application.employer)
    back = application.get_absolute_url()
    answer = client.post(reverse(f"applications:{name}", args=[flag.pk]), {"next": back})
    flag.refresh_from_db()
    assert answer.url == back
    assert getattr(flag, field) is not None
    assert application.events.get().kind == kind


def test_cleared_flag_can_be_reopened(client, mira):
    flag = make_red_flag(employer=make_application(candidate=mira).employer, resolved_at=NOW)
    client.post(reverse("applications:reopening", args=[flag.pk]))
    flag.refresh_from_db()
    assert not flag.is_resolved


def test_next_page_is_one_of_ours(client, mira):
    flag = make_red_flag(employer=make_application(candidate=mira).employer)
    values = {"next": "https://evil.example/"}
    answer = client.post(reverse("applications:check", args=[flag.pk]), values)
    assert answer.url == reverse("applications:list")


@pytest.mark.parametrize("day", ["0001-01-01", "1026-06-01", "9999-12-31"])
def test_odd_year_is_said_beside_the_day(day, client):
    client.force_login(make_candidate().user)
    values = {"employer_name": "Acme", "job_title": "Baker", "applied_on": day}
    answer = client.post(reverse("applications:new"), values)
    assert answer.status_code == 422
    assert "Please check the year." in answer.content.decode()
