"""The one answer to "whose records may this person see and change?".

It is worked out in the statement that reads the records, never before: a consent that was
withdrawn or a membership that ended counts from the next statement on.
"""

from enum import StrEnum
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

if TYPE_CHECKING:
    from jobtracker.people.models import User


class Scope(StrEnum):
    """A part of a job search that a candidate shares with a firm, or does not."""

    APPLICATIONS = "applications"
    INTERVIEWS = "interviews"
    FEEDBACK = "feedback"
    DOCUMENTS = "documents"
    PAY = "pay"

    @property
    def field(self) -> str:
        """The column of Representation that says whether it is shared."""
        return f"shares_{self.value}"


def visible_candidates(user: "User", scope: Scope) -> Q:
    """Candidates that are the person, or who share the scope with a firm the person works for."""
    representation = apps.get_model("people", "Representation")
    shared = representation.objects.in_force().filter(
        candidate=OuterRef("pk"), firm__memberships__user=user, **{scope.field: True}
    )
    return Q(user=user) | Q(Exists(shared))


class OwnedQuerySet[M: models.Model](models.QuerySet[M]):
    """Rows of a job search: each has a candidate, and every look-up starts at the person."""

    scope: Scope

    def visible_to(self, user: "User") -> Self:
        """What the person may see."""
        return self._of_candidates(visible_candidates(user, self.scope))

    def editable_by(self, user: "User") -> Self:
        """Where the person may add facts: the candidate, and who looks after them."""
        return self.visible_to(user)

    def decidable_by(self, user: "User") -> Self:
        """Where the person may decide: candidates alone, on what is theirs."""
        return self.filter(candidate__user=user)

    def _of_candidates(self, condition: Q) -> Self:
        candidates: models.QuerySet[Any] = apps.get_model("people", "Candidate").objects.all()
        return self.filter(candidate__in=candidates.filter(condition))
