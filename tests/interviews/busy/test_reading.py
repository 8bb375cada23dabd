"""When somebody is busy, read from calendars as people have them, and from hostile ones."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from interviews.busy.reading import MOST, NoCalendar, busy_times
from interviews.busy.sandbox import read_safely
from tests.interviews.busy.calendars import calendar
from tests.thorough import some

SHARED = Path(__file__).resolve().parents[4] / "shared" / "data" / "ics"
OTHERS = sorted(SHARED.rglob("*.ics"))
START = datetime(2026, 7, 1, tzinfo=UTC)
SPAN = {"zone": "Europe/Stockholm", "start": START, "end": START + timedelta(days=60)}


def times(data, **span):
    return [(each.start, each.end) for each in busy_times(data, **SPAN | span)]


def at(day, hour, minute=0):
    return datetime(2026, 7, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("DTSTART:20260708T120000Z\nDTEND:20260708T130000Z", (at(8, 12), at(8, 13))),
        ("DTSTART:20260708T120000Z\nDURATION:PT90M", (at(8, 12), at(8, 13, 30))),
        (
            "DTSTART;TZID=America/New_York:20260708T100000\nDURATION:PT1H",
            (at(8, 14), at(8, 15)),
        ),
        (
            "DTSTART;TZID=W. Europe Standard Time:20260708T140000\nDURATION:PT1H",
            (at(8, 12), at(8, 13)),
        ),
        # Without a zone of its own: on the reader's clock.
        ("DTSTART:20260708T140000\nDURATION:PT1H", (at(8, 12), at(8, 13))),
        ("DTSTART;VALUE=DATE:20260708", (at(7, 22), at(8, 22))),
        ("DTSTART;VALUE=DATE:20260708\nDTEND;VALUE=DATE:20260710", (at(7, 22), at(9, 22))),
        # A moment, and an end before the start.
        ("DTSTART:20260708T120000Z", (at(8, 12), at(8, 12, 1))),
        ("DTSTART:20260708T120000Z\nDTEND:20260708T110000Z", (at(8, 11), at(8, 12))),
    ],
)
def test_one_event_is_one_busy_time(lines, expected):
    assert times(calendar(lines)) == [expected]


@pytest.mark.parametrize(
    "more",
    ["TRANSP:TRANSPARENT", "STATUS:CANCELLED", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"],
)
def test_time_that_is_free_takes_none(more):
    assert times(calendar(f"DTSTART:20260708T120000Z\nDURATION:PT1H\n{more}")) == []


def test_event_that_repeats_is_busy_each_time_but_where_it_is_left_out():
    weekly = (
        "DTSTART;TZID=Europe/Stockholm:20260101T090000\nDURATION:PT30M\n"
        "RRULE:FREQ=WEEKLY;BYDAY=TH\nEXDATE;TZID=Europe/Stockholm:20260709T090000"
    )
    found = times(calendar(weekly), end=START + timedelta(days=22))
    assert found == [(at(day, 7), at(day, 7, 30)) for day in (2, 16)]


def test_all_of_it_is_told_by_its_name_and_nothing_else():
    [found] = busy_times(calendar("DTSTART;VALUE=DATE:20260708"), **SPAN)
    assert (found.uid, found.is_all_day) == ("0@example.org", True)
    assert "Dentist" not in repr(found)


@pytest.mark.parametrize("every", ["SECONDLY", "MINUTELY", "HOURLY"])
def test_event_that_never_rests_is_left_out_and_the_others_are_read(every):
    endless = f"DTSTART:20260101T000000Z\nDURATION:PT1S\nRRULE:FREQ={every}"
    assert len(times(calendar(endless, "DTSTART:20260708T120000Z"))) == 1


def test_very_many_are_cut_off():
    daily = "DTSTART:20200101T{:02}0000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY"
    data = calendar(*(daily.format(hour) for hour in range(20)))
    assert len(times(data, end=START + timedelta(days=400))) == MOST


@pytest.mark.parametrize(
    "data", [b"", b"<html>Sign in</html>", b"BEGIN:VCARD\r\nEND:VCARD\r\n", bytes(range(256))]
)
def test_what_is_no_calendar_says_so(data):
    with pytest.raises(NoCalendar):
        busy_times(data, **SPAN)


BOMBS = {
    "every second of every day": (
        "DTSTART:20260701T000000Z\nDURATION:PT1S\nRRULE:FREQ=DAILY;BYHOUR="
        f"{','.join(map(str, range(24)))};BYMINUTE={','.join(map(str, range(60)))};"
        f"BYSECOND={','.join(map(str, range(60)))}"
    ),
    "a rule that never fits": (
        "DTSTART:20260701T000000Z\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"
    ),
    "an interval beyond all years": "DTSTART:20260701T000000Z\nRRULE:FREQ=DAILY;INTERVAL=999999999",
    "very many dates": "DTSTART:20260701T000000Z\nRDATE:" + ",".join(["20260702T000000Z"] * 50_000),
    "the year 9999": "DTSTART:99991231T235959Z\nDURATION:P9999W",
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_bomb_is_over_in_seconds_and_harms_nothing(bomb):
    data = calendar(BOMBS[bomb])
    with suppress(NoCalendar):
        assert len(read_safely(data, **SPAN)) <= MOST


def test_child_tells_what_was_read():
    data = calendar("DTSTART:20260708T120000Z\nDURATION:PT1H")
    assert read_safely(data, **SPAN) == busy_times(data, **SPAN)


@pytest.mark.skipif(not OTHERS, reason="no collection of calendars here")
@pytest.mark.parametrize("path", some(OTHERS, 6), ids=lambda path: path.name)
def test_calendar_of_others_is_read_or_refused_in_words(path):
    start, end = (datetime(year, 1, 1, tzinfo=UTC) for year in (2000, 2040))
    try:
        found = read_safely(path.read_bytes(), zone="Europe/Berlin", start=start, end=end)
    except NoCalendar:
        return
    assert all(each.start < each.end for each in found)
