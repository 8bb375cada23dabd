"""Who hires: the employer's name, from the words, the sender's name and its address."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .mime import Mail
from .names import (
    HR_WORDS,
    MAX_TEXT,
    NOT_NAMES,
    ROLE_WORD,
    compiled,
    is_at,
    named_line,
    near_host,
    spellings,
    squashed,
)
from .quoting import Parts
from .reading import Evidence, Where
from .signed import signed_names, signs
from .wording import WORDING, any_of, plain, table

_P = WORDING.parties
_COMPANIES = [(each, 5.0) for each in compiled(_P["companies"])]
_COMPANIES += [(each, 2.5) for each in compiled(_P["companies_maybe"])]
_LINE = named_line(_P["company_lines"])
_LEGAL = re.compile(
    r"\b((?:[A-ZÄÖÜ0-9][\w&.-]{0,30} (?:(?:&|am|an der|im|in|für|und|of|der|des|zum|zur) )?){1,5}"
    r"(?:(?:g?GmbH|AG|SE|UG)(?: & Co\. (?:KGaA|KG|OHG))?|KGaA|KG|eG|GbR|OHG|e\. ?V\.|Inc|Ltd"
    r"|mbH|m\. ?b\. ?H\.|Limited|LLC|LLP|PLC|plc|S\.A\.|B\.V\.|Corporation|Corp))(?!\w)"
)
_AGENCY = re.compile(rf"\b{any_of(_P['agency'])}\b", re.IGNORECASE)
_AGENCY_NAME = re.compile(rf"{any_of(_P['agency_names'])}", re.IGNORECASE)
_OFFICE_END = re.compile(_P["office_ends"][0])
_VIA = re.compile(r"\s+(?:via|by way of|over|durch|through|\()\s*.*$| @ .*$", re.IGNORECASE)
_PIECES = re.compile(r"\s+[-\u2013|:<>]+\s+|: |\s*[|<>]+\s*")
# "Wei Chen, Director of …" is a person.
_HAS_OFFICE = re.compile(
    rf", (?:our |the |your )?(?:[A-Z]\w+ ){{0,3}}?(?:{ROLE_WORD.pattern})", re.IGNORECASE
)
# Not after "GmbH & Co.", "Dr." or "e.".
_FULL_STOP = re.compile(r"(?<!\bCo)(?<!\bDr)(?<!\bSt)(?<!\be)\. ")
_BEFORE_NAMES = frozenset({"at", "@", "bei", "of", "from", "the", "-", "&", "–", "von", "der"})
_OTHER_WORDS = frozenset(_P["not_titles"])
_NO_PART = NOT_NAMES | HR_WORDS | _OTHER_WORDS
_WORD = r"[A-ZÄÖÜ0-9][\w&'.-]{0,30}"
_REST = rf"(?: (?:&|and|und|of|{_WORD})(?!\w)){{0,4}}"
_AGREES, _KNOWN_TENANT, _SIGNED = 3.0, 2.0, 3.5


@dataclass(frozen=True)
class _Name:
    """A name that may be the employer's, how likely its source makes it, and the words."""

    name: str
    weight: float
    shown: str
    where: Where


def is_agency(text: str) -> bool:
    """Tell whether the writer speaks for a client."""
    return bool(_AGENCY.search(plain(text[:MAX_TEXT])))


def read_employer(mail: Mail, parts: Parts) -> tuple[str, Evidence | None]:
    """Return the employer's name; sources that agree on one outweigh a single likelier one."""
    speaks_for_other = is_agency(parts.new)
    names = [*_written(mail, parts), *([] if speaks_for_other else _of_sender(mail, parts))]
    names = _of_client(names, mail) or names
    if not names:
        return "", None
    best = max(names, key=lambda one: _support(one, names))
    name = best.name if speaks_for_other else _whole(best.name, mail, parts)
    return name, Evidence("employer", best.shown, best.where)


