"""What figures say: counts, contrary cases, nothing of too few, and never a cause."""

from datetime import date
from decimal import Decimal

import pytest

from interviews.learned import Move, Moves, TopicCount, Topics, Way
from interviews.worked_on import (
    Effort,
    Flags,
    Guesses,
    Points,
    Practised,
    Requests,
    Stumped,
    Telling,
)

DAY = date(2026, 7, 1)


def moves(*pairs):
    return Moves([Move("Analyst at Rail", "/interviews/1/", DAY, *pair) for pair in pairs])


def topics(*rows, answered=9, interviews=4):
    return Topics(
        [TopicCount(*row) for row in rows],
        answered=answered,
        asked=4 * interviews,
        interviews=interviews,
    )


GROWTH, SPACE, DAYS = ("Growth", 2, 0, 1), ("The space", 1, 2, 0), ("Day-to-day", 1, 1, 0)
ENOUGH = [
    (
        moves((2, 4), (3, 3), (1, 1), (3, 1)),
        "In your interviews so far, 1 of 4 that you were unsure about raised your interest, "
        "1 lowered it, and 2 left it as it was.",
    ),
    (
        moves((3, 1), (2, 1), (3, 2)),
        "In your interviews so far, 0 of 3 that you were unsure about raised your interest, "
        "3 lowered it, and 0 left it as it was.",
    ),
    (
        topics(GROWTH, SPACE, DAYS),
        "In your interviews so far, this differed from the description most often: "
        "Growth (2 better, 1 worse, 0 as described).",
    ),
    (
        topics(("Growth", 0, 3, 0), DAYS),
        "In your interviews so far, what you compared was as described each time.",
    ),
    (
        Points(received=5, accepted=4, done=3, used=2, repeated=1, disputed=0),
        "Of 5 points so far you took up 4, 3 were shown to be done, and 2 were of use in an "
        "application or a talk since. 1 repeated an earlier one, 0 contradicted one.",
    ),
    (
        Requests(asked=4, answered=2, refused=1),
        "You asked 4 times so far: 2 answered, 1 had none to give, 1 still may.",
    ),
    (
        Flags(confirmed=1, cleared=0, unchecked=2),
        "Of 3 red flags of employers that you are through with, 0 were cleared up, 1 stood when "
        "you looked into them, and 2 were never checked.",
    ),
    (
        Guesses(easier=2, same=1, harder=1),
        "In your interviews so far, 2 were easier than you expected, 1 was harder, and 1 was as "
        "expected, of 4.",
    ),
    (
        Stumped(total=4, answered=3),
        "3 of 4 questions that stumped you have a good answer by now; 1 does not yet.",
    ),
    (
        Practised(number=3, minutes=36, with_feedback=1),
        "You practised 3 times so far, 1 of them with somebody’s feedback, and 36 minutes in all.",
    ),
    (
        Telling((0.5, 5.2, 30.0), untold=1),
        "From deciding to withdraw to telling them took 5 hours, the middle of 3. Longer than a "
        "day: 1. Not noted as sent: 1.",
    ),
    (
        Telling((0.1, 0.2, 0.3), untold=0),
        "From deciding to withdraw to telling them took less than an hour, the middle of 3. "
        "Longer than a day: 0. Not noted as sent: 0.",
    ),
    (
        Effort(interviews=3, hours=Decimal("12.5"), days=Decimal("1.0")),
        "3 interviews took 12.5 hours and 1 day of leave so far.",
    ),
]
TOO_FEW = [
    moves((2, 4), (3, 5)),
    topics(DAYS, ("Growth", 0, 0, 0)),
    Points(received=2, accepted=2, done=2, used=2, repeated=0, disputed=0),
    Requests(asked=2, answered=2, refused=0),
    Flags(confirmed=1, cleared=1, unchecked=0),
    Guesses(easier=2, same=0, harder=0),
    Stumped(total=2, answered=2),
    Practised(number=2, minutes=99, with_feedback=2),
    Telling((5.0, 6.0), untold=9),
    Effort(interviews=2, hours=Decimal(99), days=Decimal(9)),
]
NAMES = [type(each).__name__ for each in TOO_FEW]


@pytest.mark.parametrize(("figure", "sentence"), ENOUGH)
def test_figure_says_itself_with_its_contrary_cases(figure, sentence):
    assert figure.sentence == sentence


@pytest.mark.parametrize("figure", TOO_FEW, ids=NAMES)
def test_two_cases_are_not_enough_to_say_anything(figure):
    said = figure.sentence
    assert said.startswith("Not enough yet: it takes 3 ")
    assert said.endswith(", and there are 2.")


@pytest.mark.parametrize("figure", [figure for figure, _ in ENOUGH] + TOO_FEW)
def test_no_figure_gives_a_percentage_a_cause_or_blame(figure):
    said = figure.sentence.lower()
    for word in ("%", "per cent", "because", "should", "must", "!", "others", "average"):
        assert word not in said


def test_topics_that_differ_as_often_are_all_named():
    told = topics(("Growth", 2, 0, 1), ("The space", 0, 1, 3)).sentence
    assert "Growth (2 better, 1 worse, 0 as described), The space (0 better, 3 worse" in told


def test_topic_of_two_comparisons_is_no_surprise_however_different():
    found = topics(("Growth", 2, 0, 0), ("The space", 1, 2, 0))
    assert [row.label for row in found.surprises] == ["The space"]


def test_what_was_found_out_is_told_from_three_interviews_on():
    assert topics(GROWTH).found_out == (
        "In your interviews so far, you found out 9 of 16 things that descriptions leave out."
    )
    assert topics(GROWTH, interviews=2).found_out.startswith("Not enough yet")


@pytest.mark.parametrize(
    ("before", "after", "way"), [(2, 3, Way.ROSE), (3, 3, Way.STAYED), (3, 1, Way.FELL)]
)
def test_way_of_one_move(before, after, way):
    assert Move("", "", DAY, before, after).way == way
