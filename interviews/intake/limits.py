"""Limits on incoming bytes, checked by scanning before anything parses them.

Python's own mail parser takes seconds, or recurses too deep, on small hostile input, so
its input is bounded here: size, header size, header line, parts and depth.
"""

import re
from collections.abc import Iterator
from enum import StrEnum

from .reading import Kind

MAX_BYTES = 10_000_000
MAX_HEADER_BLOCK = 64_000
MAX_HEADER = 4_000
MAX_PARTS = 500
MAX_DEPTH = 20

# No honest mail comes near; it bounds the time the scan itself can take.
_MAX_DELIMITERS = 50_000
_SNIFFED = 8_000


class Refusal(StrEnum):
    """Why bytes are not read at all."""

    EMPTY = "empty"
    TOO_BIG = "too_big"
    BINARY = "binary"
    HEADERS_TOO_BIG = "headers_too_big"
    HEADER_TOO_LONG = "header_too_long"
    TOO_MANY_PARTS = "too_many_parts"
    TOO_DEEP = "too_deep"


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not a fault
    """The bytes are beyond a limit; ``message`` is a sentence for the person."""

    def __init__(self, code: Refusal, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def check(kind: Kind, data: bytes) -> None:
    """Raise ``Refused`` when ``data`` must not be parsed."""
    if len(data) > MAX_BYTES:
        size = f"{len(data) / 1_000_000:.1f}".removesuffix(".0")
        raise Refused(Refusal.TOO_BIG, f"This file is {size} MB; the limit is 10 MB.")
    if not data.strip():
        raise Refused(Refusal.EMPTY, "This file is empty.")
    if kind is Kind.MSG:
        _check_container(data)
    elif _is_binary(data[:_SNIFFED]):
        raise Refused(Refusal.BINARY, "This is not a mail, a calendar file or plain text.")
    if kind is Kind.EML:
        _check_structure(data)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAGIC = (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\xd0\xcf\x11\xe0", b"MZ")
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def _check_container(data: bytes) -> None:
    if not data.startswith(OLE):
        raise Refused(Refusal.BINARY, "This is not a message that Outlook saved.")


def _is_binary(head: bytes) -> bool:
    if head.startswith(_MAGIC):
        return True
    if head.startswith(_UTF16_MARKS):
        return False
    controls = sum(head.count(code) for code in range(32) if code not in b"\t\n\r\f\x1b")
    return controls > max(8, len(head) // 20)


_TOO_MANY_PARTS = f"This mail has more than {MAX_PARTS} parts."
_TOO_DEEP = "This mail is nested too deeply."

_NEWLINE = re.compile(rb"\r?\n")
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_HEADER = re.compile(rb"[^\n]*\n?(?:[ \t][^\n]*\n?)*")
_BOUNDARY = re.compile(
    rb"""boundary\*?0?\*?[ \t]*=\s{0,9}(?:"([^"\n]{1,200})"|([^";\s]{1,200}))""", re.IGNORECASE
)
_NESTED_MESSAGE = re.compile(
    rb"^content-type[ \t]{0,9}:\s{0,9}message/", re.IGNORECASE | re.MULTILINE
)
_DELIMITER = re.compile(rb"^--([^\r\n]{1,200})", re.MULTILINE)


def _check_structure(data: bytes) -> None:
    """Walk the delimiter lines, keeping the boundaries that are open, outermost first."""
    is_open = _open_headers(data, 0)
    parts = 0
    for line, end in _delimiters(data):
        closes = line.endswith(b"--") and line[:-2] in is_open
        boundary = line[:-2] if closes else line
        if boundary not in is_open:
            continue
        del is_open[is_open.index(boundary) + (not closes) :]
        if not closes:
            parts += 1
            is_open += _open_headers(data, end)
        if parts > MAX_PARTS:
            raise Refused(Refusal.TOO_MANY_PARTS, _TOO_MANY_PARTS)
        if len(is_open) > MAX_DEPTH:
            raise Refused(Refusal.TOO_DEEP, _TOO_DEEP)


def _delimiters(data: bytes) -> Iterator[tuple[bytes, int]]:
    for number, match in enumerate(_DELIMITER.finditer(data)):
        if number > _MAX_DELIMITERS:
            raise Refused(Refusal.TOO_MANY_PARTS, _TOO_MANY_PARTS)
        yield match[1].rstrip(), match.end()


def _open_headers(data: bytes, start: int) -> list[bytes]:
    """Check the headers at ``start`` and of messages directly inside; return boundaries."""
    boundaries: list[bytes] = []
    for _ in range(MAX_DEPTH + 1):
        block, start = _header_block(data, start)
        boundaries += [quoted or bare for quoted, bare in _BOUNDARY.findall(block)]
        if not _NESTED_MESSAGE.search(block):
            return boundaries
    raise Refused(Refusal.TOO_DEEP, _TOO_DEEP)


def _header_block(data: bytes, start: int) -> tuple[bytes, int]:
    """Return the header lines that begin at ``start`` and where the body after them begins."""
    first = _NEWLINE.match(data, start)
    start = first.end() if first else start
    empty = _NEWLINE.match(data, start)
    if empty:
        return b"", empty.end()
    blank = _BLANK_LINE.search(data, start, start + MAX_HEADER_BLOCK + 4)
    block = data[start : blank.start() if blank else start + MAX_HEADER_BLOCK + 1]
    _check_block(block)
    return block, blank.end() if blank else len(data)


def _check_block(block: bytes) -> None:
    if len(block) > MAX_HEADER_BLOCK:
        raise Refused(Refusal.HEADERS_TOO_BIG, "The headers of this mail are over 64 KB.")
    if any(len(header) > MAX_HEADER for header in _HEADER.findall(block)):
        raise Refused(Refusal.HEADER_TOO_LONG, "A header of this mail is over 4 KB.")
