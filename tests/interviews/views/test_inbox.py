"""The inbox: what waits, what it may be, and what becomes of it once the person says so."""

import pytest
from django.urls import reverse

from applications.models import Application, Task
from interviews.models import MailAddress, Message
from interviews.models.message import Handled, Way
from interviews.views import inbox
from tests.factories import (
    make_application,
    make_candidate,
    make_membership,
    make_message,
    make_representation,
)
from tests.interviews.mailroom.mails import INVITED, RECEIPT, REFUSED, mail
from tests.interviews.mailroom.test_delivery import NOW, deliver, read_all

pytestmark = pytest.mark.django_db
INBOX = reverse("interviews:inbox")


@pytest.fixture
def mira(client, settings):
    settings.MAIL_DOMAIN = "in.example.org"
    candidate = make_candidate()
    client.force_login(candidate.user)
    return candidate


@pytest.fixture
def application(mira):
    return make_application(
        candidate=mira, job_title="Data Analyst", employer_name="Harbour & Vale"
    )


@pytest.fixture
def arrive(mira):
    local = MailAddress.objects.issue(mira, at=NOW).address.partition("@")[0]

    def arrived(text, **named):
        deliver(local, mail(text, **named), forwarder="rule@mail.example", at=NOW)
        read_all()
        return Message.objects.latest("pk")

    return arrived


def act(client, message, name, **data):
    url = reverse(f"interviews:message-{name}", args=[message.pk])
    return client.post(url, data, follow=True)


def placed(application, act):
    return {"at-application": str(application.pk), "at-act": act}


def test_mail_waits_with_what_it_seems_to_be(client, application, arrive):
    message = arrive(REFUSED)
    page = client.get(INBOX).text
    assert message.subject in page
    assert "A rejection · perhaps Data Analyst at Harbour &amp; Vale" in page
    application.refresh_from_db()
    assert not application.is_closed


def test_rejection_closes_once_the_person_says_so_and_can_be_undone(client, application, arrive):
    message = arrive(REFUSED)
    page = client.get(message.get_absolute_url())
    assert page.context["placing"].initial["application"] == str(application.pk)
    answer = act(client, message, "place", **placed(application, "close"))
    application.refresh_from_db()
    message.refresh_from_db()
    assert (application.stage, application.outcome) == ("closed", "rejected")
    assert (message.handled, message.application) == (Handled.KEPT, application)
    [told] = answer.context["messages"]
    client.post(told.extra_tags)
    application.refresh_from_db()
    assert application.stage == "applied"


def test_one_click_in_the_list_confirms_both_guesses(client, application, arrive):
    message = arrive(REFUSED)
    page = client.get(INBOX).text
    assert f'name="at-application" value="{application.pk}"' in page
    assert 'name="at-act" value="close"' in page
    act(client, message, "place", **placed(application, "close"))
    application.refresh_from_db()
    assert application.is_closed


def test_invitation_is_looked_at_before_anything_comes_of_it(client, application, arrive):
    arrive(INVITED)
    assert 'data-key="y"' not in client.get(INBOX).text


@pytest.mark.parametrize("way", ["forwarded", "file"])
def test_only_what_our_server_handed_over_shows_its_checks(client, settings, arrive, way):
    settings.MAIL_CHECKED_BY = "mx.example.org"
    message = arrive(RECEIPT)
    said = b"Authentication-Results: mx.example.org; dkim=pass header.d=vale.example\n"
    message.way, message.raw = way, said + bytes(message.raw)
    message.save()
    page = client.get(message.get_absolute_url()).text
    assert ("The signature (DKIM) is right: vale.example" in page) == (way == "forwarded")
    assert ("Nobody has checked who sent it" in page) == (way == "file")


def test_ticked_mails_are_put_aside_together(client, arrive):
    ticked = [arrive(text, number=number).pk for number, text in enumerate((RECEIPT, REFUSED))]
    left = arrive(INVITED, number=2)
    answer = client.post(reverse("interviews:several-aside"), {"which": ticked}, follow=True)
    assert "Put aside: 2 mails." in answer.text
    assert [each.pk for each, _ in answer.context["found"]] == [left.pk]


def test_nobody_elses_mail_and_nothing_that_was_dealt_with_is_put_aside(
    client, arrive, application
):
    message = arrive(REFUSED)
    act(client, message, "place", **placed(application, "keep"))
    other = make_message(handled=Handled.WAITING)
    for which in ([message.pk], [other.pk], [], ["x"]):
        answer = client.post(reverse("interviews:several-aside"), {"which": which}, follow=True)
        assert "Nothing was put aside" in answer.text
    message.refresh_from_db()
    other.refresh_from_db()
    assert (message.handled, other.handled) == (Handled.KEPT, Handled.WAITING)


def test_twice_changes_nothing_more(client, application, arrive):
    message = arrive(REFUSED)
    act(client, message, "place", **placed(application, "close"))
    before = application.events.count()
    act(client, message, "place", **placed(application, "close"))
    assert application.events.count() == before


