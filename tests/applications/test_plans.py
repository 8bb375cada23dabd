"""What is to be done about the search as a whole, in the order of its days."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from applications.models import Offer, Task
from applications.plans import plans_of
from applications.stages import Outcome, Stage
from tests.factories import NOW, make_application, make_candidate, make_user

pytestmark = pytest.mark.django_db

TODAY = NOW.date()


@pytest.fixture
def mira():
    return make_candidate(user=make_user())


def days(number):
    return TODAY + timedelta(days=number)


def texts(candidate):
    return [each.text for each in plans_of(candidate, NOW).lines]


def task(candidate, text, on=None, **fields):
    return Task.objects.create(candidate=candidate, text=text, due_on=on, **fields)


def test_offers_come_first_then_days_then_what_has_none(mira):
    application = make_application(candidate=mira, employer_name="Acme", job_title="Analyst")
    task(mira, "Any day")
    task(mira, "In three days", days(3), application=application)
    make_application(candidate=mira, next_step="Yesterday", next_step_on=days(-1))
    Offer.objects.create(
        candidate=mira,
        application=application,
        received_on=TODAY,
        answer_by=NOW,
        answer_by_zone="UTC",
    )
    assert texts(mira) == ["Answer the offer", "Yesterday", "In three days", "Any day"]
    lines = plans_of(mira, NOW).lines
    assert str(lines[2].application) == "Analyst at Acme"
    assert (lines[1].on, lines[0].by) == (days(-1), NOW)


def test_what_is_done_closed_far_off_or_of_others_is_left_out(mira):
    task(mira, "Done", done_at=NOW)
    task(mira, "Far off", days(8))
    make_application(
        candidate=mira,
        next_step="Over",
        next_step_on=TODAY,
        stage=Stage.CLOSED,
        outcome=Outcome.REJECTED,
    )
    make_application(candidate=mira, next_step="Far off too", next_step_on=days(8))
    make_application(candidate=mira, next_step="", next_step_on=TODAY)
    theirs = make_application(next_step="Theirs", next_step_on=TODAY)
    task(theirs.candidate, "Theirs too")
    assert texts(mira) == []


def test_silence_is_mentioned_once_it_is_longer_than_usual(mira):
    waiting = make_application(candidate=mira, stage=Stage.APPLIED)
    for quiet_for, expected in ((13, False), (15, True)):
        waiting.moved_at = NOW - timedelta(days=quiet_for)
        waiting.save()
        assert plans_of(mira, NOW).is_quiet is expected


def test_two_queries_however_many(mira, django_assert_num_queries):
    for number in range(3):
        task(mira, f"Task {number}", application=make_application(candidate=mira))
    with django_assert_num_queries(2):
        assert [str(each.application) for each in plans_of(mira, NOW).lines]


def test_home_shows_them_and_a_tick_leads_back_there(client, mira):
    client.force_login(mira.user)
    found = task(mira, "Send the certificate", date(2026, 1, 2))
    page = LexborHTMLParser(client.get(reverse("home")).content)
    assert page.css_first(".todo-text").text() == "Send the certificate"
    form = page.css_first(".todo-line form")
    values = {"next": form.css_first("[name=next]").attributes["value"]}
    assert client.post(form.attributes["action"], values).url == reverse("home")
    found.refresh_from_db()
    assert found.is_done


@pytest.mark.parametrize("page", ["https://evil.example/", "//evil.example/", "evil", "home"])
def test_tick_leads_nowhere_else(page, client, mira):
    client.force_login(mira.user)
    found = task(mira, "Send it", application=make_application(candidate=mira))
    url = reverse("applications:task-completion", args=[found.pk])
    assert "evil" not in client.post(url, {"next": page}).url
