"""Hours on somebody's own clock, over every kind of change that clocks make."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from jobtracker.hours import Hours, moment_at

BERLIN, NEW_YORK, LORD_HOWE = "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"
FIRST, LAST = "Pacific/Kiritimati", "Pacific/Pago_Pago"
ZONES = (BERLIN, NEW_YORK, LORD_HOWE, FIRST, LAST, "America/Santiago", "Asia/Kathmandu")


def hours(zone=BERLIN, morning="07:30", quiet="22:00-07:00"):
    start, end = map(time.fromisoformat, quiet.split("-"))
    return Hours(zone, time.fromisoformat(morning), start, end)


def at(text, zone="UTC", *, fold=0):
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold)


@pytest.mark.parametrize(
    ("zone", "local", "expected"),
    [
        (BERLIN, "2026-07-01T07:30", "2026-07-01T05:30"),
        (FIRST, "2026-07-01T07:30", "2026-06-30T17:30"),
        (LAST, "2026-07-01T07:30", "2026-07-01T18:30"),
        # Skipped: when the clock jumps. Lord Howe's jumps by half an hour, Santiago's at midnight.
        (BERLIN, "2026-03-29T02:30", "2026-03-29T01:00"),
        (NEW_YORK, "2026-03-08T02:15", "2026-03-08T07:00"),
        (LORD_HOWE, "2026-10-04T02:10", "2026-10-03T15:30"),
        ("America/Santiago", "2026-09-06T00:10", "2026-09-06T04:00"),
        # Twice: the first time.
        (BERLIN, "2026-10-25T02:30", "2026-10-25T00:30"),
        (NEW_YORK, "2026-11-01T01:30", "2026-11-01T05:30"),
        (LORD_HOWE, "2026-04-05T01:45", "2026-04-04T14:45"),
        # A whole day that a country left out.
        ("Pacific/Apia", "2011-12-30T07:30", "2011-12-30T10:00"),
        ("No/Such_Place", "2026-07-01T07:30", "2026-07-01T07:30"),
    ],
)
def test_hour_of_a_day_is_one_moment(zone, local, expected):
    wanted = datetime.fromisoformat(local)
    assert moment_at(wanted.date(), wanted.time(), zone) == at(expected)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("morning", ["00:10", "01:45", "02:10", "02:30", "07:30", "23:50"])
def test_every_day_of_a_year_has_one_morning(zone, morning):
    found = hours(zone, morning)
    moment, days = at("2026-01-01T00:00", zone), []
    while (moment := found.next_morning(moment)) < at("2027-01-01T00:00", zone):
        days.append(found.day_of(moment))
        assert found.morning_of(days[-1]) == moment
    assert days == [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]


@pytest.mark.parametrize(
    ("quiet", "clock", "is_quiet"),
    [
        ("22:00-07:00", "21:59", False),
        ("22:00-07:00", "22:00", True),
        ("22:00-07:00", "00:00", True),
        ("22:00-07:00", "06:59", True),
        ("22:00-07:00", "07:00", False),
        ("12:00-14:00", "11:59", False),
        ("12:00-14:00", "12:00", True),
        ("12:00-14:00", "14:00", False),
        ("00:00-00:00", "00:00", False),
        ("07:00-07:00", "03:00", False),
    ],
)
def test_quiet_hours_may_go_over_midnight(quiet, clock, is_quiet):
    assert hours(quiet=quiet).is_quiet_at(time.fromisoformat(clock)) is is_quiet


@pytest.mark.parametrize("zone", ZONES)
def test_it_is_quiet_by_the_clock_on_the_wall(zone):
    for local, is_quiet in (("2026-03-29T06:30", True), ("2026-11-01T12:00", False)):
        assert hours(zone).is_quiet(at(local, zone).astimezone(UTC)) is is_quiet


@pytest.mark.parametrize(
    ("moment", "before", "expected"),
    [
        ("2026-07-01T15:00", "2026-07-01T19:00", "2026-07-01T15:00"),
        # Awake in time.
        ("2026-07-01T05:00", "2026-07-01T09:00", "2026-07-01T07:00"),
        ("2026-07-01T23:00", "2026-07-02T09:00", "2026-07-02T07:00"),
        # Too late by then: before going to sleep.
        ("2026-07-01T02:00", "2026-07-01T06:00", "2026-06-30T21:59:59"),
        ("2026-07-01T23:00", "2026-07-02T03:00", "2026-07-01T21:59:59"),
        # The night in which the clock jumps.
        ("2026-03-29T04:00", "2026-03-29T08:00", "2026-03-29T07:00"),
        ("2026-10-25T04:00", "2026-10-25T08:00", "2026-10-25T07:00"),
    ],
)
def test_moment_is_moved_out_of_the_quiet_hours(moment, before, expected):
    found = hours().awake(at(moment, BERLIN), before=at(before, BERLIN))
    assert found == at(expected, BERLIN)
    assert not hours().is_quiet(found)


def test_quiet_hours_that_begin_in_an_hour_that_is_skipped_begin_with_the_jump():
    found = hours(quiet="02:30-06:00").awake(
        at("2026-03-29T04:00", BERLIN), before=at("2026-03-29T05:00", BERLIN)
    )
    assert found == at("2026-03-29T01:59:59", BERLIN)
