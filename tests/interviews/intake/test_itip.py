"""Calendar messages: what they ask for, and how they stand to what is known."""

from datetime import UTC, datetime

import pytest

from interviews.intake.itip import KnownEvent, Origin, Standing, origin, standing
from interviews.intake.read import read
from interviews.intake.reading import CalendarPart, Kind, Label, Problem, Reading

NOW = datetime(2026, 7, 6, 9, tzinfo=UTC)
KNOWN = KnownEvent("u1", sequence=2, stamped=datetime(2026, 7, 1, tzinfo=UTC))


def part(**changed: str | int) -> CalendarPart:
    fields = {
        "method": "REQUEST",
        "uid": "u1",
        "sequence": 2,
        "stamped": "2026-07-01T00:00:00+00:00",
    }
    return CalendarPart(
        **{"organizer_name": "", "organizer_address": "", "attendees": (), "recurring": False}
        | {"raw": ""} | fields | changed
    )  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, Standing.SAME),
        ({"sequence": 3}, Standing.NEWER),
        ({"sequence": 1, "stamped": "2026-07-09T00:00:00+00:00"}, Standing.OLDER),
        # Exchange moves a meeting without counting it.
        ({"stamped": "2026-07-02T00:00:00+00:00"}, Standing.NEWER),
        ({"stamped": "2026-06-30T00:00:00+00:00"}, Standing.OLDER),
        ({"stamped": ""}, Standing.SAME),
        ({"method": "CANCEL", "sequence": 3}, Standing.CANCELS),
        ({"method": "CANCEL", "sequence": 1}, Standing.OLDER),
        ({"status": "CANCELLED"}, Standing.CANCELS),
        ({"method": "REPLY", "sequence": 9}, Standing.NO_REQUEST),
        ({"method": "COUNTER", "sequence": 9}, Standing.NO_REQUEST),
        ({"method": "PUBLISH", "sequence": 9}, Standing.NO_REQUEST),
        ({"uid": "u2"}, Standing.OTHER_EVENT),
        ({"uid": ""}, Standing.OTHER_EVENT),
        ({"recurrence_id": "20260720T100000Z", "sequence": 9}, Standing.OTHER_EVENT),
    ],
)
def test_standing_goes_by_occurrence_sequence_and_stamp(
    changed: dict[str, str | int], expected: Standing
):
    assert standing(part(**changed), KNOWN) is expected


@pytest.mark.parametrize(
    ("organizer", "sender", "expected"),
    [
        ("Ada@Vale.example", "ada@vale.example", Origin.ORGANIZER),
        ("ada@vale.example", "hr@vale.example", Origin.SAME_HOST),
        ("ada@gmail.com", "mallory@gmail.com", Origin.FOREIGN),
        ("ada@vale.example", "no-reply@ashbyhq.com", Origin.SERVICE),
        ("c_1@group.calendar.google.com", "ada@vale.example", Origin.SERVICE),
        ("ada@vale.example", "mallory@elsewhere.example", Origin.FOREIGN),
        ("", "ada@vale.example", Origin.UNSTATED),
        ("ada@vale.example", "", Origin.UNSTATED),
    ],
)
def test_origin_is_held_against_the_organizer(organizer: str, sender: str, expected: Origin):
    assert origin(part(organizer_address=organizer), sender) is expected


def calendar(*events: str, method: str = "METHOD:REQUEST") -> str:
    inside = "".join(f"BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\n" for event in events)
    head = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{method}\r\n".replace("\r\n\r\n", "\r\n")
    return f"{head}{inside}END:VCALENDAR\r\n"


def mail(ics: str, *, parameters: str = "", sender: str = "ada@vale.example") -> Reading:
    raw = (
        f"From: {sender}\r\nSubject: Interview\r\nMIME-Version: 1.0\r\n"
        "Content-Type: multipart/alternative; boundary=b\r\n\r\n"
        "--b\r\nContent-Type: text/plain\r\n\r\nYour interview for the Analyst position.\r\n"
        f"--b\r\nContent-Type: text/calendar{parameters}\r\n\r\n{ics}\r\n--b--\r\n"
    )
    return read(Kind.EML, raw.encode(), received_at=NOW)


SERIES = (
    "UID:u1\r\nDTSTAMP:20260701T000000Z\r\nDTSTART:20260720T100000Z\r\nRRULE:FREQ=WEEKLY;COUNT=3"
)
MOVED = "UID:u1\r\nRECURRENCE-ID:20260727T100000Z\r\nDTSTART:20260728T120000Z"


def test_series_is_read_by_itself_and_not_by_its_exception():
    reading = mail(calendar(MOVED, SERIES))
    assert reading.slots[0].start == datetime(2026, 7, 20, 10)
    assert reading.calendar is not None
    assert reading.calendar.stamped == "2026-07-01T00:00:00+00:00"
    assert Problem.RECURRING in reading.problems


def test_exception_alone_says_that_it_is_one():
    reading = mail(calendar(MOVED))
    assert reading.slots[0].start == datetime(2026, 7, 28, 12)
    assert reading.calendar is not None
    assert reading.calendar.recurrence_id == "20260727T100000Z"
    assert Problem.ONE_OF_A_SERIES in reading.problems


def test_method_in_the_mails_header_counts_where_the_calendar_has_none():
    event = "UID:u1\r\nDTSTART:20260720T100000Z"
    assert (
        mail(calendar(event, method=""), parameters="; method=CANCEL").label is Label.CANCELLATION
    )
    both = mail(calendar(event), parameters="; method=CANCEL")
    assert both.calendar is not None
    assert both.calendar.method == "REQUEST"


def test_cancelled_status_cancels_whatever_the_method():
    event = "UID:u1\r\nDTSTART:20260720T100000Z\r\nSTATUS:CANCELLED"
    assert mail(calendar(event)).label is Label.CANCELLATION


def test_published_event_in_a_mail_gives_its_time_and_the_words_the_label():
    event = "UID:u1\r\nDTSTART:20260720T100000Z"
    reading = mail(calendar(event, method="METHOD:PUBLISH"))
    assert reading.label is Label.INVITATION
    assert reading.slots[0].start == datetime(2026, 7, 20, 10)


def test_event_of_somebody_else_is_pointed_out():
    event = "UID:u1\r\nDTSTART:20260720T100000Z\r\nORGANIZER:mailto:ada@vale.example"
    assert Problem.ORGANIZER_DIFFERS not in mail(calendar(event)).problems
    other = mail(calendar(event), sender="mallory@elsewhere.example")
    assert Problem.ORGANIZER_DIFFERS in other.problems


def test_reading_stored_before_is_still_understood():
    stored = Reading(calendar=part()).as_dict()
    for name in ("stamped", "recurrence_id", "status"):
        del stored["calendar"][name]
    read_again = Reading.from_dict(stored).calendar
    assert read_again is not None
    assert (read_again.uid, read_again.stamped) == ("u1", "")
