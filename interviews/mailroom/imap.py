"""Looking into a folder by IMAP: over TLS, at a public address, and without changing anything.

The folder is only examined and mails are peeked at, so nothing is marked as read. No Django.
"""

import base64
import imaplib
import re
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from threading import Timer
from typing import Any, NamedTuple, override

from applications import fetching
from applications.fetching import NotFetched, Why
from interviews.intake.limits import MAX_BYTES

TLS_PORT, STARTTLS_PORT = 993, 143
# A server that answers drop by drop keeps a worker no longer than that.
SECONDS = 40.0
SILENCE = 10.0
# What may come in answer to one command: a mail, and what stands around it.
MOST_IN_ANSWER = MAX_BYTES + 1_000_000
A_DAY = timedelta(days=1)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# What a server says that would let us in at another time.
NOT_NOW = re.compile(r"\[(UNAVAILABLE|INUSE|LIMIT|SERVERBUG|CONTACTADMIN)\]", re.IGNORECASE)


class Trouble(StrEnum):
    """Why no mail could be had."""

    NONE = ""
    UNREACHABLE = "unreachable"
    NOT_PUBLIC = "not_public"
    CERTIFICATE = "certificate"
    PASSWORD = "password"  # noqa: S105 - a word for what is wrong
    FOLDER = "folder"
    ENOUGH = "enough"
    UNREADABLE = "unreadable"


TROUBLES = {Why.NOT_PUBLIC: Trouble.NOT_PUBLIC}


class NotOpened(Exception):  # noqa: N818 - an answer, not a fault
    """The folder cannot be looked into."""

    def __init__(self, why: Trouble) -> None:
        super().__init__(f"The folder was not opened ({why}).")
        self.why = why


class Place(NamedTuple):
    """Which folder of whose mailbox, and where."""

    host: str
    port: int
    user: str
    password: str
    folder: str


class About(NamedTuple):
    """What is known of a mail before it is fetched."""

    size: int
    came_at: datetime


@dataclass(frozen=True)
class Ways:
    """The ways out, handed in for tests."""

    look_up: Callable[[str, int], list[str]] = fetching.look_up
    connect: Callable[[str, int, float], socket.socket] = fetching.connect
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)

    def plain(self, host: str, port: int) -> socket.socket:
        """:raises NotOpened: where nobody answers, or nobody whom we may ask"""
        try:
            found = fetching.looked_up(host, port, seconds=SILENCE, look_up=self.look_up)
        except NotFetched as error:
            raise NotOpened(TROUBLES.get(error.why, Trouble.UNREACHABLE)) from error
        for address in found:
            with suppress(OSError):
                return self.connect(address, port, SILENCE)
        raise NotOpened(Trouble.UNREACHABLE)


