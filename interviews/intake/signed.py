"""What the last lines of a mail say of where its writer works."""

import re
from collections.abc import Iterator

from .mime import Mail
from .names import HR_WORDS, MAX_TEXT, NOT_NAMES, ROLE_WORD, near_host
from .quoting import Parts
from .wording import WORDING, any_of, plain

_P = WORDING.parties
_PIECES = re.compile(r"\s*[|·•@]\s*|,\s+|\s+(?:at|bei|@|-|–)\s+")
_NO_NAME = re.compile(r"\w@\w|[?!:;]|://|www\.|\d{4}|\.$|,$")
_CAPITALS = re.compile(r"[A-ZÄÖÜ0-9][\w.&'/+-]*|&|and|und|of|für|am|an|der|im|in|the|de|du|la")
_ORGANISATION = re.compile(rf"{any_of(_P['organisations'])}$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?\.?")
_GENERAL = frozenset(_P["office_words"])
_ARTICLES = frozenset(_P["signed_leads"])
_MAX_LINE, _MAX_LINES, _MAX_WORDS = 70, 6, 6


def signed_names(mail: Mail, parts: Parts) -> Iterator[str]:
    """Yield the names in the last lines that are neither a person's nor an office's."""
    host = mail.sender_address.rpartition("@")[2]
    for number, line in enumerate(_last_lines(parts)):
        for place, piece in enumerate(_PIECES.split(line)):
            written = plain(piece).strip(" *")
            name = _without_office(written, host)
            is_told = name != written or near_host(name, host) or _ORGANISATION.search(name)
            if name and (is_told or not _is_person(name, mail, number + place)):
                yield name


def signs(name: str, parts: Parts) -> bool:
    """Tell whether somebody of that name signs with the first word of it."""
    first, *others = name.split()
    return bool(others) and first in {line.rstrip(", ") for line in _last_lines(parts)}


def _last_lines(parts: Parts) -> list[str]:
    """The lines below the closing, or the short ones at the end of a mail that has none."""
    signature = [line.strip() for line in parts.signature[:MAX_TEXT].split("\n") if line.strip()]
    below = [line for line in signature if not WORDING.closing.match(line) and line != "--"]
    lines = below[:_MAX_LINES] if below else _short_end(parts.new)
    return [line for line in lines if len(line) < _MAX_LINE and not _NO_NAME.search(line)]


def _short_end(text: str) -> list[str]:
    lines = [line.strip() for line in text.rstrip().split("\n")[-_MAX_LINES:]]
    ends = [number for number, line in enumerate(lines) if len(line) >= _MAX_LINE or not line]
    return lines[ends[-1] + 1 :] if ends and len(lines) > 1 else []


def _without_office(piece: str, host: str) -> str:
    """Return a piece without "Your" and "Recruiting Team", or nothing where no name is left."""
    words = piece.split()
    while words and words[0].lower() in _ARTICLES:
        words.pop(0)
    is_whole = near_host(" ".join(words), host, whole=True)
    while words and not is_whole and words[-1].lower().strip(".&") in {*HR_WORDS, "and", "&", ""}:
        words.pop()
    left = {word.lower().strip(".") for word in words}
    is_cut = len(words) < len(piece.split())
    no_first = HR_WORDS if is_cut else HR_WORDS | NOT_NAMES
    is_office = left <= _GENERAL or (words[0].lower() in no_first and not is_whole)
    name = re.sub(_P["office_ends"][0], "", " ".join(words))
    is_role = bool(ROLE_WORD.search(name)) and not is_whole
    if is_office or is_role or name.lower() in HR_WORDS or len(words) > _MAX_WORDS:
        return ""
    return name if all(map(_CAPITALS.fullmatch, name.split())) and len(name) > 1 else ""


def _is_person(name: str, mail: Mail, place: int) -> bool:
    """Whoever signs comes first, and is named like the sender."""
    words = name.split()
    sender = {word.lower() for word in re.findall(r"[^\W\d_]+", mail.sender_name)}
    local = mail.sender_address.partition("@")[0].lower()
    is_sender = words[0].lower() in sender or words[0].lower() in local
    looks_like_one = len(words) <= 3 and all(map(_WORD.fullmatch, words))
    return looks_like_one and (place == 0 or is_sender)
