"""Whom a firm looks after, and how each of them stands to it."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from django.db.models import Count, Prefetch, Q

from jobtracker.people.access import Scope
from jobtracker.people.forms.sharing import ALL_BUT_PAY, in_words
from jobtracker.people.models import Invite, Membership, Representation
from jobtracker.people.models.invite import Purpose
from jobtracker.people.models.representation import RepresentationQuerySet

MOST_SIMILAR = 5


class Whose(StrEnum):
    """Part of a firm's caseload, as somebody who works there sees it."""

    ALL = "all"
    MINE = "mine"
    NOBODYS = "nobodys"

    def condition(self, me: Membership) -> Q:
        return {
            Whose.ALL: Q(),
            Whose.MINE: Q(coordinator=me),
            Whose.NOBODYS: Q(coordinator=None),
        }[self]


class Standing(NamedTuple):
    """How a candidate stands to the firm: what they share, or how long an invitation is open."""

    label: str
    tone: str
    icon: str
    shares: str = ""
    invited_until: datetime | None = None
    ran_out_on: datetime | None = None


def caseload(firm_id: int) -> RepresentationQuerySet:
    """In force at the firm, by name, with the latest invite to claim each as `latest_invites`."""
    invites = Invite.objects.filter(purpose=Purpose.CLAIM).order_by("-made_at", "-pk")
    held = Representation.objects.in_force().filter(firm=firm_id)
    return (
        held.select_related("candidate", "firm", "coordinator__user")
        .prefetch_related(Prefetch("invites", invites, to_attr="latest_invites"))
        .order_by("candidate__name", "pk")
    )


def on_hotlist(
    rows: RepresentationQuerySet, hotlist_id: int, me: Membership
) -> RepresentationQuerySet:
    """Those on one of the firm's hotlists, but for oneself: it is kept from whoever is on it."""
    listed = rows.filter(
        candidate__hotlist_entries__hotlist=hotlist_id, candidate__hotlist_entries__firm=me.firm_id
    )
    return listed.exclude(candidate__user=me.user_id)


def sizes(me: Membership) -> dict[str, int]:
    """How many there are of each part."""
    held = Representation.objects.in_force().filter(firm=me.firm_id)
    parts = {each.value: Count("pk", filter=each.condition(me)) for each in Whose}
    return held.aggregate(**parts)


def standing(held: Representation, now: datetime) -> Standing:
    """How it stands, for a row of `caseload`."""
    if held.accepted_at:
        return Standing("Agreed", "green", "circle-check", shares=shared_by(held))
    latest = next(iter(getattr(held, "latest_invites", [])), None)
    if latest and latest.is_open(now):
        return Standing("Invited", "blue", "mail", invited_until=latest.expires_at)
    if latest and not latest.withdrawn_at:
        return Standing("Invitation ran out", "amber", "hourglass", ran_out_on=latest.expires_at)
    return Standing("Not invited", "stone", "circle-dashed")


def shared_by(held: Representation) -> str:
    """What a candidate shares, in a few words."""
    if len(held.scopes) == len(Scope):
        return "everything"
    return "all but pay" if held.scopes == set(ALL_BUT_PAY) else in_words(held.scopes)


def similar(firm_id: int, *, name: str, email: str) -> RepresentationQuerySet:
    """Whom the firm may know already, by name or address. It looks at nobody else's candidates."""
    alike = Q(candidate__name__iexact=name)
    if email:
        alike |= Q(candidate__email__iexact=email)
    return caseload(firm_id).filter(alike)[:MOST_SIMILAR]
