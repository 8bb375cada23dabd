"""Two weeks on, the candidate may say how a choice sits with them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from interviews.briefing import brief
from interviews.models import Choice, Decision, LookBack
from tests.factories import (
    make_application,
    make_candidate,
    make_debrief,
    make_interview,
    make_invitation,
)

pytestmark = pytest.mark.django_db
WORDS = "how does that choice sit with you?"


@pytest.fixture
def mira(client):
    candidate = make_candidate()
    client.force_login(candidate.user)
    return candidate


def decided(mira, days, choice=Choice.ACCEPT):
    invitation = make_invitation(application=make_application(candidate=mira))
    at = timezone.now() - timedelta(days=days)
    found = brief(invitation, now=at)
    return Decision.objects.decide(
        invitation,
        choice,
        facts=found.facts,
        advice=found.advice,
        explanation=found.explanation,
        slot=None,
        by=mira.user,
        at=at,
    )


def home(client):
    return client.get(reverse("home")).content.decode()


@pytest.mark.parametrize(
    ("days", "choice", "is_asked"),
    [
        (13, Choice.ACCEPT, False),
        (15, Choice.ACCEPT, True),
        (15, Choice.DECLINE, True),
        (15, Choice.ASK, False),
        (61, Choice.ACCEPT, False),
    ],
)
def test_home_asks_two_weeks_after_a_choice_for_good(client, mira, days, choice, is_asked):
    decided(mira, days, choice)
    assert (WORDS in home(client)) is is_asked


@pytest.mark.parametrize("sits", ["well", "mixed", "otherwise", ""])
def test_answer_is_kept_and_not_asked_for_again(client, mira, sits):
    decision = decided(mira, 15)
    client.post(decision.look_back_url, {"sits": sits, "note": "Ask about the team"})
    kept = LookBack.objects.get()
    assert (kept.sits, kept.note) == (sits, "Ask about the team")
    assert WORDS not in home(client)
    client.post(decision.look_back_url, {"sits": "well", "note": ""})
    assert LookBack.objects.get().sits == "well"


def test_page_shows_what_was_said_and_what_came_after(client, mira):
    decision = decided(mira, 20)
    held = make_interview(
        application=decision.application, starts_at=timezone.now() - timedelta(days=9), state="done"
    )
    make_debrief(interview=held, interest_after=4)
    text = client.get(decision.look_back_url).content.decode()
    assert "say yes to this one." in text
    assert decision.version in text
    assert "None was held" not in text


def test_fresh_choice_is_explained_and_leads_back(client, mira):
    decision = decided(mira, 2)
    answer = client.get(decision.look_back_url, follow=True)
    assert "We ask two weeks after it" in answer.content.decode()
    assert not LookBack.objects.exists()


def test_unknown_answer_is_refused_and_the_note_kept(client, mira):
    decision = decided(mira, 20)
    answer = client.post(decision.look_back_url, {"sits": "great", "note": "My words"})
    assert answer.status_code == 422
    assert "My words" in answer.content.decode()


def test_insights_count_from_three_on_and_show_the_contrary_ones(client, mira):
    for sits in ("well", "otherwise"):
        LookBack.objects.keep(decided(mira, 20), sits, "", at=timezone.now())
    page = "/insights/"
    assert "it takes 3 choices that you looked back on" in client.get(page).content.decode()
    LookBack.objects.keep(decided(mira, 20), "", "", at=timezone.now())
    LookBack.objects.keep(decided(mira, 20), "well", "", at=timezone.now())
    text = client.get(page).content.decode()
    assert "2 sit well with you, 0 partly, and 1 you would make otherwise today." in text
