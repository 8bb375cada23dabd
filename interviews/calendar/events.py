"""What the events of a calendar say, as plain values."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice

from icalendar import Calendar, Component, vDDDTypes, vRecur

from interviews.calendar.parsing import LimitError, Problem, parse
from interviews.calendar.properties import (
    date_value,
    first_value,
    parameter,
    text,
    tzid_of,
    values,
)
from interviews.calendar.times import Definitions, read_times
from interviews.calendar.vtimezone import CLOCK_PARTS

MAX_EVENTS = 100
MAX_PEOPLE = 500
DAILY_OR_SLOWER = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
MEETING_LINKS = ("URL", "CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL")
WEB = ("https://", "http://")
DEFAULT_PRODID = "-//Unknown//Unknown//EN"


@dataclass(frozen=True)
class Person:
    """Somebody a calendar names; the address has no `mailto:`, its domain is in lower case."""

    name: str
    address: str


@dataclass(frozen=True)
class EventRead:
    """One VEVENT.

    `start` and `end` are dates for an all-day event, else naive wall clocks in `zone`: an IANA
    name, "UTC", or "" where the time floats or its zone is unknown. `dtstamp` is in UTC.
    `raw` is this event alone in a calendar of its own with the zones it names, for a reply.
    """

    uid: str
    sequence: int
    method: str
    summary: str
    description: str
    location: str
    url: str
    status: str
    start: datetime | date | None
    end: datetime | date | None
    zone: str
    zone_as_written: str
    organizer: Person | None
    attendees: tuple[Person, ...]
    recurring: bool
    recurrence_id: str
    dtstamp: datetime | None
    raw: bytes


@dataclass(frozen=True)
class CalendarRead:
    """The events of a calendar stream; `problems` names what was wrong with it."""

    method: str
    events: tuple[EventRead, ...]
    problems: tuple[str, ...]


@dataclass(frozen=True)
class Source:
    """The calendar an event came from, and where its problems are noted."""

    method: str
    prodid: str
    zones: Definitions
    problems: set[Problem]


def read_calendar(data: bytes) -> CalendarRead:
    """Read every event of an iCalendar stream; never raises, whatever the bytes."""
    try:
        components, problems = parse(data)
    except LimitError as error:
        return CalendarRead("", (), (error.problem.value,))
    found = (event for component in components for event in read_component(component, problems))
    events = list(islice(found, MAX_EVENTS + 1))
    if not events:
        problems.add(Problem.NO_EVENT)
    if len(events) > MAX_EVENTS:
        problems.add(Problem.TOO_MANY_COMPONENTS)
    methods = [text(component, "METHOD").upper() for component in components]
    return CalendarRead(
        method=next(filter(None, methods), ""),
        events=tuple(events[:MAX_EVENTS]),
        problems=tuple(sorted(problem.value for problem in problems)),
    )


def read_component(component: Component, problems: set[Problem]) -> Iterator[EventRead]:
    """The events of a VCALENDAR, or the one VEVENT that stands alone."""
    source = Source(
        method=text(component, "METHOD").upper(),
        prodid=text(component, "PRODID") or DEFAULT_PRODID,
        zones={text(zone, "TZID"): zone for zone in component.walk("VTIMEZONE")},
        problems=problems,
    )
    return (read_event(event, source) for event in component.walk("VEVENT"))


def read_event(event: Component, source: Source) -> EventRead:
    recurring = "RRULE" in event or "RDATE" in event
    refuse_frequent_rules(event, source.problems)
    times = read_times(event, source.zones)
    source.problems.update(times.problems)
    if not text(event, "UID"):
        source.problems.add(Problem.UID_MISSING)
    return EventRead(
        uid=text(event, "UID"),
        sequence=read_sequence(event),
        method=source.method,
        summary=text(event, "SUMMARY"),
        description=text(event, "DESCRIPTION"),
        location=text(event, "LOCATION"),
        url=meeting_link(event),
        status=text(event, "STATUS").upper(),
        start=times.start,
        end=times.end,
        zone=times.zone,
        zone_as_written=tzid_of(event, "DTSTART"),
        organizer=next(iter(people(event, "ORGANIZER")), None),
        attendees=tuple(people(event, "ATTENDEE")),
        recurring=recurring,
        recurrence_id=read_recurrence_id(event),
        dtstamp=read_stamp(event),
        raw=alone(event, source),
    )


def meeting_link(event: Component) -> str:
    """The first web address an event gives as its own; any other kind of link is left out."""
    links = (text(event, name) for name in MEETING_LINKS)
    return next((link for link in links if link.lower().startswith(WEB)), "")


def read_sequence(event: Component) -> int:
    """SEQUENCE, or 0 where it is missing or nonsense; the library keeps it within 32 bits."""
    value = first_value(event, "SEQUENCE")
    return max(int(value), 0) if isinstance(value, int) else 0


def read_recurrence_id(event: Component) -> str:
    """Which occurrence this is about, in iCalendar's own spelling."""
    value = date_value(event, "RECURRENCE-ID")
    return vDDDTypes(value).to_ical().decode() if value else ""


