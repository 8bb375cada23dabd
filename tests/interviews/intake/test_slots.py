"""Dates, times and zones in running text."""

from datetime import date, datetime

import pytest

from interviews.intake.reading import Problem
from interviews.intake.slots import read_times

MONDAY = datetime(2026, 7, 6, 9)


@pytest.mark.parametrize(
    ("text", "start", "end", "zone"),
    [
        ("July 9, 2026 at 2:00 PM - 3:00 PM AEST", "07-09 14:00", "15:00", "Australia/Sydney"),
        ("am 27.07.2026 um 14:00 Uhr", "07-27 14:00", None, ""),
        ("Thursday 2pm\u20132:45pm ET", "07-09 14:00", "14:45", "America/New_York"),
        ("Donnerstag, 14 Uhr", "07-09 14:00", None, ""),
        ("2026-07-27 14:00", "07-27 14:00", None, ""),
        ("Time: 10:00\nDate: 12 August 2026", "08-12 10:00", None, ""),
        ("10 July 2026, 11am-12:30pm BST", "07-10 11:00", "12:30", "Europe/London"),
        ("tomorrow at noon (Berlin time)", "07-07 12:00", None, "Europe/Berlin"),
        ("morgen um 9.30 Uhr MESZ", "07-07 09:30", None, "Europe/Berlin"),
        ("31/07/2026 at 10am UTC+2", "07-31 10:00", None, "Etc/GMT-2"),
        ("Jul 20th 3 p.m. IST, Bangalore", "07-20 15:00", None, "Asia/Kolkata"),
        ("are you free Thursday at 11 for a chat?", "07-09 11:00", None, ""),
        ("could we talk on Friday at 2?", "07-10 14:00", None, ""),
        ("come by thurs 2pm", "07-09 14:00", None, ""),
        ("Do um 9 Uhr bei uns", "07-09 09:00", None, ""),
        ("on Friday 10 July 2026 at 10.15 (GMT)", "07-10 10:15", None, "UTC"),
        ("July 9 at 1 PM (Eastern)", "07-09 13:00", None, "America/New_York"),
        ("July 9 at 1 PM Pacific", "07-09 13:00", None, "America/Los_Angeles"),
        ("Jul 20th 3 p.m. IST, Dublin", "07-20 15:00", None, "Europe/Dublin"),
    ],
)
def test_one_time_as_written(text: str, start: str, end: str | None, zone: str):
    (slot,) = read_times(text, MONDAY).slots
    assert f"{slot.start:%m-%d %H:%M}" == start
    assert (slot.end and f"{slot.end:%H:%M}") == end
    assert slot.zone == zone


def test_date_with_two_readings_is_not_guessed():
    times = read_times("03/04/2026 at 10am", MONDAY)
    assert times.slots == ()
    assert Problem.DATE_AMBIGUOUS in times.problems


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Friday 03/04/2026 at 10am", date(2026, 4, 3)),
        ("03/04/2026 at 10am. Not on 03/25/2026.", date(2026, 3, 4)),
    ],
)
def test_date_with_two_readings_is_settled_by_weekday_or_another_date(text: str, expected: date):
    assert read_times(text, MONDAY).slots[0].start.date() == expected


def test_zone_with_two_readings_must_be_asked():
    times = read_times("20 July 2026 3pm IST", MONDAY)
    assert (times.slots[0].zone, times.slots[0].zone_as_written) == ("", "IST")
    assert Problem.ZONE_AMBIGUOUS in times.problems


def test_wrong_weekday_is_reported_and_the_date_kept():
    (slot,) = read_times("Wednesday, 9 July 2026, 2 PM", MONDAY).slots
    assert slot.weekday_mismatch
    assert slot.start == datetime(2026, 7, 9, 14)


def test_moved_interview_gives_the_new_time_only():
    text = "The interview moves from 9 July 2026 10:00 to 10 July 2026 at 11:30."
    assert [slot.start.day for slot in read_times(text, MONDAY).slots] == [10]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Please reply by Friday, 10 July 2026.", date(2026, 7, 10)),
        ("Bitte antworten Sie bis zum 10.07.2026.", date(2026, 7, 10)),
        ("Please confirm within 48 hours.", datetime(2026, 7, 8, 9)),
        ("Bitte geben Sie uns innerhalb von 3 Tagen Bescheid.", date(2026, 7, 9)),
    ],
)
def test_reply_by_is_no_slot(text: str, expected: date):
    times = read_times(text, MONDAY)
    assert times.reply_by == expected
    assert times.slots == ()


@pytest.mark.parametrize(
    "text",
    [
        "We are open 9:00 - 17:00.",
        "Founded in 1998.",
        "Call 10:00",
        "Room 12.30",
        "ratio 3:1 on 5 July",
        "Meet us on 5 July at 10 Downing Street",
        "On Friday at 3 locations",
    ],
)
def test_numbers_that_are_no_appointment_give_no_slot(text: str):
    assert read_times(text, MONDAY).slots == ()
