"""Fetching what is behind a link, from the public internet and nowhere else (T23).

A name is looked up once, every address that it has must be public, and the connection goes to
one of these very addresses; each hop anew. No Django, no cookie, nothing that says who asks.
"""

import http.client
import io
import re
import socket
import ssl
import time
from collections.abc import Buffer, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLate
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from threading import BoundedSemaphore
from typing import NamedTuple, override
from urllib.parse import quote, urljoin, urlsplit

from applications.public_addresses import is_public

MAX_BYTES = 2_000_000
# What may come beside the page itself: status lines and headers, of all hops.
_MOST_BESIDE = 300_000
MAX_HOPS = 3
SECONDS = 5.0
_PORTS = {"http": 80, "https": 443}
_REDIRECTS = {301, 302, 303, 307, 308}
_CHUNK = 65_536
_HEADERS = {
    "Accept-Language": "en, *;q=0.5",
    "Accept-Encoding": "identity",
    "Connection": "close",
}
# Whoever waits for another site keeps others here from being served.
_AT_ONCE = BoundedSemaphore(2)
PATIENCE = 1.0
# A look-up can't be called off, so only so many may be under way.
_LOOK_UPS = ThreadPoolExecutor(max_workers=8, thread_name_prefix="look-up")


class Why(StrEnum):
    """Why a link was not fetched."""

    ADDRESS = "address"
    NOT_PUBLIC = "not_public"
    NO_ANSWER = "no_answer"
    TOO_SLOW = "too_slow"
    TOO_MANY_HOPS = "too_many_hops"
    REFUSED = "refused"
    NO_PAGE = "no_page"
    TOO_LARGE = "too_large"
    BUSY = "busy"


class NotFetched(Exception):  # noqa: N818 - an answer, not a fault
    """The page could not be had; the link is worth keeping."""

    def __init__(self, why: Why) -> None:
        super().__init__(f"The link was not fetched ({why}).")
        self.why = why


@dataclass(frozen=True)
class Wanted:
    """What is looked for behind a link: its media types, by which name, and how much of it.

    Beyond `most` bytes the start is taken where `start_is_enough`, and nothing where it is not.
    """

    types: frozenset[str]
    accept: str
    agent: str
    most: int = MAX_BYTES
    start_is_enough: bool = True


PAGE = Wanted(
    types=frozenset({"text/html", "application/xhtml+xml", "text/plain", ""}),
    accept="text/html, application/xhtml+xml;q=0.9, text/plain;q=0.5",
    agent="Jobtracker (fetches one posting for a person who asked for it)",
)
CALENDAR = Wanted(
    types=frozenset({"text/calendar", "text/plain", "application/octet-stream", ""}),
    accept="text/calendar, text/plain;q=0.5",
    agent="Jobtracker (reads a calendar for the person whose it is)",
    most=5_000_000,
    start_is_enough=False,
)


class Page(NamedTuple):
    """What came, in bytes as they came; `charset` is what the server called them."""

    content: bytes
    charset: str


class Target(NamedTuple):
    """Where a link leads: `host` in ASCII, `path` with its query."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def named(self) -> str:
        """As the header writes it."""
        return f"[{self.host}]" if ":" in self.host else self.host


def fetch(url: str, wanted: Wanted = PAGE) -> Page:
    """What is behind a link.

    :raises NotFetched: for whatever reason there is none
    """
    if not _AT_ONCE.acquire(timeout=PATIENCE):
        raise NotFetched(Why.BUSY)
    try:
        return Fetcher(wanted=wanted).fetch(url)
    finally:
        _AT_ONCE.release()


def look_up(host: str, port: int) -> list[str]:
    """Every address that the name has."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def looked_up(
    host: str,
    port: int,
    *,
    seconds: float,
    look_up: Callable[[str, int], list[str]] = look_up,
    may_go: Callable[[str], bool] = is_public,
) -> list[str]:
    """Every address of the host, looked up this once; one that is not public spoils them all.

    :raises NotFetched: where there is none, or none that we may go to
    """
    coming = _LOOK_UPS.submit(look_up, host, port)
    try:
        found = coming.result(seconds)
    except TooLate as error:
        coming.cancel()
        raise NotFetched(Why.TOO_SLOW) from error
    except (OSError, UnicodeError) as error:
        raise NotFetched(Why.NO_ANSWER) from error
    if not all(map(may_go, found)):
        raise NotFetched(Why.NOT_PUBLIC)
    return found


def connect(address: str, port: int, seconds: float) -> socket.socket:
    return socket.create_connection((address, port), timeout=seconds)


