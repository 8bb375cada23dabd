"""By when to answer: a day, two at most, and whatever the message itself says."""

from datetime import UTC, datetime, timedelta

import pytest

from interviews.guidance import ReplyClock

CAME = datetime(2026, 7, 1, 9, tzinfo=UTC)


def hours(number):
    return CAME + timedelta(hours=number)


@pytest.mark.parametrize(
    ("deadline", "times", "by", "outer"),
    [
        (None, (), 24, 48),
        (None, (168,), 24, 48),
        (None, (30,), 24, 30),
        (None, (90, 12), 12, 12),
        (None, (-5, 100), 24, 48),
        (None, (-5,), 24, 48),
        (4, (), 4, 4),
        (240, (168,), 240, 240),
        (-2, (), -2, -2),
    ],
)
def test_answer_is_due_in_a_day_or_by_their_own_deadline(deadline, times, by, outer):
    clock = ReplyClock.of(
        CAME, deadline=None if deadline is None else hours(deadline), times=map(hours, times)
    )
    assert (clock.by, clock.outer) == (hours(by), hours(outer))


@pytest.mark.parametrize(("times", "at"), [((168, 50), 26), ((30,), 6), ((-3,), None), ((), None)])
def test_question_falls_back_a_day_before_the_first_time_proposed(times, at):
    clock = ReplyClock.of(CAME, times=map(hours, times))
    assert clock.falls_back_at == (None if at is None else hours(at))


@pytest.mark.parametrize(
    ("deadline", "times", "expected"),
    [(None, (), None), (None, (168,), 144), (100, (168,), 100), (160, (168,), 144), (20, (), 20)],
)
def test_question_waits_until_it_falls_back_or_their_deadline_comes(deadline, times, expected):
    told = None if deadline is None else hours(deadline)
    clock = ReplyClock.of(CAME, deadline=told, times=map(hours, times))
    assert clock.answer_by(is_asked=True) == (None if expected is None else hours(expected))
    assert clock.answer_by(is_asked=False) == clock.by


def test_firm_may_set_another_target_but_not_another_limit():
    clock = ReplyClock.of(CAME, reply_hours=4)
    assert (clock.by, clock.outer) == (hours(4), hours(48))


@pytest.mark.parametrize(("now", "expected"), [(0, 24), (24, 24), (25, 48), (48, 48), (49, None)])
def test_next_of_its_times_is_the_one_still_to_come(now, expected):
    found = ReplyClock.of(CAME).next_after(hours(now))
    assert found == (None if expected is None else hours(expected))


def test_days_are_hours_where_the_clocks_change():
    """A day is 24 hours on the way, whatever the clock on the wall did meanwhile."""
    night = datetime(2026, 10, 24, 12, tzinfo=UTC)
    assert ReplyClock.of(night).by - night == timedelta(hours=24)
