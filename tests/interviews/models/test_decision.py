"""A decision is written once, moves what it must, and is superseded but never edited."""

import pytest
from django.db import IntegrityError, transaction

from applications.models.event import EventKind
from applications.stages import Outcome, Stage
from interviews.briefing import brief
from interviews.models import Choice, Decision, Interview
from interviews.models.decision import Frozen
from interviews.models.interview import InterviewState, Partner
from interviews.models.invitation import State
from tests.factories import NOW, make_debrief, make_interview, make_invitation

pytestmark = pytest.mark.django_db


@pytest.fixture
def invitation():
    return make_invitation()


def decide(invitation, choice, slot=None):
    briefing = brief(invitation, now=NOW)
    return Decision.objects.decide(
        invitation,
        choice,
        facts=briefing.facts,
        advice=briefing.advice,
        explanation=briefing.explanation,
        slot=slot,
        by=invitation.candidate.user,
        at=NOW,
    )


def test_accepting_plans_the_interview_and_moves_the_application(invitation):
    slot = invitation.slots.get()
    decision = decide(invitation, Choice.ACCEPT, slot)
    planned = Interview.objects.get()
    assert invitation.state == State.ACCEPTED
    assert invitation.application.stage == Stage.INTERVIEWING
    assert (planned.starts_at, planned.zone) == (slot.starts_at, slot.zone)
    assert decision.slot_start == slot.starts_at
    kinds = invitation.application.events.values_list("kind", flat=True)
    assert set(kinds) == {EventKind.DECIDED, EventKind.STAGE_CHANGED}


def test_accepting_without_a_time_plans_nothing(invitation):
    decide(invitation, Choice.ACCEPT)
    assert not Interview.objects.exists()


def test_asking_keeps_the_application_open(invitation):
    decide(invitation, Choice.ASK)
    assert invitation.state == State.ASKED
    assert invitation.is_undecided
    assert invitation.application.stage == Stage.IN_CONTACT


def test_asking_does_not_move_an_application_back(invitation):
    application = invitation.application
    application.move_to(Stage.OFFER, by=None, at=NOW)
    decide(invitation, Choice.ASK)
    assert application.stage == Stage.OFFER


def test_declining_closes_the_application_as_my_choice(invitation):
    decide(invitation, Choice.DECLINE)
    assert invitation.application.outcome == Outcome.WITHDRAWN_BEFORE


def test_declining_after_a_first_talk_is_a_withdrawal(invitation):
    held = make_interview(application=invitation.application, partner=Partner.TEAM)
    make_debrief(interview=held, interest_after=1)
    decision = decide(invitation, Choice.DECLINE)
    assert decision.is_withdrawal
    assert invitation.application.outcome == Outcome.WITHDRAWN_AFTER


def test_second_decision_supersedes_and_cancels_what_was_planned(invitation):
    first = decide(invitation, Choice.ACCEPT, invitation.slots.get())
    second = decide(invitation, Choice.DECLINE)
    assert second.supersedes == first
    assert Interview.objects.get().state == InterviewState.CANCELLED
    assert Decision.objects.get(pk=first.pk).choice == Choice.ACCEPT


def test_changing_to_yes_reopens_the_application(invitation):
    decide(invitation, Choice.DECLINE)
    decide(invitation, Choice.ACCEPT, invitation.slots.get())
    application = invitation.application
    application.refresh_from_db()
    assert (application.stage, application.outcome) == (Stage.INTERVIEWING, Outcome.NONE)


def test_stored_decision_cannot_be_edited(invitation):
    decision = decide(invitation, Choice.ASK)
    decision.choice = Choice.DECLINE
    with pytest.raises(Frozen):
        decision.save()
    with pytest.raises(Frozen):
        Decision.objects.update(choice=Choice.DECLINE)
    assert Decision.objects.get().choice == Choice.ASK


def test_what_was_known_and_said_is_frozen_with_it(invitation):
    before = brief(invitation, now=NOW)
    decision = decide(invitation, Choice.ASK)
    invitation.application.rate_interest(1, by=invitation.candidate.user, at=NOW)
    stored = Decision.objects.get(pk=decision.pk)
    assert stored.known_facts == before.facts
    assert stored.given_advice == before.advice
    assert stored.shown == before.explanation
    assert stored.version == before.advice.version


def test_two_first_decisions_are_one_too_many(invitation):
    first = decide(invitation, Choice.ASK)
    values = {
        field.attname: getattr(first, field.attname)
        for field in Decision._meta.concrete_fields
        if not field.primary_key
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(**values)


def test_decision_makes_a_new_version_of_the_invitation(invitation):
    before = invitation.version
    decide(invitation, Choice.ASK)
    assert invitation.version == before + 1
