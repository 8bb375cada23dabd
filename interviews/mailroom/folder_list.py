"""Which folders a mailbox has, for the person to choose one. No Django."""

import re
from collections.abc import Iterable, Iterator
from threading import BoundedSemaphore
from typing import NamedTuple

from interviews.mailroom.folder_names import read
from interviews.mailroom.imap import Line, NotOpened, Place, Trouble, Ways, signed_in

# The person waits for the page.
SECONDS = 8.0
# Whoever waits for another server keeps others here from being served.
_AT_ONCE = BoundedSemaphore(2)
PATIENCE = 1.0
MOST = 200
MOST_BYTES = 200_000
LONGEST_NAME = 200
# What servers say a folder is for (RFC 6154).
USES = {
    "\\all": "all mail",
    "\\archive": "archived mail",
    "\\drafts": "drafts",
    "\\flagged": "marked mail",
    "\\important": "important mail",
    "\\junk": "junk mail",
    "\\sent": "sent mail",
    "\\trash": "deleted mail",
}
UNUSABLE = frozenset({"\\noselect", "\\nonexistent"})

_LINE = re.compile(
    rb"""\((?P<flags>[^()]*)\)\s(?:NIL|"(?:[^"\\]|\\.)*")\s(?P<name>\{\d{1,5}\}|"(?:[^"\\]|\\.)*"|[^\s"]+)\s*""",
)


class FolderFound(NamedTuple):
    """One that can be looked into; `use` says in words what it is for, "" where nobody says."""

    name: str
    use: str


def folders_of(place: Place, ways: Ways) -> list[FolderFound]:
    """At most two hundred, the inbox first.

    :raises NotOpened: where nobody lets us in, or names a folder
    """
    if not _AT_ONCE.acquire(timeout=PATIENCE):
        raise NotOpened(Trouble.BUSY)
    try:
        with signed_in(place, ways, seconds=SECONDS) as line:
            found = in_order(parsed(asked(line)))
    finally:
        _AT_ONCE.release()
    if not found:
        raise NotOpened(Trouble.FOLDER)
    return found


def asked(line: Line) -> Iterable[object]:
    line.expect_an_answer(MOST_BYTES)
    kind, found = line.list()
    return found if kind == "OK" else []


def parsed(answer: Iterable[object]) -> Iterator[FolderFound]:
    """What can be looked into; a name may stand in the line, or as a literal behind it."""
    for each in answer:
        line, literal = each if isinstance(each, tuple) else (each, None)
        found = _LINE.match(line) if isinstance(line, bytes) else None
        if found is None:
            continue
        flags = {flag.lower() for flag in found["flags"].decode("ascii", "replace").split()}
        name = read(_unquoted(literal or found["name"]))
        if not flags & UNUSABLE and name.isprintable() and 0 < len(name) <= LONGEST_NAME:
            use = next((USES[flag] for flag in sorted(flags) if flag in USES), "")
            yield FolderFound(name, use)


def in_order(found: Iterable[FolderFound]) -> list[FolderFound]:
    each_once = {each.name: each for each in found}.values()
    ordered = sorted(each_once, key=lambda each: (each.name.upper() != "INBOX", each.use != ""))
    return ordered[:MOST]


def _unquoted(written: bytes) -> str:
    text = written.decode("utf-8", "replace")
    return re.sub(r"\\(.)", r"\1", text[1:-1]) if text.startswith('"') else text
