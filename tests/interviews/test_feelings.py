"""A rise, a fall, and what was feared: told alike, and as no verdict."""

import pytest

from interviews.feelings import (
    CONFIDENCE_ANCHORS,
    DREAD_ANCHORS,
    NERVES_ANCHORS,
    about_confidence,
    about_dread,
)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (None, None, ""),
        (2, None, "2 of 5 before"),
        (None, 3, "3 of 5 after"),
        (2, 4, "It rose from 2 to 4 of 5."),
        (3, 3, "It stayed at 3."),
    ],
)
def test_confidence_of_one_interview(before, after, said):
    assert about_confidence(before, after) == said


def test_fall_is_told_with_a_kind_word():
    said = about_confidence(4, 2)
    assert said.startswith("It went from 4 to 2 of 5.")
    assert "for everybody" in said


@pytest.mark.parametrize(
    ("expected", "was", "said"),
    [(4, 2, "easier than you thought"), (2, 4, "harder than you thought"), (3, 3, "and so it was")],
)
def test_what_was_feared_stands_beside_what_came(expected, was, said):
    told = about_dread(expected, was)
    assert said in told
    assert f"You expected {expected} of 5" in told
    assert "!" not in told


@pytest.mark.parametrize("anchors", [CONFIDENCE_ANCHORS, NERVES_ANCHORS, DREAD_ANCHORS])
def test_every_step_has_its_words(anchors):
    assert list(anchors) == [1, 2, 3, 4, 5]
    assert len({*anchors.values()}) == 5
