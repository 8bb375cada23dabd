"""A child process for hostile bytes: it has little time and memory, no network, and no secret.

One of our modules is run as a program. It calls `confine` before it parses anything, reads its
standard input and writes its answer to standard output.
"""

import json
import os
import resource
import subprocess
import sys
from enum import StrEnum
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).resolve().parents[1]
_FORBIDDEN = (
    "socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.system",
    "pty.", "ctypes.", "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink",
    "os.chmod", "os.chown", "os.truncate", "os.kill", "shutil.", "ftplib.", "urllib.", "http.",
)  # fmt: skip
_WRITING = 0o3  # os.O_WRONLY | os.O_RDWR
_KEPT = ("LANG", "LC_ALL", "TZDIR")


class Death(StrEnum):
    """How a child ended without an answer."""

    TIMED_OUT = "timed_out"
    DIED = "died"
    BAD_ANSWER = "bad_answer"


class NoAnswer(Exception):  # noqa: N818 - says what came back
    """The child was killed, or what it wrote is no answer."""

    def __init__(self, code: Death) -> None:
        super().__init__(f"The child gave no answer ({code}).")
        self.code = code


def ask(module: str, request: bytes, *, seconds: float, longest: int) -> dict[str, Any]:
    """The JSON object that the module answers with, in at most so many seconds and bytes.

    :raises NoAnswer: where there is none
    """
    try:
        child = subprocess.run(  # noqa: S603 - a module of our own
            [sys.executable, "-P", "-m", module],
            input=request,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(),
            cwd="/",
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise NoAnswer(Death.TIMED_OUT) from error
    if child.returncode != 0:
        raise NoAnswer(Death.DIED)
    return _answer(child.stdout, longest)


def _answer(output: bytes, longest: int) -> dict[str, Any]:
    try:
        answer = json.loads(output) if len(output) <= longest else None
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        raise NoAnswer(Death.BAD_ANSWER)
    return answer


def environment() -> dict[str, str]:
    """What the interpreter needs and nothing else: no secret, no database address."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return {**kept, "PYTHONPATH": str(_ROOT), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}


def confine(*, seconds: int, megabytes: int) -> None:
    """Limit this process for good: so much more processor time and memory, and no way out."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime)
    resource.setrlimit(resource.RLIMIT_CPU, (spent + seconds, spent + seconds + 1))
    memory = _address_space() + megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (16, 16))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.addaudithook(_refuse)


def _address_space() -> int:
    with open("/proc/self/statm", encoding="ascii") as sizes:  # noqa: PTH123 - one small read
        return int(sizes.read().split()[0]) * resource.getpagesize()


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    writes = event == "open" and isinstance(arguments[2], int) and bool(arguments[2] & _WRITING)
    if writes or event.startswith(_FORBIDDEN):
        raise PermissionError(f"{event} is not allowed while hostile bytes are read")
