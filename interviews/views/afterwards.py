"""What stands on an interview's page once it is over: how it went, and what follows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone

from interviews.beside import own_history
from interviews.forms.debrief import ConfirmForm, DebriefForm
from interviews.forms.gate import GateForm
from interviews.found import answered_at, felt_before, points_after, still_unknown
from interviews.gate import Gate, gate_of
from interviews.guidance import Advice, Verdict
from interviews.guidance import Stage as Round
from interviews.models import (
    Debrief,
    Decision,
    Feedback,
    Inquiry,
    Interview,
    Letter,
)
from interviews.models.firm_policy import FirmPolicy, policy_of
from interviews.models.interview import InterviewState
from interviews.views.found_out import fresh
from jobtracker.people.access import Scope

LOOKS = {
    Verdict.ACCEPT: ("green", "arrow-right"),
    Verdict.ACCEPT_WITH_CONDITIONS: ("green", "list-checks"),
    Verdict.ASK_FIRST: ("blue", "message-circle-question-mark"),
    Verdict.LEAN_GO: ("teal", "scale"),
    Verdict.EVEN: ("stone", "scale"),
    Verdict.LEAN_DECLINE: ("amber", "scale"),
    Verdict.DECLINE: ("violet", "door-open"),
    Verdict.WITHDRAW: ("violet", "door-open"),
}


@dataclass(frozen=True)
class Afterwards:
    """`told` is None before the debrief; `forms` are fresh, or what was refused.

    `felt` is what was rated beforehand, `found` what was found out there. `firm_policy` is the
    firm's by which `gate` suggests, None where the published settings hold.
    """

    interview: Interview
    told: Debrief | None
    now: datetime
    felt: Mapping[str, int] = field(default_factory=dict)
    found: Sequence[Inquiry] = ()
    gate: Gate | None = None
    firm_policy: FirmPolicy | None = None
    own_history: Sequence[str] = ()
    decision: Decision | None = None
    letter: Letter | None = None
    feedback: Sequence[Feedback] = ()
    forms: dict[str, Any] = field(default_factory=dict)

    @property
    def is_over(self) -> bool:
        return self.interview.over_at <= self.now

    @property
    def is_off(self) -> bool:
        """Whether it was cancelled, or nobody came."""
        return self.interview.state in (InterviewState.CANCELLED, InterviewState.NO_SHOW)

    @property
    def look(self) -> tuple[str, str]:
        """The tone and the icon of what we suggest."""
        return look_of(self.gate.advice) if self.gate else ("stone", "scale")

    @property
    def is_still_first(self) -> bool:
        """Whether the talk was none that ends the first stage."""
        return self.gate is not None and self.gate.facts.stage is Round.FIRST

    @property
    def is_due(self) -> bool:
        """Whether there is something to decide: nothing was, or it was slept on long enough."""
        if self.decision is None:
            return True
        return self.decision.until is not None and self.decision.until <= self.now

    @property
    def is_to_send(self) -> bool:
        """Whether a withdrawal waits to be told to them."""
        return self.is_withdrawn and (self.letter is None or self.letter.sent_at is None)

    @property
    def is_withdrawn(self) -> bool:
        """Whether the letter of a withdrawal says the thanks."""
        return self.decision is not None and self.decision.is_withdrawal

    @property
    def unknown(self) -> list[str]:
        """What descriptions leave out and this talk did, too."""
        return still_unknown(self.found)

    @property
    def asks_again(self) -> bool:
        """Whether it is time for the second look."""
        return self.told is not None and self.told.asks_again(self.now)


def afterwards_of(interview: Interview, refused: dict[str, Any]) -> Afterwards:
    """For the candidate's own eyes; a form that was refused takes the place of a fresh one."""
    now = timezone.now()
    told = told_of(interview)
    points, felt = points_after(interview), felt_before(interview)
    forms: dict[str, Any] = {
        "debrief": DebriefForm(interview=interview, told=told, now=now),
        "findings": fresh(interview, points),
    }
    if told is None:
        return Afterwards(interview, None, now, felt, forms={**forms, **refused})
    decision = interview.decisions.standing()
    forms["confirmation"] = ConfirmForm(initial={"interest": told.interest})
    forms["gate"] = gate_form(interview, decision)
    is_asked = not interview.application.is_closed or decision is not None
    firm_policy = FirmPolicy.objects.for_candidate(interview.candidate_id) if is_asked else None
    policy = policy_of(firm_policy)
    gate = gate_of(interview, told, now=now, policy=policy) if is_asked else None
    return Afterwards(
        interview,
        told,
        now,
        felt,
        found=answered_at(points),
        gate=gate,
        firm_policy=firm_policy,
        own_history=own_history(interview.candidate, gate.facts) if gate else (),
        decision=decision,
        letter=decision.letters.first() if decision and decision.is_withdrawal else None,
        feedback=list(
            interview.feedback.select_related("application__employer").prefetch_related("points")
        ),
        forms={**forms, **refused},
    )


def gate_form(interview: Interview, standing: Decision | None, data: Any = None) -> GateForm:  # noqa: ANN401
    """The choice after the interview, on the candidate's own clock."""
    candidate = interview.candidate
    return GateForm(
        data,
        standing=standing,
        zone=candidate.time_zone,
        now=timezone.now(),
        is_looked_after=candidate.is_looked_after(Scope.INTERVIEWS),
    )


def told_of(interview: Interview) -> Debrief | None:
    """The debrief; the interview is at hand."""
    told = Debrief.objects.filter(interview=interview).first()
    if told is not None:
        told.interview = interview
    return told


def look_of(advice: Advice) -> tuple[str, str]:
    if advice.safety_notice:
        return "rose", "shield-alert"
    return LOOKS[advice.verdict]
