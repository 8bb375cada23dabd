"""From an invitation and the candidate's history to Facts, evidence and advice.

Four queries, however long the history, beyond the invitation's own page
(`InvitationQuerySet.with_page`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from applications.models import Application
from applications.models.red_flag import RedFlag as StoredFlag
from interviews import evidence as told
from interviews.engagements import Engagement, engagements_of, in_the_way
from interviews.guidance import (
    DEFAULT_POLICY,
    Advice,
    Blocker,
    Essential,
    Explanation,
    Facts,
    Fate,
    Policy,
    Reason,
    RedFlag,
    Safety,
    Severity,
    Source,
    Status,
    Verdict,
    advise,
    explain,
    when_unanswered,
)
from interviews.guidance import Stage as Round
from interviews.history import History, history_of, leverage_of, practice_need, round_of
from interviews.intake.reading import Format
from interviews.models import Interview, Invitation, Slot
from interviews.models.interview import NOT_LIVE, USUAL_LENGTH, InterviewState
from jobtracker.clock import zone_named
from jobtracker.people.models import Situation
from jobtracker.ui.when import due

MOST_IN_PLAY = 6


@dataclass(frozen=True)
class Plans:
    """How the proposed times go with what is planned already.

    `beside` holds what else is on at each time, by the slot's number. `clashes` are those of them
    that take time, and only where no proposed time is free.
    """

    free_slots: tuple[Slot, ...] = ()
    clashes: tuple[Engagement, ...] = ()
    beside: Mapping[int, Sequence[Engagement]] = field(default_factory=dict)


@dataclass(frozen=True)
class InPlay:
    """Another process that is open, and when the next talk in it is planned, if one is."""

    application: Application
    next_talk: Interview | None


@dataclass(frozen=True)
class Briefing:
    """What the decision page needs to know about one invitation.

    `days_between` lies between the two ratings of interest. `fate` is what became of a question
    that they left open until it fell back. For other eyes than the candidate's there is no
    evidence, no rating and no other process; `facts` hold what the verdict rests on for both.
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
    plans: Plans
    in_play: tuple[InPlay, ...]
    fate: Fate | None


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
    plans = plans_of(invitation, now)
    worked_out = round_of(invitation, history)
    facts, fate = facts_now(invitation, history, worked_out, plans, now=now, policy=policy)
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
            falls_back=falls_back(invitation, now),
            hidden=hidden,
            is_live=invitation.format not in NOT_LIVE,
            policy=policy,
        ),
        evidence=evidence,
        round_worked_out=worked_out,
        is_situation_provisional=invitation.candidate.situation == Situation.UNKNOWN,
        interest_then=None if hidden else application.interest_at_application,
        interest_now=None if hidden else application.interest_now,
        days_between=None if hidden else days_between(application, zone_of(invitation)),
        plans=plans,
        in_play=() if hidden else in_play(history, now),
        fate=fate,
    )


def verdicts_by(
    invitation: Invitation, policies: Sequence[Policy], *, now: datetime
) -> list[Verdict]:
    """What each of these settings says of it, in the queries of one briefing."""
    history, plans = history_of(invitation, now), plans_of(invitation, now)
    worked_out = round_of(invitation, history)
    found = []
    for policy in policies:
        facts, _ = facts_now(invitation, history, worked_out, plans, now=now, policy=policy)
        found.append(advise(facts, policy).verdict)
    return found


def facts_now(
    invitation: Invitation,
    history: History,
    worked_out: Round,
    plans: Plans,
    *,
    now: datetime,
    policy: Policy,
) -> tuple[Facts, Fate | None]:
    """The facts, and what became of a question that they left open until it fell back."""
    facts = facts_of(invitation, history, worked_out, plans, policy)
    if not invitation.is_left_unanswered(now):
        return facts, None
    left = when_unanswered(facts, policy)
    return left.facts, left.fate


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


def plans_of(invitation: Invitation, now: datetime) -> Plans:
    """Hold the proposed times that are still to come against what else is on."""
    ahead = [slot for slot in invitation.slots.all() if slot.starts_at >= now]
    if not ahead:
        return Plans()
    until = max(each.ends_at or each.starts_at + USUAL_LENGTH for each in ahead)
    found = engagements_of(invitation.candidate_id, ahead[0].starts_at, until, but=invitation)
    beside = {each.pk: in_the_way(found, each.starts_at, each.ends_at) for each in ahead}
    taken = {pk: [each for each in others if each.takes_time] for pk, others in beside.items()}
    free = tuple(slot for slot in ahead if not taken[slot.pk])
    clashes = dict.fromkeys(each for others in taken.values() for each in others)
    return Plans(free, () if free else tuple(clashes), beside)


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


def falls_back(invitation: Invitation, now: datetime) -> str:
    """Until when a question waits, in words; nothing where no time is proposed, or it passed."""
    moment = invitation.clock.falls_back_at
    return due(moment, now, zone_of(invitation)) if moment and moment > now else ""


def in_play(history: History, now: datetime) -> tuple[InPlay, ...]:
    """The other processes that are open, those with an offer first, then the furthest."""
    ahead = [
        each
        for each in reversed(history.interviews)
        if each.state == InterviewState.SCHEDULED and each.starts_at >= now
    ]
    next_talks = {each.application_id: each for each in ahead}
    others = dict.fromkeys((*history.offers, *history.active))
    return tuple(InPlay(each, next_talks.get(each.pk)) for each in [*others][:MOST_IN_PLAY])


def days_between(application: Application, zone: ZoneInfo) -> int | None:
    """Days from the application to the latest rating of interest."""
    if application.interest_now_at is None:
        return None
    rated_on = application.interest_now_at.astimezone(zone).date()
    since = application.applied_on or application.created_at.astimezone(zone).date()
    return max(0, (rated_on - since).days)


def zone_of(invitation: Invitation) -> ZoneInfo:
    return zone_named(invitation.candidate.time_zone)
