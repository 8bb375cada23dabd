"""The text of a posting, as somebody copied it or as a page shows it: guesses from its lines."""

import re
from collections.abc import Iterator

from applications.transfer.words import remote_of

from .draft import Basis, Facts, Field, facts, first_of
from .schema import pay_fields
from .sums import best_pay
from .vocabulary import AGENCIES, AT, GENDERS, LABELLED, is_name, is_title
from .words import facts_in

_TOP_LINES = 15
_MOST_LINES = 600
_LONGEST_LINE = 400
_NAME = r"[A-ZÀ-ÞŁŚŻ0-9][\w&.'’+\-]*(?:[ ][\w&.'’+\-]+){0,5}"
_EMPLOYERS = (
    re.compile(rf"^(?:About|Über|Über die|Join|À propos de|Om)\s+({_NAME})[:.!?]?$"),
    re.compile(
        rf"^({_NAME}?)\s+(?:is|are)\s+(?:\w+\s+)?(?:hiring|looking for|seeking|recruiting)\b"
    ),
    re.compile(rf"^({_NAME}?)\s+(?:sucht|seeks|recrute|söker)\b"),
    re.compile(rf"^(?:At|Bei|Chez|Hos)\s+({_NAME}?),?\s+(?:we|you|our|wir|nous|vi|bist|arbeit)\b"),
)
_PLACE = re.compile(
    r"^[A-ZÀ-Þ][\w.'’ \-]{1,40},\s?[A-ZÀ-Þ][\w.'’ \-]{1,40}(?:,\s?[A-ZÀ-Þ][\w.'’ \-]{1,40})?$"
)
_REMOTE = re.compile(
    r"(?i)\b(fully remote|100 ?% remote|remote[- ]first|work(ing)? from home|remote (position|role|"
    r"job|work)|hybrid( working| work| model|es)?|home ?office|mobiles arbeiten)\b"
)


def facts_in_text(text: str) -> Facts:
    """What a longer text says: its labels first, then how such texts are written."""
    lines = list(_lines(text))
    labelled = dict(_labelled(lines))
    return first_of(
        _of_labels(labelled),
        _of_title_line(lines),
        facts(
            Basis.GUESS,
            {
                Field.EMPLOYER: _employer(lines),
                Field.PLACE: next((line for line in lines[:_TOP_LINES] if _PLACE.match(line)), ""),
                Field.REMOTE: _remote(lines),
            },
        ),
        facts(Basis.GUESS, pay_fields(best_pay(text))),
    )


def _lines(text: str) -> Iterator[str]:
    for number, line in enumerate(filter(None, map(str.strip, text.splitlines()))):
        if number == _MOST_LINES:
            return
        yield line[:_LONGEST_LINE].strip("*#•· \t")


def _labelled(lines: list[str]) -> Iterator[tuple[str, str]]:
    """What follows a label, on its line or on the next; the first of each counts."""
    seen: set[str] = set()
    for line, after in zip(lines, [*lines[1:], ""], strict=False):
        match = LABELLED.match(line)
        name = match and match.lastgroup and _label(match)
        if match and name and name not in seen:
            value = (match["value"] or "").strip() or after
            if value and len(value) <= 160:
                seen.add(name)
                yield name, value


def _label(match: re.Match[str]) -> str:
    return next(name for name, said in match.groupdict().items() if said and name != "value")


def _of_labels(labelled: dict[str, str]) -> Facts:
    said = labelled.get
    found = {
        Field.TITLE: said("title", ""),
        Field.EMPLOYER: said("employer", ""),
        Field.PLACE: said("place", ""),
        Field.AGENCY: said("agency", ""),
        Field.REMOTE: remote_of(said("remote", "") or said("place", "")) or "",
    }
    return facts(Basis.GUESS, {**found, **pay_fields(best_pay(f"Pay: {said('pay', '')}"))})


def _of_title_line(lines: list[str]) -> Facts:
    """The first line that reads like a title, with what else stands on it."""
    top = [line for line in lines[:_TOP_LINES] if len(line) <= 140 and is_name(line)]
    top = [line for line in top if not line.endswith((".", "?", "!")) and not LABELLED.match(line)]
    line = next((line for line in top if is_title(line)), "")
    if not line:
        return facts(Basis.GUESS, {Field.TITLE: top[0]}) if top and top[0] == lines[0] else {}
    if re.search(rf"(?i)\s{AT}\s|\s[-–—|·]\s|\bis hiring\b", GENDERS.sub("", line)):
        return facts_in(line)
    return facts(Basis.GUESS, {Field.TITLE: line})


def _employer(lines: list[str]) -> str:
    for pattern in _EMPLOYERS:
        for line in lines:
            match = pattern.match(line)
            if match and is_name(match[1]) and match[1].lower() not in ("we", "wir", "nous", "vi"):
                return match[1]
    return ""


def _remote(lines: list[str]) -> str:
    said = next((match[0] for line in lines if (match := _REMOTE.search(line))), "")
    return (remote_of(said) or "") if said else ""


def settled(known: Facts) -> Facts:
    """What two of the facts say together.

    "Remote" is no place. An employer that looks for people on behalf of others may be only the
    one that asks.
    """
    employer, place = known.get(Field.EMPLOYER), known.get(Field.PLACE)
    found = dict(known)
    if place and len(place.value) <= 20 and (remote := remote_of(place.value)):
        del found[Field.PLACE]
        found = facts(place.basis, {Field.REMOTE: remote}) | found
    if employer and Field.AGENCY not in known and AGENCIES.search(employer.value):
        found |= facts(Basis.GUESS, {Field.AGENCY: employer.value})
    return found
