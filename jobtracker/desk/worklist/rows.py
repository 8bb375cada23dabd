"""The rows from which a list of what is due is made, by one statement that is kept ready."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache, partial
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from interviews.due import Asked
from interviews.models.errand import Matter, notes_at
from jobtracker.desk.worklist.filters import Filters
from jobtracker.desk.worklist.matters import SOURCES, Clock, Source
from jobtracker.nested import Nested, rows_in
from jobtracker.people.caseload import on_hotlist
from jobtracker.people.models import Firm, Membership, Representation, User
from jobtracker.prepared import Prepared

# A kind alone or all, somebody's or everybody's, of a hotlist or not, put off or not.
MOST_SHAPES = 96


class Narrowed(NamedTuple):
    """Who asks, and for which part of what is due."""

    user: User
    member: int | None
    hotlist: int | None
    words: str
    is_snoozed: bool


def due_rows(
    user: User, me: Membership, filters: Filters, clock: Clock, *, most: int
) -> Iterator[tuple[Source, Any]]:
    """What is due by each source, in one query for all of them."""
    given: dict[str, Any] = {"user": user.pk, "firm": me.firm_id, "now": clock.now}
    if filters.matter in (None, Matter.SILENCE):
        given["today"] = timezone.localdate(clock.now)
    named = {"member": filters.member, "hotlist": filters.hotlist}
    given |= {name: number for name, number in named.items() if number is not None}
    for found in firms_with(filters, most, given):
        for source in asked_for(filters):
            rows = rows_in(source.model, getattr(found, name_of(source)))
            yield from ((source, row) for row in rows if source.is_due(row, clock))


def asked_for(filters: Filters) -> list[Source]:
    return [each for each in SOURCES if filters.matter in (None, each.matter)]


def firms_with(filters: Filters, most: int, given: dict[str, Any]) -> Iterable[Firm]:
    """The firm, with what is due. Without words, the statement is there already."""
    if filters.words:
        return of_firm(filters, most, **given)
    shape = replace(filters, whose="", member=None, hotlist=None)
    return prepared(shape, most, frozenset(given)).rows(**given)


@lru_cache(maxsize=MOST_SHAPES)
def prepared(filters: Filters, most: int, _given: frozenset[str]) -> Prepared:
    """One statement for each way to narrow the list, by what is given."""
    return Prepared(partial(of_firm, filters, most))


def of_firm(
    filters: Filters,
    most: int,
    *,
    user: int,
    firm: int,
    now: datetime,
    today: date | None = None,
    member: int | None = None,
    hotlist: int | None = None,
) -> QuerySet[Firm]:
    """Whether the person works there is asked once, around all that is the firm's."""
    about = Asked(now, today or now.date(), firm)
    whose = Narrowed(User(pk=user), member, hotlist, filters.words, filters.is_snoozed)
    columns = {
        name_of(each): Nested(rows_of(each, about, whose)[:most], *each.columns)
        for each in asked_for(filters)
    }
    return Firm.objects.of(whose.user).filter(pk=firm).annotate(**columns)


def name_of(source: Source) -> str:
    return f"has_{source.matter.name.lower()}"


def rows_of(source: Source, asked: Asked, to: Narrowed) -> Any:  # noqa: ANN401
    """Those shared with the firm that nobody put off or dealt with, as far as was asked for."""
    rows: Any = source.rows(asked)
    held = Representation.objects.in_force().filter(firm=asked.firm_id)
    if to.hotlist is not None:
        me = Membership(firm_id=asked.firm_id, user_id=to.user.pk)
        held = on_hotlist(held, to.hotlist, me)
    if source.is_of_firm:
        rows = rows.shared_with(to.user).filter(firm=asked.firm_id)
    else:
        held = held.filter(**{scope.field: True for scope in source.needs})
    notes = notes_at(asked.firm_id, source.matter)
    note = notes.filter(subject=OuterRef("pk"))
    asleep = Exists(note.filter(snoozed_until__gt=asked.now))
    rows = rows.filter(asleep if to.is_snoozed else ~asleep).exclude(candidate__user=to.user)
    if source.done and not source.is_of_firm:
        rows = rows.alias(moment=F(source.moment))
        rows = rows.filter(~Exists(note.filter(done_of=OuterRef("moment"))))
    if to.words:
        rows = rows.filter(source.about(to.words))
    if to.member is None:
        return rows.filter(candidate__in=held.values("candidate"))
    return rows.filter(with_member(to.member, held, notes))


def with_member(member: int, held: Any, notes: Any) -> Q:  # noqa: ANN401
    """What somebody has: by their own caseload, unless it was handed on, or handed to them.

    First whose it may be, so that the database starts at those few and not at everybody's rows.
    """
    own = held.filter(coordinator=member).order_by().values("candidate")
    mine = notes.filter(assigned_to=member)
    handed = held.filter(candidate__in=mine.values("candidate")).order_by().values("candidate")
    note = notes.filter(subject=OuterRef("pk"))
    handed_on = Exists(note.filter(assigned_to__isnull=False).exclude(assigned_to=member))
    whose = Q(~handed_on, candidate__in=own) | Q(Exists(mine.filter(subject=OuterRef("pk"))))
    return Q(candidate__in=own.union(handed)) & whose
