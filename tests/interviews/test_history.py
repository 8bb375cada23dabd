"""What the candidate's history means for one more interview: each rule at its bounds."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from applications.stages import Outcome, Stage
from interviews.guidance import Level
from interviews.guidance import Stage as Round
from interviews.history import calendar_days, history_of, leverage_of, practice_need, round_of
from interviews.intake.reading import Format
from interviews.models.interview import InterviewState, Partner
from interviews.models.invitation import State
from tests.factories import (
    NOW,
    make_application,
    make_candidate,
    make_held,
    make_interview,
    make_invitation,
    make_slot_draft,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def mira():
    return make_candidate()


@pytest.fixture
def invitation(mira):
    return make_invitation(application=make_application(candidate=mira))


def history(invitation):
    return history_of(invitation, NOW)


def practice(invitation):
    return practice_need(history(invitation))


def leverage(invitation):
    return leverage_of(history(invitation))


def current_round(invitation):
    return round_of(invitation, history(invitation))


def confident(mira, *days, **told):
    for day in days:
        make_held(mira, day, confidence_after=5, **told)


def in_days(days):
    return make_slot_draft((NOW + timedelta(days=days)).replace(tzinfo=None))


def make_dream(mira, **fields):
    values = {"is_dream": True, "employer_name": "Institute"}
    return make_application(candidate=mira, **values | fields)


def test_round_is_later_after_a_talk_with_the_team(invitation, mira):
    make_held(mira, 5, application=invitation.application)
    assert current_round(invitation) is Round.LATER


@pytest.mark.parametrize(
    "talk",
    [
        {"partner": Partner.AGENCY},
        {"partner": Partner.HR},
        {"format": Format.ONE_WAY_VIDEO},
        {"format": Format.TEST},
    ],
)
def test_talk_that_is_no_first_interview_leaves_the_round_first(invitation, mira, talk):
    make_held(mira, 5, application=invitation.application, **talk)
    assert current_round(invitation) is Round.FIRST


def test_planned_talk_leaves_the_round_first(invitation):
    make_interview(application=invitation.application, partner=Partner.TEAM)
    assert current_round(invitation) is Round.FIRST


def test_talk_about_another_job_there_leaves_the_round_first(invitation, mira):
    other = make_application(employer=invitation.application.employer)
    make_held(mira, 5, application=other)
    assert current_round(invitation) is Round.FIRST


@pytest.mark.parametrize(
    ("days", "need"),
    [
        ((), Level.HIGH),
        ((90,), Level.HIGH),
        ((90, 91), Level.HIGH),
        ((89, 90), Level.MEDIUM),
        ((1, 2, 3, 30), Level.MEDIUM),
        ((1, 2, 3, 4, 31), Level.MEDIUM),
        ((1, 2, 3, 4, 30), Level.LOW),
    ],
)
def test_practice_need_of_the_confident_follows_their_interviews(invitation, mira, days, need):
    confident(mira, *days)
    assert practice(invitation) is need


@pytest.mark.parametrize(("rating", "need"), [(3, Level.HIGH), (4, Level.LOW)])
def test_latest_confidence_counts(invitation, mira, rating, need):
    confident(mira, 5, 6, 7, 8, 9)
    make_held(mira, 1, confidence_after=rating)
    assert practice(invitation) is need


def test_unrated_confidence_is_not_taken_for_high(invitation, mira):
    for day in range(1, 7):
        make_held(mira, day)
    assert practice(invitation) is Level.MEDIUM


def test_interviews_that_fell_through_are_no_practice(invitation, mira):
    for state in (InterviewState.CANCELLED, InterviewState.NO_SHOW):
        make_interview(
            application=make_application(candidate=mira),
            starts_at=NOW - timedelta(days=3),
            state=state,
        )
    assert history(invitation).past == ()


@pytest.mark.parametrize(("number", "need"), [(2, Level.MEDIUM), (3, Level.HIGH)])
def test_open_stumped_questions_make_practice_high(invitation, mira, number, need):
    confident(mira, 1)
    confident(mira, *range(2, 2 + number), stumped_on="Why us?")
    assert practice(invitation) is need


def test_answered_questions_no_longer_stump(invitation, mira):
    confident(mira, 1, 2, 3, stumped_on="Why us?", stumped_answered=True)
    assert practice(invitation) is Level.MEDIUM


@pytest.mark.parametrize(("days", "need"), [(30, Level.HIGH), (31, Level.MEDIUM)])
def test_planned_dream_interview_makes_practice_high(invitation, mira, days, need):
    confident(mira, 1, 2)
    make_interview(application=make_dream(mira), starts_at=NOW + timedelta(days=days))
    assert practice(invitation) is need


@pytest.mark.parametrize(("days", "need"), [(30, Level.HIGH), (31, Level.MEDIUM)])
def test_proposed_dream_interview_makes_practice_high(invitation, mira, days, need):
    confident(mira, 1, 2)
    make_invitation(application=make_dream(mira), slots=[in_days(days)])
    assert practice(invitation) is need


def test_this_job_is_no_dream_to_practise_for(invitation, mira):
    invitation.application.is_dream = True
    invitation.application.save()
    make_interview(application=invitation.application)
    assert history(invitation).dream is None


@pytest.mark.parametrize(
    "fields",
    [
        {"is_dream": False},
        {"stage": Stage.CLOSED, "outcome": Outcome.REJECTED},
    ],
)
def test_other_jobs_are_no_dream(invitation, mira, fields):
    application = make_dream(mira, **fields)
    make_interview(application=application)
    make_invitation(application=application)
    assert history(invitation).dream is None


def test_declined_invitation_to_the_dream_is_none(invitation, mira):
    make_invitation(application=make_dream(mira), state=State.DECLINED)
    assert history(invitation).dream is None


def test_planned_dream_interview_goes_before_a_proposed_one(invitation, mira):
    make_invitation(application=make_dream(mira), slots=[in_days(3)])
    make_interview(application=make_dream(mira), starts_at=NOW + timedelta(days=12))
    dream = history(invitation).dream
    assert (dream.days, dream.is_planned) == (12, True)


@pytest.mark.parametrize(
    ("stage", "level"),
    [
        (Stage.SAVED, Level.NONE),
        (Stage.APPLIED, Level.NONE),
        (Stage.IN_CONTACT, Level.MEDIUM),
        (Stage.INTERVIEWING, Level.MEDIUM),
        (Stage.OFFER, Level.HIGH),
    ],
)
def test_leverage_follows_other_processes(invitation, mira, stage, level):
    make_application(candidate=mira, stage=stage)
    assert leverage(invitation) is level


def test_own_process_is_no_leverage(invitation):
    invitation.application.move_to(Stage.OFFER, by=None, at=NOW)
    make_interview(application=invitation.application, is_final_round=True)
    assert leverage(invitation) is Level.NONE


@pytest.mark.parametrize(
    ("days", "level"),
    [(-29, Level.NONE), (-28, Level.HIGH), (28, Level.HIGH), (29, Level.NONE)],
)
def test_final_round_counts_inside_four_weeks(invitation, mira, days, level):
    make_interview(
        application=make_application(candidate=mira),
        is_final_round=True,
        starts_at=NOW + timedelta(days=days),
    )
    assert leverage(invitation) is level


def test_final_round_of_a_process_that_ended_is_no_leverage(invitation, mira):
    ended = make_application(candidate=mira, stage=Stage.CLOSED, outcome=Outcome.REJECTED)
    make_interview(application=ended, is_final_round=True)
    assert leverage(invitation) is Level.NONE


def test_furthest_process_comes_first(invitation, mira):
    contact, talks, final = (
        make_application(candidate=mira, stage=stage)
        for stage in (Stage.IN_CONTACT, Stage.INTERVIEWING, Stage.IN_CONTACT)
    )
    make_interview(application=final, is_final_round=True)
    assert history(invitation).active == (final, talks, contact)


def test_history_of_another_candidate_stays_out(invitation):
    stranger = make_candidate()
    make_held(stranger, 3)
    make_invitation(application=make_dream(stranger))
    make_application(candidate=stranger, stage=Stage.OFFER)
    found = history(invitation)
    assert (found.interviews, found.applications, found.dream) == ((), (), None)


def test_days_are_counted_on_the_candidates_calendar():
    evening = datetime(2026, 7, 1, 20, tzinfo=UTC)
    morning = datetime(2026, 7, 2, 6, tzinfo=UTC)
    assert calendar_days(evening, morning, ZoneInfo("Europe/Stockholm")) == 1
    assert calendar_days(evening, morning, ZoneInfo("Australia/Sydney")) == 0
