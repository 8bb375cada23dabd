"""From an invitation and the candidate's history to Facts, evidence and advice.

Every query is here: three, however long the history, beyond the invitation's own page
(`InvitationQuerySet.with_page`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from applications.models import Application
from applications.models.red_flag import RedFlag as StoredFlag
from applications.stages import Stage
from interviews import evidence as told
from interviews.evidence import Dream, Past
from interviews.guidance import (
    DEFAULT_POLICY,
    Advice,
    Blocker,
    Essential,
    Explanation,
    Facts,
    Level,
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
from interviews.intake.reading import Format
from interviews.models import Interview, Invitation, Slot
from interviews.models.interview import NOT_LIVE, USUAL_LENGTH, InterviewState, Partner
from jobtracker.people.models import Situation
from jobtracker.ui.when import due

RECENT = 30
QUARTER = 90
LEVERAGE_DAYS = 28
MUCH_PRACTICE = 5
LITTLE_PRACTICE = 2
LOW_CONFIDENCE = 3
GOOD_CONFIDENCE = 4
MANY_STUMPED = 3


@dataclass(frozen=True)
class History:
    """The candidate's other interviews and applications, as they are now."""

    interviews: tuple[Interview, ...]
    applications: tuple[Application, ...]
    past: tuple[Past, ...]
    dream: Dream | None


@dataclass(frozen=True)
class Briefing:
    """What the decision page needs to know about one invitation.

    `clashes` holds planned interviews that leave no proposed time free. `days_between` lies
    between the two ratings of interest.
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
    clashes = clashes_of(invitation, history, now)
    worked_out = round_of(invitation, history)
    facts = facts_of(invitation, history, worked_out, bool(clashes), now, policy)
    advice = advise(facts, policy)
    evidence = evidence_of(history, policy)
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
        interest_then=application.interest_at_application,
        interest_now=application.interest_now,
        days_between=days_between(application),
        clashes=clashes,
    )


# Gathering


def history_of(invitation: Invitation, now: datetime) -> History:
    """Read the candidate's interviews and open applications: two queries."""
    candidate = invitation.candidate_id
    interviews = tuple(
        Interview.objects.filter(candidate=candidate)
        .exclude(state=InterviewState.CANCELLED)
        .select_related("told", "application__employer")
        .order_by("starts_at", "pk")
    )
    applications = tuple(
        Application.objects.filter(candidate=candidate)
        .open()
        .exclude(pk=invitation.application_id)
        .select_related("employer")
    )
    held = [each for each in interviews if each.state == InterviewState.DONE]
    return History(
        interviews=interviews,
        applications=applications,
        past=tuple(past_of(each, now) for each in held),
        dream=dream_of(invitation, interviews, now),
    )


def past_of(interview: Interview, now: datetime) -> Past:
    debrief = getattr(interview, "told", None)
    return Past(
        days_ago=(now - interview.starts_at).days,
        interest_before=interview.interest_before,
        interest_after=debrief.interest_after if debrief else None,
        confidence_before=debrief.confidence_before if debrief else None,
        confidence_after=debrief.confidence_after if debrief else None,
        is_stumped=bool(debrief and debrief.stumped_on),
        is_stump_answered=bool(debrief and debrief.stumped_answered),
    )


def dream_of(
    invitation: Invitation, interviews: tuple[Interview, ...], now: datetime
) -> Dream | None:
    """The next planned interview at another job the person marked as the one they hope for."""
    for each in interviews:
        is_planned = each.state == InterviewState.SCHEDULED and each.starts_at >= now
        is_other = each.application_id != invitation.application_id
        if is_planned and is_other and each.application.is_dream:
            return Dream(each.application.employer.name, (each.starts_at - now).days)
    return None


# Facts


