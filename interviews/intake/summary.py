"""A reading as one flat line of JSON, for scripts."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from .reading import Reading, SlotRead


def summary(reading: Reading) -> dict[str, Any]:
    """Return the main values of a reading; what the message does not state is None.

    ``start`` and ``end`` are ISO 8601 with the offset of ``zone`` (an IANA name), without one
    where the message states no zone. ``evidence`` maps a field to the words it rests on.
    """
    slot = reading.slots[0] if reading.slots else None
    event = reading.calendar
    return {
        "label": str(reading.label),
        "confidence": reading.confidence,
        "language": reading.language or None,
        "employer": reading.employer or None,
        "title": reading.job_title or None,
        "start": _iso(slot.start, slot) if slot else None,
        "end": _iso(slot.end, slot) if slot else None,
        "zone": (slot.zone or None) if slot else None,
        "slots": [_slot(each) for each in reading.slots],
        "uid": (event.uid or None) if event else None,
        "method": (event.method or None) if event else None,
        "sequence": event.sequence if event else None,
        "people": list(reading.people),
        "link": reading.link or None,
        "place": reading.place or None,
        "phone": reading.phone or None,
        "format": str(reading.format) or None,
        "reply_by": reading.reply_by.isoformat() if reading.reply_by else None,
        "subject": reading.subject or None,
        "sender": reading.sender_address or None,
        "evidence": evidence(reading),
        "problems": list(reading.problems),
    }


def evidence(reading: Reading) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in reading.evidence:
        found.setdefault(each.field, []).append(each.text)
    return found


def _slot(slot: SlotRead) -> dict[str, str | None]:
    return {
        "start": _iso(slot.start, slot),
        "end": _iso(slot.end, slot),
        "zone": slot.zone or None,
        "zone_as_written": slot.zone_as_written or None,
    }


def _iso(moment: datetime | date | None, slot: SlotRead) -> str | None:
    if moment is None:
        return None
    if slot.zone and isinstance(moment, datetime):
        moment = moment.replace(tzinfo=ZoneInfo(slot.zone))
    return moment.isoformat()
