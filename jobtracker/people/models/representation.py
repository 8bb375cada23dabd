"""A candidate's agreement that a firm looks after them, and what they share with it."""

from collections.abc import Collection
from datetime import datetime
from typing import Self

from django.db import models

from jobtracker.people.access import Scope
from jobtracker.people.models.candidate import Candidate
from jobtracker.people.models.firm import Firm, Membership


class RepresentationQuerySet(models.QuerySet["Representation"]):
    """Representations by whether they hold."""

    def in_force(self) -> Self:
        """Those the candidate accepted and has not ended."""
        return self.filter(accepted_at__isnull=False, ended_at__isnull=True)


class Representation(models.Model):
    """Gives a firm the scopes that the candidate shares, from acceptance until it is ended."""

    candidate = models.ForeignKey(
        Candidate, on_delete=models.CASCADE, related_name="representations"
    )
    firm = models.ForeignKey(Firm, on_delete=models.CASCADE, related_name="representations")
    coordinator = models.ForeignKey(
        Membership, on_delete=models.SET_NULL, null=True, blank=True, related_name="caseload"
    )
    shares_applications = models.BooleanField(default=True)
    shares_interviews = models.BooleanField(default=True)
    shares_feedback = models.BooleanField(default=True)
    shares_documents = models.BooleanField(default=True)
    shares_pay = models.BooleanField(default=False)
    accepted_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = RepresentationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "firm"],
                condition=models.Q(ended_at__isnull=True),
                name="representation_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True)
                | models.Q(accepted_at__isnull=True)
                | models.Q(ended_at__gte=models.F("accepted_at")),
                name="representation_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.firm} for {self.candidate}"

    @property
    def scopes(self) -> frozenset[Scope]:
        """What the candidate shares while the representation is in force."""
        return frozenset(scope for scope in Scope if getattr(self, scope.field))

    def accept(self, *, at: datetime) -> None:
        """Start it: only the candidate may."""
        self.accepted_at = at
        self.save(update_fields=["accepted_at"])

    def end(self, *, at: datetime) -> None:
        """Stop it at once and for good."""
        self.ended_at = at
        self.save(update_fields=["ended_at"])

    def share(self, scopes: Collection[Scope]) -> None:
        """Share exactly these scopes from now on."""
        for scope in Scope:
            setattr(self, scope.field, scope in scopes)
        self.save(update_fields=[scope.field for scope in Scope])
