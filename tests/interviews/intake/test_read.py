"""What the reader makes of the messages in ``fixtures/``."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from interviews.intake.read import read
from interviews.intake.reading import Format, Kind, Label, Problem, Reading, Where

FIXTURES = Path(__file__).parent / "fixtures"
NOW = datetime(2026, 7, 9, 12, tzinfo=UTC)


def reading_of(name: str) -> Reading:
    return read(Kind.EML, (FIXTURES / f"{name}.eml").read_bytes(), received_at=NOW)


def starts(reading: Reading) -> list[tuple[str, str]]:
    return [(slot.start.isoformat(" ", "minutes"), slot.zone) for slot in reading.slots]


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("invitation-several-slots", Label.INVITATION),
        ("einladung-mehrere-termine", Label.INVITATION),
        ("phone-screen", Label.INVITATION),
        ("on-site", Label.INVITATION),
        ("forwarded-inline", Label.INVITATION),
        ("forwarded-attached", Label.INVITATION),
        ("html-only", Label.INVITATION),
        ("google-calendar", Label.INVITATION),
        ("calendar-without-job", Label.OTHER),
        ("rejection", Label.REJECTION),
        ("absage", Label.REJECTION),
        ("receipt", Label.APPLICATION_RECEIVED),
        ("assessment", Label.ASSESSMENT),
        ("angebot", Label.OFFER),
        ("verschiebung", Label.SCHEDULING_UPDATE),
        ("cancellation", Label.CANCELLATION),
    ],
)
def test_label_of_each_fixture(name: str, label: Label):
    reading = reading_of(name)
    assert reading.label is label
    if label is not Label.OTHER:
        assert any(item.field == "label" for item in reading.evidence)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "invitation-several-slots",
            [
                ("2026-07-13 10:00", "Europe/Berlin"),
                ("2026-07-14 14:30", "Europe/Berlin"),
                ("2026-07-15 16:00", "Europe/Berlin"),
            ],
        ),
        (
            "einladung-mehrere-termine",
            [("2026-07-13 14:00", "Europe/Berlin"), ("2026-07-14 09:00", "Europe/Berlin")],
        ),
        ("phone-screen", [("2026-07-09 14:00", "America/New_York")]),
        ("on-site", [("2026-07-21 09:30", "Europe/London")]),
        ("forwarded-inline", [("2026-07-08 15:00", "Etc/GMT-2")]),
        ("forwarded-attached", [("2026-07-20 11:00", "Europe/Vienna")]),
        ("html-only", [("2026-07-16 14:00", "America/Los_Angeles")]),
        ("google-calendar", [("2026-07-16 14:00", "Europe/Paris")]),
        ("verschiebung", [("2026-07-16 11:00", "")]),
        ("rejection", []),
    ],
)
def test_slots_of_each_fixture(name: str, expected: list[tuple[str, str]]):
    assert starts(reading_of(name)) == expected


def test_invitation_with_several_slots_is_read_whole():
    reading = reading_of("invitation-several-slots")
    assert reading.employer == "Harbourlight"
    assert reading.job_title == "Data Engineer"
    assert reading.people == ("Jonas Berg", "Maya Okafor")
    assert reading.format is Format.VIDEO
    assert reading.link == "https://zoom.us/j/123456789"
    assert reading.phone == "+49 30 5550100"
    assert reading.reply_by == datetime(2026, 7, 10, 17)
    assert reading.reply_by_zone == "Europe/Berlin"
    assert reading.language == "en"
    assert reading.slots[0].end == datetime(2026, 7, 13, 10, 45)
    assert Problem.YEAR_INFERRED in reading.problems


def test_each_fact_comes_with_the_words_it_rests_on():
    reading = reading_of("invitation-several-slots")
    shown = {(item.field, item.text) for item in reading.evidence}
    assert {
        ("link", "https://zoom.us/j/123456789"),
        ("phone", "+49 30 5550100"),
        ("people", "Jonas Berg"),
        ("employer", "Harbourlight"),
    } <= shown
    assert {item.where for item in reading.evidence if item.field == "link"} == {Where.BODY}
    calendar = reading_of("google-calendar")
    assert any(item.where is Where.CALENDAR for item in calendar.evidence)


def test_marks_that_nobody_sees_do_not_part_words():
    text = "We want to in\u00advite you to an inter\u200bview. On 20\u2060 July\u202e at 10:00"
    reading = read(Kind.TEXT, text.encode(), received_at=NOW)
    assert reading.label is Label.INVITATION
    assert starts(reading) == [("2026-07-20 10:00", "")]


def test_german_invitation_is_read_whole():
    reading = reading_of("einladung-mehrere-termine")
    assert (reading.language, reading.employer) == ("de", "Nordwind GmbH")
    assert reading.job_title == "Projektleiterin"
    assert reading.reply_by == date(2026, 7, 10)
    assert reading.format is Format.ON_SITE
    assert reading.place == "Hafenstraße 12, 20457 Hamburg"


def test_forwarded_message_is_read_as_the_original():
    inline, attached = reading_of("forwarded-inline"), reading_of("forwarded-attached")
    assert inline.sender_address == "sam.ortiz@lumenvale.example"
    assert attached.sender_address == "ines@velodrom.example"
    assert attached.message_id == "<original-7@velodrom.example>"
    assert attached.sent_at == datetime(2026, 7, 6, 8, tzinfo=UTC)
    assert Problem.FORWARDED in inline.problems
    assert Problem.FORWARDED in attached.problems


def test_calendar_start_wins_over_the_text():
    reading = reading_of("google-calendar")
    assert reading.calendar is not None
    assert (reading.calendar.method, reading.calendar.uid) == ("REQUEST", "kettle-1@google.com")
    assert reading.calendar.organizer_address == "dana@kettlebrook.example"
    assert len(reading.slots) == 1


def test_calendar_without_job_is_still_read():
    reading = reading_of("calendar-without-job")
    assert reading.calendar is not None
    assert reading.calendar.sequence == 3
    assert starts(reading) == [("2026-07-16 18:00", "UTC")]


def test_hidden_html_is_not_read():
    assert "regret" not in reading_of("html-only").text


def test_reading_survives_json():
    for path in FIXTURES.glob("*.eml"):
        reading = reading_of(path.stem)
        assert Reading.from_dict(json.loads(json.dumps(reading.as_dict()))) == reading


@pytest.mark.parametrize(
    ("method", "label"),
    [
        ("REQUEST", Label.INVITATION),
        ("CANCEL", Label.CANCELLATION),
        ("REPLY", Label.OTHER),
        ("COUNTER", Label.OTHER),
        ("PUBLISH", Label.OTHER),
    ],
)
def test_bare_calendar_file_is_labelled_by_its_method(method: str, label: Label):
    data = (
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\nMETHOD:{method}\r\n"
        "BEGIN:VEVENT\r\nUID:u1\r\nDTSTAMP:20260701T000000Z\r\nDTSTART:20260720T100000Z\r\n"
        "SUMMARY:Talk\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    ).encode()
    assert read(Kind.ICS, data, received_at=NOW).label is label


def test_pasted_mail_with_headers_takes_sender_and_date_from_them():
    text = (
        "From: Ada North <ada@tidewater.example>\nSent: Monday, 6 July 2026 10:00\n"
        "To: Alex\nSubject: Interview\n\nWe would like to invite you to an interview "
        "tomorrow at 3pm."
    )
    reading = read(Kind.TEXT, text.encode(), received_at=NOW)
    assert reading.sender_address == "ada@tidewater.example"
    assert starts(reading) == [("2026-07-07 15:00", "")]


def test_pasted_mail_without_a_date_is_read_with_its_sender_and_subject():
    text = "Subject: Interview\nFrom: Ada North <ada@tidewater.example>\n\nOn 20 July 2026, 3pm?"
    reading = read(Kind.TEXT, text.encode(), received_at=NOW)
    assert (reading.subject, reading.sender_name) == ("Interview", "Ada North")
    assert reading.text == "On 20 July 2026, 3pm?"


def test_outreach_from_webmail_without_employer_is_no_invitation():
    mail = (
        b"From: Jo <jo@gmail.com>\nSubject: An opportunity\n\n"
        b"I would like to invite you to interview for a role. Please share your availability."
    )
    reading = read(Kind.EML, mail, received_at=NOW)
    assert reading.label is Label.OTHER
    assert Problem.OUTREACH_WITHOUT_EMPLOYER in reading.problems


@pytest.mark.parametrize(
    "mail",
    [
        b"Subject: =?utf-8?q?=ZZ?=\nFrom: <<<>>>\nDate: never\nTo: ,,,\n\n\xff\xfe",
        b"Content-Type: text/plain; charset=no-such\nSubject: \xed\xa0\x80\n\nhello \xed\xa0\x80",
        b"Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/calendar\n\nBEGIN:",
        b"From: a\nDate: Mon, 99 Zzz 0000 99:99:99 +9999\n\nnull \x00 byte",
    ],
)
def test_malformed_mail_is_read_without_error(mail: bytes):
    reading = read(Kind.EML, mail, received_at=NOW)
    json.dumps(reading.as_dict()).encode("utf-8")
    assert reading.text.encode("utf-8") is not None
    assert "\x00" not in reading.text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Bonjour, nous avons bien reçu votre candidature et nous vous remercions.", "fr"),
        (
            "Estimado Sam: lamentamos que su candidatura no ha sido seleccionada por el equipo.",
            "es",
        ),
        ("Уважаемый кандидат, приглашаем вас на собеседование в понедельник.", "und"),
    ],
)
def test_language_that_is_not_read_is_said_to_be_unread(text: str, language: str):
    mail = f"From: a@b.example\nSubject: Interview?\n\n{text}"
    reading = read(Kind.EML, mail.encode(), received_at=NOW)
    assert (reading.language, reading.label) == (language, Label.OTHER)
    assert reading.confidence <= 0.3
    assert Problem.LANGUAGE_UNREAD in reading.problems
