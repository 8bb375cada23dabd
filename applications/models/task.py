"""Something the candidate means to do, by when, and what gave rise to it."""

from datetime import datetime
from enum import StrEnum
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from jobtracker.people.access import OwnedQuerySet, Scope
from jobtracker.people.models import Candidate, User


class TaskOrigin(StrEnum):
    """What gave rise to a task."""

    OWN = "own"
    SILENCE = "silence"
    FEEDBACK = "feedback"
    FIRM = "firm"


class TaskQuerySet(OwnedQuerySet["Task"]):
    """Tasks in the words of those who look for them."""

    scope = Scope.APPLICATIONS

    def visible_to(self, user: User) -> Self:
        """A task that feedback gave rise to says what that was: it is shared with feedback alone.

        What the candidate keeps to themselves of it is in no firm's list, nor what is left of it.
        """
        shared = Candidate.objects.visible_to(user, Scope.FEEDBACK)
        is_own = Q(candidate__user=user)
        is_told = Q(candidate__in=shared, point__feedback__is_private=False)
        rows = super().visible_to(user)
        return rows.filter(~Q(origin=TaskOrigin.FEEDBACK) | is_own | is_told)

    def in_order(self) -> Self:
        """The open ones first, by the day they are due; then what was done, the latest first."""
        return self.order_by(
            F("done_at").desc(nulls_first=True), F("due_on").asc(nulls_last=True), "pk"
        )

    def open(self) -> Self:
        """Those that are not done, the next one first."""
        return self.filter(done_at=None).order_by(F("due_on").asc(nulls_last=True), "pk")


class Task(models.Model):
    """One thing to do, about an application or about the search as a whole."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="tasks")
    application = models.ForeignKey(
        "applications.Application",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="tasks",
    )
    text = models.CharField(max_length=300)
    due_on = models.DateField(null=True, blank=True)
    origin = models.CharField(
        max_length=8, choices=[(each, each) for each in TaskOrigin], default=TaskOrigin.OWN
    )
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        ordering = ["done_at", "due_on", "pk"]
        indexes = [models.Index(fields=["candidate", "done_at", "due_on"], name="task_by_due")]

    def __str__(self) -> str:
        return self.text

    @property
    def is_done(self) -> bool:
        """Whether there is nothing left to do about it."""
        return self.done_at is not None

    def finish(self, *, at: datetime) -> None:
        """It is done."""
        self.done_at = self.done_at or at
        self.save(update_fields=["done_at"])

    def reopen(self) -> None:
        """It is not done after all."""
        self.done_at = None
        self.save(update_fields=["done_at"])
