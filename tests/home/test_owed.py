"""What is left to do after interviews, on the candidate's home page."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from applications.stages import Outcome, Stage
from interviews.briefing import brief
from interviews.gate import gate_of
from interviews.letters import LetterKind
from interviews.models import Choice, Debrief, Decision, Feedback, Letter
from interviews.occasions import Occasion
from interviews.owed import owed_by
from jobtracker.people.models import Situation
from tests.factories import (
    make_application,
    make_candidate,
    make_debrief,
    make_held,
    make_interview,
    make_invitation,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def mira():
    return make_candidate()


def make_told(candidate, *, hours_ago=1, **fields):
    interview = make_interview(
        application=make_application(candidate=candidate, stage=Stage.INTERVIEWING),
        starts_at=timezone.now() - timedelta(hours=hours_ago + 1),
    )
    told_at = timezone.now() - timedelta(hours=hours_ago)
    return make_debrief(interview=interview, told_at=told_at, **fields)


def decide(debrief, choice, *, at=None, until=None):
    now = timezone.now()
    interview = debrief.interview
    found = gate_of(interview, debrief, now=now)
    return Decision.objects.decide_after(
        interview,
        choice,
        facts=found.facts,
        advice=found.advice,
        explanation=found.explanation,
        by=interview.candidate.user,
        at=at or now,
        until=until,
        zone="Europe/Stockholm",
    )


def make_owed(candidate):
    """One of each."""
    decide(make_told(candidate), Choice.WITHDRAW)
    decide(make_told(candidate), Choice.SLEEP, until=timezone.now() - timedelta(minutes=1))
    debrief = make_told(candidate, hours_ago=30)
    asked_at = timezone.now() - timedelta(days=9)
    application = debrief.interview.application
    Feedback.objects.ask(application, by=candidate.user, at=asked_at)


def texts(candidate):
    return [each.text for each in owed_by(candidate, timezone.now())]


def test_everything_owed_is_listed_the_most_pressing_first(client, mira):
    make_owed(mira)
    lines = owed_by(mira, timezone.now())
    assert [each.icon for each in lines] == [
        "mail",
        "moon",
        "sunrise",
        "message-circle-question-mark",
    ]
    assert lines[0].by > timezone.now()
    client.force_login(mira.user)
    page = client.get(reverse("home")).content.decode()
    for line in lines:
        assert line.text in page
        assert f'href="{line.href}"' in page
        assert str(line.application) in page
        assert client.get(line.href).status_code == 200


def test_nothing_of_somebody_else_is_listed(mira):
    make_owed(make_candidate())
    assert texts(mira) == []


def test_withdrawal_that_was_sent_is_off_the_list(mira):
    decision = decide(make_told(mira), Choice.WITHDRAW)
    text = {"to": "", "subject": "Withdrawal", "body": "Thank you."}
    letter = Letter.objects.keep(
        Occasion.of(decision), LetterKind.WITHDRAW, at=timezone.now(), **text
    )
    assert len(texts(mira)) == 1
    letter.was_sent(at=timezone.now())
    assert texts(mira) == []


def test_letter_that_was_refused_is_told_of_until_it_is_sent(mira):
    decision = decide(make_told(mira), Choice.WITHDRAW)
    text = {"to": "ada@vale.example", "subject": "Withdrawal", "body": "Thank you."}
    letter = Letter.objects.keep(
        Occasion.of(decision), LetterKind.WITHDRAW, at=timezone.now(), **text
    )
    letter.came_back(refused_by="ada@vale.example")
    first = owed_by(mira, timezone.now())[0]
    assert first.text == "Your letter was refused: check the address"
    assert first.href == letter.get_absolute_url()
    letter.was_sent(at=timezone.now())
    assert texts(mira) == []


def test_clock_of_a_withdrawal_stops_after_a_day_and_the_reminder_after_a_week(mira):
    decide(make_told(mira), Choice.WITHDRAW, at=timezone.now() - timedelta(days=2))
    (line,) = owed_by(mira, timezone.now())
    assert line.by is None
    assert owed_by(mira, timezone.now() + timedelta(days=6)) == []


def test_later_invitation_that_was_declined_is_to_be_told_too(mira):
    make_held(mira, 3, application=(application := make_application(candidate=mira)))
    invitation = make_invitation(application=application)
    now = timezone.now()
    briefing = brief(invitation, now=now)
    Decision.objects.decide(
        invitation,
        Choice.DECLINE,
        facts=briefing.facts,
        advice=briefing.advice,
        explanation=briefing.explanation,
        slot=None,
        by=mira.user,
        at=now,
    )
    (line,) = owed_by(mira, now)
    assert line.href == reverse("interviews:letter", args=[invitation.pk])


def test_what_is_slept_on_waits_for_its_time(mira):
    decide(make_told(mira), Choice.SLEEP, until=timezone.now() + timedelta(hours=1))
    assert texts(mira) == []


def test_what_was_slept_on_and_decided_is_off_the_list(mira):
    debrief = make_told(mira)
    decide(debrief, Choice.SLEEP, until=timezone.now() - timedelta(minutes=1))
    decide(debrief, Choice.CONTINUE)
    assert texts(mira) == []


def test_what_they_ended_need_not_be_slept_on(mira):
    debrief = make_told(mira)
    decide(debrief, Choice.SLEEP, until=timezone.now() - timedelta(minutes=1))
    application = debrief.interview.application
    application.move_to(Stage.CLOSED, Outcome.REJECTED, by=mira.user, at=timezone.now())
    assert texts(mira) == []


def test_second_look_is_on_the_list_for_a_week(mira):
    debrief = make_told(mira, hours_ago=30)
    assert len(texts(mira)) == 1
    debrief.confirm(4, by=mira.user, at=timezone.now())
    assert texts(mira) == []
    Debrief.objects.update(
        confirmed_at=None, interest_confirmed=None, told_at=timezone.now() - timedelta(days=8)
    )
    assert texts(mira) == []


def test_who_accepted_elsewhere_tells_every_open_process(mira):
    process = make_application(candidate=mira, stage=Stage.INTERVIEWING)
    make_application(candidate=mira, stage=Stage.SAVED)
    assert texts(mira) == []
    mira.tell_situation(Situation.COMMITTED, on=timezone.localdate())
    (line,) = owed_by(mira, timezone.now())
    assert line.text == "Tell them that you accepted elsewhere"
    assert line.application == process
    occasion = Occasion("application-letter", process)
    letter = Letter.objects.keep(
        occasion, LetterKind.ELSEWHERE, at=timezone.now(), subject="A", body="B"
    )
    make_invitation(application=process)
    letter.was_sent(at=timezone.now())
    process.refresh_from_db()
    assert process.outcome == Outcome.WITHDRAWN_BEFORE
    assert process.invitations.get().state == "declined"
    assert texts(mira) == []
