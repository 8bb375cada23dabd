"""A word that the candidate puts on applications, to find them again together."""

from typing import Self, override

from django.db import models
from django.db.models.functions import Lower

from jobtracker.people.access import OwnedQuerySet, Scope
from jobtracker.people.models import Candidate, User

LONGEST_TAG = 40


class TagQuerySet(OwnedQuerySet["Tag"]):
    """Tags that a person may see."""

    scope = Scope.APPLICATIONS

    @override
    def visible_to(self, user: User) -> Self:
        """What is shared, and what is the candidate's alone where that is who asks."""
        shown = models.Q(is_private=False) | models.Q(candidate__user=user)
        return super().visible_to(user).filter(shown)

    def told(self, *, is_own: bool) -> Self:
        """Of tags that are found already: those that whoever reads them may know of."""
        return self if is_own else self.filter(is_private=False)


class Tag(models.Model):
    """One word on one application; the same word elsewhere is another row.

    What is private is unknown to a firm, so the firm may well put the same word there.
    """

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="tags")
    application = models.ForeignKey(
        "applications.Application", on_delete=models.CASCADE, related_name="tags"
    )
    name = models.CharField(max_length=LONGEST_TAG)
    is_private = models.BooleanField(default=False)

    objects = TagQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["candidate", "name"], name="tag_by_name")]
        constraints = [
            models.UniqueConstraint("application", Lower("name"), "is_private", name="tag_unique")
        ]

    def __str__(self) -> str:
        return self.name
