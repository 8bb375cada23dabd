"""Meetings as a calendar: what programs read in it, and what no text can make them read."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviews.calendar.events import read_calendar
from interviews.calendar.publishing import Meeting, published

START = datetime(2026, 7, 9, 4, tzinfo=UTC)
MEETING = Meeting(
    uid="b3ad9bc6-2b8c-4a50-9f8e-5d7a31a9e3c1",
    sequence=2,
    changed_at=datetime(2026, 7, 1, 8, 30, tzinfo=UTC),
    start=START,
    end=START + timedelta(hours=1),
    zone="Australia/Sydney",
    title="Interview: Analyst at Harbour & Vale",
    place="Pier 4; Sydney, upstairs",
    about="Video call\nWith Per",
    page="https://jobs.example.org/interviews/7/",
)


def calendar_of(*meetings, **options):
    return icalendar.Calendar.from_ical(published(meetings, **options))


def test_meeting_says_what_and_when():
    (event,) = calendar_of(MEETING).events
    assert event["UID"] == MEETING.uid
    assert (event["SEQUENCE"], event["STATUS"], event["TRANSP"]) == (2, "CONFIRMED", "OPAQUE")
    assert event["SUMMARY"] == MEETING.title
    assert event["LOCATION"] == MEETING.place
    assert event["DESCRIPTION"] == MEETING.about
    assert event["URL"] == MEETING.page
    assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt == MEETING.changed_at


def test_times_stand_on_the_clock_that_was_meant_and_its_zone_is_defined():
    calendar = calendar_of(MEETING)
    (event,) = calendar.events
    assert event["DTSTART"].to_ical() == b"20260709T140000"
    assert event["DTSTART"].params["TZID"] == "Australia/Sydney"
    assert [zone["TZID"] for zone in calendar.walk("VTIMEZONE")] == ["Australia/Sydney"]
    (read,) = read_calendar(published([MEETING])).events
    assert (read.start, read.end) == (datetime(2026, 7, 9, 14), datetime(2026, 7, 9, 15))
    assert (read.zone, read_calendar(published([MEETING])).problems) == ("Australia/Sydney", ())


@pytest.mark.parametrize("zone", ["Europe/Stockholm", "America/New_York", "Australia/Lord_Howe"])
@pytest.mark.parametrize("month", [1, 4, 7, 11])
def test_definition_alone_gives_the_same_instant(zone, month):
    """For a program that knows no zones by name."""
    start = datetime(2027, month, 15, 12, tzinfo=UTC)
    calendar = calendar_of(replace(MEETING, start=start, end=start, zone=zone))
    (definition,) = calendar.walk("VTIMEZONE")
    wall = calendar.events[0]["DTSTART"].dt.replace(tzinfo=None)
    assert wall.replace(tzinfo=definition.to_tz(lookup_tzid=False)).astimezone(UTC) == start


def test_each_zone_is_defined_once():
    other = replace(MEETING, zone="Europe/Berlin")
    calendar = calendar_of(MEETING, other, MEETING)
    names = [zone["TZID"] for zone in calendar.walk("VTIMEZONE")]
    assert names == ["Australia/Sydney", "Europe/Berlin"]


@pytest.mark.parametrize("zone", ["UTC", "Etc/UTC", "No/Such_Place"])
def test_time_without_a_place_is_in_utc(zone):
    calendar = calendar_of(replace(MEETING, zone=zone))
    assert calendar.events[0]["DTSTART"].dt.astimezone(UTC) == START
    if zone != "Etc/UTC":
        assert calendar.events[0]["DTSTART"].to_ical() == b"20260709T040000Z"


@pytest.mark.parametrize(("fold", "written"), [(0, b"20261025T023000"), (1, b"20261025T013000Z")])
def test_repeated_hour_is_told_apart(fold, written):
    stockholm = ZoneInfo("Europe/Stockholm")
    start = datetime(2026, 10, 25, 2, 30, fold=fold, tzinfo=stockholm).astimezone(UTC)
    end = start + timedelta(minutes=20)
    event = calendar_of(replace(MEETING, start=start, end=end, zone=stockholm.key)).events[0]
    assert event["DTSTART"].to_ical() == written
    assert event["DTSTART"].dt.astimezone(UTC) == start


@pytest.mark.parametrize("year", [3, 9989])
def test_far_year_is_written_without_its_zones_rules(year):
    start = datetime(year, 7, 1, 12, tzinfo=UTC)
    calendar = calendar_of(replace(MEETING, start=start, end=start))
    assert not calendar.walk("VTIMEZONE")
    assert calendar.events[0]["DTSTART"].dt == start


def test_cancelled_meeting_takes_no_time():
    (event,) = calendar_of(replace(MEETING, is_cancelled=True)).events
    assert (event["STATUS"], event["TRANSP"]) == ("CANCELLED", "TRANSPARENT")


def test_subscription_has_a_name_and_an_interval():
    calendar = calendar_of(name="Interviews")
    assert calendar["X-WR-CALNAME"] == calendar["NAME"] == "Interviews"
    assert calendar["REFRESH-INTERVAL"].dt == timedelta(hours=1)
    assert "NAME" not in calendar_of(MEETING)


def test_same_meetings_give_the_same_bytes():
    assert published([MEETING], name="Interviews") == published([MEETING], name="Interviews")


ODD = st.text(
    alphabet=st.sampled_from('a;,:"^\\\r\n\t\x00\x85\u2028\ud800éN') | st.characters(), max_size=40
)


@given(title=ODD, place=ODD, about=ODD, page=ODD)
def test_no_text_becomes_a_property(title, place, about, page):
    odd = replace(MEETING, title=title, place=place, about=about, page=page)
    (event,) = calendar_of(odd, name=title or "x").events
    known = {"UID", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "DTSTART", "DTEND", "STATUS"}
    assert set(event) <= known | {"TRANSP", "SUMMARY", "LOCATION", "DESCRIPTION", "URL"}
    assert not event.errors


@pytest.mark.parametrize("text", ["a;b,c\\d", 'say "so"', "^n", "BEGIN:VEVENT", "é\N{SNOWMAN}"])
def test_text_comes_back_as_it_was(text):
    event = calendar_of(replace(MEETING, title=text, about=f"{text}\n{text}")).events[0]
    assert event["SUMMARY"] == text
    assert event["DESCRIPTION"] == f"{text}\n{text}"
