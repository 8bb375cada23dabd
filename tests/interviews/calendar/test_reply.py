from datetime import UTC, datetime, timedelta, timezone

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviews.calendar.events import Person, read_calendar
from interviews.calendar.reply import Answer, can_reply, counter, reply
from tests.interviews.calendar.samples import APPLE, EXCHANGE, GOOGLE, as_bytes, event

NOW = datetime(2027, 3, 2, 10, tzinfo=timezone(timedelta(hours=2)))
SAM = Person("Sam Okoro", "sam@home.example")
START = "DTSTART:20270701T090000Z"
PROPERTIES = {"UID", "SEQUENCE", "ORGANIZER", "ATTENDEE", "DTSTAMP", "DTSTART"}


def answer_to(data: bytes, answer: Answer = Answer.ACCEPTED, **options) -> icalendar.Calendar:
    (read,) = read_calendar(data).events
    made = reply(read.raw, options.pop("attendee", SAM), answer, now=NOW, **options)
    return icalendar.Calendar.from_ical(made)


@pytest.mark.parametrize("answer", Answer)
def test_reply_carries_the_answer_and_what_identifies_the_event(answer):
    calendar = answer_to(as_bytes(EXCHANGE), answer)
    (made,) = calendar.events
    assert calendar["METHOD"] == "REPLY"
    assert "Jobtracker" in calendar["PRODID"]
    assert made["UID"] == "040000008200E00074C5B7101A82E008"
    assert made["SEQUENCE"] == 2
    assert made["ORGANIZER"] == "MAILTO:Rosa.Lind@ORCHARD.example"
    assert made["ATTENDEE"].params["PARTSTAT"] == answer.value
    assert made["DTSTAMP"].dt == datetime(2027, 3, 2, 8, tzinfo=UTC)
    assert made["DTSTART"].to_ical() == b"20270315T093000"
    assert made["DTEND"].to_ical() == b"20270315T103000"
    assert "COMMENT" not in made
    assert not made.subcomponents


def test_reply_brings_the_zone_it_names():
    calendar = answer_to(as_bytes(EXCHANGE))
    assert [zone.tz_name for zone in calendar.timezones] == ["W. Europe Standard Time"]


def test_attendee_is_matched_whatever_the_case_and_spelled_as_invited():
    invited = answer_to(as_bytes(EXCHANGE)).events[0]["ATTENDEE"]
    assert invited == "MAILTO:Sam@Home.example"
    assert invited.params["CN"] == "Sam Okoro"


def test_address_that_was_not_invited_answers_as_itself():
    other = Person("Sam", "sam@work.example")
    attendee = answer_to(as_bytes(GOOGLE), attendee=other).events[0]["ATTENDEE"]
    assert attendee == "mailto:sam@work.example"
    assert attendee.params["CN"] == "Sam"


def test_attendee_known_by_its_email_parameter():
    data = event(START, "ATTENDEE;EMAIL=sam@home.example:/aXyz/principal/")
    assert answer_to(data).events[0]["ATTENDEE"] == "/aXyz/principal/"


def test_occurrence_is_named_in_the_reply():
    made = answer_to(event(START, "RECURRENCE-ID:20270701T090000Z")).events[0]
    assert made["RECURRENCE-ID"].to_ical() == b"20270701T090000Z"


def test_missing_sequence_is_zero():
    assert answer_to(event(START)).events[0]["SEQUENCE"] == 0


@pytest.mark.parametrize(
    "raw", [b"", b"nonsense", as_bytes(GOOGLE).replace(b"ORGANIZER", b"X-ORGANIZER")]
)
def test_event_without_organizer_is_refused(raw):
    with pytest.raises(ValueError, match="no event to reply to"):
        reply(raw, SAM, Answer.ACCEPTED, now=NOW)


@pytest.mark.parametrize("address", ["", "sam", "a@b.example\r\nX-EVIL:1", "a@b c"])
def test_address_that_is_none_is_refused(address):
    with pytest.raises(ValueError, match="not a mail address"):
        reply(as_bytes(GOOGLE), Person("Sam", address), Answer.ACCEPTED, now=NOW)


@pytest.mark.parametrize(("data", "expected"), [(GOOGLE, True), (APPLE, False)])
def test_only_a_request_can_be_replied_to(data, expected):
    assert can_reply(read_calendar(as_bytes(data)).events[0]) is expected


HOSTILE = st.text(st.sampled_from("aé;,:\"'\\^n\r\n\t %\x0b\x00=\u2028"), max_size=60)


@given(comment=HOSTILE, name=HOSTILE)
def test_hostile_text_adds_no_property_and_reads_back_the_same(comment, name):
    calendar = answer_to(event(START), comment=comment, attendee=Person(name, SAM.address))
    (made,) = calendar.events
    assert set(made) - {"COMMENT"} == PROPERTIES
    wanted = "\n".join(comment.translate({0: None, 9: None}).splitlines()).strip()
    assert str(made.get("COMMENT", "")).split() == wanted.split()


def test_comment_keeps_its_lines_and_punctuation():
    comment = 'Thanks; see "you", then.\r\nBEGIN:VALARM\nBack\\slash ^n'
    made = answer_to(event(START), comment=comment).events[0]
    assert made["COMMENT"] == 'Thanks; see "you", then.\nBEGIN:VALARM\nBack\\slash ^n'


def test_hostile_invitation_adds_no_property():
    data = event(
        START,
        "SUMMARY:a\\nATTENDEE:mailto:evil@x.example",
        'ATTENDEE;CN="Sam^nX-EVIL:1":mailto:sam@home.example',
    )
    made = answer_to(data, attendee=Person("", SAM.address)).events[0]
    assert set(made) == PROPERTIES | {"SUMMARY"}
    assert made["SUMMARY"] == "a\nATTENDEE:mailto:evil@x.example"


def test_lines_fold_at_75_octets():
    (read,) = read_calendar(event(START)).events
    made = reply(read.raw, SAM, Answer.DECLINED, now=NOW, comment="größer " * 60)
    lines = made.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert len(lines) > 15


def test_counter_proposes_another_time_for_the_same_event():
    (read,) = read_calendar(as_bytes(EXCHANGE)).events
    start = datetime(2027, 3, 16, 9, tzinfo=timezone(timedelta(hours=1)))
    made = counter(read.raw, SAM, start, start + timedelta(minutes=45), now=NOW)
    calendar = icalendar.Calendar.from_ical(made)
    (proposed,) = calendar.events
    assert calendar["METHOD"] == "COUNTER"
    assert calendar.timezones == []
    assert proposed["UID"] == "040000008200E00074C5B7101A82E008"
    assert proposed["SEQUENCE"] == 2
    assert proposed["ORGANIZER"] == "MAILTO:Rosa.Lind@ORCHARD.example"
    assert proposed["ATTENDEE"].params["PARTSTAT"] == "TENTATIVE"
    assert proposed["DTSTART"].to_ical() == b"20270316T080000Z"
    assert proposed["DTEND"].to_ical() == b"20270316T084500Z"
    assert "DURATION" not in proposed


def test_counter_to_no_event_is_refused():
    with pytest.raises(ValueError, match="no event"):
        counter(b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", SAM, NOW, NOW, now=NOW)
