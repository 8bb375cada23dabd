"""Every pattern stays linear on text made to slow it down: the child has one CPU second."""

from datetime import UTC, datetime

import pytest

from interviews.intake.reading import Kind
from interviews.intake.sandbox import read_safely

NOW = datetime(2026, 7, 9, tzinfo=UTC)
PIECES = ["a", "Aa ", "A & ", "1", "12 May ", "Monday ", "\n", "> ", "invite you ", "GMT+", "1 Aa "]
MORE = ["(", "bei A ", "+1 ", "http://a", "10 - ", "Von: ", "!", "<", "on a ", "at A. "]


@pytest.mark.parametrize("piece", PIECES)
def test_child_answers_in_time_on_a_repeated_piece(piece: str):
    text = piece * (40_000 // len(piece))
    assert read_safely(Kind.TEXT, f"x {text} y".encode(), received_at=NOW).slots is not None


def test_child_answers_in_time_on_many_repeated_pieces():
    text = "\n".join(piece * 600 for piece in MORE)
    assert read_safely(Kind.TEXT, text.encode(), received_at=NOW).text.startswith("((")
