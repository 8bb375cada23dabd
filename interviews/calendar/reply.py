"""The answer to an invitation, as its organizer's calendar understands it (RFC 5546, 3.2)."""

from datetime import UTC, datetime
from enum import StrEnum

from icalendar import Calendar, Component, Event, vCalAddress

from interviews.calendar.events import EventRead, Person, address_of
from interviews.calendar.parsing import parse
from interviews.calendar.properties import first_value, parameter, text, tzid_of, values
from interviews.plain_text import one_line, plain_lines

PRODID = "-//Jobtracker//Interviews//EN"
KEPT = (
    "UID",
    "RECURRENCE-ID",
    "ORGANIZER",
    "DTSTART",
    "DTEND",
    "DURATION",
    "SUMMARY",
    "LOCATION",
)


class Answer(StrEnum):
    """What an attendee says, by the name iCalendar has for it."""

    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"
    TENTATIVE = "TENTATIVE"


def can_reply(event: EventRead) -> bool:
    """Whether a calendar reply can be made: an answer was asked for, and names who asked."""
    return bool(event.raw and event.uid and event.organizer and event.method == "REQUEST")


def reply(
    event_raw: bytes, attendee: Person, answer: Answer, *, now: datetime, comment: str = ""
) -> bytes:
    """A `METHOD:REPLY` calendar for one event, as `EventRead.raw` holds it.

    Speaks as the invited attendee of that address, or as the address itself if it was not
    invited by name. `now` is aware. Raises ValueError for an event that has no UID or no
    organizer, and for an address that is none.
    """
    components, source = opened(event_raw)
    used = {tzid_of(source, name) for name in KEPT}
    zones = (zone for root in components for zone in root.walk("VTIMEZONE"))
    needed = [zone for zone in zones if text(zone, "TZID") in used]
    return written("REPLY", *needed, answered(source, attendee, answer, now, comment))


def counter(
    event_raw: bytes,
    attendee: Person,
    start: datetime,
    end: datetime,
    *,
    now: datetime,
    comment: str = "",
) -> bytes:
    """A `METHOD:COUNTER` calendar that proposes another time for the event, as in `reply`.

    All times are aware.
    """
    _, source = opened(event_raw)
    event = answered(source, attendee, Answer.TENTATIVE, now, comment)
    for name in ("DTSTART", "DTEND", "DURATION"):
        event.pop(name, None)
    event.add("DTSTART", start.astimezone(UTC))
    event.add("DTEND", end.astimezone(UTC))
    return written("COUNTER", event)


def opened(event_raw: bytes) -> tuple[list[Component], Component]:
    """All components, and the event among them."""
    components, _ = parse(event_raw)
    source = next((event for root in components for event in root.walk("VEVENT")), None)
    if source is None or not text(source, "UID") or "ORGANIZER" not in source:
        raise ValueError("no event to reply to")
    return list(components), source


def written(method: str, *components: Component) -> bytes:
    calendar = Calendar()
    calendar.add("PRODID", PRODID)
    calendar.add("VERSION", "2.0")
    calendar.add("METHOD", method)
    for each in components:
        calendar.add_component(each)
    return bytes(calendar.to_ical())


def answered(
    source: Component, attendee: Person, answer: Answer, now: datetime, comment: str
) -> Event:
    event = Event()
    for name in KEPT:
        value = first_value(source, name)
        # A property that says nothing is none, and some readers refuse it.
        if value is not None and str(value) != "":
            event[name] = value
    sequence = first_value(source, "SEQUENCE")
    event.add("SEQUENCE", sequence if isinstance(sequence, int) else 0)
    event.add("DTSTAMP", now)
    event.add("ATTENDEE", answering(source, attendee, answer))
    if plain_lines(comment):
        event.add("COMMENT", plain_lines(comment))
    return event


def answering(source: Component, attendee: Person, answer: Answer) -> vCalAddress:
    """The attendee line, with the address spelled as the organizer spelled it."""
    wanted = attendee.address.strip().casefold()
    if "@" not in wanted or not wanted.isprintable() or " " in wanted:
        raise ValueError("not a mail address")
    invited = [each for each in values(source, "ATTENDEE") if address_of(each).casefold() == wanted]
    address = str(invited[0]) if invited else f"mailto:{attendee.address.strip()}"
    name = one_line(attendee.name) or (parameter(invited[0], "CN") if invited else "")
    params = {"CN": name} if name else {}
    return vCalAddress(address, params={**params, "PARTSTAT": answer.value})
