"""Where and how: the link, the address and the format of an interview."""

import re
from urllib.parse import urlsplit

from .names import is_at
from .reading import Evidence, Format, Label, Where
from .wording import WORDING, any_of, plain

_URL = re.compile(r"https?://[^\s<>\"')\]]{3,2000}")
_P = WORDING.places
_PLACE = re.compile(
    rf"^[ \t*•-]*{any_of(_P['lines'])}[ \t]*:[ \t]*(?P<value>[^\n]{{0,200}})"
    r"(?P<more>\n[^\n:]{3,80}(?=\n|$))?",
    re.IGNORECASE | re.MULTILINE,
)
_FORMAT_LINE = re.compile(
    rf"^[ \t*•-]*{any_of(_P['format_lines'])}[ \t]*:[ \t]*(?P<value>[^\n]{{2,100}})",
    re.IGNORECASE | re.MULTILINE,
)
_STREET = re.compile(
    r"\b[A-ZÄÖÜ][\wäöüß.-]{1,30}(?:stra(?:ß|ss)e|str\.|platz|allee|weg|ring|ufer|damm|gasse)"
    r" \d{1,4} ?[a-z]?(?:, ?\d{5} [A-ZÄÖÜ][\wäöüß-]{2,25})?"
    r"|\b\d{1,5} (?:[A-Z][\w.'-]{1,20} ){1,4}"
    r"(?:Street|St|Avenue|Ave|Road|Rd|Lane|Boulevard|Blvd|Drive|Way|Square|Place|Plaza)\b"
    r"(?:\.?,? [A-Z0-9][\w .-]{1,40}){0,3}"
)
_ONLY_ONLINE = re.compile(rf"\b{any_of(_P['not_place'])}\b", re.IGNORECASE)
_MAX_TEXT = 20_000


def links(text: str) -> list[str]:
    """Return the web addresses in ``text``, in order."""
    found = (match[0].rstrip(".,;:!?*") for match in _URL.finditer(text[:100_000]))
    return list(dict.fromkeys(found))[:50]


def read_link(text: str) -> str:
    """Return the link to join with, else the one to book or to start a test with."""
    found = links(text)
    for hosts in ("meeting", "one_way", "test", "booking"):
        for link in found:
            if is_at(_host(link), hosts):
                return link
    return ""


def _host(link: str) -> str:
    try:
        return (urlsplit(link).hostname or "").lower()
    except ValueError:
        return ""


def read_place(text: str) -> str:
    """Return the address that a line names, or that looks like one."""
    words = plain(text[:_MAX_TEXT])
    for match in _PLACE.finditer(words):
        value = match["value"].strip()
        if value and not _URL.search(value) and not _ONLY_ONLINE.search(value):
            more = (match["more"] or "").strip()
            is_address = more and re.search(r"\d", more) and not re.search(r"\d[.:/]\d", more)
            return f"{value}, {more}" if is_address else value
    street = _STREET.search(words)
    return street[0].strip() if street else ""


def read_format(text: str, link: str, place: str, label: Label) -> tuple[Format, Evidence | None]:
    """Return how the interview is held; a line that names the format comes first."""
    words = plain(text[:_MAX_TEXT])
    stated = _FORMAT_LINE.search(words)
    found, shown = _format_in(stated["value"]) if stated else (Format.UNKNOWN, "")
    if found is Format.UNKNOWN:
        found, shown = _by_link(link) if link else (Format.UNKNOWN, "")
    if found is Format.UNKNOWN:
        found, shown = _format_in(words)
    if found is Format.UNKNOWN and place:
        found, shown = Format.ON_SITE, place
    if label is Label.ASSESSMENT and found is not Format.ONE_WAY_VIDEO:
        found, shown = Format.TEST, shown or label
    return found, Evidence("format", shown, Where.BODY) if shown else None


def _by_link(link: str) -> tuple[Format, str]:
    formats = {"meeting": Format.VIDEO, "one_way": Format.ONE_WAY_VIDEO, "test": Format.TEST}
    for hosts, found in formats.items():
        if is_at(_host(link), hosts):
            return found, link
    return Format.UNKNOWN, ""


def _format_in(text: str) -> tuple[Format, str]:
    """Return the first format named in the fixed order: the rarer words come first."""
    for name, pattern in WORDING.formats.items():
        match = pattern.search(text)
        if match:
            return Format(name), match[0]
    return Format.UNKNOWN, ""
