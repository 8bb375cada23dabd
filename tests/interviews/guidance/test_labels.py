"""Every value that a form or a card shows has words of its own."""

import pytest

from interviews.guidance import labels as label_module
from tests.interviews.guidance.cards import PRESSING

LABELS = {name: value for name, value in vars(label_module).items() if name.endswith("_LABELS")}


@pytest.mark.parametrize("labels", LABELS.values(), ids=LABELS)
def test_labels_are_complete_and_distinct(labels):
    kind = type(next(iter(labels)))
    shown = set(kind) if kind is not int else {1, 2, 3, 4, 5}
    if labels is LABELS["PRACTICE_LABELS"]:
        shown = {"low", "medium", "high"}
    if labels is LABELS["LEVERAGE_LABELS"]:
        shown = {"none", "medium", "high"}
    assert set(labels) == shown
    assert len(set(labels.values())) == len(labels)
    assert not any(PRESSING.search(label) for label in labels.values())
