"""What a calendar message means beside the event that is known already (RFC 5546).

Nothing here changes anything: it says how the two stand, for a person to confirm.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from .names import is_at
from .reading import CalendarPart

ANSWERS = frozenset({"REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH"})


class Standing(StrEnum):
    """How a calendar message stands to a known event."""

    OTHER_EVENT = "other_event"
    NO_REQUEST = "no_request"
    """It asks nothing of the one invited: an answer, or an event that is only published."""
    OLDER = "older"
    """What is known is newer, so it must not be undone."""
    SAME = "same"
    NEWER = "newer"
    CANCELS = "cancels"


class Origin(StrEnum):
    """Who sent a calendar message, beside the organizer that it names."""

    ORGANIZER = "organizer"
    SAME_HOST = "same_host"
    SERVICE = "service"
    """A calendar or hiring system, which sends for the organizer."""
    UNSTATED = "unstated"
    FOREIGN = "foreign"


@dataclass(frozen=True)
class KnownEvent:
    """The event as it was last taken over; ``stamped`` is its DTSTAMP, where it has one."""

    uid: str
    sequence: int = 0
    stamped: datetime | None = None
    recurrence_id: str = ""


def standing(part: CalendarPart, known: KnownEvent) -> Standing:
    """Compare by UID and occurrence, then SEQUENCE, then DTSTAMP (RFC 5546, 2.1.5)."""
    if not part.uid or (part.uid, part.recurrence_id) != (known.uid, known.recurrence_id):
        return Standing.OTHER_EVENT
    if part.method in ANSWERS or part.method in {"PUBLISH", ""}:
        return Standing.NO_REQUEST
    age = _compared(part, known)
    if age < 0:
        return Standing.OLDER
    if part.method == "CANCEL" or part.status == "CANCELLED":
        return Standing.CANCELS
    return Standing.NEWER if age else Standing.SAME


def _compared(part: CalendarPart, known: KnownEvent) -> int:
    if part.sequence != known.sequence:
        return 1 if part.sequence > known.sequence else -1
    stamped = datetime.fromisoformat(part.stamped) if part.stamped else None
    if stamped is None or known.stamped is None or stamped == known.stamped:
        return 0
    return 1 if stamped > known.stamped else -1


def origin(part: CalendarPart, sender_address: str) -> Origin:
    """Say who a message came from; Exchange and others write an address in any case."""
    sender, organizer = sender_address.lower(), part.organizer_address.lower()
    if not organizer or not sender:
        return Origin.UNSTATED
    if sender == organizer:
        return Origin.ORGANIZER
    host, home = sender.rpartition("@")[2], organizer.rpartition("@")[2]
    if host == home and not is_at(host, "webmail"):
        return Origin.SAME_HOST
    if is_at(host, "ats") or is_at(host, "booking") or is_at(home, "calendars"):
        return Origin.SERVICE
    return Origin.FOREIGN
