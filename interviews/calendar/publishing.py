"""Meetings as a calendar that other programs read: one file, or a subscription.

RFC 5545, with the name and the interval of RFC 7986. There is no METHOD: nobody is asked for
anything, and a publishing one would have to name an organizer, whom we don't know.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone

from interviews.calendar.zones import UTC_NAME
from interviews.plain_text import one_line, plain_lines
from jobtracker.clock import zone_named

PRODID = "-//Jobtracker//Interviews//EN"
UTC_ZONE = ZoneInfo("UTC")
ASK_AGAIN_AFTER = timedelta(hours=1)
# Beyond these, zones have no rules that anybody could rely on.
YEARS_WITH_RULES = range(1971, 2099)


@dataclass(frozen=True)
class Meeting:
    """One interview as others' calendars show it.

    Times are aware, `zone` is the IANA name of the zone they were agreed in. `uid` stays,
    `sequence` grows with each change, and `changed_at` is when that was. `page` is an address.
    """

    uid: str
    sequence: int
    changed_at: datetime
    start: datetime
    end: datetime
    zone: str
    title: str
    is_cancelled: bool = False
    place: str = ""
    about: str = ""
    page: str = ""


def published(meetings: Iterable[Meeting], *, name: str = "") -> bytes:
    """The calendar of these meetings, equal to the byte as long as they are.

    `name` makes it a subscription: what to call it, and how often to ask for it.
    """
    every = list(meetings)
    calendar = Calendar()
    calendar.add("PRODID", PRODID)
    calendar.add("VERSION", "2.0")
    if name:
        name_it(calendar, one_line(name))
    for zone in definitions(every):
        calendar.add_component(zone)
    for meeting in every:
        calendar.add_component(event_of(meeting))
    return bytes(calendar.to_ical())


def name_it(calendar: Calendar, name: str) -> None:
    """By the standard's names and by the older ones that most programs look for."""
    calendar.add("NAME", name)
    calendar.add("X-WR-CALNAME", name)
    calendar.add("REFRESH-INTERVAL", ASK_AGAIN_AFTER, parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", "PT1H")


def event_of(meeting: Meeting) -> Event:
    event = Event()
    start, end = clocks_of(meeting)
    event.add("UID", meeting.uid)
    event.add("SEQUENCE", meeting.sequence)
    event.add("DTSTAMP", meeting.changed_at)
    event.add("LAST-MODIFIED", meeting.changed_at)
    event.add("DTSTART", start)
    event.add("DTEND", end)
    event.add("STATUS", "CANCELLED" if meeting.is_cancelled else "CONFIRMED")
    event.add("TRANSP", "TRANSPARENT" if meeting.is_cancelled else "OPAQUE")
    event.add("SUMMARY", one_line(meeting.title))
    for field, text in (("LOCATION", one_line(meeting.place)), ("URL", one_line(meeting.page))):
        if text:
            event.add(field, text)
    if about := plain_lines(meeting.about):
        event.add("DESCRIPTION", about)
    return event


def clocks_of(meeting: Meeting) -> tuple[datetime, datetime]:
    """Start and end on the clock that was meant.

    In UTC where that clock shows the hour a second time: a repeated hour means the first one, and
    iCalendar has no other way to tell them apart. In UTC too where the clock is a guess.
    """
    zone = zone_of(meeting)
    start, end = meeting.start.astimezone(zone), meeting.end.astimezone(zone)
    has_rules = start.year in YEARS_WITH_RULES and end.year in YEARS_WITH_RULES
    if start.fold or end.fold or not has_rules:
        return start.astimezone(UTC_ZONE), end.astimezone(UTC_ZONE)
    return start, end


def zone_of(meeting: Meeting) -> ZoneInfo:
    zone = zone_named(meeting.zone)
    return UTC_ZONE if zone.key == UTC_NAME else zone


def definitions(meetings: list[Meeting]) -> Iterable[Timezone]:
    """A VTIMEZONE for each zone that is named, from the year of the first to that of the last."""
    named = [start for start, _ in map(clocks_of, meetings) if start.tzinfo is not UTC_ZONE]
    if not named:
        return
    first, last = min(named).year, max(named).year
    for name in sorted({str(start.tzinfo) for start in named}):
        # A year on either side, so that it holds in every zone and says how it goes on.
        zone = Timezone.from_tzid(
            name, first_date=date(first - 1, 1, 1), last_date=date(last + 2, 1, 1)
        )
        # The library's remark on itself, which the standard has no place for.
        zone.pop("COMMENT", None)
        yield zone
