"""A connection to an IMAP server: over TLS, at a public address, and for a while. No Django."""

import imaplib
import re
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from threading import Timer
from typing import NamedTuple, override

from applications import fetching
from applications.fetching import NotFetched, Why
from applications.public_addresses import is_public
from interviews.intake.limits import MAX_BYTES

TLS_PORT, STARTTLS_PORT = 993, 143
# A server that answers drop by drop keeps a worker no longer than that, from the look-up of its
# name to the last word.
SECONDS = 20.0
SILENCE = 8.0
# What may come in answer to one command: a mail, and what stands around it.
MOST_IN_ANSWER = MAX_BYTES + 1_000_000
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
    BUSY = "busy"
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


@dataclass(frozen=True)
class Ways:
    """The ways out, handed in for tests."""

    look_up: Callable[[str, int], list[str]] = fetching.look_up
    connect: Callable[[str, int, float], socket.socket] = fetching.connect
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    may_go: Callable[[str], bool] = is_public

    def plain(self, host: str, port: int, clock: "Clock") -> socket.socket:
        """:raises NotOpened: where nobody answers, or nobody whom we may ask"""
        try:
            found = fetching.looked_up(
                host, port, seconds=clock.patience, look_up=self.look_up, may_go=self.may_go
            )
        except NotFetched as error:
            raise NotOpened(TROUBLES.get(error.why, Trouble.UNREACHABLE)) from error
        for address in found:
            with suppress(OSError):
                return self.connect(address, port, clock.patience)
        raise NotOpened(Trouble.UNREACHABLE)


class Clock:
    """By when all of it is over."""

    def __init__(self, seconds: float) -> None:
        self.until = time.monotonic() + seconds

    @property
    def left(self) -> float:
        return max(0.0, self.until - time.monotonic())

    @property
    def patience(self) -> float:
        """How long to wait for one answer.

        :raises NotOpened: where no time is left
        """
        if not self.left:
            raise NotOpened(Trouble.UNREACHABLE)
        return min(SILENCE, self.left)


class Line(imaplib.IMAP4):
    """A connection that reads no more, and no longer, than it was told to."""

    def __init__(self, place: Place, ways: Ways, seconds: float) -> None:
        self.ways = ways
        self.clock = Clock(seconds)
        self.watch: Timer | None = None
        self.left = MOST_IN_ANSWER
        try:
            super().__init__(place.host, place.port, timeout=SILENCE)
        except BaseException:
            self.unwatch()
            raise

    # The base class's own door: it would look the name up by itself.
    def _create_socket(self, timeout: float | None) -> socket.socket:
        plain = self.ways.plain(self.host, self.port, self.clock)
        try:
            # A handshake as a whole takes no longer than this.
            plain.settimeout(self.clock.patience)
            stream = plain if self.port == STARTTLS_PORT else self._encrypted(plain)
        except (OSError, ValueError, NotOpened):
            plain.close()
            raise
        stream.settimeout(timeout)
        self.watch_over(stream)
        return stream

    def _encrypted(self, plain: socket.socket) -> socket.socket:
        return self.ways.tls.wrap_socket(plain, server_hostname=self.host)

    def watch_over(self, stream: socket.socket) -> None:
        """Wake up whoever waits for an answer on it once the time is over."""
        self.unwatch()
        self.watch = Timer(self.clock.left, end, [stream])
        self.watch.daemon = True
        self.watch.start()

    def unwatch(self) -> None:
        if self.watch is not None:
            self.watch.cancel()

    @override
    def read(self, size: int) -> bytes:
        self._spend(size)
        return super().read(size)

    @override
    def readline(self) -> bytes:
        line = super().readline()
        self._spend(len(line))
        return line

    def expect_an_answer(self, most: int = MOST_IN_ANSWER) -> None:
        self.left = most

    def _spend(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise self.abort("more than was asked for")


def end(stream: socket.socket) -> None:
    with suppress(OSError):
        socket.socket.shutdown(stream, socket.SHUT_RDWR)


@contextmanager
def signed_in(place: Place, ways: Ways, *, seconds: float) -> Iterator[Line]:
    """A connection, for so long and no longer.

    :raises NotOpened: where that can't be done, or no longer
    """
    try:
        line = Line(place, ways, seconds)
        try:
            enter(line, place)
            yield line
        finally:
            leave(line)
            line.unwatch()
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


def enter(line: Line, place: Place) -> None:
    if place.port == STARTTLS_PORT:
        line.starttls(line.ways.tls)
        line.watch_over(line.sock)
    sign_in(line, place)


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


def quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
