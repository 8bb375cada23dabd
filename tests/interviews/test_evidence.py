"""Sentences from a person's own interviews: counts, contrary cases, nothing from too few."""

import pytest

from interviews.evidence import Dream, Past, leverage, open_mind, practice

MINIMUM = 3


def past(days_ago=10, before=None, after=None, confidence=None, stumped=None):
    """`stumped` is None, or whether the question has an answer by now."""
    return Past(
        days_ago=days_ago,
        interest_before=before,
        interest_after=after,
        confidence_before=None,
        confidence_after=confidence,
        is_stumped=stumped is not None,
        is_stump_answered=bool(stumped),
    )


def moves(*pairs):
    return [past(before=before, after=after) for before, after in pairs]


def test_open_mind_counts_rises_and_falls_of_unsure_interviews():
    told = open_mind(moves((2, 4), (3, 5), (1, 1), (3, 1), (4, 5)), MINIMUM)
    assert told == (
        "In your interviews so far, 2 of 4 unsure ones raised your interest, 1 lowered it."
    )


def test_contrary_cases_are_told_where_none_rose():
    told = open_mind(moves((3, 1), (2, 1), (3, 2)), MINIMUM)
    assert "0 of 3 unsure ones raised" in told
    assert "3 lowered" in told


@pytest.mark.parametrize(
    "pairs",
    [
        (),
        ((2, 4), (3, 5)),
        ((2, 4), (3, 5), (4, 5)),
        ((2, 4), (3, 5), (2, None)),
        ((2, 4), (3, 5), (None, 5)),
    ],
)
def test_open_mind_needs_three_unsure_interviews_with_both_ratings(pairs):
    assert open_mind(moves(*pairs), MINIMUM) == ""


def test_firm_can_ask_for_more_cases():
    three = moves((2, 4), (3, 5), (1, 1))
    assert open_mind(three, 4) == ""
    assert open_mind(three, MINIMUM) != ""


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ((1, 2), ""),
        ((1, 2, 91), ""),
        ((1, 2, 90), "3 interviews in the last 90 days."),
    ],
)
def test_interviews_of_a_quarter_are_counted_from_three_on(days, told):
    assert practice([past(day) for day in days], None, MINIMUM) == told


@pytest.mark.parametrize(
    ("ratings", "told"),
    [
        ((2,), ""),
        ((2, None), ""),
        ((2, 4), "Your confidence went from 2 to 4."),
        ((4, None, 5, 3), "Your confidence went from 4 to 3."),
        ((3, 3), "Your confidence is at 3, as it was at first."),
    ],
)
def test_confidence_is_told_from_the_second_rating_on(ratings, told):
    rated = [past(100, confidence=rating) for rating in ratings]
    assert practice(rated, None, MINIMUM) == told


def test_confidence_before_stands_in_for_one_after():
    rated = [Past(100, None, None, 2, None, False, False), past(100, confidence=4)]
    assert practice(rated, None, MINIMUM) == "Your confidence went from 2 to 4."


@pytest.mark.parametrize(
    ("answered", "told"),
    [
        ((True, False), ""),
        ((True, False, False), "Answered since: 1 of 3 questions that stumped you."),
        ((True, True, False), "Answered since: 2 of 3 questions that stumped you."),
    ],
)
def test_stumped_questions_are_told_from_three_on(answered, told):
    assert practice([past(100, stumped=each) for each in answered], None, MINIMUM) == told


@pytest.mark.parametrize(
    ("dream", "told"),
    [
        (Dream("Rail", 12), "Your interview at Rail is in 12 days."),
        (Dream("Rail", 1), "Your interview at Rail is in 1 day."),
        (Dream("Rail", 0), "Your interview at Rail is today."),
        (Dream("Rail", 9, is_planned=False), "Rail proposes to talk in 9 days."),
    ],
)
def test_dream_interview_is_what_practice_is_for(dream, told):
    assert practice([], dream, MINIMUM) == told


def test_two_sentences_that_tell_the_most_are_kept():
    all_of_it = [past(1, confidence=rating, stumped=True) for rating in (2, 3, 4)]
    told = practice(all_of_it, Dream("Rail", 12), MINIMUM)
    assert told == (
        "Your interview at Rail is in 12 days. Answered since: 3 of 3 questions that stumped you."
    )
    assert practice([past(1, confidence=each) for each in (2, 3, 4)], None, MINIMUM) == (
        "Your confidence went from 2 to 4. 3 interviews in the last 90 days."
    )


def test_offers_go_before_talks():
    assert (
        leverage(["Analyst at Rail"], ["Clerk at Post"]) == "The offer you hold: Analyst at Rail."
    )


def test_first_process_has_its_name_and_the_others_a_number():
    assert leverage([], ["A", "B", "C"]) == "Still going on: A, and 2 more."


def test_no_process_has_no_sentence():
    assert leverage([], []) == ""
