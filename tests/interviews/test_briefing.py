"""From stored rows to facts: each rule of the guidance's inputs, and a fixed number of queries."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from applications.stages import Stage
from interviews.briefing import brief
from interviews.guidance import Essential, Reason, Status, Verdict
from interviews.guidance import Stage as Round
from interviews.intake.reading import Format
from interviews.models import Invitation
from jobtracker.people.models import Situation
from tests.factories import (
    NOW,
    make_application,
    make_candidate,
    make_held,
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


def test_plain_invitation_is_a_first_one_with_nothing_missing(invitation):
    found = facts(invitation)
    assert (found.stage, found.status) == (Round.FIRST, Status.OPEN)
    assert found.missing == frozenset()
    doubtful = ("slot_clash", "high_cost", "access_need", "decisive_unknown")
    assert [name for name in doubtful if getattr(found, name)] == []


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


def test_round_is_worked_out_from_talks_on_this_job(invitation, mira):
    make_held(mira, 5, application=invitation.application)
    assert facts(invitation).stage is Round.LATER


def test_person_corrects_the_round(invitation):
    assert facts(invitation, round_correction="later").stage is Round.LATER
    assert brief(fresh(invitation), now=NOW).round_worked_out is Round.FIRST


def test_clash_only_if_no_proposed_time_is_free(invitation, mira):
    busy = make_interview(
        application=make_application(candidate=mira),
        starts_at=invitation.slots.get().starts_at + timedelta(minutes=30),
    )
    (clash,) = brief(fresh(invitation), now=NOW).plans.clashes
    assert clash.interview == busy.pk
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


def test_slot_without_an_end_takes_the_usual_hour(invitation, mira):
    invitation.offer([make_slot_draft(hours=None)])
    start = invitation.slots.get().starts_at
    meeting = make_interview(
        application=make_application(candidate=mira), starts_at=start + timedelta(minutes=59)
    )
    assert facts(invitation).slot_clash
    meeting.starts_at = start + timedelta(hours=1)
    meeting.save()
    assert not facts(invitation).slot_clash


def test_time_that_has_passed_is_neither_free_nor_a_clash(invitation, mira):
    gone = make_slot_draft((NOW - timedelta(days=1)).replace(tzinfo=None), zone="UTC")
    invitation.offer([gone])
    plans = brief(fresh(invitation), now=NOW).plans
    assert (plans.free_slots, plans.clashes) == ((), ())
    invitation.offer([gone, make_slot_draft()])
    busy = make_interview(
        application=make_application(candidate=mira), starts_at=invitation.slots.last().starts_at
    )
    (clash,) = brief(fresh(invitation), now=NOW).plans.clashes
    assert clash.interview == busy.pk


def test_free_times_are_named(invitation, mira):
    invitation.offer([make_slot_draft(), make_slot_draft(datetime(2026, 7, 9, 14))])
    taken, free = invitation.slots.all()
    make_interview(application=make_application(candidate=mira), starts_at=taken.starts_at)
    plans = brief(fresh(invitation), now=NOW).plans
    assert (plans.free_slots, plans.clashes) == ((free,), ())


@pytest.mark.parametrize("state", ["cancelled", "no_show"])
def test_interview_that_fell_through_is_no_clash(invitation, mira, state):
    make_interview(
        application=make_application(candidate=mira),
        starts_at=invitation.slots.get().starts_at,
        state=state,
    )
    assert not facts(invitation).slot_clash


def test_days_between_ratings_are_counted_from_the_application(mira):
    application = make_application(
        candidate=mira, interest_at_application=4, applied_on=date(2026, 6, 20)
    )
    application.rate_interest(2, by=mira.user, at=NOW)
    briefing = brief(fresh(make_invitation(application=application)), now=NOW)
    assert (briefing.interest_then, briefing.interest_now, briefing.days_between) == (4, 2, 11)


def test_rating_that_never_changed_has_no_days_between(invitation):
    assert brief(fresh(invitation), now=NOW).days_between is None


def test_deadline_is_named_on_the_candidates_clock(invitation):
    assert "tomorrow, 11:00" in brief(fresh(invitation), now=NOW).explanation.next_step
    late = NOW + timedelta(hours=30)
    assert "tomorrow, 11:00" in brief(fresh(invitation), now=late).explanation.next_step
    invitation.change(reply_by=NOW + timedelta(hours=20))
    assert "tomorrow, 07:00" in brief(fresh(invitation), now=NOW).explanation.next_step


def test_deadline_that_passed_leaves_the_usual_target(invitation):
    invitation.change(reply_by=NOW - timedelta(hours=1))
    assert "within 24 hours" in brief(fresh(invitation), now=NOW).explanation.next_step


def make_full_history(mira, secret=""):
    """Enough of everything that each reason has evidence; each private text holds `secret`."""
    for day in (10, 20, 30, 40):
        make_held(
            mira,
            day,
            before=2,
            after=4,
            confidence_after=3,
            stumped_on=f"Why {secret}?",
            learned=f"Learned {secret}",
            notes=f"Notes {secret}",
        )
    make_application(candidate=mira, stage=Stage.OFFER, employer_name=f"Offerer {secret}")
    dream = make_application(candidate=mira, is_dream=True, employer_name=f"Dream {secret}")
    make_interview(application=dream, starts_at=NOW + timedelta(days=12))


def test_each_reason_has_its_evidence_on_the_card(invitation, mira):
    make_full_history(mira)
    briefing = brief(fresh(invitation), now=NOW)
    assert set(briefing.evidence) == set(Reason)
    for sentence in briefing.evidence.values():
        assert sentence in briefing.explanation.text
        assert "because" not in sentence
        assert "%" not in sentence


def test_no_history_is_no_evidence(invitation):
    assert brief(fresh(invitation), now=NOW).evidence == {}


@pytest.mark.parametrize("situation", [Situation.OPEN, Situation.EMPLOYED])
def test_other_eyes_see_the_verdict_and_nothing_private(invitation, mira, situation):
    make_full_history(mira, "CANARY")
    mira.tell_situation(situation, on=NOW.date())
    invitation.application.rate_interest(2, by=mira.user, at=NOW)
    make_red_flag(employer=invitation.application.employer, source_detail="CANARY")
    invitation.change(
        access_need="CANARY",
        decisive_unknown="CANARY",
        blocker="suspected",
        blocker_detail="CANARY",
    )
    seen = brief(fresh(invitation), now=NOW)
    hidden = brief(fresh(invitation), now=NOW, hidden=True)
    assert "CANARY" in str(seen.evidence)
    assert (hidden.facts, hidden.advice) == (seen.facts, seen.advice)
    assert hidden.evidence == {}
    assert (hidden.interest_then, hidden.interest_now, hidden.days_between) == (None, None, None)
    assert "CANARY" not in str(hidden.explanation.as_dict())
    assert "CANARY" not in str(hidden.facts)


def test_reason_that_is_private_is_called_so(invitation, mira):
    mira.tell_situation(Situation.EMPLOYED, on=NOW.date())
    invitation.application.rate_interest(1, by=mira.user, at=NOW)
    hidden = brief(fresh(invitation), now=NOW, hidden=True)
    assert hidden.advice.verdict is Verdict.DECLINE
    assert "private reason" in hidden.explanation.text
    assert "interest" not in hidden.explanation.text.lower()


def queries(invitation):
    with CaptureQueriesContext(connection) as captured:
        brief(invitation, now=NOW)
    return len(captured)


def test_briefing_takes_four_queries_however_long_the_history(invitation, mira):
    assert queries(fresh(invitation)) == 4
    make_full_history(mira)
    for days in range(1, 31):
        make_held(mira, days, before=2, stumped_on="Why us?")
        make_application(candidate=mira, stage=Stage.INTERVIEWING)
        make_red_flag(employer=invitation.application.employer)
    assert queries(fresh(invitation)) == 4