@pytest.mark.parametrize(("stage", "becomes"), [("saved", "applied"), ("offer", "offer")])
def test_receipt_moves_on_only_what_was_not_sent_yet(client, application, arrive, stage, becomes):
    Application.objects.filter(pk=application.pk).update(stage=stage)
    act(client, arrive(RECEIPT), "place", **placed(application, "applied"))
    application.refresh_from_db()
    assert application.stage == becomes


def test_task_is_kept_with_its_application(client, application, arrive):
    act(client, arrive(RECEIPT, subject="A test"), "place", **placed(application, "task"))
    assert Task.objects.get().text == "A test"


def test_offer_leads_to_where_it_is_written_down(client, application, arrive):
    answer = act(client, arrive(RECEIPT), "place", **placed(application, "offer"))
    assert answer.request["PATH_INFO"] == reverse("applications:new-offer", args=[application.pk])


def test_mail_about_a_job_that_is_not_here_yet_makes_it(client, arrive):
    data = {"at-application": "new", "at-employer": "Nordwind", "at-job_title": "Planner"}
    act(client, arrive(RECEIPT), "place", **data, **{"at-act": "keep"})
    made = Application.objects.get()
    assert (made.employer.name, made.job_title) == ("Nordwind", "Planner")
    assert made.messages.count() == 1


def test_what_is_missing_is_said_and_what_was_typed_stays(client, arrive):
    data = {"at-application": "new", "at-job_title": "Planner", "at-act": "keep"}
    answer = act(client, arrive(RECEIPT), "place", **data)
    assert answer.status_code == 422
    assert "Name the employer" in answer.text
    assert 'value="Planner"' in answer.text
    assert not Application.objects.exists()


def test_somebody_elses_application_is_none_of_the_choices(client, arrive):
    other = make_application()
    answer = act(client, arrive(REFUSED), "place", **placed(other, "close"))
    assert answer.status_code == 422
    other.refresh_from_db()
    assert not other.is_closed


def test_aside_and_back(client, arrive):
    message = arrive(RECEIPT)
    answer = act(client, message, "aside")
    assert message.subject not in answer.text.partition("<main")[2]
    assert message.subject in client.get(INBOX, {"show": "aside"}).text
    act(client, message, "return")
    message.refresh_from_db()
    assert message.handled == Handled.WAITING


def test_what_is_kept_stays_so(client, application, arrive):
    message = arrive(REFUSED)
    act(client, message, "place", **placed(application, "keep"))
    for name in ("aside", "return"):
        act(client, message, name)
    message.refresh_from_db()
    assert message.handled == Handled.KEPT


def test_corrected_label_changes_what_is_asked(client, application, arrive):
    message = arrive(RECEIPT)
    answer = act(client, message, "label", **{"is-label": "rejection"})
    assert "close: they said no" in answer.text
    assert act(client, message, "label", **{"is-label": "nonsense"}).status_code == 422


def test_invitation_is_confirmed_as_ever_and_leaves_the_inbox(client, arrive):
    message = arrive(INVITED)
    assert 'name="slots-0-start"' in client.get(message.get_absolute_url()).text


def test_firm_sees_no_mail_that_the_candidate_put_nowhere(client, mira, application, arrive):
    petra = make_membership(firm=make_representation(candidate=mira).firm)
    message = arrive(RECEIPT)
    client.force_login(petra.user)
    assert client.get(message.get_absolute_url()).status_code == 404
    client.force_login(mira.user)
    act(client, message, "place", **placed(application, "keep"))
    client.force_login(petra.user)
    assert client.get(message.get_absolute_url()).status_code == 200


def test_list_goes_on_and_takes_as_many_queries_for_one_as_for_many(
    client, mira, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(inbox, "PAGE_SIZE", 3)
    for number in range(5):
        make_message(candidate=mira, subject=f"Number {number}.", way=Way.FORWARDED)
    with django_assert_num_queries(5):
        first = client.get(INBOX)
    assert [each.subject for each, _ in first.context["found"]] == [
        "Number 4.", "Number 3.", "Number 2."
    ]  # fmt: skip
    rest = client.get(INBOX, {"before": first.context["goes_on"]})
    assert [each.subject for each, _ in rest.context["found"]] == ["Number 1.", "Number 0."]
    assert rest.context["goes_on"] is None


@pytest.mark.parametrize("before", ["0", "x", "9" * 30, "-1", "٣"])
def test_odd_place_to_go_on_from_shows_the_start_or_nothing(client, mira, before):
    assert client.get(INBOX, {"before": before}).status_code == 200


def test_address_is_made_shown_again_replaced_and_ended(client, mira):
    url = reverse("interviews:mail-address")
    client.post(url)
    first = MailAddress.objects.get().address
    assert first in client.get(INBOX).text
    client.post(url)
    second = MailAddress.objects.get().address
    assert first != second
    assert second in client.get(INBOX).text
    client.post(reverse("interviews:mail-address-removal"))
    assert not MailAddress.objects.exists()


def test_site_without_a_domain_gives_no_address(client, mira, settings):
    settings.MAIL_DOMAIN = ""
    answer = client.post(reverse("interviews:mail-address"), follow=True)
    assert "takes no forwarded mail" in answer.text
    assert not MailAddress.objects.exists()
