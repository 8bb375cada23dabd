"""A proposed time in words, in its own zone and the reader's."""

from datetime import datetime

from django.utils import timezone

from interviews.models import Interview, Slot
from jobtracker.clock import zone_named
from jobtracker.ui.when import describe, for_reader


def slot_label(slot: Slot | Interview, *, now: datetime) -> str:
    """Such as "Thu 9 July, 14:00–15:00 (Sydney), 06:00 your time"."""
    zone = zone_named(slot.zone)
    there = describe(slot.starts_at, zone, slot.ends_at, now.year)
    reader = zone_named(timezone.get_current_timezone_name())
    here = for_reader(slot.starts_at, zone, reader, slot.ends_at)
    return f"{there}, {here}" if here else there


def in_zone(slot: Slot) -> str:
    """The time as a letter names it: in the zone of whoever proposed it."""
    return describe(slot.starts_at, zone_named(slot.zone), slot.ends_at)
