"""From stored rows to facts: each rule of the guidance's inputs, and a fixed number of queries."""

from datetime import datetime, timedelta

import pytest
from django.test.utils import CaptureQueriesContext

from applications.stages import Stage
from interviews.briefing import brief
from interviews.guidance import Essential, Level, Reason, Status, Verdict
from interviews.guidance import Stage as Round
from interviews.intake.reading import Format
from interviews.models import Invitation
from interviews.models.interview import Partner
from jobtracker.people.models import Situation
from tests.factories import (
    NOW,
    make_application,
    make_candidate,
    make_debrief,
    make_interview,
    make_invitation,
    make_red_flag,
    make_slot_draft,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def mira():
    return make_candidate()


@pytest.fixture
def invitation(mira):
    return make_invitation(application=make_application(candidate=mira))


def facts(invitation, **changes):
    if changes:
        invitation.change(**changes)
    return brief(fresh(invitation), now=NOW).facts


def fresh(invitation):
    return Invitation.objects.with_page().get(pk=invitation.pk)


def held(mira, days_ago, *, before=None, after=3, application=None, **told):
    """An interview that was held that many days before NOW, with its debrief."""
    interview = make_interview(
        application=application or make_application(candidate=mira),
        starts_at=NOW - timedelta(days=days_ago),
        interest_before=before,
        partner=told.pop("partner", Partner.TEAM),
        format=told.pop("format", Format.VIDEO),
    )
    return make_debrief(interview=interview, interest_after=after, **told)


def test_plain_invitation_is_a_first_one_with_nothing_missing(invitation):
    found = facts(invitation)
    assert (found.stage, found.status) == (Round.FIRST, Status.OPEN)
    assert found.missing == frozenset()
    assert not (found.slot_clash)
    assert not (found.high_cost)
    assert not (found.access_need)
    assert not (found.decisive_unknown)


def test_unanswered_situation_counts_as_open_and_says_so(invitation, mira):
    assert brief(fresh(invitation), now=NOW).is_situation_provisional
    mira.tell_situation(Situation.EMPLOYED, on=NOW.date())
    briefing = brief(fresh(invitation), now=NOW)
    assert briefing.facts.status is Status.EMPLOYED
    assert not briefing.is_situation_provisional


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"people": "", "contact_name": ""}, {Essential.WHO}),
        ({"people": ""}, set()),
        ({"link": ""}, {Essential.WHERE}),
        ({"link": "", "place": "Teknikringen 10"}, set()),
        ({"link": "", "format": Format.PHONE}, set()),
        ({"format": ""}, {Essential.FORMAT}),
        ({"format": "", "link": "", "details_follow": True}, set()),
        ({"representation_unclear": True}, {Essential.REPRESENTATION}),
    ],
)
def test_missing_essentials(invitation, changes, missing):
    assert facts(invitation, **changes).missing == missing


def test_no_time_and_no_title_are_missing_even_if_details_follow(mira):
    application = make_application(candidate=mira, job_title="")
    invitation = make_invitation(application=application, slots=[], details_follow=True)
    assert facts(invitation).missing == {Essential.WHEN, Essential.ROLE}


def test_employer_that_an_agency_hides_leaves_the_role_open(invitation):
    employer = invitation.application.employer
    employer.is_unnamed = True
    employer.save()
    assert facts(invitation).missing == {Essential.ROLE}


@pytest.mark.parametrize(("hours", "costly"), [(None, False), ("6", False), ("6.5", True)])
def test_cost_is_high_above_six_hours(invitation, hours, costly):
    assert facts(invitation, hours_needed=hours).high_cost is costly


def test_private_needs_are_facts_without_their_text(invitation):
    found = facts(invitation, access_need="captions", decisive_unknown="Who pays travel?")
    assert found.access_need
    assert found.decisive_unknown


def test_flags_of_the_employer_are_facts(invitation):
    flag = make_red_flag(employer=invitation.application.employer, checked_at=NOW)
    (found,) = facts(invitation).flags
    assert (found.topic, found.checked, found.resolved) == (flag.topic, True, False)


def test_round_is_later_after_a_talk_with_the_team(invitation, mira):
    held(mira, 5, application=invitation.application)
    assert facts(invitation).stage is Round.LATER


@pytest.mark.parametrize(
    "talk",
    [{"partner": Partner.AGENCY}, {"partner": Partner.HR}, {"format": Format.ONE_WAY_VIDEO}],
)
def test_talk_that_is_no_first_interview_leaves_the_round_first(invitation, mira, talk):
    held(mira, 5, application=invitation.application, **talk)
    assert facts(invitation).stage is Round.FIRST


def test_talk_about_another_job_leaves_the_round_first(invitation, mira):
    employer = invitation.application.employer
    held(mira, 5, application=make_application(employer=employer))
    assert facts(invitation).stage is Round.FIRST


def test_person_corrects_the_round(invitation):
    assert facts(invitation, round_correction="later").stage is Round.LATER
    assert brief(fresh(invitation), now=NOW).round_worked_out is Round.FIRST


def test_clash_only_if_no_proposed_time_is_free(invitation, mira):
    busy = make_interview(
        application=make_application(candidate=mira),
        starts_at=invitation.slots.get().starts_at + timedelta(minutes=30),
    )
    assert brief(fresh(invitation), now=NOW).clashes == (busy,)
    assert facts(invitation).slot_clash
    invitation.offer([make_slot_draft(), make_slot_draft(datetime(2026, 7, 9, 14))])
    assert not facts(invitation).slot_clash


