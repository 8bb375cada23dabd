"""What the site's own mail server found out about who sent a mail (RFC 8601).

Anybody can write such a header, so only those that bear our server's name count; it takes those
that came from outside away, as the standard asks. Pure, and only the head is looked at.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from interviews.intake.limits import MAX_HEADER_BLOCK

METHODS = {
    "dkim": "The signature (DKIM)",
    "arc": "What the servers on the way say (ARC)",
    "spf": "The server that sent it (SPF)",
    "dmarc": "The sender’s address (DMARC)",
}
RESULTS = {"pass": "is right", "fail": "is wrong", "softfail": "is doubtful"}
UNKNOWN = "could not be checked"

_END = re.compile(rb"\r?\n\r?\n")
_FOLD = re.compile(r"\r?\n[ \t]+")
_NAME = "authentication-results:"
_COMMENT = re.compile(r"\([^()]{0,500}\)")
_CHECK = re.compile(r"\s*([a-z]{3,5})\s*=\s*([a-z]{3,9})\b", re.IGNORECASE)
_ABOUT = re.compile(
    r"\b(?:header\.(?:d|i|from)|smtp\.(?:mailfrom|helo))=\s*(?:[^\s@;]{0,64}@)?([\w.-]{1,253})",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class SenderCheck:
    """One method's result; `domain` is whom it is about, "" where that is not said."""

    method: str
    result: str
    domain: str

    @property
    def words(self) -> str:
        """What a person reads."""
        about = f": {self.domain}" if self.domain else ""
        return f"{METHODS[self.method]} {RESULTS.get(self.result, UNKNOWN)}{about}"


def sender_checks(raw: bytes, server: str) -> list[SenderCheck]:
    """What the server of that name says; nothing where none is named."""
    if not server:
        return []
    return [check for line in _results(raw) for check in _checks(line, server.lower())]


def _results(raw: bytes) -> Iterator[str]:
    head = _END.split(raw[:MAX_HEADER_BLOCK], maxsplit=1)[0].decode("utf-8", "replace")
    for line in _FOLD.sub(" ", head).splitlines():
        if line.lower().startswith(_NAME):
            yield _COMMENT.sub(" ", line[len(_NAME) :])


def _checks(line: str, server: str) -> Iterator[SenderCheck]:
    who, *parts = line.split(";")
    if who.lower().split()[:1] != [server]:
        return
    for part in parts:
        found, about = _CHECK.match(part), _ABOUT.search(part)
        if found and found[1].lower() in METHODS and not _says_nothing(found):
            domain = about[1].lower() if about else ""
            yield SenderCheck(found[1].lower(), found[2].lower(), domain)


def _says_nothing(found: re.Match[str]) -> bool:
    """Most mail passes no server that would say anything on the way, and is none the worse."""
    return (found[1].lower(), found[2].lower()) == ("arc", "none")
