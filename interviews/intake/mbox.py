"""Mailboxes of one file (mbox), message by message, in bounded memory."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from .limits import MAX_BYTES

_LINE = 1 << 16
# "From ", an address or anything else, and a date as C writes it; some leave the weekday out.
_FROM = re.compile(rb"From \S*.{0,200}\d\d?:\d\d.{0,60}\d{4}.{0,30}\r?\n?$", re.DOTALL)
_QUOTED = re.compile(rb">+From ")


class Lines(Protocol):
    """An open file, as far as it matters here."""

    def readline(self, size: int, /) -> bytes: ...


@dataclass(frozen=True)
class Entry:
    """One message of a mailbox: its place from 1, its bytes, and where the file went on after it.

    A message that is longer than may be read is cut a byte beyond the limit, so that the limit
    refuses it, and the next ones are still found.
    """

    number: int
    data: bytes
    offset: int


def entries(stream: Lines, *, longest: int = MAX_BYTES) -> Iterator[Entry]:
    """Yield the messages of a mailbox; ``>From `` in their text becomes ``From `` again."""
    kept, number, offset, was_blank = bytearray(), 0, 0, True
    is_open = False
    while line := stream.readline(_LINE):
        if was_blank and _FROM.match(line):
            if is_open:
                yield Entry(number, bytes(kept), offset)
            kept, number, is_open = bytearray(), number + 1, True
        elif is_open and len(kept) <= longest:
            kept += line[1:] if _QUOTED.match(line) else line
            del kept[longest + 1 :]
        offset += len(line)
        was_blank = line in {b"\n", b"\r\n"}
    if is_open:
        yield Entry(number, bytes(kept), offset)


def is_mbox(head: bytes) -> bool:
    """Tell whether a file begins as a mailbox does."""
    return bool(_FROM.match(head.split(b"\n")[0] + b"\n"))
