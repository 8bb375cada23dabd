"""Every pattern stays quick on text made to slow it down."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from interviews.intake import parties, places, zones
from interviews.intake.classify import classify
from interviews.intake.quoting import Parts, split
from interviews.intake.slots import read_times

NOW = datetime(2026, 7, 9, tzinfo=UTC)
CPU_SECONDS = 0.7
PIECES = [
    "a", " ", "A ", "Aa ", "1", "1 ", "12:", "1.", "1/", "\n", "> ", "--", "- ", "on ", "On a ",
    "invite you ", "(", "+1 ", "bei ", "at A ", "for the A ", "A & ", "interview ", "!", "Monday ",
    "with A b ", "Location: ", "1 Aa ", "GMT+", "Von: ", "Frau A", "http://a", "<", "10 - ", "12 May ",
]  # fmt: skip
READERS: list[Callable[[str], object]] = [
    lambda text: classify(text[:600], text),
    lambda text: read_times(text, NOW),
    lambda text: zones.find(text[:30_000], text),
    lambda text: split(text, is_forward=True),
    lambda text: parties.read_title("", text),
    lambda text: parties.read_people(Parts(text, text, "")),
    lambda text: parties.read_phone(Parts(text, "", "")),
    lambda text: parties._company_in(text[:20_000], legal_only=False),
    lambda text: places.read_place(text),
    lambda text: places.links(text),
]


@pytest.mark.parametrize("reader", READERS, ids=range(len(READERS)))
def test_reader_is_quick_on_repeated_pieces(reader: Callable[[str], object]):
    for piece in PIECES:
        text = (piece * 20_000)[:20_000]
        before = time.process_time()
        reader(text)
        spent = time.process_time() - before
        assert spent < CPU_SECONDS, (piece, spent)
