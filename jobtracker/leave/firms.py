"""What a person's leaving means for the firms they work for."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from jobtracker.audit.models import Entry, Kind
from jobtracker.people.models import (
    Candidate,
    Firm,
    LastAdministrator,
    Membership,
    Representation,
    Role,
    User,
)


@dataclass(frozen=True)
class Parting:
    """One firm that the person works for, and what it is left with.

    `clients` are other people who have it look after them, `unclaimed` the records that it keeps
    about people who have not come yet.
    """

    membership: Membership
    colleagues: int
    administrators: int
    clients: int
    unclaimed: int

    @property
    def firm(self) -> Firm:
        return self.membership.firm

    @property
    def needs_heir(self) -> bool:
        """Whether somebody else has to be able to run the firm first."""
        if not self.colleagues:
            return self.clients > 0
        return self.membership.is_administrator and not self.administrators

    @property
    def ends_firm(self) -> bool:
        """Whether nobody is left, so that the firm goes too."""
        return not self.colleagues and not self.clients


def partings(user: User) -> list[Parting]:
    """The firms of the person, by name, in one query."""
    colleagues = Membership.objects.filter(firm=OuterRef("firm")).exclude(user=user)
    held = Representation.objects.filter(firm=OuterRef("firm"))
    clients = held.in_force().exclude(candidate__user=user).exclude(candidate__user=None)
    counts = {
        "colleagues": colleagues,
        "administrators": colleagues.filter(role=Role.ADMINISTRATOR),
        "clients": clients,
        "unclaimed": held.not_ended().filter(candidate__user=None),
    }
    memberships: Any = user.memberships.select_related("firm").order_by("firm__name", "pk")
    found = memberships.annotate(**{name: _number(rows) for name, rows in counts.items()})
    return [Parting(each, *(getattr(each, name) for name in counts)) for each in found]


def _number(rows: models.QuerySet[Any]) -> Coalesce:
    counted = rows.order_by().values("firm").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


def part(user: User, *, at: datetime) -> None:
    """Leave every firm; one that nobody is left in goes, with the records nobody claimed.

    :raises LastAdministrator: where somebody else would have to be able to run a firm first
    """
    with transaction.atomic():
        # Whoever joins or leaves one of these firms meanwhile waits for us, or we for them.
        firms = Firm.objects.select_for_update(no_key=False).filter(memberships__user=user)
        list(firms.order_by("pk"))
        for parting in partings(user):
            if parting.needs_heir:
                raise LastAdministrator
            if parting.ends_firm:
                end(parting.firm, by=user, at=at)
            else:
                parting.membership.remove(by=user, at=at)


def end(firm: Firm, *, by: User, at: datetime) -> None:
    """Remove the firm, and the records that it alone keeps."""
    with transaction.atomic():
        Entry.objects.record(Kind.ERASED, actor_id=by.pk, firm_id=firm.pk, at=at)
        kept_by(firm).delete()
        firm.delete()


def kept_by(firm: Firm) -> models.QuerySet[Candidate]:
    """The records that the firm keeps and no other, of people who have not come yet."""
    held = Representation.objects.filter(firm=firm).values("candidate")
    elsewhere = Representation.objects.exclude(firm=firm).values("candidate")
    unclaimed = Candidate.objects.filter(user=None)
    return unclaimed.filter(pk__in=held).exclude(pk__in=elsewhere)
