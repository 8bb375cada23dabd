"""One application for one job."""

from datetime import datetime
from typing import Any, Self

from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone

from applications.models.employer import Employer
from applications.models.event import Event, EventKind
from applications.stages import (
    OPEN_STAGES,
    OUTCOME_LABELS,
    STAGE_LABELS,
    STAGE_TONES,
    Outcome,
    Stage,
    is_possible,
)
from interviews.guidance.labels import INTEREST_LABELS
from jobtracker.people.access import OwnedQuerySet, Scope
from jobtracker.people.models import Candidate, User


class ApplicationQuerySet(OwnedQuerySet["Application"]):
    """Applications in the words of those who look for them."""

    scope = Scope.APPLICATIONS

    def open(self) -> Self:
        """Those that are still going on."""
        return self.filter(stage__in=OPEN_STAGES)

    def start(self, *, by: User | None, at: datetime, **fields: Any) -> "Application":  # noqa: ANN401
        """Store a new application with the first line of its history."""
        with transaction.atomic():
            application = self.create(interest_now=fields.get("interest_at_application"), **fields)
            application.record(EventKind.CREATED, "Added", by=by, at=at)
        return application


class Application(models.Model):
    """A job that the candidate is after: what, where, how far, and how much they want it."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="applications")
    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="applications")
    job_title = models.CharField(max_length=200, blank=True)
    posting_url = models.URLField("link to the posting", max_length=2000, blank=True)
    place = models.CharField(max_length=160, blank=True)
    agency = models.CharField("via which agency", max_length=160, blank=True)
    stage = models.CharField(max_length=16, choices=[*STAGE_LABELS.items()], default=Stage.APPLIED)
    outcome = models.CharField(
        max_length=32, choices=[*OUTCOME_LABELS.items()], blank=True, default=Outcome.NONE
    )
    interest_at_application = models.PositiveSmallIntegerField(
        choices=[*INTEREST_LABELS.items()], null=True, blank=True
    )
    interest_now = models.PositiveSmallIntegerField(
        choices=[*INTEREST_LABELS.items()], null=True, blank=True
    )
    interest_now_at = models.DateTimeField(null=True, blank=True)
    is_dream = models.BooleanField("this is the one I hope for", default=False)
    applied_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["candidate", "-created_at", "-id"], name="application_newest")
        ]
        constraints = [
            models.CheckConstraint(
                condition=(
                    models.Q(stage=Stage.CLOSED) & ~models.Q(outcome=Outcome.NONE)
                    | ~models.Q(stage=Stage.CLOSED) & models.Q(outcome=Outcome.NONE)
                ),
                name="application_outcome_when_closed",
            ),
            models.CheckConstraint(
                condition=models.Q(interest_now__isnull=True)
                | models.Q(interest_now__range=(1, 5)),
                name="application_interest_now_1_to_5",
            ),
            models.CheckConstraint(
                condition=models.Q(interest_at_application__isnull=True)
                | models.Q(interest_at_application__range=(1, 5)),
                name="application_interest_then_1_to_5",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.job_title or 'A job'} at {self.employer.name}"

    def get_absolute_url(self) -> str:
        return reverse("applications:application", args=[self.pk])

    @property
    def is_closed(self) -> bool:
        """Whether it has ended, by either side's choice."""
        return self.stage == Stage.CLOSED

    @property
    def status_label(self) -> str:
        """The stage, or how it ended."""
        return self.get_outcome_display() if self.is_closed else self.get_stage_display()

    @property
    def tone(self) -> str:
        """The tone its stage is shown in."""
        return STAGE_TONES[Stage(self.stage)]

    def move_to(
        self, stage: Stage, outcome: Outcome = Outcome.NONE, *, by: User | None, at: datetime
    ) -> None:
        """Go to a stage, with a line in the history; nothing happens where it is there already.

        :raises ValueError: for an outcome that does not belong to the stage
        """
        if not is_possible(stage, outcome):
            raise ValueError(f"{stage} does not go with the outcome {outcome!r}.")
        if (self.stage, self.outcome) == (stage, outcome):
            return
        before = self.status_label
        self.stage, self.outcome = stage, outcome
        with transaction.atomic():
            self.save(update_fields=["stage", "outcome"])
            self.record(
                EventKind.STAGE_CHANGED,
                f"{before} → {self.status_label}",
                was=before,
                became=self.status_label,
                by=by,
                at=at,
            )

    def rate_interest(self, interest: int, *, by: User, at: datetime) -> None:
        """Keep how much the candidate wants it now, 1 to 5; the first rating stays beside it.

        The number is the candidate's alone, so the history only says that it changed.
        """
        if interest == self.interest_now:
            return
        self.interest_now, self.interest_now_at = interest, at
        with transaction.atomic():
            self.save(update_fields=["interest_now", "interest_now_at"])
            self.record(EventKind.INTEREST_CHANGED, "Interest rated", by=by, at=at)

    def record(
        self,
        kind: EventKind,
        text: str,
        *,
        by: User | None,
        at: datetime,
        was: str = "",
        became: str = "",
    ) -> Event:
        """Add a line to the history."""
        return Event.objects.create(
            candidate_id=self.candidate_id,
            application=self,
            kind=kind,
            text=text,
            was=was,
            became=became,
            by=by,
            at=at,
        )
