"""What was read from one message: plain values that survive a trip through JSON.

Nothing here is guessed. An empty string, an empty tuple or ``None`` means "not stated",
and ``problems`` names what a person should look at before relying on the rest.
"""

from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


class Kind(StrEnum):
    """What the bytes were handed in as."""

    EML = "eml"
    ICS = "ics"
    MSG = "msg"
    TEXT = "text"


class Label(StrEnum):
    """What a message is, seen from the application it belongs to."""

    INVITATION = "invitation"
    SCHEDULING_UPDATE = "scheduling-update"
    CANCELLATION = "cancellation"
    REJECTION = "rejection"
    OFFER = "offer"
    APPLICATION_RECEIVED = "application-received"
    ASSESSMENT = "assessment"
    OTHER = "other"


class Format(StrEnum):
    """How the interview is held."""

    PHONE = "phone"
    VIDEO = "video"
    ON_SITE = "on_site"
    ONE_WAY_VIDEO = "one_way_video"
    TEST = "test"
    UNKNOWN = ""


class Where(StrEnum):
    """The part of the message that a piece of evidence was taken from."""

    SUBJECT = "subject"
    SENDER = "sender"
    BODY = "body"
    CALENDAR = "calendar"


class Problem(StrEnum):
    """Something a person should check by eye; the values are stable codes."""

    AGENCY = "agency"
    CALENDAR_UNREADABLE = "calendar_unreadable"
    DATE_AMBIGUOUS = "date_ambiguous"
    FORWARDED = "forwarded"
    HOUR_INFERRED = "hour_inferred"
    LANGUAGE_UNREAD = "language_unread"
    ONE_OF_A_SERIES = "one_of_a_series"
    ORGANIZER_DIFFERS = "organizer_differs"
    OUTREACH_WITHOUT_EMPLOYER = "outreach_without_employer"
    RECURRING = "recurring"
    RELATIVE_DATE = "relative_date"
    TEXT_CUT = "text_cut"
    TIME_MISSING = "time_missing"
    TRUNCATED = "truncated"
    WEEKDAY_MISMATCH = "weekday_mismatch"
    YEAR_INFERRED = "year_inferred"
    ZONE_AMBIGUOUS = "zone_ambiguous"


@dataclass(frozen=True)
class Evidence:
    """The words, verbatim, that a field of the reading rests on."""

    field: str
    text: str
    where: Where


@dataclass(frozen=True)
class SlotRead:
    """One proposed or fixed time.

    ``start`` and ``end`` are naive wall clock times in ``zone`` (an IANA name); an empty
    ``zone`` means that the message states none, so it must be asked.
    """

    start: datetime
    end: datetime | None = None
    zone: str = ""
    zone_as_written: str = ""
    weekday_mismatch: bool = False


@dataclass(frozen=True)
class CalendarPart:
    """The calendar object a message carries; ``raw`` is kept for the reply to it.

    ``stamped`` is its DTSTAMP in ISO 8601, ``recurrence_id`` the one occurrence of a series that it
    is about, ``status`` its STATUS; each is empty where it has none.
    """

    method: str
    uid: str
    sequence: int
    organizer_name: str
    organizer_address: str
    attendees: tuple[str, ...]
    recurring: bool
    raw: str
    stamped: str = ""
    recurrence_id: str = ""
    status: str = ""


@dataclass(frozen=True)
class Reading:
    """Everything that one message says about an application."""

    label: Label = Label.OTHER
    confidence: float = 0.0
    language: str = ""
    employer: str = ""
    job_title: str = ""
    slots: tuple[SlotRead, ...] = ()
    format: Format = Format.UNKNOWN
    place: str = ""
    link: str = ""
    people: tuple[str, ...] = ()
    phone: str = ""
    sender_name: str = ""
    sender_address: str = ""
    reply_to: str = ""
    recipients: tuple[str, ...] = ()
    reply_by: datetime | date | None = None
    reply_by_zone: str = ""
    subject: str = ""
    sent_at: datetime | None = None
    message_id: str = ""
    in_reply_to: str = ""
    references: str = ""
    text: str = ""
    calendar: CalendarPart | None = None
    evidence: tuple[Evidence, ...] = ()
    problems: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return JSON-ready values; dates and times become ISO strings."""
        found: dict[str, Any] = _plain(asdict(self))
        return found

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> "Reading":
        """Build the reading that ``as_dict`` wrote.

        Raises ``KeyError``, ``TypeError`` or ``ValueError`` for anything else.
        """
        readers: dict[str, Callable[[Any], Any]] = {
            "label": Label,
            "format": Format,
            "slots": lambda found: tuple(_slot(slot) for slot in found),
            "people": tuple,
            "recipients": tuple,
            "problems": tuple,
            "reply_by": _moment,
            "sent_at": _moment,
            "calendar": _calendar,
            "evidence": lambda found: tuple(_evidence(item) for item in found),
        }
        names = [field.name for field in fields(cls)]
        return cls(**{name: readers.get(name, _as_is)(values[name]) for name in names})


def _plain(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _as_is(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    return value


def _moment(value: str | None) -> datetime | date | None:
    if value is None:
        return None
    return datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)


def _slot(values: dict[str, Any]) -> SlotRead:
    return SlotRead(**{**values, "start": _moment(values["start"]), "end": _moment(values["end"])})


def _calendar(values: dict[str, Any] | None) -> CalendarPart | None:
    return values and CalendarPart(**{**values, "attendees": tuple(values["attendees"])})  # type: ignore[return-value]


def _evidence(values: dict[str, Any]) -> Evidence:
    return Evidence(**{**values, "where": Where(values["where"])})
