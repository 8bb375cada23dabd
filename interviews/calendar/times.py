"""When an event starts and ends."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Component

from interviews.calendar.parsing import Problem
from interviews.calendar.properties import date_value, first_value, tzid_of
from interviews.calendar.zones import UTC_NAME, ZonedTime, in_zone

type Moment = datetime | date
type Definitions = Mapping[str, Component]


@dataclass(frozen=True)
class EventTimes:
    """Dates for an all-day event, else naive wall clocks in `zone` ("" if floating, unknown)."""

    start: Moment | None = None
    end: Moment | None = None
    zone: str = ""
    problems: frozenset[Problem] = frozenset()


def read_times(event: Component, definitions: Definitions) -> EventTimes:
    """The first start of an event and its end, the end in the zone of the start."""
    start: Moment | None = date_value(event, "DTSTART")
    if start is None:
        return EventTimes(problems=frozenset({Problem.START_MISSING}))
    zone, zone_problem = "", None
    if isinstance(start, datetime):
        placed = place(start, tzid_of(event, "DTSTART"), definitions)
        start, zone, zone_problem = placed.wall, placed.zone, placed.problem
    end, end_problem = read_end(event, start, zone, definitions)
    return EventTimes(start, end, zone, frozenset(filter(None, (zone_problem, end_problem))))


def place(value: datetime, tzid: str, definitions: Definitions) -> ZonedTime:
    """A date-time as parsed, in its zone; a `Z` outranks a TZID."""
    if value.tzinfo is not None:
        return ZonedTime(value.replace(tzinfo=None), UTC_NAME)
    return in_zone(value, tzid, definitions) if tzid else ZonedTime(value, "")


def read_end(
    event: Component, start: Moment, zone: str, definitions: Definitions
) -> tuple[Moment | None, Problem | None]:
    """The end from DTEND or else DURATION, if it has one that makes sense."""
    if "DTEND" not in event and "DURATION" not in event:
        return None, None
    try:
        end = end_from_dtend(event, zone, definitions) or end_from_duration(event, start, zone)
    except OverflowError:
        end = None
    if end is None or isinstance(end, datetime) != isinstance(start, datetime):
        return None, Problem.END_UNREADABLE
    return (None, Problem.END_BEFORE_START) if end < start else (end, None)


def end_from_dtend(event: Component, zone: str, definitions: Definitions) -> Moment | None:
    value = date_value(event, "DTEND")
    if not isinstance(value, datetime):
        return value
    placed = place(value, tzid_of(event, "DTEND"), definitions)
    if not placed.zone or not zone or placed.zone == zone:
        return placed.wall
    instant = placed.wall.replace(tzinfo=ZoneInfo(placed.zone))
    return instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def end_from_duration(event: Component, start: Moment, zone: str) -> Moment | None:
    """Start plus DURATION: days by the calendar, hours by the clock, also across a change."""
    duration = getattr(first_value(event, "DURATION"), "dt", None)
    if not isinstance(duration, timedelta):
        return None
    day = start + timedelta(days=duration.days)
    rest = duration - timedelta(days=duration.days)
    if not isinstance(day, datetime) or not zone:
        return day + rest
    instant = day.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) + rest
    return instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