def facts_of(
    invitation: Invitation,
    history: History,
    worked_out: Round,
    has_clash: bool,
    now: datetime,
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
        slot_clash=has_clash,
        high_cost=is_costly(invitation, policy),
        access_need=bool(invitation.access_need),
        confidentiality_risk=invitation.confidentiality_risk,
        decisive_unknown=bool(invitation.decisive_unknown),
        practice=practice_need(history),
        leverage=leverage_of(invitation, history, now),
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


def round_of(invitation: Invitation, history: History) -> Round:
    """Later once a live talk with the hiring manager or the team was held for this job (3.1)."""
    is_later = any(
        each.application_id == invitation.application_id
        and each.state == InterviewState.DONE
        and each.partner == Partner.TEAM
        and each.format not in NOT_LIVE
        for each in history.interviews
    )
    return Round.LATER if is_later else Round.FIRST


def practice_need(history: History) -> Level:
    """Need for practice by 3.1: high comes before low."""
    recent = sum(each.days_ago <= RECENT for each in history.past)
    quarter = sum(each.days_ago <= QUARTER for each in history.past)
    stumped = sum(each.is_stumped and not each.is_stump_answered for each in history.past)
    rated = [told.confidence_of(each) for each in history.past]
    confidence = next((each for each in reversed(rated) if each is not None), None)
    is_dream_near = history.dream is not None and history.dream.days <= RECENT
    is_unsure = confidence is not None and confidence <= LOW_CONFIDENCE
    if quarter < LITTLE_PRACTICE or is_unsure or is_dream_near or stumped >= MANY_STUMPED:
        return Level.HIGH
    is_confident = confidence is not None and confidence >= GOOD_CONFIDENCE
    return Level.LOW if recent >= MUCH_PRACTICE and is_confident else Level.MEDIUM


def leverage_of(invitation: Invitation, history: History, now: datetime) -> Level:
    """High with an offer or a final round inside four weeks, medium with another process."""
    has_offer = any(each.stage == Stage.OFFER for each in history.applications)
    window = timedelta(days=LEVERAGE_DAYS)
    has_final = any(
        each.is_final_round
        and each.application_id != invitation.application_id
        and not each.application.is_closed
        and abs(each.starts_at - now) <= window
        for each in history.interviews
    )
    if has_offer or has_final:
        return Level.HIGH
    return Level.MEDIUM if active(history) else Level.NONE


def active(history: History) -> list[Application]:
    """Other applications in which somebody talks with the candidate, the furthest first."""
    by_stage = {Stage.INTERVIEWING: 0, Stage.IN_CONTACT: 1}
    found = [each for each in history.applications if each.stage in by_stage]
    return sorted(found, key=lambda each: by_stage[Stage(each.stage)])


def clashes_of(invitation: Invitation, history: History, now: datetime) -> tuple[Interview, ...]:
    """Planned interviews that leave none of the proposed times free."""
    planned = [
        each
        for each in history.interviews
        if each.state == InterviewState.SCHEDULED
        and each.over_at > now
        and each.invitation_id != invitation.pk
    ]
    slots = list(invitation.slots.all())
    overlaps = [[each for each in planned if is_overlap(slot, each)] for slot in slots]
    if not overlaps or not all(overlaps):
        return ()
    return tuple(dict.fromkeys(each for found in overlaps for each in found))


def is_overlap(slot: Slot, interview: Interview) -> bool:
    end = slot.ends_at or slot.starts_at + USUAL_LENGTH
    return slot.starts_at < interview.over_at and interview.starts_at < end


# Words


def evidence_of(history: History, policy: Policy) -> Mapping[Reason, str]:
    """The candidate's own history beside each reason; no sentence where there is too little."""
    offers = [str(each) for each in history.applications if each.stage == Stage.OFFER]
    found = {
        Reason.PRACTICE: told.practice(history.past, history.dream, policy.history_minimum),
        Reason.OPEN_MIND: told.open_mind(history.past, policy.history_minimum),
        Reason.LEVERAGE: told.leverage(offers, [str(each) for each in active(history)]),
    }
    return {reason: sentence for reason, sentence in found.items() if sentence}


def reply_by(invitation: Invitation, now: datetime) -> str:
    if invitation.reply_by is None or invitation.reply_by < now:
        return ""
    return due(invitation.reply_by, now, ZoneInfo(invitation.candidate.time_zone))


def days_between(application: Application) -> int | None:
    """Days from the application to the latest rating of interest."""
    if application.interest_now_at is None:
        return None
    since = application.applied_on or application.created_at.date()
    return max(0, (application.interest_now_at.date() - since).days)