def _of_client(names: list[_Name], mail: Mail) -> list[_Name]:
    """Return the names in the words of an agency that are not its own."""
    host = mail.sender_address.rpartition("@")[2]
    if not _AGENCY_NAME.search(host.rpartition(".")[0]):
        return []
    said = [one for one in names if one.weight > _SIGNED and one.where is not Where.SENDER]
    return [one for one in said if not near_host(one.name, host) and one.name != mail.sender_name]


def _support(one: _Name, names: list[_Name]) -> float:
    other = {each.where for each in names if each.where is not one.where and _agree(one, each)}
    return one.weight + _AGREES * len(other)


def _agree(one: _Name, other: _Name) -> bool:
    first, second = sorted((one.name, other.name), key=len)
    shorter, longer = spellings(first), spellings(second)
    return any(len(own) > 2 and full.startswith(own) for own in shorter for full in longer)


def _written(mail: Mail, parts: Parts) -> Iterator[_Name]:
    body, subject = plain(parts.new[:MAX_TEXT]), plain(mail.subject)
    for where, text in ((Where.BODY, body), (Where.SUBJECT, subject)):
        stated = _LINE.search(text)
        if stated:
            yield _Name(stated["value"].strip(" *"), 9, stated["value"].strip(), where)
        for name, weight in _phrased(text):
            yield _Name(name, weight, name, where)
    for name in _pieces(subject):
        yield _Name(name, 2.5, name, Where.SUBJECT)
    for where, text in ((Where.BODY, body), (Where.BODY, plain(parts.signature[:MAX_TEXT]))):
        for match in _LEGAL.finditer(text):
            name = tidy_company(_without_lead(match[1]))
            if name:
                yield _Name(name, 4.5, name, where)
    for name in signed_names(mail, parts):
        yield _Name(name, _SIGNED, name, Where.BODY)


def _phrased(text: str) -> Iterator[tuple[str, float]]:
    """Yield the names that stand where a company does, with a weight; sure patterns first."""
    for pattern, weight in _COMPANIES:
        for match in pattern.finditer(text):
            name = tidy_company(match["company"])
            if name and not _HAS_OFFICE.match(text, match.end("company")):
                yield name, weight


def _pieces(subject: str) -> Iterator[str]:
    """Yield the parts of a subject that are names and nothing else."""
    pieces = _PIECES.split(subject[:300])
    for piece in pieces if len(pieces) > 1 else []:
        name = tidy_company(piece)
        words = name.split()
        is_name = 0 < len(words) < 5 and all(re.match(r"[A-Z0-9&ÄÖÜ]", word) for word in words)
        if is_name and name == piece.strip() and not _OTHER_WORDS & {w.lower() for w in words}:
            yield name


def tidy_company(name: str) -> str:
    """Return a name without what follows it, or nothing where it is none."""
    words = _FULL_STOP.split(name)[0].strip(" .-'").split()
    stop = next((n for n, word in enumerate(words) if n and _base(word) in NOT_NAMES), None)
    words = words[:stop]
    ends = {*HR_WORDS, *NOT_NAMES, "and", "und", "of", "&", "for"}
    while words and (words[-1].lower().strip(".'") in ends or words[-1].endswith("'s")):
        if words[-1].endswith("'s"):
            words[-1] = words[-1][:-2]
            break
        words.pop()
    if not words or _base(words[0]) in NOT_NAMES or not re.match(r"[^\W\d]|\d[A-Z&]", words[0]):
        return ""
    is_role = bool(ROLE_WORD.fullmatch(words[-1]))
    return "" if is_role or " ".join(words).lower() in HR_WORDS else " ".join(words)


def _without_lead(name: str) -> str:
    """Drop the office before a name: "Career Orbital GmbH"."""
    words = name.split()
    while len(words) > 2 and words[0].lower() in HR_WORDS:
        words.pop(0)
    return " ".join(words)


def _base(word: str) -> str:
    """Return a word in small letters, without what an apostrophe adds to it."""
    return re.split("'", word.lower().strip("."))[0]


