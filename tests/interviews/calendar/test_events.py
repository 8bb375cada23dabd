from datetime import UTC, date, datetime

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviews.calendar.events import MAX_EVENTS, EventRead, Person, read_calendar
from interviews.calendar.parsing import MAX_BYTES, MAX_COMPONENTS, MAX_DEPTH, MAX_LINE, MAX_LINES
from tests.interviews.calendar.samples import (
    APPLE,
    EXCHANGE,
    GOOGLE,
    W_EUROPE,
    YAHOO,
    as_bytes,
    event,
)

NINE = datetime(2027, 7, 1, 9)


def only_event(data: bytes) -> EventRead:
    (read,) = read_calendar(data).events
    return read


def test_google_invitation():
    calendar = read_calendar(as_bytes(GOOGLE))
    (read,) = calendar.events
    assert calendar.method == read.method == "REQUEST"
    assert calendar.problems == ()
    assert (read.start, read.end, read.zone) == (
        datetime(2027, 3, 15, 14),
        datetime(2027, 3, 15, 14, 45),
        "UTC",
    )
    assert read.uid == "abc123@google.com"
    assert read.summary == "Interview: data analyst"
    assert read.description == "First talk, about 45 minutes.\nBring questions."
    assert read.url == "https://meet.example/abc-defg"
    assert read.organizer == Person("Rosa Lind", "rosa@orchard.example")
    assert read.attendees == (Person("sam@home.example", "sam@home.example"),)
    assert read.dtstamp == datetime(2027, 3, 1, 9, tzinfo=UTC)
    assert not read.recurring


def test_exchange_invitation_with_windows_zone_name():
    read = only_event(as_bytes(EXCHANGE))
    assert (read.start, read.zone) == (datetime(2027, 3, 15, 9, 30), "Europe/Berlin")
    assert read.zone_as_written == "W. Europe Standard Time"
    assert read.sequence == 2
    assert read.location == "Room 4"
    assert read.organizer == Person("Lind, Rosa", "Rosa.Lind@orchard.example")
    assert read.attendees == (Person("Sam Okoro", "Sam@home.example"),)


def test_apple_event_with_wrong_definition_of_a_known_zone_and_a_duration():
    read = only_event(as_bytes(APPLE))
    assert (read.start, read.end, read.zone) == (
        datetime(2027, 3, 15, 10),
        datetime(2027, 3, 15, 11, 30),
        "America/Los_Angeles",
    )
    assert read.organizer == Person("Rosa", "rosa@orchard.example")
    assert read.method == ""


def test_yahoo_event_all_day_and_repeating():
    read = only_event(as_bytes(YAHOO))
    assert (read.start, read.end, read.zone) == (date(2027, 3, 15), date(2027, 3, 16), "")
    assert read.recurring


