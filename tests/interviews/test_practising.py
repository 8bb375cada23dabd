"""Spaced repetition and trends, as tables."""

from datetime import date, timedelta

import pytest

from interviews.practising import (
    QuestionState,
    Trend,
    about_confidence,
    about_nerves,
    after,
    trend_of,
)

TODAY = date(2026, 7, 1)


def test_good_answers_come_back_after_1_3_7_and_14_days():
    streak, days = 0, []
    for _ in range(6):
        plan = after(4, streak, TODAY)
        streak, days = plan.streak, [*days, (plan.due_on - TODAY).days]
    assert days == [1, 3, 7, 14, 14, 14]


@pytest.mark.parametrize(
    ("score", "streak", "grown", "days"),
    [
        (1, 0, 0, 1),
        (2, 3, 0, 1),
        (3, 0, 0, 1),
        (3, 1, 1, 1),
        (3, 3, 3, 7),
        (3, 4, 4, 14),
        (5, 2, 3, 7),
        (5, 4, 4, 14),
    ],
)
def test_answer_moves_the_question(score, streak, grown, days):
    plan = after(score, streak, TODAY)
    assert (plan.streak, plan.due_on) == (grown, TODAY + timedelta(days=days))


@pytest.mark.parametrize(
    ("score", "streak", "state"),
    [
        (5, 2, QuestionState.PRACTISED),
        (4, 3, QuestionState.SOLID),
        (3, 4, QuestionState.PRACTISED),
        (1, 4, QuestionState.PRACTISED),
    ],
)
def test_four_good_answers_in_a_row_make_it_solid(score, streak, state):
    assert after(score, streak, TODAY).state == state


@pytest.mark.parametrize(("score", "is_answered"), [(3, False), (4, True)])
def test_only_a_good_answer_ends_being_stumped(score, is_answered):
    assert after(score, 0, TODAY).is_answered is is_answered


@pytest.mark.parametrize("ratings", [[], [3], [None, 3, None]])
def test_no_trend_before_there_are_two(ratings):
    assert trend_of(ratings) is None


def test_trend_leaves_out_what_was_not_rated():
    assert trend_of([None, 2, None, 3, 5]) == Trend(2, 5, 3)


@pytest.mark.parametrize("tell", [about_confidence, about_nerves])
@pytest.mark.parametrize("trend", [Trend(2, 4, 3), Trend(4, 2, 2), Trend(3, 3, 2)])
def test_every_way_is_told_with_its_figures_and_without_alarm(tell, trend):
    said = tell(trend)
    assert str(trend.latest) in said
    assert f"{trend.count} practices" in said
    assert not {"!", "should", "must", "worse", "fail"} & {*said.replace(".", " ").split()}


def test_fall_is_told_and_not_hidden():
    assert "from 4 to 2" in about_confidence(Trend(4, 2, 2))
    assert "everybody" in about_confidence(Trend(4, 2, 2))
