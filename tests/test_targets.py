"""By when a firm does what: working hours, working days, weekends and changes of clocks."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from jobtracker.targets import (
    TARGETS,
    Count,
    Target,
    Working,
    after,
    due,
    is_same_working_day,
    is_working_day,
    weekday_hours_after,
    working_days_after,
    working_days_before,
    working_hours_after,
)

BERLIN, NEW_YORK, CAIRO, APIA = "Europe/Berlin", "America/New_York", "Africa/Cairo", "Pacific/Apia"
WORK = Working(BERLIN)


def at(text, zone=BERLIN):
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


# 2026-06-01 is a Monday.
@pytest.mark.parametrize(
    ("since", "hours", "expected"),
    [
        ("2026-06-01T10:00", 2, "2026-06-01T12:00"),
        ("2026-06-01T15:00", 2, "2026-06-01T17:00"),
        ("2026-06-01T16:00", 2, "2026-06-02T10:00"),
        # Before anybody is there, and when they are gone.
        ("2026-06-01T06:00", 2, "2026-06-01T11:00"),
        ("2026-06-01T21:00", 2, "2026-06-02T11:00"),
        ("2026-06-05T16:30", 2, "2026-06-08T10:30"),
        ("2026-06-06T12:00", 2, "2026-06-08T11:00"),
        ("2026-06-07T23:59", 2, "2026-06-08T11:00"),
        ("2026-06-01T09:00", 24, "2026-06-03T17:00"),
        ("2026-06-04T12:00", 20, "2026-06-08T16:00"),
        ("2026-06-01T10:00", 0, "2026-06-01T10:00"),
        ("2026-06-06T10:00", 0, "2026-06-08T09:00"),
    ],
)
def test_working_hours(since, hours, expected):
    assert working_hours_after(at(since), timedelta(hours=hours), WORK) == at(expected)


@pytest.mark.parametrize(
    ("since", "days", "expected"),
    [
        ("2026-06-01T14:00", 1, "2026-06-02T14:00"),
        ("2026-06-05T14:00", 1, "2026-06-08T14:00"),
        ("2026-06-06T14:00", 1, "2026-06-08T17:00"),
        ("2026-06-01T20:00", 1, "2026-06-02T17:00"),
        ("2026-06-04T09:30", 3, "2026-06-09T09:30"),
        ("2026-06-01T14:00", 5, "2026-06-08T14:00"),
        # Over a change of clocks.
        ("2026-03-27T14:00", 1, "2026-03-30T14:00"),
        ("2026-10-23T14:00", 1, "2026-10-26T14:00"),
    ],
)
def test_working_days(since, days, expected):
    assert working_days_after(at(since), days, WORK) == at(expected)


@pytest.mark.parametrize(
    ("interview", "days", "expected"),
    [
        ("2026-06-03T11:15", 1, "2026-06-02T11:15"),
        ("2026-06-08T11:15", 1, "2026-06-05T11:15"),
        ("2026-06-08T11:15", 2, "2026-06-04T11:15"),
        ("2026-06-07T11:15", 1, "2026-06-05T11:15"),
        ("2026-03-30T11:15", 1, "2026-03-27T11:15"),
    ],
)
def test_working_days_before(interview, days, expected):
    assert working_days_before(at(interview), days, WORK) == at(expected)


@pytest.mark.parametrize(
    ("since", "hours", "expected"),
    [
        ("2026-06-01T16:00", 24, "2026-06-02T16:00"),
        ("2026-06-01T22:00", 24, "2026-06-02T22:00"),
        ("2026-06-05T16:00", 24, "2026-06-08T16:00"),
        ("2026-06-04T16:00", 48, "2026-06-08T16:00"),
        ("2026-06-06T16:00", 24, "2026-06-09T00:00"),
        # The Sunday of 23 hours does not count anyway.
        ("2026-03-27T16:00", 24, "2026-03-30T16:00"),
    ],
)
def test_hours_of_weekdays(since, hours, expected):
    assert weekday_hours_after(at(since), timedelta(hours=hours), WORK) == at(expected)


@pytest.mark.parametrize("zone", [BERLIN, NEW_YORK, CAIRO, APIA, "No/Such_Place"])
@pytest.mark.parametrize("count", Count)
def test_every_hour_of_a_year_leads_somewhere(zone, count):
    """Never back, whatever clocks do, and never to when nobody is there."""
    work = Working(zone)
    backwards = count in (Count.HOURS_BEFORE, Count.WORKING_DAYS_BEFORE)
    start, found = datetime(2026, 1, 1, tzinfo=UTC), []
    for hour in range(0, 365 * 24, 31):
        since = start + timedelta(hours=hour)
        found.append(after(since, 3, count, work))
        assert (found[-1] <= since) is backwards
    assert backwards or found == sorted(found)


@pytest.mark.parametrize(
    ("target", "since", "expected"),
    [
        (Target.INVITATION, "2026-06-01T16:00", "2026-06-02T10:00"),
        # A candidate's own time goes on over the weekend.
        (Target.CANDIDATE_ANSWERS, "2026-06-05T16:00", "2026-06-06T16:00"),
        (Target.TELL_CLIENT, "2026-06-01T10:00", "2026-06-01T14:00"),
        (Target.TELL_CLIENT, "2026-06-01T22:00", "2026-06-02T09:00"),
        (Target.TELL_CLIENT, "2026-06-05T15:00", "2026-06-08T09:00"),
        (Target.CONFIRM, "2026-06-08T11:00", "2026-06-05T11:00"),
        (Target.PREPARE, "2026-06-04T11:00", "2026-06-03T11:00"),
        (Target.DAY_OF_CHECK, "2026-06-04T11:00", "2026-06-04T09:00"),
        (Target.DEBRIEF, "2026-06-04T11:00", "2026-06-04T17:00"),
        (Target.ASK_CLIENT, "2026-06-04T11:00", "2026-06-04T17:00"),
        (Target.ASK_CLIENT, "2026-06-04T18:30", "2026-06-05T09:00"),
        (Target.ASK_CLIENT, "2026-06-06T11:00", "2026-06-08T09:00"),
        (Target.CHASE_CLIENT, "2026-06-05T16:00", "2026-06-08T16:00"),
        # Never at an hour when nobody is there.
        (Target.CHASE_CLIENT, "2026-06-06T16:00", "2026-06-09T09:00"),
        (Target.CHASE_CLIENT, "2026-06-05T22:00", "2026-06-09T09:00"),
        (Target.ESCALATE, "2026-06-05T16:00", "2026-06-09T16:00"),
        (Target.RELAY, "2026-06-05T16:00", "2026-06-08T16:00"),
        (Target.NO_NEWS, "2026-06-01T16:00", "2026-06-04T16:00"),
        (Target.NO_NEWS, "2026-06-04T16:00", "2026-06-08T09:00"),
        (Target.WITHDRAWAL, "2026-06-01T12:00", "2026-06-01T16:00"),
    ],
)
def test_target_is_due(target, since, expected):
    found = due(target, at(since), WORK)
    assert found == at(expected)
    assert found.tzinfo is UTC


@pytest.mark.parametrize("target", Target)
def test_default_is_within_its_own_bounds(target):
    rule = TARGETS[target]
    assert rule.least <= rule.amount <= rule.most
    assert rule.label
    assert rule.since


@pytest.mark.parametrize(
    ("amount", "expected"), [(1, "10:00"), (4, "13:00"), (0, "10:00"), (99, "17:00")]
)
def test_amount_is_tuned_within_bounds(amount, expected):
    found = due(
        Target.INVITATION,
        at("2026-06-01T09:00"),
        WORK,
        {Target.INVITATION: amount},
    )
    assert found == at(f"2026-06-01T{expected}")


def test_what_is_asked_again_is_never_asked_for_before():
    since = at("2026-06-01T10:00")
    chase, escalate = (due(each, since, WORK) for each in (Target.CHASE_CLIENT, Target.ESCALATE))
    assert since < chase < escalate


def test_hours_are_those_on_the_wall_there():
    early = Working(NEW_YORK, time(7), time(15, 30))
    assert working_hours_after(at("2026-06-01T15:00", NEW_YORK), timedelta(hours=1), early) == at(
        "2026-06-02T07:30", NEW_YORK
    )
    assert early.length == timedelta(hours=8.5)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2026-06-01T00:10", "2026-06-01T23:50", True),
        ("2026-06-01T23:50", "2026-06-02T00:10", False),
        ("2026-06-05T12:00", "2026-06-07T12:00", True),
        ("2026-06-07T12:00", "2026-06-08T00:00", False),
    ],
)
def test_same_working_day(one, other, same):
    assert is_same_working_day(at(one), at(other), WORK) is same


def test_weekend_is_no_working_day():
    days = [date(2026, 6, 1) + timedelta(days=n) for n in range(7)]
    assert [is_working_day(day) for day in days] == [True] * 5 + [False] * 2


@pytest.mark.parametrize(
    ("now", "has_dawned"),
    [
        ("2026-03-03T23:59", False),
        ("2026-03-04T00:00", True),
        ("2026-03-05T08:00", True),
    ],
)
def test_day_of_a_moment_comes_at_midnight_there(now, has_dawned):
    assert WORK.has_dawned(at("2026-03-04T15:00"), at(now)) is has_dawned
    assert WORK.has_dawned(at("2026-03-04T15:00"), at(now).astimezone(UTC)) is has_dawned
