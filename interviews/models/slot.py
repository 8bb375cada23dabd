"""A time that was proposed to the candidate."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models

from jobtracker.clock import zone_named
from jobtracker.people import zones
from jobtracker.people.access import OwnedQuerySet, Scope
from jobtracker.people.models import Candidate


@dataclass(frozen=True)
class SlotDraft:
    """A proposed time: naive wall clock in the named zone."""

    start: datetime
    end: datetime | None
    zone: str


def in_utc(slot: SlotDraft) -> dict[str, Any]:
    """The fields of a row that stores it."""
    zone = zone_named(slot.zone)
    return {
        "starts_at": slot.start.replace(tzinfo=zone),
        "ends_at": slot.end and slot.end.replace(tzinfo=zone),
        "zone": slot.zone,
    }


class SlotQuerySet(OwnedQuerySet["Slot"]):
    """Slots that a person may see."""

    scope = Scope.INTERVIEWS


class Slot(models.Model):
    """One proposed time: an instant, and the zone of whoever proposed it."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="+")
    invitation = models.ForeignKey(
        "interviews.Invitation", on_delete=models.CASCADE, related_name="slots"
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    zone = models.CharField(max_length=zones.NAME_LENGTH, validators=[zones.check_zone])

    objects = SlotQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__isnull=True)
                | models.Q(ends_at__gt=models.F("starts_at")),
                name="slot_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M} UTC, {self.zone}"
