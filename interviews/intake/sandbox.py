"""Reading hostile bytes safely: in a child process that can be killed."""

import json
from datetime import datetime

from jobtracker.confined import Death, NoAnswer
from jobtracker.nursery import Nurseries

from .limits import Refusal, Refused, check
from .reading import Kind, Reading

# The limit on processor time ends a hard message; this only ends one that waits for nothing.
_SECONDS = 10.0
_MAX_ANSWER = 8_000_000
_CHILDREN = Nurseries("interviews.intake.child")


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
    try:
        answer = _CHILDREN.ask(request + b"\n" + data, seconds=_SECONDS, longest=_MAX_ANSWER)
    except NoAnswer as error:
        raise Unreadable(error.code) from error
    if "refused" in answer:
        refused = answer["refused"]
        raise Refused(Refusal(refused["code"]), refused["message"])
    try:
        return Reading.from_dict(answer["reading"])
    except (KeyError, TypeError, ValueError) as error:
        raise Unreadable(Death.BAD_ANSWER) from error
