"""The reader on mail of many wordings, written for this: see ``worded/``."""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from interviews.intake.measure.report import lines
from interviews.intake.measure.samples import Skipped, samples_in
from interviews.intake.measure.scores import Outcome, Scores, score
from interviews.intake.read import read
from interviews.intake.reading import Label

NOW = datetime(2026, 3, 3, tzinfo=UTC)


@cache
def scores() -> Scores:
    samples = samples_in(Path(__file__).parent / "worded", Skipped())
    return score([Outcome(one, read(one.kind, one.data, received_at=NOW)) for one in samples])


@pytest.mark.parametrize("label", list(Label))
def test_label_is_told_from_the_others(label: Label):
    (found,) = (one for one in scores().labels if one.label is label)
    assert (found.precision.share or 0) >= 0.95, "\n".join(lines(scores()))
    assert (found.recall.share or 0) >= 0.93, "\n".join(lines(scores()))


@pytest.mark.parametrize(("fact", "share"), [("start", 0.97), ("employer", 0.93), ("title", 0.93)])
def test_facts_are_right(fact: str, share: float):
    assert (scores().facts[fact].share or 0) >= share
