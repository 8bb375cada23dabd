"""What we suggest once an interview was held: go on, or withdraw politely (guidance 3.3).

The talk may have been none that ends the first stage: then the advice for a first interview holds.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from interviews.briefing import evidence_of, flag_of
from interviews.guidance import (
    DEFAULT_POLICY,
    Advice,
    Blocker,
    Explanation,
    Facts,
    NextStep,
    Policy,
    Status,
    Verdict,
    advise,
    explain,
)
from interviews.history import history_of, leverage_of, practice_need, round_of
from interviews.models import Debrief, Interview
from jobtracker.clock import zone_named
from jobtracker.ui.when import due

HEADLINES: Mapping[Verdict, str] = {
    Verdict.ACCEPT: "We'd go on with this one.",
    Verdict.ACCEPT_WITH_CONDITIONS: "We'd go on, with a few things agreed first.",
    Verdict.LEAN_GO: "Your call. We'd lean towards going on.",
    Verdict.LEAN_DECLINE: "Your call. We'd lean towards withdrawing.",
    Verdict.DECLINE: "We'd withdraw politely.",
}
NEXT_STEPS: Mapping[NextStep, str] = {
    NextStep.REPLY_YES_AND_PREPARE: "Next: thank them within a day, and wait for their next step.",
    NextStep.REPLY_YES_WITH_CONDITIONS: (
        "Next: thank them within a day, and say what you need when they propose a time."
    ),
    NextStep.WEIGH_IT: "Next: weigh what speaks for and against it. Sleeping on it is fine.",
    NextStep.DECLINE_POLITELY: (
        "Next: thank them and send a short withdrawal within a day; it needs no reason."
    ),
}


@dataclass(frozen=True)
class Gate:
    """The facts, the advice on them, and the card that shows it."""

    facts: Facts
    advice: Advice
    explanation: Explanation


def gate_of(
    interview: Interview, told: Debrief, *, now: datetime, policy: Policy = DEFAULT_POLICY
) -> Gate:
    """In a fixed number of queries, however long the history."""
    history = history_of(interview, now)
    invitation, application = interview.invitation, interview.application
    facts = Facts(
        stage=round_of(interview, history),
        status=Status(interview.candidate.situation or Status.OPEN),
        interest=told.interest,
        flags=tuple(flag_of(each) for each in application.employer.red_flags.all()),
        blocker=Blocker(invitation.blocker) if invitation else Blocker.NONE,
        decisive_unknown=bool(invitation and invitation.decisive_unknown),
        practice=practice_need(history),
        leverage=leverage_of(history),
    )
    advice = advise(facts, policy)
    by = tell_by(interview, told, now, policy)
    card = explain(
        facts, advice, evidence=evidence_of(history, policy), reply_by=by, policy=policy
    )  # fmt: skip
    return Gate(facts, advice, as_after(card, advice))


def tell_by(interview: Interview, told: Debrief, now: datetime, policy: Policy) -> str:
    """A day from when it was told, in words; nothing once that has passed."""
    by = (told.told_at or now) + timedelta(hours=policy.withdraw_hours)
    return due(by, now, zone_named(interview.candidate.time_zone)) if by > now else ""


def as_after(card: Explanation, advice: Advice) -> Explanation:
    """The card in words that fit when there is no invitation to answer."""
    if advice.safety_notice:
        return card
    return replace(
        card,
        headline=HEADLINES.get(advice.verdict, card.headline),
        next_step=NEXT_STEPS.get(advice.next_step, card.next_step),
    )