@dataclass
class Fetcher:
    """One fetch, with its clock and its budget; the ways out are handed in for tests."""

    look_up: Callable[[str, int], list[str]] = look_up
    connect: Callable[[str, int, float], socket.socket] = connect
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    now: Callable[[], float] = time.monotonic
    seconds: float = SECONDS
    wanted: Wanted = PAGE

    def __post_init__(self) -> None:
        self.budget = self.wanted.most + _MOST_BESIDE

    def fetch(self, url: str) -> Page:
        """:raises NotFetched: for whatever reason there is no page"""
        self.until = self.now() + self.seconds
        for _ in range(MAX_HOPS + 1):
            answer = self._hop(target_of(url))
            if isinstance(answer, Page):
                return answer
            url = urljoin(url, answer)
        raise NotFetched(Why.TOO_MANY_HOPS)

    def left(self) -> float:
        """The seconds that are left."""
        left = self.until - self.now()
        if left <= 0:
            raise NotFetched(Why.TOO_SLOW)
        return left

    def _hop(self, target: Target) -> Page | str:
        """The page, or where it is said to be."""
        with self._connected(target) as wire:
            there = http.client.HTTPConnection(target.host, target.port)
            there.sock = wire
            try:
                there.request("GET", target.path, headers=self._headers | {"Host": target.named})
                response = there.getresponse()
                return self._answer(response)
            except TimeoutError as error:
                raise NotFetched(Why.TOO_SLOW) from error
            except (OSError, http.client.HTTPException, ValueError) as error:
                raise NotFetched(Why.NO_ANSWER) from error

    def _answer(self, response: http.client.HTTPResponse) -> Page | str:
        if response.status in _REDIRECTS and (location := response.headers.get("Location")):
            return location
        if response.status != 200:
            raise NotFetched(Why.REFUSED)
        is_page = response.headers.get_content_type() in self.wanted.types
        if not is_page or response.headers.get("Content-Encoding", "identity") != "identity":
            raise NotFetched(Why.NO_PAGE)
        return Page(self._content(response), response.headers.get_content_charset() or "")

    @property
    def _headers(self) -> dict[str, str]:
        return _HEADERS | {"User-Agent": self.wanted.agent, "Accept": self.wanted.accept}

    def _content(self, response: http.client.HTTPResponse) -> bytes:
        """As much of it as we take: a posting stands at the start of its page."""
        parts: list[bytes] = []
        size, most = 0, self.wanted.most
        while size < most and (part := response.read(min(_CHUNK, most - size))):
            parts.append(part)
            size += len(part)
        if size == most and not self.wanted.start_is_enough and response.read(1):
            raise NotFetched(Why.TOO_LARGE)
        return b"".join(parts)

    @contextmanager
    def _connected(self, target: Target) -> Iterator["Wire"]:
        found = looked_up(target.host, target.port, seconds=self.left(), look_up=self.look_up)
        plain = self._first_that_answers(found, target.port)
        try:
            stream = plain
            if target.scheme == "https":
                plain.settimeout(self.left())
                stream = self.tls.wrap_socket(plain, server_hostname=target.host)
        except TimeoutError as error:
            plain.close()
            raise NotFetched(Why.TOO_SLOW) from error
        except (OSError, ValueError) as error:
            plain.close()
            raise NotFetched(Why.NO_ANSWER) from error
        with stream:
            yield Wire(stream, self)

    def _first_that_answers(self, addresses: list[str], port: int) -> socket.socket:
        for address in addresses:
            try:
                return self.connect(address, port, self.left())
            except OSError:
                continue
        self.left()
        raise NotFetched(Why.NO_ANSWER)


class Wire:
    """A socket as http.client wants it, closed by whoever opened it."""

    def __init__(self, stream: socket.socket, fetch: Fetcher) -> None:
        self.stream = stream
        self.fetch = fetch

    def sendall(self, data: bytes) -> None:
        self.stream.settimeout(self.fetch.left())
        self.stream.sendall(data)

    def makefile(self, *_mode: object) -> io.BufferedReader:
        return io.BufferedReader(Incoming(self.stream, self.fetch))

    def close(self) -> None:
        pass


class Incoming(io.RawIOBase):
    """What comes in; it knows by when all must be over, and how much may come."""

    def __init__(self, stream: socket.socket, fetch: Fetcher) -> None:
        super().__init__()
        self.stream = stream
        self.fetch = fetch

    @override
    def readable(self) -> bool:
        return True

    @override
    def readinto(self, buffer: Buffer, /) -> int:
        self.stream.settimeout(self.fetch.left())
        count = self.stream.recv_into(buffer)
        self.fetch.budget -= count
        if self.fetch.budget < 0:
            raise NotFetched(Why.NO_PAGE)
        return count


def target_of(url: str) -> Target:
    """:raises NotFetched: for what is no plain address of a web page"""
    if re.search(r"[\x00-\x20\x7f\\]", url):
        raise NotFetched(Why.ADDRESS)
    try:
        parts = urlsplit(url)
        port, host = parts.port, (parts.hostname or "").encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise NotFetched(Why.ADDRESS) from error
    has_name = parts.username is not None or parts.password is not None
    usual = _PORTS.get(parts.scheme)
    if usual is None or has_name or not host or port not in (None, usual):
        raise NotFetched(Why.ADDRESS)
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    return Target(parts.scheme, host, usual, f"{path}?{query}" if query else path)
