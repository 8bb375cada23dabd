"""From a calendar to the times at which its owner is busy; what for is left where it is.

It repeats as real calendars do, so the libraries read it; what could go on for ever is cut off.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import recurring_ical_events
from icalendar import Calendar, Component

MOST = 1_000
LONGEST_UID = 255
# Whoever is busy every hour of every day needs no calendar to say so.
TOO_OFTEN = frozenset({"SECONDLY", "MINUTELY", "HOURLY"})
FREE = frozenset({"FREE", "WORKINGELSEWHERE"})
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Busy:
    """One time, aware; `uid` is the event's own name, by which it is known elsewhere."""

    uid: str
    start: datetime
    end: datetime
    is_all_day: bool


class NoCalendar(ValueError):  # noqa: N818 - says what it is
    """What came is no calendar."""


def busy_times(data: bytes, *, zone: str, start: datetime, end: datetime) -> list[Busy]:
    """The times between two aware moments, the first of them where there are very many.

    Whole days and hours without a zone are taken on the clock of `zone`, an IANA name.

    :raises NoCalendar: for what is none
    """
    clock = ZoneInfo(zone)
    found = (busy for each in calendars_in(data) for busy in times_of(each, clock, start, end))
    return sorted(found, key=lambda each: (each.start, each.end, each.uid))[:MOST]


def calendars_in(data: bytes) -> list[Component]:
    try:
        found: Sequence[Component] = Calendar.from_ical(data, multiple=True)
    except Exception as error:  # whatever the library trips over
        raise NoCalendar from error
    calendars = [each for each in found if each.name == "VCALENDAR"]
    if not calendars:
        raise NoCalendar
    return calendars


def times_of(
    calendar: Component, clock: ZoneInfo, start: datetime, end: datetime
) -> Iterator[Busy]:
    """Of one calendar; its owner's own declines and what is only noted take no time."""
    calendar.subcomponents = [
        each for each in calendar.subcomponents if each.name != "VEVENT" or is_sane(each)
    ]
    query = recurring_ical_events.of(calendar, skip_bad_series=True)
    for event in query.between(start, end):
        busy = busy_of(event, clock)
        if busy is not None and busy.end > start and busy.start < end:
            yield busy


def is_sane(event: Component) -> bool:
    """Whether it repeats by days or longer, if it does at all."""
    rules: Any = event.get("RRULE", [])
    every = rules if isinstance(rules, list) else [rules]
    return not any(TOO_OFTEN.intersection(map(str, each.get("FREQ", ()))) for each in every)


def busy_of(event: Component, clock: ZoneInfo) -> Busy | None:
    first = said(event, "DTSTART")
    if first is None or takes_no_time(event):
        return None
    is_all_day = not isinstance(first, datetime)
    start, end = aware(first, clock), aware(end_of(event, first), clock)
    if end <= start:
        end = start + timedelta(minutes=1)
    uid = str(event.get("UID", ""))[:LONGEST_UID]
    return Busy(uid, start.astimezone(UTC), end.astimezone(UTC), is_all_day)


def takes_no_time(event: Component) -> bool:
    """Whether the calendar itself calls the time free, or the event called off."""
    is_free = str(event.get("TRANSP", "")).upper() == "TRANSPARENT"
    outlook = str(event.get("X-MICROSOFT-CDO-BUSYSTATUS", "")).upper()
    is_off = str(event.get("STATUS", "")).upper() == "CANCELLED"
    return is_free or is_off or outlook in FREE


def end_of(event: Component, first: date | datetime) -> date | datetime:
    """Where it says neither, a day is a day long, and a moment a moment."""
    last = said(event, "DTEND")
    if last is None:
        own = timedelta() if isinstance(first, datetime) else A_DAY
        last = first + (said(event, "DURATION") or own)
    end: date | datetime = last
    return end


def said(event: Component, name: str) -> Any:  # noqa: ANN401
    """The value of a day, a time or a length; None where it says none."""
    return getattr(event.get(name), "dt", None)


def aware(moment: date | datetime, clock: ZoneInfo) -> datetime:
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time(), clock)
    return moment if moment.tzinfo else moment.replace(tzinfo=clock)
