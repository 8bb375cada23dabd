"""Looking at a stranger's file safely: in a child process that can be killed."""

import json

from jobtracker.confined import NoAnswer, ask

from .kinds import FileType, Refusal, Refused, check_size

_SECONDS = 5.0
_LONGEST = 10_000


def type_safely(data: bytes, name: str) -> FileType:
    """What the file is.

    :raises Refused: where it is none of the types that are kept, and where nobody could tell
    """
    check_size(len(data))
    head = json.dumps({"name": name[-255:]}).encode()
    try:
        answer = ask(
            "applications.documents", head + b"\n" + data, seconds=_SECONDS, longest=_LONGEST
        )
    except NoAnswer as error:
        raise Refused(Refusal.UNKNOWN) from error
    if "refused" in answer:
        raise Refused(Refusal(answer["refused"]))
    return FileType(answer["type"])
