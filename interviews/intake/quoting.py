"""What of a mail's text is new: without earlier mails, and apart from the signature."""

import re
from dataclasses import dataclass
from email.utils import parseaddr

from .wording import WORDING, Wording

_DASHED = re.compile(r"^[ \t>]*-{2,}[ \t]*(.{3,60}?)[ \t]*-{2,}[ \t]*$")
_QUOTE = re.compile(r"^[ \t]*(?:>[ \t]?)+")
_MAX_HEADER_LINES = 14


@dataclass(frozen=True)
class Original:
    """The headers of a message forwarded inline, as far as its lines state them."""

    sender_name: str = ""
    sender_address: str = ""
    subject: str = ""
    date: str = ""


@dataclass(frozen=True)
class Parts:
    """``new`` decides what a mail is; ``signature`` says who wrote; ``earlier`` is quoted."""

    new: str
    signature: str
    earlier: str
    original: Original | None = None


def split(text: str, *, is_forward: bool, wording: Wording = WORDING) -> Parts:
    """Cut ``text`` into new words, signature and earlier mails.

    In a forward the first earlier mail is the message of interest and counts as new.
    """
    lines = text.split("\n")
    cut = _first_earlier(lines, wording)
    before, after = lines[:cut], lines[cut:]
    marked = bool(after) and _says_forwarded(after[0], wording)
    original = None
    if after and (is_forward or marked):
        original, body = _read_original(after, wording)
        lines = [_QUOTE.sub("", line) for line in body]
        cut = _first_earlier(lines, wording)
        before, after = lines[:cut], lines[cut:]
    kept = [line for line in before if not _QUOTE.match(line)]
    new, signature = _cut_signature(kept, wording)
    earlier = [line for line in before if _QUOTE.match(line)] + after
    return Parts("\n".join(new), "\n".join(signature), "\n".join(earlier), original)


def _first_earlier(lines: list[str], wording: Wording) -> int:
    for number, line in enumerate(lines):
        pair = f"{line} {lines[number + 1]}" if number + 1 < len(lines) else line
        if wording.attribution.match(line[:300]) or wording.attribution.match(pair[:300]):
            return number
        if _says_forwarded(line, wording) or _is_header_block(lines, number, wording):
            return number
    return len(lines)


def _says_forwarded(line: str, wording: Wording) -> bool:
    dashed = _DASHED.match(line[:120])
    return bool(wording.forward.search(dashed[1] if dashed else line[:120]))


def _is_header_block(lines: list[str], number: int, wording: Wording) -> bool:
    """Tell whether the sender, date and subject of another mail are listed here."""
    if not wording.header_sender.match(lines[number][:300]):
        return False
    near = [line[:300] for line in lines[number + 1 : number + 7]]
    return any(map(wording.header_date.match, near)) and any(
        map(wording.header_subject.match, near)
    )


def _read_original(lines: list[str], wording: Wording) -> tuple[Original, list[str]]:
    head = [_QUOTE.sub("", line)[:300] for line in lines[:_MAX_HEADER_LINES]]
    sender = _value(head, wording.header_sender)
    name, address = parseaddr(sender.replace("[mailto:", "<").replace("]", ">"))
    address = address if "@" in address else ""
    original = Original(
        sender_name=(name if address else sender).strip(' "'),
        sender_address=address.lower(),
        subject=_value(head, wording.header_subject),
        date=_value(head, wording.header_date),
    )
    ends = [number for number, line in enumerate(head) if wording.header_any.match(line)]
    return original, lines[ends[-1] + 1 if ends else 1 :]


def _value(head: list[str], pattern: re.Pattern[str]) -> str:
    for line in head:
        match = pattern.match(line)
        if match:
            return line[match.end() :].strip()
    return ""


def _cut_signature(lines: list[str], wording: Wording) -> tuple[list[str], list[str]]:
    for number, line in enumerate(lines):
        is_closing = number > 0 and wording.closing.match(line.strip()[:60])
        if line.rstrip("\n") in {"-- ", "--"} or is_closing:
            return lines[:number], lines[number:]
    return lines, []


def is_pasted_mail(text: str, wording: Wording = WORDING) -> bool:
    """Tell whether pasted text begins with the headers of a mail."""
    lines = text.lstrip().split("\n")[:_MAX_HEADER_LINES]
    return _is_header_block(lines, 0, wording)