def read_stamp(event: Component) -> datetime | None:
    stamp = date_value(event, "DTSTAMP")
    return stamp.replace(tzinfo=UTC) if isinstance(stamp, datetime) else None


def people(event: Component, name: str) -> list[Person]:
    """The people of ORGANIZER or ATTENDEE, those without a mail address left out."""
    found = []
    for value in values(event, name)[:MAX_PEOPLE]:
        address = address_of(value)
        if address:
            found.append(Person(parameter(value, "CN"), address))
    return found


def address_of(value: object) -> str:
    """The mail address of an ORGANIZER or ATTENDEE, in the value or in its EMAIL parameter."""
    return normal_address(str(value)) or normal_address(parameter(value, "EMAIL"))


def normal_address(value: str) -> str:
    """An address without `mailto:`, its domain in lower case; "" if it is none."""
    address = value.strip()
    if address.lower().startswith("mailto:"):
        address = address[len("mailto:") :].strip()
    local, at, domain = address.rpartition("@")
    return f"{local}@{domain.lower()}" if local and at and domain else ""


def refuse_frequent_rules(event: Component, problems: set[Problem]) -> None:
    """Take away rules that repeat within a day: no meeting does, and they never end."""
    if any(is_too_frequent(rule) for rule in values(event, "RRULE")):
        problems.add(Problem.RULE_TOO_FREQUENT)
        del event["RRULE"]


def is_too_frequent(rule: object) -> bool:
    if not isinstance(rule, vRecur):
        return False
    several = any(len(rule.get(part, [])) > 1 for part in CLOCK_PARTS)
    return several or not DAILY_OR_SLOWER.issuperset(rule.get("FREQ", []))


def alone(event: Component, source: Source) -> bytes:
    """The event in a calendar of its own, with the zones it names."""
    calendar = Calendar()
    calendar.add("PRODID", source.prodid)
    calendar.add("VERSION", "2.0")
    if source.method:
        calendar.add("METHOD", source.method)
    used = {tzid_of(event, name) for name in ("DTSTART", "DTEND", "RECURRENCE-ID")}
    for tzid, zone in source.zones.items():
        if tzid in used:
            calendar.add_component(zone)
    calendar.add_component(event)
    for part in calendar.walk():
        drop_unwritable(part, source.problems)
    return bytes(calendar.to_ical())


def drop_unwritable(component: Component, problems: set[Problem]) -> None:
    """Leave out the properties that the library's reader lets pass but its writer refuses."""
    for name in list(component):
        try:
            for value in values(component, name):
                component.content_line(name, value)
        except Exception:  # the writer's checks raise many kinds
            problems.add(Problem.NOT_WRITABLE)
            del component[name]
