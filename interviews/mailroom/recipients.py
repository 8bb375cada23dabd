"""For whom a mail in a common mailbox is, by its head: pure, and bounded in what it looks at."""

import re
from collections.abc import Iterator
from typing import NamedTuple

# What mail servers write of the envelope, and what the sender wrote.
FIELDS = (
    *("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "To", "Cc"),
    "Return-Path",
)
# As many as the receiver takes at once.
MOST = 20
MOST_LINES = 200
MOST_IN_LINE = 4_000

_FOLD = re.compile(r"\r?\n[ \t]+")
_PATH = re.compile(r"<([^<>\s\x00-\x1f]{1,320})>")
_NAMES = frozenset(each.lower() for each in FIELDS)


class Envelope(NamedTuple):
    """What is before the @ of each of our addresses, and who handed the mail over."""

    names: list[str]
    forwarder: str


def envelope(head: bytes, domain: str) -> Envelope:
    """Who is named in these lines, of the domain alone; each once, the mail servers' word first."""
    ours = re.compile(
        rf"(?<![\w.+-])([a-z0-9]{{1,64}})@{re.escape(domain)}(?![\w-]|\.\w)", re.IGNORECASE
    )
    lines = sorted(_lines(head), key=lambda line: line[0] in {"to", "cc"})
    found = (name.lower() for what, line in lines for name in _named(what, line, ours))
    paths = (path for what, line in lines if what == "return-path" for path in _PATH.findall(line))
    return Envelope([*dict.fromkeys(found)][:MOST], next(paths, ""))


def _lines(head: bytes) -> Iterator[tuple[str, str]]:
    text = _FOLD.sub(" ", head.decode("utf-8", "replace"))
    for line in text.splitlines()[:MOST_LINES]:
        name, _, value = line.partition(":")
        if name.strip().lower() in _NAMES:
            yield name.strip().lower(), value[:MOST_IN_LINE]


def _named(what: str, line: str, ours: re.Pattern[str]) -> list[str]:
    return [] if what == "return-path" else ours.findall(line)
