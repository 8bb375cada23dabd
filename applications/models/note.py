"""What somebody wrote down about an application, and for whose eyes."""

from datetime import datetime
from enum import StrEnum
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from jobtracker.people.access import OwnedQuerySet, Scope
from jobtracker.people.models import Candidate, Firm, User

LONGEST_NOTE = 20_000


class Visibility(StrEnum):
    """Who reads a note."""

    PRIVATE = "private"
    SHARED = "shared"
    INTERNAL = "internal"


VISIBILITY_LABELS = {
    Visibility.PRIVATE: "Only me",
    Visibility.SHARED: "Me and who looks after me",
    Visibility.INTERNAL: "Only our firm",
}


class NoteQuerySet(OwnedQuerySet["Note"]):
    """Notes in the words of those who look for them."""

    scope = Scope.APPLICATIONS

    def visible_to(self, user: User) -> Self:
        """The candidate's own and the shared ones; a firm's internal ones to its members alone."""
        shared = super().visible_to(user)
        return shared.filter(
            Q(visibility=Visibility.SHARED)
            | Q(visibility=Visibility.PRIVATE, candidate__user=user)
            | Q(visibility=Visibility.INTERNAL, firm__in=Firm.objects.of(user))
        )

    def editable_by(self, user: User) -> Self:
        """Whoever wrote it, as long as they may read it."""
        return self.visible_to(user).filter(by=user)

    def decidable_by(self, user: User) -> Self:
        """What is in the candidate's own hands: a firm's internal ones never are."""
        return super().decidable_by(user).exclude(visibility=Visibility.INTERNAL)


class Note(models.Model):
    """A few lines on an application; an internal one belongs to the firm that wrote it."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="notes")
    application = models.ForeignKey(
        "applications.Application", on_delete=models.CASCADE, related_name="notes"
    )
    visibility = models.CharField(
        max_length=8, choices=[*VISIBILITY_LABELS.items()], default=Visibility.PRIVATE
    )
    firm = models.ForeignKey(
        Firm, on_delete=models.CASCADE, null=True, blank=True, related_name="notes"
    )
    text = models.TextField(max_length=LONGEST_NOTE)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True, blank=True)

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(visibility=Visibility.INTERNAL, firm__isnull=False)
                | ~Q(visibility=Visibility.INTERNAL) & Q(firm__isnull=True),
                name="note_internal_to_a_firm",
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]

    def rewrite(self, *, at: datetime) -> None:
        """Keep another text, and that it is no longer the first one."""
        self.edited_at = at
        self.save(update_fields=["text", "visibility", "firm", "edited_at"])
