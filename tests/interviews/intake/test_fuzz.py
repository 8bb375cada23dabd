"""A hundred thousand broken messages: each parser answers, and not at length."""

import pytest

from tests.interviews.intake.fuzzing import run

CHUNKS, EACH = 8, 12_500
MOST_ANSWER = 200_000


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_parsers_answer_whatever_they_are_given(chunk: int):
    count = 0
    for target, data, found in run(chunk, EACH):
        assert not isinstance(found, Exception), f"{target.name}: {found!r} on {data!r}"
        assert len(repr(found)) < MOST_ANSWER, f"{target.name} on {data!r}"
        count += 1
    assert count == EACH
