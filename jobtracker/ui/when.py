"""Times in words, in the zone they were agreed in and as the reader's language writes them.

No other module says how a day or an hour is written. Nothing here looks at a clock.
"""

import calendar
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import get_language

MONTH_FIRST = "en-us"
TO = "\N{EN DASH}"
MINUS = "\N{MINUS SIGN}"


def describe(
    start: datetime, zone: ZoneInfo, end: datetime | None = None, this_year: int | None = None
) -> str:
    """Say an aware time or span as people in `zone` would: "Thu 9 July, 14:00 (Sydney)".

    The year is left out when it is `this_year`. Raises ValueError for a time without a zone.
    """
    local = _local(start, zone)
    name = place_name(zone, local)
    return f"{on_day(local, this_year)}, {_hours(local, end, zone)} ({name})"


def for_reader(
    start: datetime, zone: ZoneInfo, reader: ZoneInfo, end: datetime | None = None
) -> str:
    """Say the same span on the reader's clock: "06:00 your time", "" if it is no other."""
    local, own = _local(start, zone), _local(start, reader)
    if local.utcoffset() == own.utcoffset():
        return ""
    day = "" if own.date() == local.date() else f"{on_day(own, own.year)}, "
    return f"{day}{_hours(own, end, reader)} your time"


def between(start: datetime, end: datetime, zone: ZoneInfo) -> str:
    """Say the hours of an aware span on a clock of `zone`: "14:00–15:00"."""
    return _hours(_local(start, zone), end, zone)


def due(at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """Say a deadline as the reader in `zone` thinks of it: "tomorrow, 12:00", "Thu 9 July, 12:00".

    A deadline that has passed says so: "Mon 6 July, 09:00 (passed)".
    """
    local, today = _local(at, zone), _local(now, zone)
    names = {0: "today", 1: "tomorrow", -1: "yesterday"}
    day = names.get((local.date() - today.date()).days) or on_day(local, today.year)
    text = f"{day}, {at_hour(local)}"
    return f"{text} (passed)" if at < now else text


def ago(at: datetime, now: datetime) -> str:
    """Say how long a time has passed within a day: "just now", "5 minutes ago"; "" for longer."""
    minutes = int((now - at).total_seconds() // 60)
    if minutes < 1:
        return "just now"
    if minutes >= 24 * 60:
        return ""
    number, what = (minutes, "minute") if minutes < 60 else (minutes // 60, "hour")
    return f"{number} {what}{'' if number == 1 else 's'} ago"


def on_day(day: date, this_year: int | None = None) -> str:
    """Say a day with its weekday: "Thu 9 July 2026"; without the year when it is `this_year`."""
    comma = "," if _is_month_first() else ""
    return f"{day:%a}{comma} {in_full(day, this_year)}"


def in_full(day: date, this_year: int | None = None) -> str:
    """Say a day without its weekday: "9 July 2026", "July 9, 2026"."""
    if _is_month_first():
        return f"{day:%B} {day.day}" + ("" if day.year == this_year else f", {day.year}")
    return f"{day.day} {day:%B}" + ("" if day.year == this_year else f" {day.year}")


def on_weekday(day: date) -> str:
    """Say which day of the week: "Thu"."""
    return f"{day:%a}"


def in_month(day: date) -> str:
    """Say which month: "July 2026"."""
    return f"{day:%B %Y}"


def first_weekday() -> int:
    """With which day weeks begin for the reader, as `calendar` counts: Monday is 0."""
    return calendar.SUNDAY if _is_month_first() else calendar.MONDAY


def at_hour(at: datetime) -> str:
    """Say the hour of a local time: "14:05", "2:05 PM"."""
    if _is_month_first():
        return f"{at.hour % 12 or 12}:{at:%M} {'AM' if at.hour < 12 else 'PM'}"
    return f"{at:%H:%M}"


def place_name(zone: ZoneInfo, at: datetime) -> str:
    """The zone as people name it: "Sydney", "UTC+02:00", "London, BST" in a repeated hour."""
    area, _, city = zone.key.rpartition("/")
    if not area or area == "Etc":
        return _offset_name(at)
    city = city.replace("_", " ")
    return f"{city}, {at.tzname()}" if _is_repeated(at) else city


def _is_month_first() -> bool:
    return get_language() == MONTH_FIRST


def _local(moment: datetime, zone: ZoneInfo) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a time without a zone cannot be shown")
    return moment.astimezone(zone)


def _hours(local: datetime, end: datetime | None, zone: ZoneInfo) -> str:
    if end is None:
        return at_hour(local)
    until = _local(end, zone)
    if until.date() != local.date():
        return f"{at_hour(local)} {TO} {on_day(until, local.year)}, {at_hour(until)}"
    start, _, half = at_hour(local).partition(" ")
    same_half = at_hour(until).endswith(half)
    return f"{start if same_half else at_hour(local)}{TO}{at_hour(until)}"


def _offset_name(at: datetime) -> str:
    offset = at.utcoffset() or timedelta()
    if not offset:
        return "UTC"
    sign = MINUS if offset < timedelta() else "+"
    hours, minutes = divmod(abs(offset) // timedelta(minutes=1), 60)
    return f"UTC{sign}{hours:02}:{minutes:02}"


def _is_repeated(at: datetime) -> bool:
    """Whether the clock shows this hour twice that night, so that the hour alone is no answer."""
    first, second = at.replace(fold=0).utcoffset(), at.replace(fold=1).utcoffset()
    return first is not None and second is not None and second < first
