"""A candidate's agreement that a firm looks after them, and what they share with it."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, Self

from django.db import models, transaction
from django.utils import timezone

from jobtracker.audit.models import Entry, Kind
from jobtracker.people.access import Scope
from jobtracker.people.models.candidate import Candidate
from jobtracker.people.models.firm import Firm, Membership
from jobtracker.people.models.user import User


class RepresentationQuerySet(models.QuerySet["Representation"]):
    """Representations by whether they hold."""

    def not_ended(self) -> Self:
        """Those in force, and those the candidate has not answered yet."""
        return self.filter(ended_at__isnull=True)

    def in_force(self) -> Self:
        """Those the candidate accepted and has not ended.

        A record that nobody has claimed is the firm's own, so it needs nobody's word yet. Whether
        it is claimed is asked of those alone that nobody accepted: a caseload has few.
        """
        unclaimed = Candidate.objects.filter(pk=models.OuterRef("candidate"), user=None)
        agreed = models.Q(accepted_at__isnull=False) | models.Q(models.Exists(unclaimed))
        return self.not_ended().filter(agreed)

    def held(self) -> Self:
        """Nobody changes or ends them until the transaction ends; who did before us is heard."""
        return self.select_for_update(no_key=True, of=("self",))

    def named(self, words: str) -> Self:
        """Those of candidates whose name or address holds the words; all without any."""
        alike = models.Q(candidate__name__icontains=words)
        return self.filter(alike | models.Q(candidate__email__icontains=words)) if words else self

    def visible_to(self, user: User) -> Self:
        """Those of the person, and those of the firms they work for."""
        mine = models.Q(candidate__user=user)
        return self.filter(mine | models.Q(firm__in=Firm.objects.of(user)))

    def move(self, source: Candidate, target: Candidate) -> None:
        """Give the representations of one record to another; one firm keeps one at a time."""
        known = self.not_ended().filter(candidate=target).values("firm")
        self.filter(candidate=source).exclude(firm__in=known).update(candidate=target)


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
    offered_at = models.DateTimeField(default=timezone.now)
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

    def accept(self, scopes: Collection[Scope] | None = None, *, by: User, at: datetime) -> None:
        """Start it, sharing these scopes: only the candidate may."""
        self.accepted_at = at
        self._set(self.scopes if scopes is None else scopes)
        with transaction.atomic():
            self.save(update_fields=["accepted_at", *(scope.field for scope in Scope)])
            self._record(Kind.REPRESENTATION_ACCEPTED, by=by, at=at, shares=sorted(self.scopes))

    def share(self, scopes: Collection[Scope], *, by: User, at: datetime) -> None:
        """Share exactly these scopes from now on."""
        before = sorted(self.scopes)
        self._set(scopes)
        with transaction.atomic():
            self.save(update_fields=[scope.field for scope in Scope])
            shares = sorted(self.scopes)
            self._record(Kind.SHARING_CHANGED, by=by, at=at, shares=shares, before=before)

    def hand_over(self, to: Membership, *, by: User, at: datetime) -> None:
        """Give the candidate another coordinator at the same firm."""
        if to.firm_id != self.firm_id:
            raise ValueError("A candidate stays within the firm.")
        self.coordinator = to
        with transaction.atomic():
            self.save(update_fields=["coordinator"])
            self._record(Kind.CASELOAD_HANDED_OVER, by=by, at=at, to=to.user_id)

    def correct(self, *, by: User, at: datetime, **contact: str) -> bool:
        """Change how to reach who has not claimed the record; whether it was still the firm's.

        An invite to an address that proved wrong no longer works.
        """
        with transaction.atomic():
            unclaimed = Candidate.objects.filter(pk=self.candidate_id, user=None)
            if not unclaimed.update(**contact):
                return False
            for invite in self.invites.open(at).exclude(email=contact["email"].lower()):
                invite.withdraw(by=by, at=at)
        return True

    def end(self, *, by: User, at: datetime) -> None:
        """Stop it at once and for good; a record that nobody claimed goes with it."""
        self._stop(Kind.REPRESENTATION_ENDED, by=by, at=at)

    def refuse(self, *, by: User, at: datetime) -> None:
        """Say no to it; what the firm wrote down about the person before they came goes too."""
        self._stop(Kind.REPRESENTATION_REFUSED, by=by, at=at)

    def claim(self, user: User, scopes: Collection[Scope], *, at: datetime) -> "Representation":
        """Make the firm's record the person's own, and accept; the one that is now in force.

        Who has a record already gets the firm's rows added to it.
        """
        with transaction.atomic():
            mine = Candidate.objects.select_for_update(no_key=True).filter(user=user).first()
            if mine is None:
                self.candidate.user = user
                self.candidate.save(update_fields=["user"])
                user.settle_into(self.candidate)
                held = self
            else:
                mine.absorb(self.candidate, by=user, at=at)
                held = mine.representations.not_ended().get(firm=self.firm_id)
            held.accept(scopes, by=user, at=at)
        return held

    def _stop(self, kind: Kind, *, by: User, at: datetime) -> None:
        self.ended_at = at
        with transaction.atomic():
            self._record(kind, by=by, at=at)
            self.save(update_fields=["ended_at"])
            if not self.candidate.is_claimed:
                self.candidate.delete()

    def _set(self, scopes: Collection[Scope]) -> None:
        for scope in Scope:
            setattr(self, scope.field, scope in scopes)

    def _record(self, kind: Kind, *, by: User, at: datetime, **detail: Any) -> None:  # noqa: ANN401
        Entry.objects.record(
            kind,
            actor_id=by.pk,
            candidate_id=self.candidate_id,
            firm_id=self.firm_id,
            at=at,
            detail=detail,
        )
