"""Messages that Outlook saved, and whole mailboxes."""

import io
import struct
from datetime import UTC, datetime

import pytest

from interviews.intake.kinds import kind_of, likely_kind
from interviews.intake.limits import Refusal, Refused
from interviews.intake.mbox import entries, is_mbox
from interviews.intake.outlook import unpack_msg
from interviews.intake.read import read
from interviews.intake.reading import Kind, Label
from interviews.intake.rtf import decompressed, rtf_text
from interviews.intake.sandbox import read_safely
from tests.interviews.intake.ole_file import binary, file_time, message, ole_file, text

NOW = datetime(2026, 7, 6, 9, tzinfo=UTC)
TIME, LONG = 0x0040, 0x0003
INVITED = "Dear Alex, we would like to invite you to an interview on 20 July 2026 at 10:00 CEST."
PLAIN = {
    **text(0x0037, "Interview at Tidewater"),
    **text(0x0C1A, "Ada North"),
    **text(0x5D01, "Ada@Tidewater.example"),
    **text(0x1000, INVITED),
    **text(0x1035, "<m1@tidewater.example>"),
    **text(0x001A, "IPM.Note"),
    "__recip_version1.0_#00000000": {
        **text(0x39FE, "Alex@home.example"),
        "__properties_version1.0": b"",
    },
}
SENT = {(0x0039, TIME): file_time(datetime(2026, 7, 3, 8, 30, tzinfo=UTC))}


def test_saved_message_is_read_in_the_child():
    reading = read_safely(Kind.MSG, ole_file(message(PLAIN, SENT)), received_at=NOW)
    assert reading.label is Label.INVITATION
    assert (reading.sender_name, reading.sender_address) == ("Ada North", "ada@tidewater.example")
    assert reading.recipients == ("alex@home.example",)
    assert reading.sent_at == datetime(2026, 7, 3, 8, 30, tzinfo=UTC)
    assert reading.message_id == "<m1@tidewater.example>"
    assert [(slot.start, slot.zone) for slot in reading.slots] == [
        (datetime(2026, 7, 20, 10), "Europe/Berlin")
    ]


def test_html_and_code_pages_are_read_where_there_is_no_plain_text():
    page = {(0x3FDE, LONG): struct.pack("<II", 1252, 0)}
    html = "<p>Grüße aus der <b>Küche</b></p>".encode("cp1252")
    assert unpack_msg(ole_file(message(binary(0x1013, html), page))).text == "Grüße aus der Küche"
    narrow = {"__substg1.0_1000001E": "Köln".encode("cp1252")}
    assert unpack_msg(ole_file(message(narrow, page))).text == "Köln"


def test_calendar_file_inside_is_found():
    calendar = b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:u1\r\n"
    calendar += b"DTSTART:20260720T080000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    inside = message({**text(0x3707, "invite.ics"), **binary(0x3701, calendar)}, {}, head=8)
    tree = {**message(PLAIN, SENT), "__attach_version1.0_#00000000": inside}
    reading = read(Kind.MSG, ole_file(tree), received_at=NOW)
    assert reading.calendar is not None
    assert (reading.calendar.uid, reading.calendar.method) == ("u1", "REQUEST")


def test_meeting_request_becomes_a_calendar_event():
    numbers = [0x820D, 0x820E, 0x8208, 0x8201, 0x23]
    listed = b"".join(struct.pack("<IHH", n, 6, place) for place, n in enumerate(numbers))
    properties = {
        **PLAIN,
        **text(0x001A, "IPM.Schedule.Meeting.Request"),
        **text(0x8002, "Room 5; first floor"),
        **binary(0x8004, bytes.fromhex("040000008200E000")),
        "__nameid_version1.0": {"__substg1.0_00030102": listed},
    }
    fixed = {
        **SENT,
        (0x8000, TIME): file_time(datetime(2026, 7, 20, 8, tzinfo=UTC)),
        (0x8001, TIME): file_time(datetime(2026, 7, 20, 9, tzinfo=UTC)),
        (0x8003, LONG): struct.pack("<II", 2, 0),
    }
    reading = read(Kind.MSG, ole_file(message(properties, fixed)), received_at=NOW)
    assert reading.label is Label.INVITATION
    assert reading.calendar is not None
    assert (reading.calendar.uid, reading.calendar.sequence) == ("040000008200E000", 2)
    assert reading.calendar.organizer_address == "Ada@tidewater.example"
    assert (reading.slots[0].start, reading.slots[0].zone) == (datetime(2026, 7, 20, 8), "UTC")
    assert reading.place == "Room 5; first floor"


def test_forwarded_message_inside_is_the_one_read():
    inner = message({**PLAIN, **text(0x0037, "The first one")}, SENT, head=24)
    attached = {**message({}, {}, head=8), "__substg1.0_3701000D": inner}
    outer = {**message(text(0x0037, "FW"), {}), "__attach_version1.0_#00000000": attached}
    assert unpack_msg(ole_file(outer)).subject == "The first one"


def test_rich_text_is_unpacked_and_read():
    rich = b"{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}Dear Alex,\\par see you at 10 o\\'b4clock}"
    stored = struct.pack("<IIII", len(rich) + 12, len(rich), 0x414C454D, 0) + rich
    assert unpack_msg(ole_file(message(binary(0x1009, stored), {}))).text.startswith("Dear Alex,\n")
    packed = bytes.fromhex(
        "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d"
        "0a800fa0"
    )
    assert rtf_text(decompressed(packed)) == "hello world"


@pytest.mark.parametrize(
    "data",
    [
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        ole_file({"WordDocument": b"x"}),
        b"From: a@b.example\n\nx",
    ],
)
def test_other_containers_are_refused(data: bytes):
    with pytest.raises(Refused) as refused:
        read(Kind.MSG, data, received_at=NOW)
    assert refused.value.code is Refusal.BINARY


def test_kind_is_told_by_how_a_file_begins():
    saved = ole_file(message(PLAIN, SENT))
    assert kind_of("message.dat", saved[:64]) is Kind.MSG
    assert likely_kind("pasted", b"Message-ID: <a@b>\nFrom: x\n\nHello") is Kind.EML
    assert likely_kind("a.txt", b"Subject: Hi\r\nFrom: a@b.example\r\n\r\nHello") is Kind.EML
    assert likely_kind("pasted", b"Note: call them\n\nHello") is Kind.TEXT


MAILBOX = (
    b"From ada@tidewater.example Mon Jul  6 09:00:00 2026\nSubject: One\n\n"
    b"From here on\n>From there\n\n"
    b"From b@c.example Mon Jul  6 10:00:00 2026\r\nSubject: Two\r\n\r\nx\r\n"
)


def test_mailbox_is_taken_apart():
    found = list(entries(io.BytesIO(MAILBOX)))
    assert [one.number for one in found] == [1, 2]
    assert found[0].data == b"Subject: One\n\nFrom here on\nFrom there\n\n"
    assert found[1].data == b"Subject: Two\r\n\r\nx\r\n"
    assert found[1].offset == len(MAILBOX)
    assert is_mbox(MAILBOX)
    assert not is_mbox(b"From here on, we write.\n")


def test_message_too_long_is_cut_and_the_next_one_found():
    found = list(entries(io.BytesIO(MAILBOX), longest=5))
    assert [one.data for one in found] == [b"Subjec", b"Subjec"]
