"""What a person decided about an invitation, frozen with all it was based on."""

from datetime import datetime
from enum import StrEnum
from typing import Any, NoReturn

from django.db import models, transaction

from applications.models.event import EventKind
from applications.stages import Outcome, Stage, furthest
from interviews.guidance import Advice, Explanation, Facts
from interviews.guidance import Stage as Round
from interviews.models.interview import Interview
from interviews.models.invitation import Invitation, Slot, State
from jobtracker.people.access import OwnedQuerySet, Scope
from jobtracker.people.models import Candidate, User


class Choice(StrEnum):
    """What the person chose; declining after a first talk is a withdrawal."""

    ACCEPT = "accept"
    ASK = "ask"
    DECLINE = "decline"


CHOICE_LABELS = {
    Choice.ACCEPT: "Accepted",
    Choice.ASK: "Asked, or proposed other times",
    Choice.DECLINE: "Declined",
}
STATE_AFTER = {
    Choice.ACCEPT: State.ACCEPTED,
    Choice.ASK: State.ASKED,
    Choice.DECLINE: State.DECLINED,
}


class Frozen(Exception):  # noqa: N818 - says what the record is
    """Raised on any attempt to change a decision: a new one supersedes it."""


class DecisionQuerySet(OwnedQuerySet["Decision"]):
    """Decisions can be made and read."""

    scope = Scope.INTERVIEWS

    def update(self, **_fields: Any) -> NoReturn:  # noqa: ANN401
        raise Frozen

    def decide(
        self,
        invitation: Invitation,
        choice: Choice,
        *,
        facts: Facts,
        advice: Advice,
        explanation: Explanation,
        slot: Slot | None,
        by: User,
        at: datetime,
        reason: str = "",
    ) -> "Decision":
        """Keep the choice with what it was based on, and do to the application what follows."""
        with transaction.atomic():
            decision = self.create(
                candidate_id=invitation.candidate_id,
                invitation=invitation,
                facts=facts.as_dict(),
                advice=advice.as_dict(),
                explanation=explanation.as_dict(),
                version=advice.version,
                choice=choice,
                slot_start=slot.starts_at if slot else None,
                slot_zone=slot.zone if slot else "",
                reason=reason,
                by=by,
                at=at,
                supersedes=invitation.decisions.filter(superseded_by=None).first(),
            )
            invitation.change(state=STATE_AFTER[choice])
            decision.carry_out(slot)
        return decision


class Decision(models.Model):
    """A record that nobody edits: facts, advice, its version, the choice, by whom and when."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="+")
    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="decisions")
    facts = models.JSONField()
    advice = models.JSONField()
    explanation = models.JSONField()
    version = models.CharField(max_length=60)
    choice = models.CharField(max_length=8, choices=[*CHOICE_LABELS.items()])
    slot_start = models.DateTimeField(null=True, blank=True)
    slot_zone = models.CharField(max_length=64, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    supersedes = models.OneToOneField(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="superseded_by"
    )

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            # Two tabs that decide at once: the second finds the place taken.
            models.UniqueConstraint(
                fields=["invitation"],
                condition=models.Q(supersedes__isnull=True),
                name="decision_one_first",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_choice_display()}: {self.invitation}"

    def save(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        if not self._state.adding:
            raise Frozen
        super().save(*args, **kwargs)

    @property
    def known_facts(self) -> Facts:
        """The facts it was based on."""
        return Facts.from_dict(self.facts)

    @property
    def given_advice(self) -> Advice:
        """The advice as it was given then."""
        return Advice.from_dict(self.advice)

    @property
    def shown(self) -> Explanation:
        """The card as it was shown then."""
        return Explanation.from_dict(self.explanation)

    @property
    def is_withdrawal(self) -> bool:
        """Whether it ends a process in which a first talk was held."""
        return self.choice == Choice.DECLINE and self.known_facts.stage is Round.LATER

    def carry_out(self, slot: Slot | None) -> None:
        """Move the application, plan or cancel the meeting, and write the history."""
        application = self.invitation.application
        application.record(
            EventKind.DECIDED, self._in_words(), became=self.choice, by=self.by, at=self.at
        )
        Interview.objects.cancel_planned(self.invitation)
        if self.choice == Choice.DECLINE:
            outcome = Outcome.WITHDRAWN_AFTER if self.is_withdrawal else Outcome.WITHDRAWN_BEFORE
            application.move_to(Stage.CLOSED, outcome, by=self.by, at=self.at)
            return
        reached = Stage.INTERVIEWING if self.choice == Choice.ACCEPT else Stage.IN_CONTACT
        stage = furthest(Stage(application.stage), reached)
        application.move_to(stage, by=self.by, at=self.at)
        if self.choice == Choice.ACCEPT and slot is not None:
            Interview.objects.plan(self.invitation, slot, interest=self.known_facts.interest)

    def _in_words(self) -> str:
        if self.is_withdrawal:
            return "Withdrew after an interview"
        return f"Invitation: {self.get_choice_display().lower()}"
