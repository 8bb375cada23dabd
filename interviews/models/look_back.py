"""What the candidate thinks of a choice two weeks on: it feeds their own history, nothing else."""

from datetime import datetime
from enum import StrEnum
from typing import Self

from django.db import models, transaction
from django.db.models import F

from interviews.models.decision import Decision
from jobtracker.people.access import PrivateQuerySet
from jobtracker.people.models import Candidate


class Sits(StrEnum):
    """How a choice sits with the person."""

    WELL = "well"
    MIXED = "mixed"
    OTHERWISE = "otherwise"


SITS_LABELS = {
    Sits.WELL: "It sits well with me",
    Sits.MIXED: "Partly so",
    Sits.OTHERWISE: "Today I would choose otherwise",
}


class LookBackQuerySet(PrivateQuerySet["LookBack"]):
    """How the person's own choices sit with them."""

    def keep(self, decision: Decision, sits: str, note: str, *, at: datetime) -> "LookBack":
        """Keep the answer, or that the person would rather not say; told again, it is corrected."""
        with transaction.atomic():
            found, _ = self.update_or_create(
                decision=decision,
                defaults={
                    "candidate_id": decision.candidate_id, "sits": sits, "note": note, "at": at
                },
            )  # fmt: skip
        return found

    def answered(self) -> Self:
        """Those with an answer."""
        return self.exclude(sits="")


class LookBack(models.Model):
    """The candidate's own verdict on one decision; `sits` is "" where they left it out."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="+")
    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="looked_back")
    sits = models.CharField(max_length=9, choices=[*SITS_LABELS.items()], blank=True)
    note = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    objects = LookBackQuerySet.as_manager()

    class Meta:
        ordering = [F("at").desc(), "-pk"]

    def __str__(self) -> str:
        return f"{self.get_sits_display() or 'Left out'}: {self.decision}"
