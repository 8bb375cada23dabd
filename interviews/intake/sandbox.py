"""Reading hostile bytes safely: in a child process that can be killed."""

import json
import os
import subprocess
import sys
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from .limits import Refusal, Refused, check
from .reading import Kind, Reading

_ROOT = Path(__file__).resolve().parents[2]
# The limit on processor time ends a hard message; this only ends one that waits for nothing.
_SECONDS = 10.0
_MAX_ANSWER = 8_000_000


class Death(StrEnum):
    """How a child ended without an answer."""

    TIMED_OUT = "timed_out"
    DIED = "died"
    BAD_ANSWER = "bad_answer"


class Unreadable(Exception):  # noqa: N818 - says what the message is
    """The child gave no answer; the raw message is worth keeping, its fields are unknown."""

    def __init__(self, code: Death) -> None:
        super().__init__(f"The message could not be read ({code}).")
        self.code = code


def read_safely(kind: Kind, data: bytes, *, received_at: datetime) -> Reading:
    """Read one message in a limited child process.

    Raises ``Refused`` beyond a limit, and ``Unreadable`` when the child died or was killed.
    """
    check(kind, data)
    request = json.dumps({"kind": kind, "received_at": received_at.isoformat()}).encode()
    answer = _answer(_ask(request + b"\n" + data))
    if "refused" in answer:
        refused = answer["refused"]
        raise Refused(Refusal(refused["code"]), refused["message"])
    try:
        return Reading.from_dict(answer["reading"])
    except (KeyError, TypeError, ValueError) as error:
        raise Unreadable(Death.BAD_ANSWER) from error


def _ask(request: bytes) -> bytes:
    try:
        child = subprocess.run(
            [sys.executable, "-P", "-m", "interviews.intake"],
            input=request,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            cwd="/",
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable(Death.TIMED_OUT) from error
    if child.returncode != 0:
        raise Unreadable(Death.DIED)
    return child.stdout


def _answer(output: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(output) if len(output) <= _MAX_ANSWER else None
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        raise Unreadable(Death.BAD_ANSWER)
    return answer


def _environment() -> dict[str, str]:
    """Return what the interpreter needs and nothing else: no secret, no database address."""
    kept = {name: os.environ[name] for name in ("LANG", "LC_ALL", "TZDIR") if name in os.environ}
    return {**kept, "PYTHONPATH": str(_ROOT), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}
