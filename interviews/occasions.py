"""What a letter is written for, and which letters fit."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Model

from applications.models import Application, Offer
from interviews.guidance import Status
from interviews.letters import LetterKind
from interviews.models.decision import Choice, Decision
from interviews.models.interview import Interview
from interviews.models.invitation import Invitation
from jobtracker.addresses import address
from jobtracker.people.models import Situation

INVITATION, WITHDRAWAL = "letter", "withdrawal-letter"
INTERVIEW, APPLICATION, OFFER = "interview-letter", "application-letter", "offer-letter"


@dataclass(frozen=True)
class Occasion:
    """A decision, an interview, an offer, or an application as a whole.

    `door` is the name of the address at which its letters are. Who writes in the candidate's
    stead knows of no invitations here: these are shared apart.
    """

    door: str
    application: Application
    decision: Decision | None = None
    interview: Interview | None = None
    offer: Offer | None = None
    knows_invitations: bool = True

    @classmethod
    def of(cls, decision: Decision) -> "Occasion":
        """The decision's own."""
        door = INVITATION if decision.invitation_id else WITHDRAWAL
        return cls(door, decision.application, decision=decision)

    @property
    def about(self) -> Model:
        """What one comes from, and goes back to."""
        decided = self.decision.about if self.decision else None
        return decided or self.interview or self.offer or self.application

    @property
    def url(self) -> str:
        return address(f"interviews:{self.door}", self.about.pk)

    @property
    def row(self) -> dict[str, Any]:
        """The columns by which a stored letter is known as one of its own."""
        return {
            "application": self.application,
            "decision": self.decision,
            "interview": self.interview,
            "offer": self.offer,
        }

    @cached_property
    def thread(self) -> Invitation | None:
        """The invitation whose thread a letter belongs to, the latest one where it has none."""
        if self.decision is not None or not self.knows_invitations:
            return self.decision.thread if self.decision else None
        own = self.interview.invitation if self.interview else None
        return own or self.application.invitations.first()


def kinds_for(occasion: Occasion, now: datetime) -> tuple[LetterKind, ...]:
    """The letters that fit, the likeliest first; there may be none."""
    if occasion.decision is not None:
        return after_deciding(occasion.decision)
    if occasion.interview is not None:
        return around_interview(occasion.interview, now)
    if occasion.offer is not None:
        return (LetterKind.DECLINE_OFFER,)
    is_committed = occasion.application.candidate.situation == Situation.COMMITTED
    kinds = (LetterKind.FOLLOW_UP, LetterKind.ELSEWHERE)
    return kinds[::-1] if is_committed else kinds


def after_deciding(decision: Decision) -> tuple[LetterKind, ...]:
    if decision.choice == Choice.ACCEPT:
        return (LetterKind.ACCEPT,)
    if decision.choice == Choice.ASK:
        return after_asking(decision)
    usual = LetterKind.WITHDRAW if decision.is_withdrawal else LetterKind.DECLINE
    is_committed = decision.known_facts.status is Status.COMMITTED
    return (LetterKind.ELSEWHERE, usual) if is_committed else (usual,)


def after_asking(decision: Decision) -> tuple[LetterKind, ...]:
    """A question may wait for its answer, and be asked once more."""
    kinds = [LetterKind.ASK, LetterKind.PROPOSE_TIMES]
    if decision.thread is not None and decision.thread.representation_unclear:
        kinds.insert(0, LetterKind.REPRESENTATION)
    if decision.letters.filter(kind__in=kinds, sent_at__isnull=False).exists():
        kinds.insert(0, LetterKind.NUDGE)
    return tuple(kinds)


def around_interview(interview: Interview, now: datetime) -> tuple[LetterKind, ...]:
    """Another time before it; thanks after it, unless a withdrawal has its own."""
    if interview.is_planned and interview.starts_at > now:
        return (LetterKind.RESCHEDULE,)
    decision = interview.decisions.standing()
    if decision is not None and decision.is_withdrawal:
        return (LetterKind.FEEDBACK_REQUEST,)
    return (LetterKind.THANK_YOU, LetterKind.FEEDBACK_REQUEST)
