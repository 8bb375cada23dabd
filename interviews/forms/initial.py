"""A form's first values: what was read from a message, or what an invitation holds."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from interviews.intake.reading import Reading, SlotRead
from interviews.models import Invitation
from jobtracker.clock import zone_named
from jobtracker.people.forms.local_time import which_of

type Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Initial:
    """Values by field name, and the rows of proposed times."""

    values: dict[str, Any] = field(default_factory=dict)
    rows: Rows = field(default_factory=list)


def from_reading(reading: Reading) -> Initial:
    """What the message says; what it does not say stays empty."""
    zone = next((slot.zone for slot in reading.slots if slot.zone), "") or reading.reply_by_zone
    return Initial(
        values={
            "employer": reading.employer,
            "job_title": reading.job_title,
            "contact_name": reading.sender_name,
            "contact_address": reading.reply_to or reading.sender_address,
            "contact_phone": reading.phone,
            "people": ", ".join(reading.people),
            "format": reading.format,
            "place": reading.place,
            "link": reading.link,
            "zone": zone,
            "reply_by_local": _end_of(reading.reply_by),
        },
        rows=[_row(slot, zone) for slot in reading.slots],
    )


def _row(slot: SlotRead, zone: str) -> dict[str, Any]:
    return {
        "start": _moved(slot.start, slot.zone, zone),
        "end": slot.end and _moved(slot.end, slot.zone, zone),
    }


def _moved(moment: datetime, own: str, zone: str) -> datetime:
    """The same instant on the clock of the zone that the form shows."""
    if own in ("", zone):
        return moment
    there = moment.replace(tzinfo=zone_named(own)).astimezone(zone_named(zone))
    return there.replace(tzinfo=None)


def _end_of(moment: datetime | date | None) -> datetime | None:
    """A deadline that names only a day lasts until that day ends."""
    if moment is None or isinstance(moment, datetime):
        return moment
    return datetime.combine(moment, time(23, 59))


def from_invitation(invitation: Invitation) -> Initial:
    """What the invitation holds now, on the clock of its first time's zone."""
    slots = list(invitation.slots.all())
    zone = slots[0].zone if slots else invitation.reply_by_zone
    return Initial(
        values={
            "zone": zone,
            "reply_by_local": _on_clock(invitation.reply_by, zone or "UTC"),
            "reply_by_local_which": which_of(invitation.reply_by, zone or "UTC"),
        },
        rows=[row_of(slot.starts_at, slot.ends_at, zone) for slot in slots],
    )


def row_of(start: datetime, end: datetime | None, zone: str) -> dict[str, Any]:
    """The first values of a row of the form, on a clock of the zone."""
    return {
        "start": _on_clock(start, zone),
        "end": _on_clock(end, zone),
        "start_which": which_of(start, zone),
    }


def _on_clock(moment: datetime | None, zone: str) -> datetime | None:
    return moment and moment.astimezone(zone_named(zone)).replace(tzinfo=None)
