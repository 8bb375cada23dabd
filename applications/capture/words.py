"""A few words: "Data analyst at Acme, Berlin, 55–60k". All of it is a guess."""

import re
from datetime import date

from applications.transfer.amounts import Pay
from applications.transfer.words import remote_of

from .days import applied_in
from .draft import Basis, Facts, Field, facts
from .schema import address_in, pay_fields
from .sums import sums_in
from .vocabulary import AT, is_company, is_title

LONGEST = 400
_LINK = re.compile(r"(?i)\b(?:https?://|www\.)[^\s<>\"]{3,2000}")
_VIA = re.compile(r"(?i)[\s,;(]+(?:via|through|über)\s+([^,;|()\n]{2,100})\)?")
_ASIDE = re.compile(
    r"(?i)\(((?:[\w %]{0,12}\s)?(?:remote|hybrid|on[- ]?site|home ?office)[^()]{0,20})\)"
)
_AT = re.compile(rf"(?i)^(.{{2,150}}?)\s+{AT}\s+(.{{2,150}})$")
_IN = re.compile(r"(?i)^(.{2,150}?)\s+in\s+([^\d]{2,80})$")
_SEEKS = re.compile(
    r"(?i)^(.{2,100}?)\s+(?:is\s+)?(?:hiring|looking for|seeking|seeks|sucht|recruits)\s+"
    r"(?:an?\s+|the\s+|eine?n?\s+)?(.{2,150})$"
)
_BETWEEN = re.compile(r"\s*[,;|\n\t·•]\s*|\s+[-–—]\s+|:\s+")


def facts_in(text: str, today: date | None = None) -> Facts:
    """What a line or two say; on days gone by only as seen from `today`."""
    text, link = _without(_LINK, text[:LONGEST])
    text, pay = _without_pay(text)
    text, applied = applied_in(text, today)
    text, agency = _without(_VIA, text)
    text, aside = _without(_ASIDE, text)
    parts = [each.strip(" .-–—") for each in _BETWEEN.split(text) if re.search(r"\w", each)]
    remote = _remote(aside) or next(filter(None, map(_remote, parts)), "")
    parts = [part for part in parts if not _remote(part)]
    named = _named(parts)
    address = link if "://" in link or not link else f"https://{link}"
    found: dict[Field, str] = {
        **named,
        Field.URL: address_in(address.rstrip(".,;)")),
        Field.AGENCY: agency,
        Field.REMOTE: remote,
        Field.APPLIED_ON: applied.isoformat() if applied else "",
    }
    return facts(Basis.GUESS, {**found, **pay_fields(pay)})


def _without(pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    """The text without what matches, and that: its group where it has one."""
    match = pattern.search(text)
    if not match:
        return text, ""
    found = match[match.lastindex or 0].strip()
    return f"{text[: match.start()]}\n{text[match.end() :]}", found


def _without_pay(text: str) -> tuple[str, Pay | None]:
    """A comma between thousands separates nothing, so pay goes first."""
    best = max(sums_in(text), key=lambda each: each.weight, default=None)
    if best is None or best.weight < 1:
        return text, None
    return f"{text[: best.start]}\n{text[best.end :]}", best.pay


def _remote(part: str) -> str:
    """Where a part says nothing else than where the work is done."""
    return remote_of(part) or "" if len(part) <= 20 and not is_title(part) else ""


def _named(parts: list[str]) -> dict[Field, str]:
    """Title, employer and place, by the words between them or by what they look like."""
    for number, part in enumerate(parts):
        title, employer = _joined(part)
        if employer:
            title, place = _placed(title)
            employer, other = _placed(employer)
            rest = [*parts[:number], *parts[number + 1 :]]
            where = place or other or next(iter(rest), "")
            return {Field.TITLE: title, Field.EMPLOYER: employer, Field.PLACE: where}
    return _by_looks(parts)


def _joined(part: str) -> tuple[str, str]:
    """Of "title at employer", or "employer seeks title"."""
    if match := _SEEKS.match(part):
        return match[2], match[1]
    if match := _AT.match(part):
        return match[1], match[2]
    return part, ""


def _placed(text: str) -> tuple[str, str]:
    match = _IN.match(text)
    return (match[1], match[2]) if match else (text, "")


def _by_looks(parts: list[str]) -> dict[Field, str]:
    title = next((part for part in parts if is_title(part) and not is_company(part)), "")
    employer = next((part for part in parts if is_company(part) and part != title), "")
    rest = [part for part in parts if part not in (title, employer)]
    # In the order that people write them in.
    if not title and len(parts) > 1 and rest:
        title = rest.pop(0)
    if not employer and rest:
        employer = rest.pop(0)
    title, place = _placed(title)
    return {Field.TITLE: title, Field.EMPLOYER: employer, Field.PLACE: place or "".join(rest[:1])}
