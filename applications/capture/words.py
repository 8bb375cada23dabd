"""A few words: "Data analyst at Acme, Berlin, 55–60k". All of it is a guess."""

import re
from dataclasses import replace
from datetime import date

from applications.transfer.amounts import Pay
from applications.transfer.words import remote_of

from .asides import before_pay, place_in, shared, source_in
from .days import applied_in, closing_in, is_day
from .draft import Basis, Facts, Field, facts
from .schema import address_in, pay_fields
from .sums import sums_in
from .vocabulary import AT, is_company, is_title

LONGEST = 400
_LINK = re.compile(r"(?i)\b(?:https?://|www\.)[^\s<>\"]{3,2000}")
_VIA = re.compile(r"(?i)(?:^|[\s,;(]+)(?:via|through|über)\s+([^,;:|()\n]{2,100})\)?:?")
_ASIDE = re.compile(
    r"(?i)\(((?:[\w %]{0,12}\s)?(?:remote|hybrid|on[- ]?site|home ?office)[^()]{0,20})\)"
)
_AT = re.compile(rf"(?i)^(.{{2,150}}?)\s+(?:{AT}\s+|@)(.{{2,150}})$")
_IN_BRACKETS = re.compile(r"^(.{2,100}?)\s*\(([A-ZÀ-Þ][^()\d]{1,60})\)$")
_LEGAL_FORM = 6
_IN = re.compile(r"(?i)^(.{2,150}?)\s+in\s+([^\d]{2,80})$")
_SEEKS = re.compile(
    r"(?i)^(.{2,100}?)\s+(?:is\s+)?(?:hiring|looking for|seeking|seeks|sucht|recruits)\s+"
    r"(?:an?\s+|the\s+|eine?n?\s+)?(.{2,150})$"
)
_REMOTE_WORDS = re.compile(
    r"(?i)\b(?:fully|mostly|partly|100 ?%|remote|hybrid|on[- ]?site|in[- ]?office|home ?office|"
    r"from home|wfh|vor ort|first|only)\b"
)
_BETWEEN = re.compile(r"\s*[,;|\n\t·•]\s*|\s+[-–—]\s+|:\s+")


def facts_in(text: str, today: date | None = None) -> Facts:
    """What a line or two say; on days gone by only as seen from `today`."""
    text, link = _without(_LINK, shared(text[:LONGEST]))
    text, pay = _without_pay(text)
    text, closes = closing_in(text, today)
    text, applied = applied_in(text, today)
    text, source = source_in(text, link)
    text, agency = _without(_VIA, text)
    text, aside = _without(_ASIDE, text)
    parts = with_legal_forms([each.strip(" .-–—") for each in _BETWEEN.split(text)])
    parts = [each for each in parts if re.search(r"\w", each) and not is_day(each)]
    remote = _remote(aside) or next(filter(None, map(_remote, parts)), "")
    parts = [rest for part in parts if (rest := _beside_remote(part))]
    named = _named(parts)
    address = link if "://" in link or not link else f"https://{link}"
    found: dict[Field, str] = {
        **named,
        Field.URL: address_in(address.rstrip(".,;)")),
        Field.AGENCY: agency,
        Field.SOURCE: source,
        Field.CLOSES_ON: closes.isoformat() if closes else "",
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
    before, is_most = before_pay(text[: best.start])
    pay = best.pay
    if is_most and pay.high is None:
        pay = replace(pay, low=None, high=pay.low)
    return f"{before}\n{text[best.end :]}", pay


def with_legal_forms(parts: list[str]) -> list[str]:
    """ "Acme", "Inc" is one name."""
    found: list[str] = []
    for part in parts:
        if found and len(part) <= _LEGAL_FORM and is_company(part):
            found[-1] = f"{found[-1]}, {part}"
        else:
            found.append(part)
    return found


def _beside_remote(part: str) -> str:
    """What a part says besides where the work is done: the "Berlin" of "Berlin, hybrid"."""
    if not _remote(part):
        return part
    rest = _REMOTE_WORDS.sub(" ", part).strip(" .,:/()-–—")
    return rest if re.match(r"[A-ZÀ-Þ]", rest) else ""


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
            if match := _IN_BRACKETS.match(employer):
                employer, other = match[1], match[2]
            where = place_in([place or other, *rest] if place or other else rest)
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
    where = place_in([place, *rest] if place else rest)
    return {Field.TITLE: title, Field.EMPLOYER: employer, Field.PLACE: where}
