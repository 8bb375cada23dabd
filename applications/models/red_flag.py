"""A concern about an employer, with where it comes from."""

from datetime import datetime

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.utils import timezone

from applications.models.employer import Employer
from applications.models.event import EventKind
from interviews.guidance import Safety, Severity
from interviews.guidance.labels import SAFETY_LABELS, SEVERITY_LABELS, SOURCE_LABELS
from jobtracker.people.access import OwnedQuerySet, Scope
from jobtracker.people.models import Candidate, User


class RedFlagQuerySet(OwnedQuerySet["RedFlag"]):
    """Red flags that a person may see."""

    scope = Scope.APPLICATIONS


class RedFlag(models.Model):
    """Says what, how bad and from whom; checking and resolving add a time and a person.

    Its source and details are the candidate's alone, whatever is shared.
    """

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="red_flags")
    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="red_flags")
    topic = models.CharField(max_length=160)
    severity = models.CharField(
        max_length=8, choices=[*SEVERITY_LABELS.items()], default=Severity.SERIOUS
    )
    source = models.CharField(max_length=16, choices=[*SOURCE_LABELS.items()])
    source_detail = models.CharField(max_length=500, blank=True)
    independent_sources = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1), MaxValueValidator(99)]
    )
    safety = models.CharField(max_length=4, choices=[*SAFETY_LABELS.items()], default=Safety.NONE)
    raised_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    raised_at = models.DateTimeField(default=timezone.now)
    checked_at = models.DateTimeField(null=True, blank=True)
    resolved_at = models.DateTimeField(null=True, blank=True)

    objects = RedFlagQuerySet.as_manager()

    class Meta:
        ordering = [models.F("resolved_at").asc(nulls_first=True), "-raised_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(independent_sources__gte=1), name="red_flag_has_a_source"
            )
        ]

    def __str__(self) -> str:
        return self.topic

    @property
    def said_by(self) -> str:
        """Where it is from, with the candidate's own words on it: for the candidate alone."""
        source = self.get_source_display()
        if self.independent_sources > 1:
            source += f", {self.independent_sources} people"
        return f"{source}: {self.source_detail}" if self.source_detail else source

    @property
    def is_checked(self) -> bool:
        """Whether the person looked into it and it still stands."""
        return self.checked_at is not None

    @property
    def is_resolved(self) -> bool:
        """Whether it no longer counts; it stays in the history."""
        return self.resolved_at is not None

    def check_off(self, *, by: User, at: datetime) -> None:
        """Note that it was looked into and still stands."""
        self.checked_at = at
        self._save("checked_at", EventKind.FLAG_CHECKED, "Red flag checked", by=by, at=at)

    def resolve(self, *, by: User, at: datetime) -> None:
        """Note that it is cleared up."""
        self.resolved_at = at
        self._save("resolved_at", EventKind.FLAG_RESOLVED, "Red flag cleared up", by=by, at=at)

    def reopen(self, *, by: User, at: datetime) -> None:
        """Let it count again."""
        self.resolved_at = None
        self._save("resolved_at", EventKind.FLAG_REOPENED, "Red flag reopened", by=by, at=at)

    def _save(self, field: str, kind: EventKind, words: str, *, by: User, at: datetime) -> None:
        """Save, with a line in the history of each application with this employer."""
        with transaction.atomic():
            self.save(update_fields=[field])
            for application in self.employer.applications.all():
                application.record(kind, f"{words}: {self.topic}", by=by, at=at)