class Line(imaplib.IMAP4):
    """A connection that reads no more than it was told to expect."""

    def __init__(self, place: Place, ways: Ways) -> None:
        self.ways = ways
        self.left = MOST_IN_ANSWER
        super().__init__(place.host, place.port, timeout=SILENCE)

    # The base class's own door: it would look the name up by itself.
    def _create_socket(self, timeout: float | None) -> socket.socket:
        plain = self.ways.plain(self.host, self.port)
        plain.settimeout(timeout)
        if self.port == STARTTLS_PORT:
            return plain
        try:
            return self.ways.tls.wrap_socket(plain, server_hostname=self.host)
        except (OSError, ValueError):
            plain.close()
            raise

    @override
    def read(self, size: int) -> bytes:
        self._spend(size)
        return super().read(size)

    @override
    def readline(self) -> bytes:
        line = super().readline()
        self._spend(len(line))
        return line

    def expect_an_answer(self) -> None:
        self.left = MOST_IN_ANSWER

    def _spend(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise self.abort("more than was asked for")

    def end(self) -> None:
        """Wake up whoever waits for an answer."""
        with suppress(OSError):
            socket.socket.shutdown(self.sock, socket.SHUT_RDWR)


@contextmanager
def opened(place: Place, ways: Ways) -> Iterator["Folder"]:
    """The folder, to look into for a while.

    :raises NotOpened: where that can't be done, or no longer
    """
    try:
        line = Line(place, ways)
        watch = Timer(SECONDS, line.end)
        watch.daemon = True
        watch.start()
        try:
            yield enter(line, place)
        finally:
            watch.cancel()
            leave(line)
    except ssl.SSLCertVerificationError as error:
        raise NotOpened(Trouble.CERTIFICATE) from error
    except (OSError, imaplib.IMAP4.error, ValueError) as error:
        raise NotOpened(Trouble.UNREACHABLE) from error


def leave(line: Line) -> None:
    with suppress(OSError, imaplib.IMAP4.error, ValueError):
        line.expect_an_answer()
        line.logout()
    with suppress(OSError, ValueError):
        line.shutdown()


def enter(line: Line, place: Place) -> "Folder":
    if place.port == STARTTLS_PORT:
        line.starttls(line.ways.tls)
    sign_in(line, place)
    kind, _ = line.select(quoted(folder_name(place.folder)), readonly=True)
    if kind != "OK":
        raise NotOpened(Trouble.FOLDER)
    return Folder(line, number_of(line, "UIDVALIDITY"), number_of(line, "UIDNEXT"))


def sign_in(line: Line, place: Place) -> None:
    try:
        if "AUTH=PLAIN" in line.capabilities:
            secret = f"\0{place.user}\0{place.password}".encode()
            line.authenticate("PLAIN", lambda _: secret)
        else:
            line.login(quoted(place.user), place.password)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as error:
        is_for_now = NOT_NOW.search(str(error))
        raise NotOpened(Trouble.UNREACHABLE if is_for_now else Trouble.PASSWORD) from error


def number_of(line: Line, name: str) -> int:
    """:raises ValueError: where the server does not say it, as each must"""
    _, found = line.response(name)
    return int((found or [None])[0] or b"")


class Folder:
    """One that is open; `validity` says whether its numbers are still the ones we knew."""

    def __init__(self, line: Line, validity: int, next_uid: int) -> None:
        self.line = line
        self.validity = validity
        self.next_uid = next_uid

    def uids(self, *, after: int, since: datetime, dated_below: int) -> list[int]:
        """What came after a number; of what is below another, only what came since a day."""
        day = since - A_DAY
        when = f"{day.day}-{MONTHS[day.month - 1]}-{day.year}"
        asked = f"UID {after + 1}:* OR SINCE {when} UID {dated_below}:*"
        [found] = self._ask("SEARCH", asked)[:1] or [b""]
        # "7:*" is the last mail, too, where that is number 5.
        return sorted({int(each) for each in (found or b"").split() if int(each) > after})

    def about(self, uid: int) -> About | None:
        """None for a mail that has gone."""
        for found in self._ask("FETCH", str(uid), "(RFC822.SIZE INTERNALDATE)"):
            size = re.search(rb"RFC822\.SIZE (\d{1,12})", found or b"")
            moment = imaplib.Internaldate2tuple(found or b"")
            if size and moment:
                return About(int(size[1]), datetime.fromtimestamp(time.mktime(moment), UTC))
        return None

    def content(self, uid: int) -> bytes:
        """One byte more than we keep, at most; nothing for a mail that has gone."""
        for found in self._ask("FETCH", str(uid), f"(BODY.PEEK[]<0.{MAX_BYTES + 1}>)"):
            if isinstance(found, tuple):
                return bytes(found[1])
        return b""

    def _ask(self, command: str, *words: str) -> list[Any]:
        self.line.expect_an_answer()
        kind, found = self.line.uid(command, *words)
        if kind != "OK":
            raise self.line.error(f"{command} was refused")
        return found


def quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def folder_name(text: str) -> str:
    """As IMAP spells it: what is not ASCII stands in a base64 of its own (RFC 3501, 5.1.3)."""
    return re.sub(r"[^\x20-\x7e]+", _shifted, text.replace("&", "&-"))


def _shifted(found: re.Match[str]) -> str:
    coded = base64.b64encode(found[0].encode("utf-16-be"), altchars=b"+,").decode()
    return f"&{coded.rstrip('=')}-"
