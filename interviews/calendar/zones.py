"""Zone names as calendars write them, to IANA names or at least to the right instant."""

import re
import zoneinfo
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from icalendar import Component
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from interviews.calendar.parsing import Problem
from interviews.calendar.properties import text
from interviews.calendar.vtimezone import defined_offset

UTC_NAME = "UTC"
UTC_SPELLINGS = frozenset(
    {"utc", "z", "gmt", "etc/utc", "etc/gmt", "etc/zulu", "etc/universal", "zulu", "universal"}
)
NOT_PLACES = frozenset({"localtime", "factory"})
PLACE = re.compile(r"[A-Z][A-Za-z]+(?:/[A-Z][\w+-]*){1,2}", re.ASCII)
MAX_TZID = 200


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
