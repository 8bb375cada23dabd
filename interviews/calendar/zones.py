"""Zone names as calendars write them, to IANA names or at least to the right instant."""

import re
import zoneinfo
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from dateutil.rrule import rrulestr  # type: ignore[import-untyped]
from icalendar import Component, vRecur
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from interviews.calendar.parsing import Problem
from interviews.calendar.properties import date_value, first_value, text, values

UTC_NAME = "UTC"
UTC_SPELLINGS = frozenset(
    {"utc", "z", "gmt", "etc/utc", "etc/gmt", "etc/zulu", "etc/universal", "zulu", "universal"}
)
NOT_PLACES = frozenset({"localtime", "factory"})
PLACE = re.compile(r"[A-Z][A-Za-z]+(?:/[A-Z][\w+-]*){1,2}", re.ASCII)
MAX_TZID = 200
MAX_OBSERVANCES = 100
MAX_EXTRA_DATES = 500
YEARS_BACK = 2
CLOCK_PARTS = ("BYHOUR", "BYMINUTE", "BYSECOND")
RULE_PARTS = frozenset(
    {"FREQ", "INTERVAL", "UNTIL", "WKST", "BYMONTH", "BYDAY", "BYMONTHDAY", *CLOCK_PARTS}
)


@dataclass(frozen=True)
class ZonedTime:
    """A naive wall clock in `zone`: an IANA name, or "" where the zone is unknown or none."""

    wall: datetime
    zone: str
    problem: Problem | None = None


def in_zone(wall: datetime, tzid: str, definitions: Mapping[str, Component]) -> ZonedTime:
    """Place a wall clock as written in the zone its TZID means.

    A name that is known goes by the IANA rules, whatever its VTIMEZONE says. A name that merely
    contains a known one, or whose VTIMEZONE points to one, is believed only while the VTIMEZONE
    gives the same offset. Any other defined zone keeps the instant, in UTC.
    """
    known = known_zone(tzid)
    if known:
        return ZonedTime(wall, known)
    definition = definitions.get(tzid)
    offset = defined_offset(definition, wall) if definition is not None else None
    for zone in suggested_zones(tzid, definition):
        if offset is None or wall.replace(tzinfo=zoneinfo.ZoneInfo(zone)).utcoffset() == offset:
            return ZonedTime(wall, zone)
    if offset is None:
        return ZonedTime(wall, "", Problem.ZONE_UNKNOWN)
    try:
        return ZonedTime(wall - offset, UTC_NAME, Problem.ZONE_CUSTOM)
    except OverflowError:
        return ZonedTime(wall, "", Problem.ZONE_UNKNOWN)


def known_zone(tzid: str) -> str:
    """The IANA name a TZID stands for, or "".

    Knows IANA and Windows names, and the `/vendor/Area/City` form of RFC 5545, 3.2.19.
    """
    if len(tzid) > MAX_TZID:
        return ""
    name = tzid.strip(' "').strip("/")
    vendored = tzid.startswith("/")
    for candidate in tails(name) if vendored else (name,):
        found = zone_names().get(candidate.lower())
        if found:
            return found
    return ""


def tails(path: str) -> list[str]:
    """`a/b/c`, `b/c`, `c`."""
    parts = path.split("/")
    return ["/".join(parts[start:]) for start in range(len(parts))]


@cache
def zone_names() -> dict[str, str]:
    """Every name we know, in lower case, to its IANA name."""
    iana = {name.lower(): name for name in zoneinfo.available_timezones()}
    windows = {
        name.lower(): iana[place.lower()]
        for name, place in WINDOWS_TO_OLSON.items()
        if place.lower() in iana
    }
    names = windows | iana | dict.fromkeys(UTC_SPELLINGS, UTC_NAME)
    return {name: zone for name, zone in names.items() if name not in NOT_PLACES}


def suggested_zones(tzid: str, definition: Component | None) -> Iterable[str]:
    """IANA names written inside a custom TZID, or pointed to by its VTIMEZONE."""
    texts = [tzid[:MAX_TZID]]
    if definition is not None:
        texts.append(text(definition, "X-LIC-LOCATION")[:MAX_TZID])
    for candidate in texts:
        for written in PLACE.findall(candidate):
            zone = zone_names().get(written.lower())
            if zone:
                yield zone


def defined_offset(definition: Component, wall: datetime) -> timedelta | None:
    """The UTC offset a VTIMEZONE gives for a naive wall clock, or None if it cannot be read."""
    onsets = []
    for observance in definition.subcomponents[:MAX_OBSERVANCES]:
        offset_to = getattr(first_value(observance, "TZOFFSETTO"), "td", None)
        try:
            onset = latest_onset(observance, wall)
        except (AttributeError, ValueError, TypeError, OverflowError):
            continue
        if isinstance(offset_to, timedelta):
            onsets.append((onset, offset_to))
    passed = [pair for pair in onsets if pair[0] <= wall]
    if passed:
        return max(passed)[1]
    return min(onsets)[1] if onsets else None


def latest_onset(observance: Component, wall: datetime) -> datetime:
    """The last time, not after `wall`, that a STANDARD or DAYLIGHT part came into force.

    If there is none, its first onset. Raises ValueError for a rule other than a plain yearly
    one: those are all that real zones use, and others can be made to run for ever.
    """
    first = as_wall(date_value(observance, "DTSTART"))
    onsets = [first, *extra_onsets(observance)]
    for rule in values(observance, "RRULE"):
        onsets += yearly_onsets(rule, first, wall)
    return max((onset for onset in onsets if onset <= wall), default=first)


def extra_onsets(observance: Component) -> list[datetime]:
    dates = [
        value for listed in values(observance, "RDATE") for value in getattr(listed, "dts", ())
    ]
    return [as_wall(value.dt) for value in dates[:MAX_EXTRA_DATES]]


def yearly_onsets(rule: object, first: datetime, wall: datetime) -> list[datetime]:
    """The onsets of a yearly rule within the last years before `wall`."""
    if not isinstance(rule, vRecur) or not is_plain_yearly(rule):
        raise ValueError("not a plain yearly rule")
    begin = first
    if first.year < wall.year - YEARS_BACK:
        begin = first.replace(year=wall.year - YEARS_BACK)
    until = min([wall, *(as_wall(value) for value in rule.get("UNTIL", []))])
    if until < begin:
        return []
    endless = vRecur({name: value for name, value in rule.items() if name != "UNTIL"})
    spelled = endless.to_ical().decode()  # type: ignore[no-untyped-call]
    return list(rrulestr(spelled, dtstart=begin).between(begin, until, inc=True))


def is_plain_yearly(rule: vRecur) -> bool:
    return (
        rule.get("FREQ") == ["YEARLY"]
        and rule.get("INTERVAL", [1]) == [1]
        and RULE_PARTS.issuperset(rule)
        and all(len(rule.get(part, [])) <= 1 for part in CLOCK_PARTS)
    )


def as_wall(value: object) -> datetime:
    """A date or date-time as a naive wall clock."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value
    if isinstance(value, date):
        return datetime.combine(value, time())
    raise TypeError(value)