def _of_sender(mail: Mail, parts: Parts) -> Iterator[_Name]:
    local, _, host = mail.sender_address.rpartition("@")
    if not host or is_at(host, "webmail"):
        return
    shown = _shown_company(mail.sender_name, local, host)
    if shown and not signs(shown, parts):
        yield _Name(shown, 6 if is_at(host, "ats") else 4, mail.sender_name, Where.SENDER)
    if not is_at(host, "ats"):
        named = _from_host(host)
        if named and named.lower() not in HR_WORDS:
            yield _Name(named, 2, mail.sender_address, Where.SENDER)
        return
    tenant = re.split(r"[.+_-]", local)[0]
    below = host.split(".")[0] if host.count(".") > 1 else ""
    for label, weight in ((tenant, _KNOWN_TENANT), (below, _KNOWN_TENANT - 0.5)):
        is_name = label and label.lower() not in HR_WORDS and not is_at(f"{label}.com", "ats")
        if is_name and len(label) > 2 and label not in _MAIL_LABELS:
            yield _Name(label.replace("-", " ").title(), weight, mail.sender_address, Where.SENDER)


_MAIL_LABELS = frozenset(table("hosts")["machines"].split())


def _shown_company(shown: str, local: str, host: str) -> str:
    """Return the company in a sender's name, if it is not the name of a person or of the system."""
    name = _VIA.sub("", shown)
    words = re.split(r"[\s|,]+", name)
    kept = [word for word in words if word.lower().strip("-") not in HR_WORDS]
    while kept and kept[0].lower() in _BEFORE_NAMES:
        kept.pop(0)
    found = _OFFICE_END.sub("", " ".join(kept).strip(" -&–"))
    if not found or "@" in found:
        return ""
    system = squashed(_from_host(host)).removeprefix("my")
    if is_at(host, "ats") and (system in squashed(found) or squashed(kept[0]) in squashed(host)):
        return ""
    if squashed(kept[0]) in squashed(host):
        return found
    was_cut = len(kept) < len(name.split()) or name != shown
    was_cut = was_cut and not _is_address_of(local, kept)
    is_office = bool(set(re.split(r"[^a-z]+", local.lower())) & HR_WORDS)
    looks_personal = 2 <= len(kept) <= 3 and all(word[:1].isupper() for word in kept)
    is_tenant = is_at(host, "ats") and _is_tenant(kept[0], local)
    if looks_personal and not was_cut and not is_office and not is_tenant:
        return ""
    return found if len(kept) != 1 or was_cut or is_office or is_at(host, "ats") else ""


def _is_address_of(local: str, words: list[str]) -> bool:
    """Tell whether an address is the one of who is named: "priya" or "p.nair" of Priya Nair."""
    own = {squashed(word) for word in words[:3]}
    return len(words) > 1 and bool(own & {squashed(part) for part in re.split(r"[._-]", local)})


def _is_tenant(word: str, local: str) -> bool:
    return squashed(word) == squashed(re.split(r"[.+_-]", local)[0]) and "." not in local


def _from_host(host: str) -> str:
    labels = host.split(".")
    second_level = (
        len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in {"co", "com", "org", "ac"}
    )
    name = labels[-3 if second_level else -2] if len(labels) > 1 else ""
    return name.replace("-", " ").title()


def _whole(name: str, mail: Mail, parts: Parts) -> str:
    """Return the longest form in which the mail writes a name that it begins with."""
    first = re.escape(name.split()[0])
    pattern = re.compile(
        rf"(?<![\w@.-])(?i:{first})\w{{0,12}}(?: (?:&|and|und|of|{_WORD})(?!\w)){{0,4}}"
    )
    places = (mail.sender_name, parts.signature, mail.subject, parts.new[:4_000])
    forms = [tidy_company(match[0]) for text in places for match in pattern.finditer(plain(text))]
    fitting = [
        form for form in forms if squashed(form).startswith(squashed(name)) and _is_plain(form)
    ]
    return max(fitting, key=lambda form: (forms.count(form) > 1, len(form.split())), default=name)


def _is_plain(form: str) -> bool:
    words = form.split()
    return (
        len(words) <= 4
        and form[:1].isupper()
        and not ROLE_WORD.search(form)
        and not any(word.lower().strip(".") in _NO_PART for word in words[1:])
    )
