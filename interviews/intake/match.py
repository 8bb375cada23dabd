"""Which application a message belongs to: ranked suggestions, never a choice."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache

from .names import is_at
from .reading import Reading

FLOOR = 0.25
# One search has some hundred names, which are the same for each of its mails.
_KEPT = 4_096
_SAME_NAME = 0.85
_LEGAL_FORMS = frozenset(
    [
        "gesmbh",
        "gmbh",
        "ag",
        "se",
        "kg",
        "ug",
        "ev",
        "inc",
        "incorporated",
        "ltd",
        "limited",
        "llc",
        "plc",
        "corp",
        "corporation",
        "co",
        "company",
        "sa",
        "bv",
        "nv",
        "oy",
        "ab",
        "as",
        "group",
        "gruppe",
        "holding",
        "the",
        "und",
        "and",
    ]
)
_TITLE_NOISE = frozenset(
    [
        "m",
        "w",
        "d",
        "f",
        "x",
        "gn",
        "all",
        "der",
        "die",
        "das",
        "the",
        "a",
        "an",
        "of",
        "for",
        "in",
        "als",
        "und",
        "and",
    ]
)
_SYNONYMS = {"sr": "senior", "jr": "junior", "engineer": "developer", "entwickler": "developer"}


@dataclass(frozen=True)
class KnownApplication:
    """What matching needs to know of one application."""

    id: int
    employer: str
    employer_domain: str = ""
    job_title: str = ""
    stage_closed: bool = False
    agency: str = ""
    contact_addresses: frozenset[str] = frozenset()
    message_ids: frozenset[str] = frozenset()
    uids: frozenset[str] = frozenset()
    applied_on: date | None = None


@dataclass(frozen=True)
class Suggestion:
    """An application, how likely (0 to 1) it is meant, and why in plain words."""

    id: int
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Told:
    """The words of a message, with a blank at either end, taken apart once for all."""

    head: str
    text: str

    @classmethod
    def by(cls, reading: Reading) -> "Told":
        head = f"{reading.subject}\n{reading.sender_name}\n{reading.text}"
        return cls(_in_blanks(head), _in_blanks(f"{reading.sender_name}\n{reading.text}"))


def rank(reading: Reading, candidates: Sequence[KnownApplication]) -> tuple[Suggestion, ...]:
    """Return the applications that the message may belong to, the likeliest first."""
    told = Told.by(reading)
    suggestions = (_suggest(reading, told, known) for known in candidates)
    kept = [one for one in suggestions if one.score >= FLOOR]
    return tuple(sorted(kept, key=lambda one: -one.score))


def _suggest(reading: Reading, told: Told, known: KnownApplication) -> Suggestion:
    found = [
        *_by_thread(reading, known),
        *_by_sender(reading, known),
        *_by_names(reading, told, known),
    ]
    missing = 1.0
    for weight, _ in found:
        missing *= 1 - weight
    score = (1 - missing) * _plausible(reading, known)
    return Suggestion(known.id, round(score, 3), tuple(reason for _, reason in found))


def _plausible(reading: Reading, known: KnownApplication) -> float:
    """Return a factor that lowers closed applications and those made after the message."""
    sent = reading.sent_at.date() if reading.sent_at else None
    is_later = bool(sent and known.applied_on and known.applied_on > sent)
    return (0.7 if known.stage_closed else 1.0) * (0.6 if is_later else 1.0)


_Reasons = list[tuple[float, str]]


def _by_thread(reading: Reading, known: KnownApplication) -> _Reasons:
    thread = {*reading.references.split(), *reading.in_reply_to.split()}
    found: _Reasons = []
    if thread & known.message_ids:
        found.append((0.9, "a reply in the same thread"))
    if reading.calendar and reading.calendar.uid in known.uids:
        found.append((0.95, "the same calendar event"))
    return found


def _by_sender(reading: Reading, known: KnownApplication) -> _Reasons:
    address = (reading.reply_to or reading.sender_address).lower()
    host = reading.sender_address.rpartition("@")[2].lower()
    if {address, reading.sender_address.lower()} & known.contact_addresses - {""}:
        return [(0.7, "written by a contact of this application")]
    domain = known.employer_domain.lower().removeprefix("www.")
    is_own = bool(domain) and not is_at(host, "webmail") and not is_at(host, "ats")
    if is_own and (host == domain or host.endswith(f".{domain}")):
        return [(0.5, "sent from the employer's own address")]
    return []


def _by_names(reading: Reading, told: Told, known: KnownApplication) -> _Reasons:
    found: _Reasons = []
    employer = _likeness(_company(reading.employer), _company(known.employer))
    if employer >= _SAME_NAME:
        found.append((0.5 * employer, "the same employer name"))
    elif _is_named(known.employer, told.head):
        found.append((0.4, "the message names the employer"))
    elif known.agency and _is_named(known.agency, told.text):
        found.append((0.3, "the message names the agency"))
    title = title_likeness(reading.job_title, known.job_title)
    if title >= 0.6:
        found.append(
            (0.35 * title, "the same job title" if title > 0.95 else "a similar job title")
        )
    return found


def title_likeness(one: str, other: str) -> float:
    """Return how alike two job titles are, from 0 to 1, whatever the order of words."""
    first, second = _title(one), _title(other)
    if not first or not second:
        return 0.0
    shared = 2 * len({*first} & {*second}) / (len({*first}) + len({*second}))
    return max(shared, _likeness(" ".join(first), " ".join(second)))


def same_company(one: str, other: str) -> bool:
    """Tell whether two names mean one company, legal forms and small slips aside."""
    return _likeness(_company(one), _company(other)) >= _SAME_NAME


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one[:100], other[:100]).ratio() if one and other else 0.0


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower())


@lru_cache(_KEPT)
def _company(name: str) -> str:
    return " ".join(word for word in _words(name) if word not in _LEGAL_FORMS)


@lru_cache(_KEPT)
def _title(title: str) -> tuple[str, ...]:
    return tuple(_SYNONYMS.get(word, word) for word in _words(title) if word not in _TITLE_NOISE)


def _is_named(name: str, text: str) -> bool:
    """Tell whether ``text`` (by ``_in_blanks``) holds the name."""
    wanted = _company(name)
    return len(wanted) > 2 and f" {wanted} " in text


def _in_blanks(text: str) -> str:
    return f" {' '.join(_words(text))} "
