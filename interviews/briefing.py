"""From an invitation and the candidate's history to Facts, evidence and advice.

Three queries, however long the history, beyond the invitation's own page
(`InvitationQuerySet.with_page`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from applications.models import Application
from applications.models.red_flag import RedFlag as StoredFlag
from interviews import evidence as told
from interviews.guidance import (
    DEFAULT_POLICY,
    Advice,
    Blocker,
    Essential,
    Explanation,
    Facts,
    Policy,
    Reason,
    RedFlag,
    Safety,
    Severity,
    Source,
    Status,
    advise,
    explain,
)
from interviews.guidance import Stage as Round
from interviews.history import History, history_of, leverage_of, practice_need, round_of
from interviews.intake.reading import Format
from interviews.models import Interview, Invitation, Slot
from interviews.models.interview import USUAL_LENGTH, InterviewState
from jobtracker.clock import zone_named
from jobtracker.people.models import Situation
from jobtracker.ui.when import due


@dataclass(frozen=True)
class Plans:
    """How the proposed times go with what is planned already.

    `clashes` are the planned interviews in the way, and only where no proposed time is free.
    """

    free_slots: tuple[Slot, ...]
    clashes: tuple[Interview, ...]


@dataclass(frozen=True)
class Briefing:
    """What the decision page needs to know about one invitation.

    `days_between` lies between the two ratings of interest. For other eyes than the candidate's
    there is no evidence and no rating; `facts` hold what the verdict rests on for both.
    """

    facts: Facts
    advice: Advice
    explanation: Explanation
    evidence: Mapping[Reason, str]
    round_worked_out: Round
    is_situation_provisional: bool
    interest_then: int | None
    interest_now: int | None
    days_between: int | None
    free_slots: tuple[Slot, ...]
    clashes: tuple[Interview, ...]


def brief(
    invitation: Invitation,
    *,
    now: datetime,
    hidden: bool = False,
    policy: Policy = DEFAULT_POLICY,
) -> Briefing:
    """Return the briefing; `hidden` is for other eyes than the candidate's.

    The facts and the verdict are the same for both; the explanation then keeps what is private
    to itself.
    """
    history = history_of(invitation, now)
    plans = plans_of(invitation, history, now)
    worked_out = round_of(invitation, history)
    facts = facts_of(invitation, history, worked_out, plans, policy)
    advice = advise(facts, policy)
    evidence = {} if hidden else evidence_of(history, policy)
    application = invitation.application
    return Briefing(
        facts=facts,
        advice=advice,
        explanation=explain(
            facts,
            advice,
            evidence=evidence,
            reply_by=reply_by(invitation, now),
            hidden=hidden,
            policy=policy,
        ),
        evidence=evidence,
        round_worked_out=worked_out,
        is_situation_provisional=invitation.candidate.situation == Situation.UNKNOWN,
        interest_then=None if hidden else application.interest_at_application,
        interest_now=None if hidden else application.interest_now,
        days_between=None if hidden else days_between(application, zone_of(invitation)),
        free_slots=plans.free_slots,
        clashes=plans.clashes,
    )


def facts_of(
    invitation: Invitation,
    history: History,
    worked_out: Round,
    plans: Plans,
    policy: Policy,
) -> Facts:
    application = invitation.application
    return Facts(
        stage=invitation.corrected_round or worked_out,
        status=Status(invitation.candidate.situation or Status.OPEN),
        interest=application.interest_now,
        flags=tuple(flag_of(each) for each in application.employer.red_flags.all()),
        missing=missing_of(invitation),
        blocker=Blocker(invitation.blocker),
        slot_clash=bool(plans.clashes),
        high_cost=is_costly(invitation, policy),
        access_need=bool(invitation.access_need),
        confidentiality_risk=invitation.confidentiality_risk,
        decisive_unknown=bool(invitation.decisive_unknown),
        practice=practice_need(history),
        leverage=leverage_of(history),
    )


def flag_of(flag: StoredFlag) -> RedFlag:
    return RedFlag(
        topic=flag.topic,
        severity=Severity(flag.severity),
        source=Source(flag.source),
        independent_sources=flag.independent_sources,
        checked=flag.is_checked,
        resolved=flag.is_resolved,
        safety=Safety(flag.safety),
    )


def missing_of(invitation: Invitation) -> frozenset[Essential]:
    """What has to be known and is not; details that will follow are not asked for again."""
    is_call = invitation.format == Format.PHONE
    known = {
        Essential.WHO: bool(invitation.people or invitation.contact_name),
        Essential.WHERE: bool(invitation.place or invitation.link) or is_call,
        Essential.FORMAT: bool(invitation.format),
    }
    if invitation.details_follow:
        known = {}
    application = invitation.application
    known |= {
        Essential.WHEN: bool(invitation.slots.all()),
        Essential.ROLE: bool(application.job_title) and not application.employer.is_unnamed,
        Essential.REPRESENTATION: not invitation.representation_unclear,
    }
    return frozenset(essential for essential, is_known in known.items() if not is_known)


def is_costly(invitation: Invitation, policy: Policy) -> bool:
    hours = invitation.hours_needed
    return invitation.is_costly or (hours is not None and hours > policy.high_cost_hours)


def plans_of(invitation: Invitation, history: History, now: datetime) -> Plans:
    """Hold the proposed times that are still to come against the planned interviews."""
    planned = [
        each
        for each in history.interviews
        if each.state == InterviewState.SCHEDULED and each.invitation_id != invitation.pk
    ]
    ahead = [slot for slot in invitation.slots.all() if slot.starts_at >= now]
    in_the_way = {slot: [each for each in planned if is_overlap(slot, each)] for slot in ahead}
    free = tuple(slot for slot, found in in_the_way.items() if not found)
    clashes = dict.fromkeys(each for found in in_the_way.values() for each in found)
    return Plans(free_slots=free, clashes=() if free else tuple(clashes))


def is_overlap(slot: Slot, interview: Interview) -> bool:
    end = slot.ends_at or slot.starts_at + USUAL_LENGTH
    return slot.starts_at < interview.over_at and interview.starts_at < end


def evidence_of(history: History, policy: Policy) -> Mapping[Reason, str]:
    """The candidate's own history beside each reason; no sentence where there is too little."""
    found = {
        Reason.PRACTICE: told.practice(history.past, history.dream, policy.history_minimum),
        Reason.OPEN_MIND: told.open_mind(history.past, policy.history_minimum),
        Reason.LEVERAGE: told.leverage(
            [str(each) for each in history.offers], [str(each) for each in history.active]
        ),
    }
    return {reason: sentence for reason, sentence in found.items() if sentence}


def reply_by(invitation: Invitation, now: datetime) -> str:
    """By when to answer, in words; nothing once all its times have passed."""
    moment = invitation.clock.next_after(now)
    return due(moment, now, zone_of(invitation)) if moment else ""


def days_between(application: Application, zone: ZoneInfo) -> int | None:
    """Days from the application to the latest rating of interest."""
    if application.interest_now_at is None:
        return None
    rated_on = application.interest_now_at.astimezone(zone).date()
    since = application.applied_on or application.created_at.astimezone(zone).date()
    return max(0, (rated_on - since).days)


def zone_of(invitation: Invitation) -> ZoneInfo:
    return zone_named(invitation.candidate.time_zone)
