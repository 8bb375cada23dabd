"""Hotlists as their pages show them: only whom the firm still looks after, seen or counted."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Count, OuterRef, Q, Subquery

from applications.models import Activity, Hotlist, HotlistEntry
from jobtracker.people.caseload import Standing, caseload, standing
from jobtracker.people.models import Membership, Representation, User
from jobtracker.people.models.representation import RepresentationQuerySet

PAGE_LENGTH = 50
MOST_LISTS = 200


class Line(NamedTuple):
    """One hotlist, and how many are on it."""

    hotlist: Hotlist
    size: int

    @property
    def meta(self) -> str:
        """Such as "3 candidates"."""
        return "1 candidate" if self.size == 1 else f"{self.size} candidates"


class OnIt(NamedTuple):
    """Somebody on a hotlist: how they stand to the firm, and when the next step is due."""

    held: Representation
    standing: Standing
    due_at: datetime | None


def lists_of(me: Membership) -> list[Line]:
    """The firm's hotlists by name, in two queries."""
    rows = HotlistEntry.objects.shared_with(me.user).filter(firm=me.firm_id).order_by()
    counted = rows.values_list("hotlist").annotate(size=Count("pk"))
    sizes = dict(counted)
    return [Line(each, sizes.get(each.pk, 0)) for each in hotlists_of(me)]


def hotlists_of(me: Membership) -> list[Hotlist]:
    """As many of the firm's by name as a page shows: a form changes none that it left out."""
    return list(Hotlist.objects.visible_to(me.user).filter(firm=me.firm_id).by_name()[:MOST_LISTS])


def lists_with(held: Representation, user: User) -> list[int]:
    """The numbers of the firm's hotlists that a candidate is on."""
    rows = HotlistEntry.objects.shared_with(user)
    mine = rows.filter(candidate=held.candidate_id, firm=held.firm_id)
    return list(mine.values_list("hotlist", flat=True))


def on_list(me: Membership, hotlist: Hotlist) -> RepresentationQuerySet:
    """Whom the firm looks after of those on it, by name, with `due_at` of their next step."""
    entries = HotlistEntry.objects.shared_with(me.user).filter(hotlist=hotlist)
    rows = caseload(me.firm_id).filter(candidate__in=entries.values("candidate"))
    steps = Activity.objects.shared_with(me.user).filter(
        candidate=OuterRef("candidate"), firm=OuterRef("firm")
    )
    return rows.annotate(due_at=Subquery(steps.due_first().values("due_at")[:1]))


def page_of(
    me: Membership, hotlist: Hotlist, number: str, *, now: datetime
) -> tuple[Page[Representation], Sequence[OnIt]]:
    """One page of those on it."""
    page = Paginator(on_list(me, hotlist), PAGE_LENGTH).get_page(number)
    return page, [OnIt(each, standing(each, now), each.due_at) for each in page]  # type: ignore[attr-defined]


def ticked_of(me: Membership, numbers: Sequence[int]) -> list[Representation]:
    """Those of the ticked ones whom the firm looks after by now, held until the request is done.

    Whoever works there and is looked after too is left out: what is kept of them they are not told.
    """
    rows = Representation.objects.in_force().filter(firm=me.firm_id, pk__in=numbers)
    others = rows.filter(~Q(candidate__user=me.user_id)).select_related("candidate", "firm")
    return list(others.order_by("pk").held())