def test_meeting_that_touches_the_slot_is_no_clash(invitation, mira):
    slot = invitation.slots.get()
    make_interview(application=make_application(candidate=mira), starts_at=slot.ends_at)
    assert not facts(invitation).slot_clash


def test_own_planned_interview_is_no_clash(invitation):
    make_interview(
        application=invitation.application,
        invitation=invitation,
        starts_at=invitation.slots.get().starts_at,
    )
    assert not facts(invitation).slot_clash


def confident(mira, *days, **told):
    for day in days:
        held(mira, day, confidence_after=5, **told)


def test_practice_is_high_with_less_than_two_interviews_in_90_days(invitation, mira):
    confident(mira, 89)
    assert facts(invitation).practice is Level.HIGH


def test_practice_is_medium_with_two(invitation, mira):
    confident(mira, 89, 90)
    assert facts(invitation).practice is Level.MEDIUM


def test_practice_is_low_with_five_in_thirty_days_and_confidence(invitation, mira):
    confident(mira, 1, 2, 3, 4, 30)
    assert facts(invitation).practice is Level.LOW


def test_latest_confidence_counts(invitation, mira):
    confident(mira, 5, 6, 7, 8, 9)
    held(mira, 1, confidence_after=3)
    assert facts(invitation).practice is Level.HIGH


def test_three_open_stumped_questions_make_practice_high(invitation, mira):
    confident(mira, 1, 2, 3, stumped_on="Why us?")
    assert facts(invitation).practice is Level.HIGH


def test_dream_interview_within_thirty_days_makes_practice_high(invitation, mira):
    confident(mira, 1, 2, 3)
    dream = make_application(candidate=mira, is_dream=True, employer_name="Institute")
    make_interview(application=dream, starts_at=NOW + timedelta(days=12))
    briefing = brief(fresh(invitation), now=NOW)
    assert briefing.facts.practice is Level.HIGH
    assert "Institute is in 12 days" in briefing.evidence[Reason.PRACTICE]


def test_leverage_follows_other_processes(invitation, mira):
    assert facts(invitation).leverage is Level.NONE
    other = make_application(candidate=mira, stage=Stage.IN_CONTACT, employer_name="Rail")
    assert facts(invitation).leverage is Level.MEDIUM
    assert "Rail" in brief(fresh(invitation), now=NOW).evidence[Reason.LEVERAGE]
    other.move_to(Stage.OFFER, by=None, at=NOW)
    assert facts(invitation).leverage is Level.HIGH


@pytest.mark.parametrize(("days", "level"), [(28, Level.HIGH), (29, Level.NONE)])
def test_final_round_counts_inside_four_weeks(invitation, mira, days, level):
    other = make_application(candidate=mira)
    starts_at = NOW + timedelta(days=days)
    make_interview(application=other, is_final_round=True, starts_at=starts_at)
    assert facts(invitation).leverage is level


def test_evidence_tells_contrary_cases_and_counts(invitation, mira):
    for before, after in ((2, 4), (3, 5), (1, 1), (3, 1), (4, 5)):
        held(mira, 40, before=before, after=after)
    sentence = brief(fresh(invitation), now=NOW).evidence[Reason.OPEN_MIND]
    assert "2 of 4" in sentence
    assert "1 lowered" in sentence
    assert "%" not in sentence


def test_nothing_is_said_of_fewer_than_three(invitation, mira):
    for before, after in ((2, 4), (3, 5)):
        held(mira, 40, before=before, after=after)
    assert Reason.OPEN_MIND not in brief(fresh(invitation), now=NOW).evidence


def test_another_candidates_history_is_not_ours(invitation):
    stranger = make_candidate()
    for _ in range(5):
        held(stranger, 10, before=2, after=5)
    briefing = brief(fresh(invitation), now=NOW)
    assert briefing.evidence == {}


def test_hidden_card_has_the_same_verdict_and_no_private_word(invitation, mira):
    mira.tell_situation(Situation.EMPLOYED, on=NOW.date())
    invitation.application.rate_interest(1, by=mira.user, at=NOW)
    make_red_flag(employer=invitation.application.employer, topic="Owes wages", severity="minor")
    seen = brief(fresh(invitation), now=NOW)
    hidden = brief(fresh(invitation), now=NOW, hidden=True)
    assert hidden.advice == seen.advice
    assert seen.advice.verdict is Verdict.DECLINE
    assert "private reason" in hidden.explanation.text
    assert "interest" not in hidden.explanation.text.lower()


def test_deadline_is_named_on_the_candidates_clock(invitation):
    found = brief(fresh(invitation), now=NOW)
    assert "within 24 hours" in found.explanation.next_step
    invitation.change(reply_by=NOW + timedelta(hours=20))
    assert "tomorrow, 07:00" in brief(fresh(invitation), now=NOW).explanation.next_step


def test_queries_do_not_grow_with_the_history(invitation, mira, connection):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            brief(fresh(invitation), now=NOW)
        return len(captured)

    held(mira, 3, before=2)
    few = queries()
    for days in range(4, 34):
        held(mira, days, before=2)
    assert queries() == few <= 5


@pytest.fixture
def connection():
    from django.db import connection

    return connection
