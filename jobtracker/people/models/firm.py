"""A staffing firm and the people who work for it."""

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models, transaction
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from jobtracker.audit.models import Entry, Kind
from jobtracker.people.models.candidate import Candidate
from jobtracker.people.models.user import User

if TYPE_CHECKING:
    from jobtracker.people.models.representation import Representation


class Role(StrEnum):
    """What a person does at a firm."""

    COORDINATOR = "coordinator"
    ADMINISTRATOR = "administrator"


ROLE_LABELS = {Role.COORDINATOR: "Coordinator", Role.ADMINISTRATOR: "Administrator"}


class LastAdministrator(Exception):  # noqa: N818 - says what the person is
    """Raised where a firm would be left with nobody to run it."""


class FirmQuerySet(models.QuerySet["Firm"]):
    """Firms in the words of those who look for them."""

    def of(self, user: User) -> Self:
        """Those the person works for."""
        return self.filter(memberships__user=user)

    def administered_by(self, user: User) -> Self:
        """Those whose members the person may change."""
        return self.filter(memberships__user=user, memberships__role=Role.ADMINISTRATOR)

    def start(self, user: User, name: str, *, at: datetime) -> "Firm":
        """A new firm, run by whoever starts it."""
        with transaction.atomic():
            firm = self.create(name=name)
            Membership.objects.create(user=user, firm=firm, role=Role.ADMINISTRATOR, since=at)
            Entry.objects.record(Kind.FIRM_STARTED, actor_id=user.pk, firm_id=firm.pk, at=at)
        return firm


class Firm(models.Model):
    """Looks after candidates who agreed to it."""

    name = models.CharField(max_length=120)
    members = models.ManyToManyField(User, through="Membership", related_name="firms")

    objects = FirmQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    def add_candidate(
        self,
        coordinator: "Membership",
        *,
        at: datetime,
        **contact: Any,  # noqa: ANN401
    ) -> "Representation":
        """A record that the firm keeps about a person until they claim it, or say no."""
        with transaction.atomic():
            candidate = Candidate.objects.create(created_at=at, **contact)
            held: Representation = self.representations.create(
                candidate=candidate, coordinator=coordinator, offered_at=at, shares_pay=True
            )
            Entry.objects.record(
                Kind.CANDIDATE_ADDED,
                actor_id=coordinator.user_id,
                candidate_id=candidate.pk,
                firm_id=self.pk,
                at=at,
            )
        return held


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Who works for whom, and held so until the transaction ends."""

    def at(self, firm_id: int) -> Self:
        """Everybody who works for the firm, in the order in which they are held."""
        # Not `firm=`: the number comes from an address, and may be larger than any key.
        return self.filter(firm__pk=firm_id).order_by("pk")

    def held(self) -> Self:
        """Nobody changes or ends them meanwhile; who did so before us is heard."""
        return self.select_for_update(no_key=True, of=("self",))

    def with_size(self) -> Self:
        """With `size`: how many candidates each looks after."""
        representations = apps.get_model("people", "Representation").objects.in_force()
        theirs = representations.filter(coordinator=OuterRef("pk")).order_by()
        counted = theirs.values("coordinator").annotate(n=Count("pk")).values("n")
        return self.annotate(size=Coalesce(Subquery(counted), 0))


class Membership(models.Model):
    """One person's role at one firm; removing the row ends every right it gave."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    firm = models.ForeignKey(Firm, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=16, choices=[*ROLE_LABELS.items()], default=Role.COORDINATOR)
    since = models.DateTimeField(default=timezone.now)

    objects = MembershipQuerySet.as_manager()

    # By `with_size()`.
    size: int

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "firm"], name="membership_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.role} at {self.firm}"

    @property
    def is_administrator(self) -> bool:
        """Whether the person may change who works for the firm."""
        return self.role == Role.ADMINISTRATOR

    def change_role(self, role: Role, *, by: User, at: datetime) -> None:
        """Give the person another role, with effect at once.

        :raises LastAdministrator: where nobody else could run the firm
        """
        with transaction.atomic():
            if role != Role.ADMINISTRATOR:
                self._refuse_last_administrator()
            self.role = role
            self.save(update_fields=["role"])
            if role != Role.ADMINISTRATOR:
                # Coordinators still ask candidates, but nobody to join.
                self._open_invites(at).filter(representation=None).update(withdrawn_at=at)
            self._record(Kind.ROLE_CHANGED, by=by, at=at, role=role)

    def remove(self, *, by: User, at: datetime, heir: "Membership | None" = None) -> None:
        """End the person's work for the firm, and what they have under way for it, at once.

        The caseload goes to the heir; without one, its candidates have no coordinator for now.

        :raises LastAdministrator: where nobody else could run the firm
        """
        with transaction.atomic():
            self._refuse_last_administrator()
            self._give_away(heir, by=by, at=at)
            self._open_invites(at).update(withdrawn_at=at)
            self._record(Kind.MEMBER_REMOVED, by=by, at=at)
            if by.pk != self.user_id:
                self.user.hear_of_removal(self.firm)
            self.delete()

    def hand_over(self, to: "Membership", *, by: User, at: datetime) -> int:
        """Give the whole caseload to a colleague at the same firm; how many candidates it is."""
        with transaction.atomic():
            return self._give_away(to, by=by, at=at)

    def _give_away(self, to: "Membership | None", *, by: User, at: datetime) -> int:
        """Each candidate reads who gave them to whom, also where that is nobody for now."""
        if to is not None and to.firm_id != self.firm_id:
            raise ValueError("A caseload stays within its firm.")
        held = {
            each.pk: each.candidate_id for each in self.caseload.not_ended().order_by("pk").held()
        }
        self.caseload.filter(pk__in=held).update(coordinator=to)
        Entry.objects.record_each(
            Kind.CASELOAD_HANDED_OVER,
            held.values(),
            actor_id=by.pk,
            firm_id=self.firm_id,
            detail={"member": self.user_id, "to": to and to.user_id},
            at=at,
        )
        return len(held)

    def _refuse_last_administrator(self) -> None:
        """Whoever changes the firm's members waits here for whoever does so too."""
        members = Membership.objects.at(self.firm_id).held()
        others = [each for each in members if each.is_administrator and each.pk != self.pk]
        if self.is_administrator and not others:
            raise LastAdministrator

    def _open_invites(self, at: datetime) -> Any:  # noqa: ANN401
        """Those the person made for the firm."""
        return self.firm.invites.open(at).filter(made_by=self.user_id)

    def _record(self, kind: Kind, *, by: User, at: datetime, **detail: Any) -> None:  # noqa: ANN401
        Entry.objects.record(
            kind,
            actor_id=by.pk,
            firm_id=self.firm_id,
            at=at,
            detail={"member": self.user_id, **detail},
        )