@pytest.mark.parametrize(
    ("tzid", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        ("/Europe/Stockholm", "Europe/Stockholm"),
        ("/mozilla.org/20070129_1/America/New_York", "America/New_York"),
        ("/x/Tzfile/America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("Eastern Standard Time", "America/New_York"),
        ('"GMT Standard Time"', "Europe/London"),
        ("custom_America/New_York", "America/New_York"),
        ("Etc/UTC", "UTC"),
        ("UTC", "UTC"),
    ],
)
def test_zone_name_without_definition(tzid, zone):
    calendar = read_calendar(event(f"DTSTART;TZID={tzid}:20270701T090000"))
    assert (calendar.events[0].start, calendar.events[0].zone) == (NINE, zone)
    assert calendar.problems == ()


@pytest.mark.parametrize("tzid", ["Customized Time Zone", "UTC+11", "../../etc/passwd", "a" * 900])
def test_unknown_zone_without_definition_stays_floating(tzid):
    calendar = read_calendar(event(f"DTSTART;TZID={tzid}:20270701T090000"))
    assert (calendar.events[0].start, calendar.events[0].zone) == (NINE, "")
    assert calendar.problems == ("zone_unknown",)


@pytest.mark.parametrize(("month", "hour"), [(1, 8), (7, 7)])
def test_custom_zone_with_definition_keeps_the_instant(month, hour):
    start = f"DTSTART;TZID=Our Office:2027{month:02}01T090000"
    calendar = read_calendar(event(start, zones=W_EUROPE.format(name="Our Office")))
    read = calendar.events[0]
    assert (read.start, read.zone) == (datetime(2027, month, 1, hour), "UTC")
    assert read.zone_as_written == "Our Office"
    assert calendar.problems == ("zone_custom",)


@pytest.mark.parametrize(
    ("place", "start", "zone"),
    [
        ("Europe/Vienna", NINE, "Europe/Vienna"),
        ("America/Lima", datetime(2027, 7, 1, 7), "UTC"),
    ],
    ids=["agrees with the definition", "contradicts it"],
)
def test_custom_zone_that_points_to_a_place(place, start, zone):
    definition = W_EUROPE.format(name="Office").replace(
        "TZID:Office", f"TZID:Office\nX-LIC-LOCATION:{place}"
    )
    read = only_event(event("DTSTART;TZID=Office:20270701T090000", zones=definition))
    assert (read.start, read.zone) == (start, zone)


def test_definition_of_one_calendar_does_not_reach_the_next():
    start = "DTSTART;TZID=Our Office:20270701T090000"
    assert only_event(event(start, zones=W_EUROPE.format(name="Our Office"))).zone == "UTC"
    assert only_event(event(start)).zone == ""


@pytest.mark.parametrize("rule", ["FREQ=SECONDLY", "FREQ=DAILY", "FREQ=YEARLY;BYSETPOS=1"])
def test_definition_with_a_rule_no_zone_has_is_not_used(rule):
    zones = (
        "BEGIN:VTIMEZONE\nTZID:Office\nBEGIN:STANDARD\nDTSTART:16010101T000000\n"
        f"TZOFFSETFROM:+0100\nTZOFFSETTO:+0100\nRRULE:{rule};BYMONTH=2;BYMONTHDAY=30\n"
        "END:STANDARD\nEND:VTIMEZONE\n"
    )
    calendar = read_calendar(event("DTSTART;TZID=Office:20270701T090000", zones=zones))
    assert (calendar.events[0].start, calendar.events[0].zone) == (NINE, "")
    assert calendar.problems == ("zone_unknown",)


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        ("DTEND;TZID=Europe/Berlin:20270701T100000", datetime(2027, 7, 1, 10)),
        ("DTEND:20270701T090000Z", datetime(2027, 7, 1, 11)),
        ("DURATION:PT45M", datetime(2027, 7, 1, 9, 45)),
        ("DURATION:P1D", datetime(2027, 7, 2, 9)),
    ],
)
def test_end_is_in_the_zone_of_the_start(end, expected):
    read = only_event(event("DTSTART;TZID=Europe/Berlin:20270701T090000", end))
    assert read.end == expected


def test_duration_across_a_clock_change_counts_real_hours():
    read = only_event(event("DTSTART;TZID=Europe/Berlin:20270328T010000", "DURATION:PT3H"))
    assert read.end == datetime(2027, 3, 28, 5)


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        (["SUMMARY:x"], "start_missing"),
        (["DTSTART:soon"], "start_missing"),
        (["DTSTART:20270701T090000Z", "DTEND:later"], "value_unreadable"),
        (["DTSTART:20270701T090000Z", "DTEND:20270601T090000Z"], "end_before_start"),
        (["DTSTART:20270701T090000Z", "DTEND;VALUE=DATE:20270702"], "end_unreadable"),
        (["DTSTART:99991231T235900Z", "DURATION:P9999D"], "end_unreadable"),
        (["DTSTART:20270701T090000Z", "RRULE:FREQ=SECONDLY"], "rule_too_frequent"),
        (["DTSTART:20270701T090000Z", "RRULE:FREQ=DAILY;BYMINUTE=0,1"], "rule_too_frequent"),
        (["DTSTART:20270701T090000Z", "no colon here"], "line_unreadable"),
        (["DTSTART:20270701T090000Z", "X-A:" + "a" * MAX_LINE], "line_too_long"),
    ],
)
def test_problem_is_named_and_the_event_still_read(lines, problem):
    calendar = read_calendar(event(*lines))
    assert problem in calendar.problems
    assert calendar.events[0].uid == "1"


def test_rule_that_is_refused_is_not_passed_on():
    read = only_event(event("DTSTART:20270701T090000Z", "RRULE:FREQ=MINUTELY"))
    assert read.recurring
    assert b"RRULE" not in read.raw


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"a" * (MAX_BYTES + 1), "too_large"),
        (b"A:1\r\n" * (MAX_LINES + 1), "too_large"),
        (b"BEGIN:VEVENT\r\nEND:VEVENT\r\n" * (MAX_COMPONENTS + 1), "too_many_components"),
        (b"BEGIN:VEVENT\r\n" * (MAX_DEPTH + 1), "too_deep"),
    ],
)
def test_stream_over_a_limit_is_refused_whole(data, problem):
    calendar = read_calendar(data)
    assert (calendar.events, calendar.problems) == ((), (problem,))


