"""Confined children without the wait: a process that has imported a module forks one a request.

`confined.ask` starts an interpreter each time, which costs half a second of processor time where
the module imports much. Here that is paid once. The process in between never looks into what it
hands on, and each child still reads one request alone, under its own limits, and is gone.
"""

import atexit
import gc
import json
import os
import select
import signal
import struct
import subprocess
import sys
import threading
import time
from contextlib import suppress
from importlib import import_module
from typing import IO, Any

from jobtracker.confined import Death, NoAnswer, environment

_HEAD = struct.Struct("!dQ")  # seconds, bytes of the request
_TAIL = struct.Struct("!cQ")  # how it ended, bytes of the answer
_ENDED = {b"T": Death.TIMED_OUT, b"D": Death.DIED}
_IDLE_SECONDS = 120.0
_MAX_IDLE = 2
_GRACE = 5.0
_CHUNK = 1 << 16


class Nurseries:
    """The running processes of one module, shared by the threads of this process."""

    def __init__(self, module: str) -> None:
        self.module = module
        self._idle: list[_Nursery] = []
        self._lock = threading.Lock()
        os.register_at_fork(after_in_child=self._leave_to_parent)
        atexit.register(self.close)

    def ask(self, request: bytes, *, seconds: float, longest: int) -> dict[str, Any]:
        """Return the JSON object that the module answers with.

        :raises NoAnswer: where there is none in time, or it is longer than ``longest`` bytes
        """
        nursery = self._take()
        try:
            code, answer = nursery.ask(request, seconds, longest)
        except BaseException:
            nursery.kill()
            raise
        self._give_back(nursery)
        if code in _ENDED:
            raise NoAnswer(_ENDED[code])
        return _object(answer)

    def close(self) -> None:
        """End those that wait; the next request starts anew."""
        with self._lock:
            ended, self._idle = self._idle, []
        for nursery in ended:
            nursery.kill()

    def _take(self) -> "_Nursery":
        with self._lock:
            while self._idle:
                nursery = self._idle.pop()
                if nursery.is_fresh():
                    return nursery
                nursery.kill()
        return _Nursery(self.module)

    def _give_back(self, nursery: "_Nursery") -> None:
        with self._lock:
            if len(self._idle) < _MAX_IDLE:
                self._idle.append(nursery)
                return
        nursery.kill()

    def _leave_to_parent(self) -> None:
        """A fork of this process must not talk to them as well."""
        self._lock = threading.Lock()
        for nursery in self._idle:
            nursery.forget()
        self._idle = []


class _Nursery:
    def __init__(self, module: str) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - a module of our own
            [sys.executable, "-P", "-m", "jobtracker.nursery", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(),
            cwd="/",
        )
        self._used = time.monotonic()

    @property
    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        assert self._process.stdin is not None  # noqa: S101 - for the type checker
        assert self._process.stdout is not None  # noqa: S101 - for the type checker
        return self._process.stdin, self._process.stdout

    def is_fresh(self) -> bool:
        """Tell whether it has not ended by itself, and is not about to."""
        waited = time.monotonic() - self._used
        return self._process.poll() is None and waited < _IDLE_SECONDS / 2

    def ask(self, request: bytes, seconds: float, longest: int) -> tuple[bytes, bytes]:
        to, back = self._pipes
        try:
            to.write(_HEAD.pack(seconds, len(request)) + request)
            to.flush()
            # The process in between keeps the time; this only ends one that is itself stuck.
            until = time.monotonic() + seconds + _GRACE
            code, length = _TAIL.unpack(_read_until(back.fileno(), _TAIL.size, until))
            if length > longest:
                raise NoAnswer(Death.BAD_ANSWER)
            answer = _read_until(back.fileno(), length, until)
        except (OSError, struct.error) as error:
            raise NoAnswer(Death.DIED) from error
        self._used = time.monotonic()
        return code, answer

    def kill(self) -> None:
        self._process.kill()
        self.forget()

    def forget(self) -> None:
        for pipe in self._pipes:
            with suppress(OSError):
                pipe.close()
        with suppress(OSError):
            self._process.wait()


def _object(answer: bytes) -> dict[str, Any]:
    try:
        found = json.loads(answer)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise NoAnswer(Death.BAD_ANSWER)
    return found


def _read_until(pipe: int, length: int, until: float) -> bytes:
    """Return so many bytes, or fewer where the other side ended.

    :raises NoAnswer: when the time is up
    """
    found = bytearray()
    while len(found) < length:
        if not _has_more(pipe, until - time.monotonic()):
            raise NoAnswer(Death.TIMED_OUT)
        part = os.read(pipe, min(_CHUNK, length - len(found)))
        if not part:
            break
        found += part
    return bytes(found)


def _has_more(pipe: int, seconds: float) -> bool:
    """Wait for something to read, or for the other side's end."""
    poll = select.poll()
    poll.register(pipe, select.POLLIN)
    return bool(poll.poll(max(0.0, seconds) * 1000))


def main(module: str) -> int:
    """Hand on requests from standard input until it ends, or nobody asked for a while."""
    found = import_module(module)
    found.warm()
    gc.collect()
    gc.freeze()  # children share what is never looked through
    while _has_more(0, _IDLE_SECONDS):
        try:
            seconds, length = _HEAD.unpack(_read_all(0, _HEAD.size))
        except struct.error:
            break
        code, answer = _raise_child(found.answer, _read_all(0, length), seconds)
        _write_all(1, _TAIL.pack(code, len(answer)) + answer)
    return 0


def _raise_child(answer: Any, request: bytes, seconds: float) -> tuple[bytes, bytes]:  # noqa: ANN401
    back, to = os.pipe()
    child = os.fork()
    if child == 0:
        _be_child(answer, request, to)
    os.close(to)
    try:
        found = _read_until(back, sys.maxsize, time.monotonic() + seconds)
        code = b"A"
    except NoAnswer:
        found, code = b"", b"T"
    os.close(back)
    with suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL if code == b"T" else 0)
    status = os.waitpid(child, 0)[1]
    return (code, found) if status == 0 or code == b"T" else (b"D", b"")


def _be_child(answer: Any, request: bytes, to: int) -> None:  # noqa: ANN401
    """Answer one request, and end without any clearing up."""
    status = 1
    try:
        nothing = os.open(os.devnull, os.O_RDWR)
        os.dup2(nothing, 0)
        os.dup2(nothing, 1)
        _write_all(to, answer(request))
        status = 0
    finally:
        os._exit(status)


def _read_all(pipe: int, length: int) -> bytes:
    found = bytearray()
    while len(found) < length and (part := os.read(pipe, min(_CHUNK, length - len(found)))):
        found += part
    return bytes(found)


def _write_all(pipe: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(pipe, view) :]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
