"""How pages that tell what happened are drawn: by days, the latest first, older ones by a link."""

from collections.abc import Iterable
from datetime import date, datetime
from itertools import groupby
from typing import Protocol

from django.db.models import QuerySet
from django.utils import timezone

from jobtracker.addresses import is_row_number
from jobtracker.audit.models import Entry
from jobtracker.ui.when import on_day


class Dated(Protocol):
    """A line that says when it was."""

    @property
    def at(self) -> datetime: ...


def latest_first(entries: QuerySet[Entry], before: str) -> QuerySet[Entry]:
    """Those before the one of that number; all of them where it is no number."""
    if is_row_number(before):
        entries = entries.filter(pk__lt=int(before))
    return entries.order_by("-pk")


def by_day[L: Dated](lines: Iterable[L]) -> list[tuple[str, list[L]]]:
    """The lines of each day on the reader's calendar."""
    days = groupby(lines, key=lambda line: timezone.localdate(line.at))
    return [(heading(day), list(of_day)) for day, of_day in days]


def heading(day: date) -> str:
    today = timezone.localdate()
    return "Today" if day == today else on_day(day, today.year)
