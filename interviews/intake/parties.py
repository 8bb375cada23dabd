"""Who else: the people of a message, a telephone number, and what its sender deals with."""

import re

from .mime import Mail
from .names import HR_WORDS, MAX_TEXT, NOT_NAMES, PERSON, compiled, is_at, named_line
from .quoting import Parts
from .wording import WORDING, any_of, plain

_P = WORDING.parties
_PEOPLE = compiled(_P["people"])
_PEOPLE_LINE = named_line(_P["people_lines"])
_PHONE = re.compile(
    r"(?<![\w/.@=-])(?:\+|00|0|\()\d[\d ()/.-]{6,20}\d(?!\w)"
    r"|(?<![\w/.-])\d{3}[-. ]\d{3}[-. ]\d{4}(?!\w)"
)
_PHONE_WORD = re.compile(rf"\b{any_of(WORDING.places['phone_words'])}\b", re.IGNORECASE)
_JOB_SENDERS = frozenset(_P["job_senders"])


def is_of_jobs(mail: Mail) -> bool:
    """Tell whether the sender's address is one that deals with applications."""
    local, _, host = mail.sender_address.partition("@")
    words = set(re.split(r"[^a-z]+", f"{local} {host.split('.')[0]}")) - {""}
    return bool(words & _JOB_SENDERS) or is_at(host, "applying")


def read_people(parts: Parts) -> tuple[str, ...]:
    """Return the names of those whom one will meet, then of who wrote."""
    text = plain(parts.new[:MAX_TEXT])
    named = [match["person"] for pattern in _PEOPLE for match in pattern.finditer(text)]
    for line in _PEOPLE_LINE.finditer(text):
        named += [match["person"] for match in re.finditer(PERSON, line["value"])]
    signed = [
        match[0].strip()
        for match in re.finditer(rf"^{PERSON}[ \t]*$", plain(parts.signature), re.MULTILINE)
    ]
    found = (name for name in [*named, *signed[:1]] if _is_person(name))
    return tuple(dict.fromkeys(found))[:10]


def _is_person(name: str) -> bool:
    words = {word.lower().strip(".") for word in name.split()}
    return not words & (NOT_NAMES | HR_WORDS)


def read_phone(parts: Parts) -> str:
    """Return the telephone number that the text names as one."""
    text = plain(f"{parts.new}\n{parts.signature}"[:MAX_TEXT])
    for match in _PHONE.finditer(text):
        near = text[max(0, match.start() - 40) : match.start()]
        digits = sum(character.isdigit() for character in match[0])
        if 7 <= digits <= 15 and (match[0].startswith("+") or _PHONE_WORD.search(near)):
            return match[0].strip()
    return ""
