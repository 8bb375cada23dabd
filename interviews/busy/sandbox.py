"""Reading somebody's calendar safely: in a child process that can be killed."""

import json
from datetime import datetime

from jobtracker.confined import NoAnswer, ask

from .reading import Busy, NoCalendar

_SECONDS = 20.0
_LONGEST = 1_000_000


def read_safely(data: bytes, *, zone: str, start: datetime, end: datetime) -> list[Busy]:
    """The busy times between two aware moments.

    :raises NoCalendar: for what is none, and for one that takes too long to read
    """
    span = {"start": start.isoformat(), "end": end.isoformat()}
    head = json.dumps({"zone": zone, **span}).encode()
    try:
        answer = ask("interviews.busy", head + b"\n" + data, seconds=_SECONDS, longest=_LONGEST)
        if "refused" in answer:
            raise NoCalendar
        return [busy_from(row) for row in answer["busy"]]
    except (NoAnswer, KeyError, TypeError, ValueError) as error:
        raise NoCalendar from error


def busy_from(row: list[str | bool]) -> Busy:
    uid, start, end, is_all_day = row
    first, last = (datetime.fromisoformat(str(each)) for each in (start, end))
    return Busy(str(uid), first, last, bool(is_all_day))
