"""A hundred thousand broken messages: each parser answers, soon, and not at length."""

import time

import pytest

from tests.interviews.intake.fuzzing import run

CHUNKS, EACH = 8, 12_500
MOST_SECONDS = 0.5
MOST_ANSWER = 200_000


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_parsers_answer_whatever_they_are_given(chunk: int):
    begun, count = time.process_time(), 0
    for target, data, found in run(chunk, EACH):
        now = time.process_time()
        assert not isinstance(found, Exception), f"{target.name}: {found!r} on {data!r}"
        assert now - begun < MOST_SECONDS, f"{target.name} took {now - begun:.1f} s on {data!r}"
        assert len(repr(found)) < MOST_ANSWER, f"{target.name} on {data!r}"
        begun, count = time.process_time(), count + 1
    assert count == EACH
