"""Time zones as people write them -> IANA names; an unclear one stays empty."""

import re
from functools import cache
from zoneinfo import available_timezones

from .wording import WORDING, table

_OFFSET = re.compile(r"(?:utc|gmt)\s?([+-])\s?(\d{1,2})(?::?([0-5]\d))?$", re.IGNORECASE)
_NAMES: dict[str, str] = table("zones")["names"]
_AMBIGUOUS: dict[str, dict[str, str]] = table("zones")["ambiguous"]


def _either(names: list[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


# Short forms count in capitals only: "est" and "et" are words elsewhere.
_SHORT = _either([name.upper() for name in [*_NAMES, *_AMBIGUOUS] if 1 < len(name) < 5])
# These are zones behind a time or in brackets, and words elsewhere.
_PLAIN = "eastern|central|mountain|pacific"
_LONG = _either([name for name in _NAMES if " " in name])
_REGIONS = "Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific"
_ZONE_WORD = WORDING.dates["zone_word"]

ZONE = re.compile(
    rf"(?:UTC|GMT)\s?[+-]\s?\d{{1,2}}(?::?[0-5]\d)?(?!\d)"
    rf"|\b(?:{_REGIONS})/[A-Z][A-Za-z_]{{2,30}}"
    rf"|(?<=\()(?i:{_PLAIN})(?=\))|(?<=[AaPp][Mm] )(?i:{_PLAIN})\b"
    rf"|\b(?:{_SHORT})\b|\b(?i:{_LONG})\b"
    rf"|\b[A-ZÄÖÜ][a-zäöüß]{{2,20}}(?:\s[A-Z][a-z]{{2,12}})?\s(?i:time)\b"
    rf"|\b(?i:{_ZONE_WORD})\s(?:in\s)?[A-ZÄÖÜ][a-zäöüß]{{2,20}}"
)


def find(text: str, support: str) -> tuple[str, str]:
    """Return (IANA name or empty, as written) of the first zone in ``text``.

    ``support`` is whatever else may settle a short form that several countries use.
    """
    for match in ZONE.finditer(text):
        written = " ".join(match[0].split())
        name = resolve(written, support)
        if name or written.lower() in _AMBIGUOUS or _OFFSET.match(written):
            return name, written
    return "", ""


def resolve(written: str, support: str = "") -> str:
    """Return the IANA name for one zone as written, or an empty string."""
    key = written.lower()
    if key in _NAMES:
        return _NAMES[key]
    if key in _AMBIGUOUS:
        return _settled(_AMBIGUOUS[key], support)
    offset = _OFFSET.match(written)
    if offset:
        return _fixed(offset[1], int(offset[2]), int(offset[3] or 0))
    return _named(written)


def _settled(meanings: dict[str, str], support: str) -> str:
    meant = [name for name, words in meanings.items() if re.search(words, support, re.IGNORECASE)]
    return meant[0] if len(meant) == 1 else ""


def _fixed(sign: str, hours: int, minutes: int) -> str:
    if minutes or hours > 14:
        return ""
    # The sign of these IANA names is the reverse of the usual one.
    return f"Etc/GMT{'-' if sign == '+' else '+'}{hours}" if hours else "UTC"


def _named(written: str) -> str:
    city = re.sub(rf"\b{_ZONE_WORD}\b|\bin\b", "", written, flags=re.IGNORECASE).strip()
    if city in _known():
        return city
    return _cities().get(city.lower(), "")


@cache
def _known() -> set[str]:
    return available_timezones()


@cache
def _cities() -> dict[str, str]:
    named = {
        zone.rsplit("/", 1)[1].replace("_", " ").lower(): zone
        for zone in _known()
        if re.match(rf"(?:{_REGIONS})/", zone)
    }
    cities: dict[str, str] = table("zones")["cities"]
    return named | cities
