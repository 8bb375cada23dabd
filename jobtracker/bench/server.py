"""gunicorn as `make run` starts it, on a port of its own, and the time that its workers take."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PRODUCT = "jobtracker.settings"
REFERENCE = "jobtracker.bench.reference.settings"
PATIENCE_SECONDS = 60
GUNICORN = ("-m", "gunicorn", "--config", "python:jobtracker.server", "jobtracker.wsgi")


class Server:
    """One that runs, by its port and the process that looks after its workers."""

    def __init__(self, settings: str) -> None:
        self.port = free_port()
        changed = {"DJANGO_SETTINGS_MODULE": settings, "HOST": "127.0.0.1", "PORT": str(self.port)}
        self.process = subprocess.Popen(  # noqa: S603
            [sys.executable, *GUNICORN], env={**os.environ, **changed}
        )

    def wait_for_answer(self) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("The web server did not start; its last words are above.")
            time.sleep(0.05)

    def answers(self) -> bool:
        peer = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        with suppress(OSError, http.client.HTTPException):
            peer.request("HEAD", "/")
            return bool(peer.getresponse().status)
        return False

    @property
    def workers(self) -> list[int]:
        """The processes that answer; none where the system does not tell."""
        number = self.process.pid
        with suppress(OSError):
            told = Path(f"/proc/{number}/task/{number}/children").read_text()
            return [int(each) for each in told.split()]
        return []

    def cpu_seconds(self) -> float | None:
        """What the workers have used since they started; None where the system does not tell."""
        found = [cpu_seconds(each) for each in self.workers]
        return sum(found) if found else None

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def cpu_seconds(number: int, *, with_ended: bool = False) -> float:
    """Of a process with all its threads, in its own code and in the system's.

    `with_ended` counts the children that it has waited for, too.
    """
    # The second field is the program's name, in parentheses, and may hold anything.
    fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
    ticks = sum(map(int, fields[11 : 15 if with_ended else 13]))
    return ticks / os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(*settings: str) -> Iterator[list[Server]]:
    """A server for each of the settings, until the block ends."""
    servers: list[Server] = []
    try:
        for each in settings:
            servers.append(Server(each))  # noqa: PERF401 - those that started are stopped
        for server in servers:
            server.wait_for_answer()
        yield servers
    finally:
        for server in servers:
            server.stop()
