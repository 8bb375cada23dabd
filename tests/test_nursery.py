"""Children that are forked from a process which waits for requests."""

import json
import os
import signal
import time
from collections.abc import Iterator

import pytest

from jobtracker.confined import Death, NoAnswer
from jobtracker.nursery import Nurseries


def warm() -> None:
    """Called once in the process that waits."""


def answer(request: bytes) -> bytes:
    """What the children of these tests do: the request names it."""
    match request.split(b" "):
        case [b"sleep"]:
            time.sleep(60)
        case [b"die"]:
            os.kill(os.getpid(), signal.SIGKILL)
        case [b"raise"]:
            raise ValueError(request)
        case [b"long", count]:
            return b'{"said": "%s"}' % (b"x" * int(count))
        case [b"nonsense"]:
            return b"nonsense"
    return json.dumps({"said": request.decode(), "by": os.getpid()}).encode()


@pytest.fixture(scope="module")
def nurseries() -> Iterator[Nurseries]:
    found = Nurseries("tests.test_nursery")
    yield found
    found.close()


def test_each_request_has_a_child_of_its_own(nurseries: Nurseries):
    one, two = (nurseries.ask(word, seconds=20, longest=1_000) for word in (b"one", b"two"))
    assert (one["said"], two["said"]) == ("one", "two")
    assert one["by"] != two["by"]


def test_long_request_and_answer_come_through(nurseries: Nurseries):
    assert len(nurseries.ask(b"x" * 3_000_000, seconds=20, longest=4_000_000)["said"]) == 3_000_000


@pytest.mark.parametrize(
    ("request_", "seconds", "code"),
    [
        (b"die", 20, Death.DIED),
        (b"raise", 20, Death.DIED),
        (b"sleep", 0.2, Death.TIMED_OUT),
        (b"nonsense", 20, Death.BAD_ANSWER),
        (b"long 2000", 20, Death.BAD_ANSWER),
    ],
)
def test_child_that_fails_fails_alone(
    nurseries: Nurseries, request_: bytes, seconds: float, code: Death
):
    with pytest.raises(NoAnswer) as failed:
        nurseries.ask(request_, seconds=seconds, longest=1_000)
    assert failed.value.code is code
    assert nurseries.ask(b"next", seconds=20, longest=1_000)["said"] == "next"


def test_process_that_ended_meanwhile_is_replaced(nurseries: Nurseries):
    nurseries.ask(b"one", seconds=20, longest=1_000)
    waiting = nurseries._idle[-1]
    waiting._process.kill()
    waiting._process.wait()
    assert nurseries.ask(b"two", seconds=20, longest=1_000)["said"] == "two"


def test_fork_of_the_parent_leaves_its_children_alone(nurseries: Nurseries):
    nurseries.ask(b"one", seconds=20, longest=1_000)
    nurseries._leave_to_parent()
    assert nurseries._idle == []
    assert nurseries.ask(b"two", seconds=20, longest=1_000)["said"] == "two"
