"""Times that the candidate proposes instead of those that they were offered."""

from django.db import models

from interviews.models.decision import Decision
from jobtracker.people import zones
from jobtracker.people.access import OwnedQuerySet, Scope
from jobtracker.people.models import Candidate


class OtherTimeQuerySet(OwnedQuerySet["OtherTime"]):
    """Proposed times that a person may see."""

    scope = Scope.INTERVIEWS


class OtherTime(models.Model):
    """One time, as an instant, and the zone the candidate meant it in."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="+")
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="other_times")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    zone = models.CharField(max_length=zones.NAME_LENGTH, validators=[zones.check_zone])

    objects = OtherTimeQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__isnull=True)
                | models.Q(ends_at__gt=models.F("starts_at")),
                name="other_time_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M} UTC, {self.zone}"