@pytest.mark.parametrize("data", [b"", b"\x00", b"END:VEVENT", b"UID:1", b"\xff\xfe\x00", b"hello"])
def test_no_calendar_at_all(data):
    calendar = read_calendar(data)
    assert calendar.events == ()
    assert "no_event" in calendar.problems


def test_truncated_calendar_is_still_read():
    calendar = read_calendar(as_bytes(GOOGLE).partition(b"END:VEVENT")[0])
    assert calendar.events[0].summary == "Interview: data analyst"
    assert calendar.problems == ("unbalanced",)


@pytest.mark.parametrize(
    ("encoding", "problems"), [("utf-8-sig", ()), ("utf-16", ()), ("cp1252", ("encoding",))]
)
def test_text_in_other_encodings(encoding, problems):
    data = event("DTSTART:20270701T090000Z", "SUMMARY:Gespräch").decode().encode(encoding)
    calendar = read_calendar(data)
    assert (calendar.events[0].summary, calendar.problems) == ("Gespräch", problems)


def test_several_calendars_in_one_stream():
    calendar = read_calendar(as_bytes(YAHOO + APPLE))
    assert [read.method for read in calendar.events] == ["REQUEST", ""]


@pytest.mark.parametrize(("written", "expected"), [("7", 7), ("-3", 0), ("x", 0), ("9" * 30, 0)])
def test_sequence(written, expected):
    assert only_event(event(f"SEQUENCE:{written}")).sequence == expected


@pytest.mark.parametrize(
    ("lines", "link"),
    [
        (["URL:https://a.example/x"], "https://a.example/x"),
        (["URL:javascript:alert(1)", "CONFERENCE:https://b.example/y"], "https://b.example/y"),
        (["URL:data:text/html,x"], ""),
        (["LOCATION:Room 4"], ""),
    ],
)
def test_only_a_web_address_is_a_link(lines, link):
    assert only_event(event(*lines)).url == link


def test_property_that_cannot_be_written_again_is_left_out_of_raw():
    backwards = "EXDATE;VALUE=PERIOD:20270102T000000Z/20260101T000000Z"
    calendar = read_calendar(event("SUMMARY:Talk", "DTSTART:20270101T000000Z", backwards))
    assert calendar.problems == ("not_writable",)
    assert b"EXDATE" not in calendar.events[0].raw
    assert read_calendar(calendar.events[0].raw).events == calendar.events


def test_events_over_the_limit_are_left_out_and_it_is_said():
    one = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    calendar = read_calendar(one * (MAX_EVENTS + 1))
    assert len(calendar.events) == MAX_EVENTS
    assert "too_many_components" in calendar.problems


def test_changed_occurrence_names_which_one():
    read = only_event(event("RECURRENCE-ID;TZID=Europe/Berlin:20270708T090000"))
    assert read.recurrence_id == "20270708T090000"


def test_raw_holds_this_event_alone_with_its_zone():
    both = (
        as_bytes(EXCHANGE).replace(b"END:VCALENDAR\r\n", b"")
        + as_bytes(GOOGLE).split(b"METHOD:REQUEST\r\n")[1]
    )
    first, second = read_calendar(both).events
    assert [read_calendar(each.raw).events for each in (first, second)] == [(first,), (second,)]
    names = [part.name for part in icalendar.Calendar.from_ical(first.raw).subcomponents]
    assert names == ["VTIMEZONE", "VEVENT"]
    assert b"VTIMEZONE" not in second.raw


SAMPLES = "".join((GOOGLE, EXCHANGE, APPLE, YAHOO))
NOISE = st.one_of(
    st.sampled_from([line.encode() for line in SAMPLES.splitlines()]),
    st.binary(max_size=30),
    st.text(max_size=30).map(str.encode),
)


@given(st.lists(NOISE, max_size=40))
def test_any_bytes_are_read_without_raising(lines):
    calendar = read_calendar(b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + b"\r\n".join(lines))
    for read in calendar.events:
        assert read.start is None or read.end is None or read.end >= read.start
