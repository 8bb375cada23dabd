"""One's own list and board as most people ask for them, by statements put into SQL once.

What was typed, a day or a tag, asks for a statement of its own; so does a firm, which sees a part.
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
from jobtracker.people.models import Candidate, User
from jobtracker.prepared import Prepared

MOST_KEPT = 200


def is_common(filters: Filters, reader: Reader) -> bool:
    """Whether nothing is asked for but what a page offers to choose from."""
    has_words = filters.q or filters.tag
    has_days = filters.since or filters.until or filters.quiet or filters.due
    return reader.is_own and not has_words and not has_days


def first_page(candidate: Candidate, filters: Filters, reader: Reader, length: int) -> list[Line]:
    """The lines of the list's first page, and one more; one query."""
    found = _page(filters, length).rows(candidate=candidate.pk, now=reader.now)
    return lines_in(found, reader)


def cards(candidate: Candidate, filters: Filters, reader: Reader) -> list[Line]:
    """The first cards of each column of the board; one query."""
    return lines_in(_cards(filters).rows(candidate=candidate.pk, now=reader.now), reader)


def tally(candidate: Candidate, filters: Filters) -> Tally:
    """How many stand where; one query."""
    return tally_of(_counted(open_to_all(filters)).rows(candidate=candidate.pk))


@lru_cache(MOST_KEPT)
def _page(filters: Filters, length: int) -> Prepared:
    def build(rows: ApplicationQuerySet, candidate: Candidate, reader: Reader) -> Any:  # noqa: ANN401
        rows = with_columns(rows, candidate, reader)
        return page_after(rows, candidate, filters.sort, "", length + 1).values(*COLUMNS)

    return _prepared(filters, build)


@lru_cache(MOST_KEPT)
def _cards(filters: Filters) -> Prepared:
    def build(rows: ApplicationQuerySet, candidate: Candidate, reader: Reader) -> Any:  # noqa: ANN401
        return with_columns(first_cards(rows, filters), candidate, reader).values(*COLUMNS)

    return _prepared(filters, build)


@lru_cache(MOST_KEPT)
def _counted(filters: Filters) -> Prepared:
    return Prepared(lambda candidate: grouped(asked(Candidate(pk=candidate), filters, NOBODY)))


def _prepared(filters: Filters, build: Callable[..., Any]) -> Prepared:
    def built(candidate: int, now: datetime) -> Any:  # noqa: ANN401
        whose = Candidate(pk=candidate)
        return build(asked(whose, filters, NOBODY), whose, replace(NOBODY, now=now))

    return Prepared(built)


NOBODY = Reader(
    user=User(),
    is_own=True,
    sees_pay=True,
    sees_interviews=True,
    now=datetime.min.replace(tzinfo=UTC),
    today=date.min,
    clock=ZoneInfo("UTC"),
)


def asked(candidate: Candidate, filters: Filters, reader: Reader) -> ApplicationQuerySet:
    """What is asked for of the candidate's applications."""
    rows = Application.objects.filter(candidate=candidate)
    return filters.apply(rows, is_own=reader.is_own, at=reader.now, today=reader.today)
