"""Asks a page again and again, by one client or by several at once, and keeps the times."""

import gzip
import http.client
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from statistics import quantiles
from typing import NamedTuple

from jobtracker.bench.server import Server

TIMEOUT_SECONDS = 60


class Visit(NamedTuple):
    """One request, with all that its person's browser would send along."""

    address: str
    headers: dict[str, str]
    body: str = ""


class Answer(NamedTuple):
    """What came back: the size of what stands above it, and itself, packed or not."""

    head: int
    content: bytes
    is_packed: bool

    @property
    def size(self) -> int:
        """All bytes that were sent."""
        return self.head + len(self.content)

    @property
    def packed(self) -> int:
        """What of it goes on, where a proxy packs what is not packed yet."""
        return len(self.content if self.is_packed else gzip.compress(self.content, 6))


@dataclass(frozen=True)
class Measured:
    """Times in milliseconds; `cpu` is what the server took for each request."""

    requests: int
    seconds: float
    cpu: float | None
    p50: float
    p95: float
    p99: float

    @property
    def per_second(self) -> float:
        return self.requests / self.seconds


@dataclass
class Load:
    """The requests of several clients, until the time is up and each asked often enough."""

    server: Server
    visits: Sequence[Visit]
    least: int
    until: float
    turns: "count[int]" = field(default_factory=count)
    times: list[float] = field(default_factory=list)
    errors: list[BaseException] = field(default_factory=list)

    def run(self, clients: int) -> None:
        threads = [threading.Thread(target=self.ask_on) for _ in range(clients)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if self.errors:
            raise self.errors[0]

    def ask_on(self) -> None:
        try:
            while not self.errors and (
                time.perf_counter() < self.until or len(self.times) < self.least
            ):
                visit = self.visits[next(self.turns) % len(self.visits)]
                before = time.perf_counter()
                ask(self.server, visit)
                self.times.append(time.perf_counter() - before)
        except BaseException as error:  # raised again by whoever started us
            self.errors.append(error)


def measure(
    server: Server, visits: Sequence[Visit], *, clients: int, seconds: float, least: int
) -> Measured:
    """Ask for that long, and at least so many times."""
    cpu, start = server.cpu_seconds(), time.perf_counter()
    load = Load(server, visits, least, until=start + seconds)
    load.run(clients)
    took, cpu_after = time.perf_counter() - start, server.cpu_seconds()
    times = [each * 1_000 for each in load.times]
    cuts = quantiles(times, n=100, method="inclusive") if len(times) > 1 else times * 99
    used = None if cpu is None or cpu_after is None else (cpu_after - cpu) * 1_000 / len(times)
    return Measured(len(times), took, used, cuts[49], cuts[94], cuts[98])


def ask(server: Server, visit: Visit) -> Answer:
    """Fetch the page over a connection of its own, as a proxy does; anything but a page fails."""
    peer = http.client.HTTPConnection("127.0.0.1", server.port, timeout=TIMEOUT_SECONDS)
    try:
        method = "POST" if visit.body else "GET"
        peer.request(method, visit.address, visit.body or None, visit.headers)
        answer = peer.getresponse()
        content = answer.read()
    finally:
        peer.close()
    if answer.status != http.client.OK:
        raise RuntimeError(f"{method} {visit.address} was answered with {answer.status}.")
    head = sum(len(name) + len(value) + 4 for name, value in answer.getheaders())
    return Answer(head, content, answer.getheader("Content-Encoding") is not None)
