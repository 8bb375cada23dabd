"""Reading a stranger's table safely: in a child process that can be killed."""

from jobtracker.confined import NoAnswer, ask

from .limits import Refusal, Refused, check_size
from .sheet import Sheet

_SECONDS = 20.0
_LONGEST = 64_000_000
_GAVE_UP = "We gave up on this file: it takes too long to read. Save it anew as CSV."


def read_safely(data: bytes) -> Sheet:
    """The table of a file, in seconds at most.

    :raises Refused: beyond a limit, where there is no table, and where the child had to be ended
    """
    check_size(len(data))
    try:
        answer = ask("applications.transfer", data, seconds=_SECONDS, longest=_LONGEST)
    except NoAnswer as error:
        raise Refused(Refusal.BROKEN, _GAVE_UP) from error
    if "refused" in answer:
        refused = answer["refused"]
        raise Refused(Refusal(refused["code"]), refused["message"])
    return Sheet.from_dict(answer["sheet"])
