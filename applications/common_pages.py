"""The first page of the list, and the board, by statements that are put into SQL once.

Each set of filters has a statement of its own, in which what was typed takes its place.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from applications.board import Tally, first_cards, grouped, open_to_all, tally_of
from applications.filters import Filters, page_after
from applications.lines import COLUMNS, Line, Reader, lines_in, with_columns
from applications.models import Application
from applications.models.application import ApplicationQuerySet
from applications.search import holding, needles_of
from jobtracker.people.models import Candidate, User
from jobtracker.prepared import Given, Prepared

MOST_KEPT = 200
# What of the filters is typed, and what stands for it.
TYPED: dict[str, Any] = {"tag": "a", "since": date.min, "until": date.min}

# The rows that are asked for, whose they are, the filters, who reads, and the length of a page.
type Build = Callable[[ApplicationQuerySet, Candidate, Filters, Reader, int], Any]


def first_page(candidate: Candidate, filters: Filters, reader: Reader, length: int) -> list[Line]:
    """The lines of the list's first page, and one more; one query."""
    return lines_in(_found(_page, candidate, filters, reader, length), reader)


def cards(candidate: Candidate, filters: Filters, reader: Reader) -> list[Line]:
    """The first cards of each column of the board; one query."""
    return lines_in(_found(_cards, candidate, filters, reader), reader)


def tally(candidate: Candidate, filters: Filters, reader: Reader) -> Tally:
    """How many stand where; one query."""
    return tally_of(_found(_counted, candidate, open_to_all(filters), reader))


def _page(
    rows: ApplicationQuerySet, whose: Candidate, filters: Filters, reader: Reader, length: int
) -> Any:  # noqa: ANN401
    rows = with_columns(rows, whose, reader)
    return page_after(rows, whose, filters.sort, "", length + 1).values(*COLUMNS)


def _cards(
    rows: ApplicationQuerySet, whose: Candidate, filters: Filters, reader: Reader, _length: int
) -> Any:  # noqa: ANN401
    return with_columns(first_cards(rows, filters), whose, reader).values(*COLUMNS)


def _counted(rows: ApplicationQuerySet, *_: object) -> Any:  # noqa: ANN401
    return grouped(rows)


def _found(
    build: Build, candidate: Candidate, filters: Filters, reader: Reader, length: int = 0
) -> list[Any]:
    """What the statement that this one builds finds now."""
    needles = needles_of(filters.q)
    if filters.q and not needles:
        return []
    given: dict[str, Given] = {f"needle_{at}": each for at, each in enumerate(needles)}
    typed = {name: value for name in TYPED if (value := getattr(filters, name))}
    given |= {"candidate": candidate.pk, **typed}
    # A statement refuses what it has no use for.
    if filters.due:
        given["today"] = reader.today
    if filters.quiet or (build is not _counted and (reader.is_own or reader.sees_interviews)):
        given["now"] = reader.now
    shape = replace(filters, q="", **{name: TYPED[name] for name in typed})
    looks = (reader.is_own, reader.sees_pay, reader.sees_interviews)
    return _prepared(build, shape, len(needles), looks, length).rows(**given)


@lru_cache(MOST_KEPT)
def _prepared(
    build: Build, shape: Filters, needles: int, looks: tuple[bool, bool, bool], length: int
) -> Prepared:
    """The statement for all who ask for the like of it."""

    def built(candidate: int, **given: Any) -> Any:  # noqa: ANN401
        typed = {name: given[name] for name in TYPED if name in given}
        times: dict[str, Any] = {name: given[name] for name in ("now", "today") if name in given}
        whose, filters = Candidate(pk=candidate), replace(shape, **typed)
        reader = Reader(User(), *looks, **(NEVER | times))
        rows = asked(whose, filters, reader)
        if needles:
            looked_for = [given[f"needle_{at}"] for at in range(needles)]
            rows = holding(rows, looked_for, is_own=reader.is_own)
        return build(rows, whose, filters, reader, length)

    return Prepared(built)


NEVER: dict[str, Any] = {
    "now": datetime.min.replace(tzinfo=UTC),
    "today": date.min,
    "clock": ZoneInfo("UTC"),
}


def asked(candidate: Candidate, filters: Filters, reader: Reader) -> ApplicationQuerySet:
    """What is asked for of the candidate's applications."""
    rows = Application.objects.filter(candidate=candidate)
    return filters.apply(rows, is_own=reader.is_own, at=reader.now, today=reader.today)
