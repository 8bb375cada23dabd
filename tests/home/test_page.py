"""What today's page shows: one thing to do next, and every word as it is."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from interviews.models.invitation import State
from jobtracker import home
from jobtracker.people.models import Candidate, Situation
from tests.factories import (
    make_application,
    make_candidate,
    make_interview,
    make_invitation,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def mira(client):
    candidate = make_candidate()
    client.force_login(candidate.user)
    return candidate


@pytest.fixture
def page(client):
    return lambda: LexborHTMLParser(client.get(reverse("home")).content)


def primary(html):
    return [button.text(strip=True) for button in html.css(".button[data-kind=primary]")]


def cards(html):
    return [title.text(strip=True) for title in html.css(".columns > .stack:first-child h2")]


def make_interview_over(candidate):
    return make_interview(
        application=make_application(candidate=candidate),
        starts_at=timezone.now() - timedelta(days=1),
    )


def test_first_decision_stands_out_alone(mira, page):
    for _ in range(2):
        make_invitation(application=make_application(candidate=mira))
    make_interview_over(mira)
    html = page()
    assert primary(html) == ["Decide"]
    assert cards(html) == ["Decide", "How did it go?"]


def test_interview_to_tell_about_stands_out_when_nothing_waits(mira, page):
    for _ in range(2):
        make_interview_over(mira)
    assert primary(page()) == ["Tell"]


def test_bringing_in_an_invitation_stands_out_on_a_clear_day(mira, page):
    make_interview(
        application=make_application(candidate=mira), starts_at=timezone.now() + timedelta(days=1)
    )
    html = page()
    assert primary(html) == ["Bring in an invitation"]
    assert cards(html) == ["Coming up"]


def test_page_of_who_has_no_application_leads_to_adding_the_first(mira, page):
    html = page()
    assert primary(html) == ["Add an application"]
    assert "Where have you applied?" in html.css_first(".empty").text()


def test_empty_page_leads_to_bringing_in_an_invitation(mira, page):
    make_application(candidate=mira)
    html = page()
    (link,) = html.css("a.button[data-kind=primary]")
    assert link.attributes["href"] == reverse("interviews:bring-in")
    assert html.css_first(".empty") is not None


def test_interviews_never_told_about_hide_none_to_come(client, mira, monkeypatch):
    monkeypatch.setattr(home.today, "MOST", 2)
    application = make_application(candidate=mira)
    *_, latest, coming = (
        make_interview(application=application, starts_at=timezone.now() + timedelta(days=days))
        for days in (-3, -2, -1, 1)
    )
    today = client.get(reverse("home")).context["today"]
    assert (today.coming_up, today.to_debrief) == ([coming], [latest])


def test_open_question_waits_for_them(mira, page):
    make_invitation(application=make_application(candidate=mira), state=State.ASKED, slots=[])
    html = page()
    assert cards(html) == ["Asked, and waiting for them"]
    assert primary(html) == ["Bring in an invitation"]


def test_row_says_where_when_and_until_when(mira, page):
    application = make_application(candidate=mira, employer_name="Harbour & <b>Vale</b>")
    make_invitation(application=application, reply_by=timezone.now() + timedelta(days=400))
    row = page().css_first(".row")
    assert row.css_first(".row-meta").text().startswith("Harbour & <b>Vale</b> · Wed 8 July")
    assert row.css_first(".badge").text(strip=True).startswith("Answer by")
    assert len(row.css("time")) == 2


def test_row_without_a_time_or_a_title_says_so(mira, page):
    application = make_application(candidate=mira, employer_name="A & B", job_title="")
    make_invitation(application=application, slots=[])
    row = page().css_first(".row")
    assert row.css_first(".row-link").text() == "A job"
    assert row.css_first(".row-meta").text() == "A & B · no time proposed yet"
    assert "Answer by" in row.css_first(".badge").text()


@pytest.mark.parametrize(("days", "is_asked"), [(29, False), (30, True)])
def test_situation_is_asked_again_after_a_month(mira, page, days, is_asked):
    mira.tell_situation(Situation.OPEN, on=timezone.localdate() - timedelta(days=days))
    html = page()
    assert ("One question" in html.text()) is is_asked
    assert html.css_first("input[name=situation][checked]").attributes["value"] == Situation.OPEN


def test_another_persons_search_is_not_shown(mira, page):
    other = make_application(employer_name="Somebody else's employer")
    make_invitation(application=other)
    make_interview(application=other, starts_at=timezone.now() + timedelta(days=1))
    assert "Somebody else" not in page().text()


def test_start_keeps_what_was_typed(client):
    client.force_login(make_user(time_zone=""))
    answer = client.post(reverse("start"), {"name": "Mira Sandberg", "time_zone": "Mars/Olympus"})
    html = LexborHTMLParser(answer.content)
    assert answer.status_code == 422
    assert html.css_first("input[name=name]").attributes["value"] == "Mira Sandberg"
    assert not Candidate.objects.exists()


def test_start_offers_the_browsers_zone(client):
    client.force_login(make_user(time_zone=""))
    html = LexborHTMLParser(client.get(reverse("start")).content)
    assert html.css_first("select[name=time_zone][data-browser-zone]") is not None


def test_second_start_changes_nothing(client, mira):
    client.post(reverse("start"), {"name": "Another", "time_zone": "Asia/Tokyo"})
    assert Candidate.objects.get().name == mira.name


@pytest.mark.parametrize(
    ("method", "name"), [("get", "situation"), ("post", "home"), ("put", "start")]
)
def test_other_methods_are_refused(client, mira, method, name):
    assert getattr(client, method)(reverse(name)).status_code == 405


def test_situation_of_nobodys_search_is_not_there(client):
    client.force_login(make_user())
    assert client.post(reverse("situation"), {"situation": "open"}).status_code == 404
