"""What a firm did for a candidate, and what it is to do next: its log."""

from datetime import datetime
from enum import StrEnum
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from jobtracker.people.access import FirmRowQuerySet, Scope, is_between, shares
from jobtracker.people.models import Candidate, Firm, Representation, User

LONGEST_TEXT = 2_000
LONGEST_STEP = 200


class ActivityKind(StrEnum):
    """How somebody was in touch."""

    CALL = "call"
    LEFT_MESSAGE = "left_message"
    MAIL = "mail"
    MEETING = "meeting"
    TEXT = "text"


ACTIVITY_LABELS = {
    ActivityKind.CALL: "Call",
    ActivityKind.LEFT_MESSAGE: "Left a message",
    ActivityKind.MAIL: "Mail",
    ActivityKind.MEETING: "Meeting",
    ActivityKind.TEXT: "Text message",
}


class ActivityReaders(StrEnum):
    """Who reads a line of the log."""

    INTERNAL = "internal"
    SHARED = "shared"


ACTIVITY_READERS_LABELS = {
    ActivityReaders.INTERNAL: "Only our firm",
    ActivityReaders.SHARED: "The candidate too",
}


class ActivityQuerySet(FirmRowQuerySet["Activity"]):
    """Lines of the log in the words of those who look for them."""

    handed_on = Q(visibility=ActivityReaders.SHARED)

    def due_first(self) -> Self:
        """Those with a next step that nobody has done, the earliest first."""
        return self.filter(due_at__isnull=False, done_at=None).order_by("due_at", "pk")

    def latest_first(self) -> Self:
        """The latest that was done first."""
        return self.order_by("-at", "-pk")

    def log(
        self,
        held: Representation,
        *,
        by: User,
        at: datetime,
        **said: Any,  # noqa: ANN401
    ) -> "Activity":
        """Write down what was done for whom the firm looks after."""
        return self.create(
            candidate_id=held.candidate_id, firm_id=held.firm_id, by=by, at=at, **said
        )

    def _kept_for(self, user: User) -> Q:
        """A line about an application is for those whom applications are shared with."""
        sees_applications = is_between(shares(user, Scope.APPLICATIONS))
        return super()._kept_for(user) & (Q(application=None) | sees_applications)


class Activity(models.Model):
    """One line of a firm's log about a candidate, with what comes next.

    `due_at` is when the next step is due, None where there is none. Lines are written once: who
    wrote one may take it back, and does the next step by `finish`.
    """

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="activities")
    firm = models.ForeignKey(Firm, on_delete=models.CASCADE, related_name="activities")
    application = models.ForeignKey(
        "applications.Application",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="activities",
    )
    kind = models.CharField(max_length=12, choices=[*ACTIVITY_LABELS.items()])
    text = models.TextField(max_length=LONGEST_TEXT, blank=True)
    visibility = models.CharField(
        max_length=8,
        choices=[*ACTIVITY_READERS_LABELS.items()],
        default=ActivityReaders.INTERNAL,
    )
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    next_step = models.CharField(max_length=LONGEST_STEP, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = ActivityQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["firm", "candidate", "-at"], name="activity_newest"),
            models.Index(
                fields=["firm", "due_at"],
                condition=Q(done_at=None, due_at__isnull=False),
                name="activity_due",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_at__isnull=False) | Q(next_step="", done_at=None),
                name="activity_next_step_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return self.kind_label

    @property
    def kind_label(self) -> str:
        """What was done, in words."""
        return ACTIVITY_LABELS[ActivityKind(self.kind)]

    @property
    def is_shared(self) -> bool:
        """Whether the candidate reads it too."""
        return self.visibility == ActivityReaders.SHARED

    @property
    def tone(self) -> str:
        """Of its readers, so that nobody takes the one for the other."""
        return "blue" if self.is_shared else "amber"

    @property
    def is_due(self) -> bool:
        """Whether there is something left to do."""
        return self.due_at is not None and self.done_at is None

    def finish(self, *, by: User, at: datetime) -> None:
        """The next step is done."""
        if self.is_due:
            self.done_at, self.done_by = at, by
            self.save(update_fields=["done_at", "done_by"])

    def reopen(self) -> None:
        """It is not done after all."""
        self.done_at = self.done_by = None
        self.save(update_fields=["done_at", "done_by"])
