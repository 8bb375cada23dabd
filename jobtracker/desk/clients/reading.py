"""Clients as their pages show them, and who of the caseload deals with them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import Count, Q

from applications.models import Application, Client, Employer
from applications.names import spellings
from interviews.guidance import Source
from jobtracker.people.models import Membership, Representation, User

PAGE_LENGTH = 50
MOST_DEALING = 50


class Line(NamedTuple):
    """One client in the list."""

    client: Client
    orders: int
    flags: int

    @property
    def meta(self) -> str:
        """Such as "2 open orders"."""
        if not self.orders:
            return "No open order"
        return f"{self.orders} open {'order' if self.orders == 1 else 'orders'}"


class Page(NamedTuple):
    """Some clients by name, and the name after which more follow; "" if none do."""

    lines: Sequence[Line]
    after: str


def page_of(me: Membership, *, after: str = "", words: str = "") -> Page:
    """The clients whose name follows that one and holds the words, in one query."""
    rows = Client.objects.filter(firm=me.firm_id).by_name(after=after, words=words)
    found = list(rows.with_open()[: PAGE_LENGTH + 1])
    shown = found[:PAGE_LENGTH]
    lines = [Line(each, each.open_orders, each.open_flags) for each in shown]
    return Page(lines, shown[-1].name if len(found) > PAGE_LENGTH else "")


@dataclass(frozen=True)
class Dealing:
    """A candidate who has the client among their employers, and how the firm holds them."""

    employer: Employer
    held: Representation
    applications: int


def dealing_with(client: Client, user: User) -> list[Dealing]:
    """Who of the caseload shares that they deal with the client, in three queries.

    Found by the spellings that its name is known to have, and by its domain: both have an index.
    """
    same = Q(folded__in=spellings(client.name))
    if client.domain:
        same |= Q(domain=client.domain)
    held = Representation.objects.in_force().filter(firm=client.firm_id, shares_applications=True)
    rows = Employer.objects.spelled().filter(same, candidate__in=held.values("candidate"))
    ordered = rows.order_by("candidate__name", "pk")[:MOST_DEALING]
    found = [each for each in ordered if client.is_at(each.name, each.domain)]
    by = held.filter(candidate__in={each.candidate_id for each in found})
    holds = {each.candidate_id: each for each in by.select_related("candidate")}
    sizes = sizes_of(found, user)
    return [
        Dealing(each, holds[each.candidate_id], sizes.get(each.pk, 0))
        for each in found
        if each.candidate_id in holds
    ]


def sizes_of(employers: Sequence[Employer], user: User) -> dict[int, int]:
    """How many applications there are with each."""
    seen = Application.objects.visible_to(user).filter(employer__in=employers)
    return dict(seen.order_by().values_list("employer").annotate(Count("pk")))


def tell_of_flags(client: Client, employer: Employer, *, by: User, at: datetime) -> int:
    """Have the candidate read what the firm vouches for, each once; how many that were.

    Topic and weight alone, in the firm's name: what the firm knows of it stays with the firm, and
    whether it counts is the candidate's to say.
    """
    application = employer.applications.order_by("-pk").first()
    if application is None:
        return 0
    known = {topic.lower() for topic in employer.red_flags.values_list("topic", flat=True)}
    fresh = [
        each for each in client.flags.filter(resolved_at=None) if each.topic.lower() not in known
    ]
    for each in fresh:
        what = {"topic": each.topic, "severity": each.severity, "source": Source.FIRM}
        employer.raise_flag(application, by=by, at=at, **what)
    return len(fresh)
