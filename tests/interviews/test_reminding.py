"""When to remind of an invitation: some hours before, once, and never in quiet hours."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from interviews.reminding import next_reminder
from jobtracker.hours import Hours

DAY = timedelta(days=1)


def at(text, zone="UTC"):
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def reminder(deadlines, *, now, received="2026-07-01T09:00", of=None, zone="UTC", quiet=(22, 7)):
    """The deadline and the moment, as people in the zone would write them."""
    found = next_reminder(
        [at(each, zone) for each in deadlines],
        received_at=at(received, zone),
        reminded_of=at(of, zone) if of else None,
        hours=Hours(zone, time(7, 30), time(quiet[0]), time(quiet[1])),
        now=at(now, zone),
    )
    if found is None:
        return None
    local = [each.astimezone(ZoneInfo(zone)) for each in (found.deadline, found.at)]
    return tuple(f"{each:%m-%d %H:%M:%S}" for each in local)


USUAL = ["2026-07-02T15:00", "2026-07-03T15:00"]


@pytest.mark.parametrize(
    ("now", "of", "expected"),
    [
        ("2026-07-01T15:00", None, ("07-02 15:00:00", "07-02 11:00:00")),
        ("2026-07-02T11:00", None, ("07-02 15:00:00", "07-02 11:00:00")),
        # The worker was down, and it is still of use.
        ("2026-07-02T13:59", None, ("07-02 15:00:00", "07-02 11:00:00")),
        # Too late for the first.
        ("2026-07-02T14:01", None, ("07-03 15:00:00", "07-03 11:00:00")),
        ("2026-07-02T11:00", "2026-07-02T15:00", ("07-03 15:00:00", "07-03 11:00:00")),
        ("2026-07-03T11:00", "2026-07-03T15:00", None),
        # A deadline that was moved on is another one; moved back, it was told already.
        ("2026-07-02T11:00", "2026-07-02T14:00", ("07-02 15:00:00", "07-02 11:00:00")),
        ("2026-07-02T11:00", "2026-07-04T15:00", None),
        ("2026-07-04T11:00", None, None),
    ],
)
def test_each_deadline_has_one_reminder_while_it_is_of_use(now, of, expected):
    assert reminder(USUAL, now=now, of=of) == expected


@pytest.mark.parametrize(
    ("deadline", "now", "expected"),
    [
        ("2026-07-02T09:00", "2026-07-01T15:00", "07-02 07:00:00"),
        ("2026-07-02T07:30", "2026-07-01T15:00", "07-01 21:59:59"),
        ("2026-07-02T03:00", "2026-07-01T15:00", "07-01 21:59:59"),
        # That evening is over: nobody is woken, and in the morning there is time or there is none.
        ("2026-07-02T08:30", "2026-07-01T23:30", "07-02 07:00:00"),
        ("2026-07-02T07:30", "2026-07-01T23:30", None),
    ],
)
def test_quiet_hours_stay_quiet(deadline, now, expected):
    found = reminder([deadline], now=now, received="2026-06-30T09:00")
    assert (found and found[1]) == expected


@pytest.mark.parametrize(
    ("zone", "deadline", "expected"),
    [
        ("Europe/Berlin", "2026-03-29T05:00", "03-29 00:00:00"),
        ("Europe/Berlin", "2026-10-25T05:00", "10-25 02:00:00"),
        ("Australia/Lord_Howe", "2026-10-04T05:00", "10-04 00:30:00"),
        ("Pacific/Kiritimati", "2026-07-02T15:00", "07-02 11:00:00"),
        ("Pacific/Pago_Pago", "2026-07-02T15:00", "07-02 11:00:00"),
    ],
)
def test_hours_before_are_hours_that_pass_whatever_the_clock_shows(zone, deadline, expected):
    received, now = "2026-01-01T09:00", "2026-01-02T09:00"
    found = reminder([deadline], now=now, received=received, zone=zone, quiet=(0, 0))
    assert found[1] == expected


def test_invitation_that_came_as_late_as_a_reminder_needs_none():
    late = {"now": "2026-07-02T12:00", "received": "2026-07-02T12:00"}
    assert reminder(USUAL, **late) == ("07-03 15:00:00", "07-03 11:00:00")


def test_no_deadline_is_no_reminder():
    assert reminder([], now="2026-07-02T12:00") is None
