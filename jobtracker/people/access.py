"""The one answer to "whose records may this person see and change?".

It is worked out in the statement that reads the records, never before: a consent that was
withdrawn or a membership that ended counts from the next statement on. What takes more than one
statement holds the consent meanwhile, so that nobody can withdraw it half-way.
"""

from enum import StrEnum
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

if TYPE_CHECKING:
    from jobtracker.people.models import Candidate, Representation, User


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


def visible_candidates(user: "User", scope: Scope | None) -> Q:
    """Candidates that are the person, or who share the scope with a firm the person works for."""
    return Q(user=user) | Q(Exists(shares(user, scope).filter(candidate=OuterRef("pk"))))


def shares(user: "User", scope: Scope | None) -> "models.QuerySet[Representation]":
    """The representations by which a firm that the person works for sees the scope.

    Without one, all by which it looks after anybody.
    """
    representations = apps.get_model("people", "Representation").objects.in_force()
    shared = {scope.field: True} if scope else {}
    return representations.filter(firm__memberships__user=user, **shared)


def hold_consent(user: "User", candidate: "Candidate") -> "list[Representation]":
    """The representations by which the person may see anything of the candidate (now).

    Locks them and the membership until the transaction ends: who withdraws either waits, and who
    withdrew either before us is heard. Call it inside the transaction that reads or writes.
    """
    memberships = apps.get_model("people", "Membership").objects.filter(user=user).order_by("pk")
    firms = memberships.select_for_update(no_key=True).values_list("firm_id", flat=True)
    representations = apps.get_model("people", "Representation").objects.in_force()
    ours = representations.filter(candidate=candidate, firm__in=list(firms)).order_by("pk")
    return list(ours.select_for_update(no_key=True, of=("self",)))


class OwnedQuerySet[M: models.Model](models.QuerySet[M]):
    """Rows of a job search: each has a candidate, and every look-up starts at the person."""

    # None where it takes no more than that somebody is looked after.
    scope: Scope | None

    def visible_to(self, user: "User") -> Self:
        """What the person may see."""
        return self._of_candidates(visible_candidates(user, self.scope))

    def shared_with(self, user: "User") -> Self:
        """What others share with the firms the person works for.

        The part of `visible_to` that is not their own, for lists over a caseload: told so, the
        database starts at the caseload and not at everybody's rows.
        """
        shared = shares(user, self.scope)
        return self.filter(candidate__in=shared.values("candidate")).exclude(candidate__user=user)

    def editable_by(self, user: "User") -> Self:
        """Where the person may add facts: the candidate, and who looks after them."""
        return self.visible_to(user)

    def decidable_by(self, user: "User") -> Self:
        """Where the person may decide: candidates alone, on what is theirs."""
        return self.filter(candidate__user=user)

    def move(self, source: "Candidate", target: "Candidate") -> None:
        """Give everything of one candidate record to another of the same person."""
        models.QuerySet.update(self.filter(candidate=source), candidate=target)

    def _of_candidates(self, condition: Q) -> Self:
        candidates: models.QuerySet[Any] = apps.get_model("people", "Candidate").objects.all()
        return self.filter(candidate__in=candidates.filter(condition))


class PrivateQuerySet[M: models.Model](OwnedQuerySet[M]):
    """Rows that are the candidate's alone, whatever they share."""

    def visible_to(self, user: "User") -> Self:
        """What is the person's own."""
        return self.decidable_by(user)


NOTHING = Q(pk__in=[])


def is_between(held: "models.QuerySet[Representation]") -> Q:
    """Of a row of a firm's about a candidate: that one of these is between the two of them."""
    return Q(Exists(held.filter(candidate=OuterRef("candidate"), firm=OuterRef("firm"))))


class FirmRowQuerySet[M: models.Model](OwnedQuerySet[M]):
    """Rows that a `firm` keeps about a candidate: for its members, while it holds the scope.

    They are read while that very firm looks after the candidate, whatever another one may see.
    Of what is kept the candidate reads what was `handed_on`, and nothing of the rest.
    """

    scope: Scope | None = None
    handed_on: Q = NOTHING

    def visible_to(self, user: "User") -> Self:
        """What the firms of the person keep of others, and what was handed on to themselves."""
        return self.filter(self._kept_for(user) | self._told_to(user))

    def shared_with(self, user: "User") -> Self:
        """What the firms of the person keep of others."""
        return self.filter(self._kept_for(user))

    def editable_by(self, user: "User") -> Self:
        """What a firm keeps, its members change."""
        return self.shared_with(user)

    def decidable_by(self, user: "User") -> Self:
        """What was handed on to the person."""
        return self.filter(self._told_to(user))

    def _kept_for(self, user: "User") -> Q:
        """Who works for a firm that looks after them is not told either what it keeps back."""
        return is_between(shares(user, self.scope)) & ~Q(candidate__user=user)

    def _told_to(self, user: "User") -> Q:
        return self.handed_on & Q(candidate__user=user)
