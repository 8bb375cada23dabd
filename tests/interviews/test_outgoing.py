import email
import email.policy
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviews.calendar.events import Person
from interviews.outgoing import MAX_REFERENCES, CalendarPart, as_eml, mailto
from interviews.plain_text import lines_of

SAM = Person("Sam Okoro", "sam@home.example")
ROSA = Person("Lind, Rosa", "rosa@orchard.example")
CALENDAR = b"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nEND:VCALENDAR\r\n"
HEADERS = {
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "X-Unsent",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
}
HOSTILE = st.text(
    st.sampled_from("aß€\r\n\t\x00\x0b\x85\u2028:,;<>@\"'\\()=?_ .BccTo"), max_size=60
)
LONG_ID = f"<{'a' * 150}@mail.example>"


def draft(subject="Interview", body="Hello", sender=SAM, to=ROSA, **options) -> bytes:
    return as_eml(
        subject,
        body,
        sender=sender,
        to=to,
        message_id=options.pop("message_id", "<1@home.example>"),
        date=datetime(2027, 3, 2, 10, tzinfo=UTC),
        **options,
    )


def read(data: bytes):
    return email.message_from_bytes(data, policy=email.policy.default)


def test_draft_has_its_headers_and_text():
    message = read(draft("Re: Gespräch", "Dear Rosa,\n\nit's fine – yes.\n\nSam"))
    assert set(message.keys()) == HEADERS
    assert message["From"].addresses[0].addr_spec == SAM.address
    assert message["To"].addresses[0].display_name == "Lind, Rosa"
    assert message["Subject"] == "Re: Gespräch"
    assert message["Date"].datetime == datetime(2027, 3, 2, 10, tzinfo=UTC)
    assert message["X-Unsent"] == "1"
    assert message.get_content() == "Dear Rosa,\r\n\r\nit's fine – yes.\r\n\r\nSam\r\n"


def test_wire_format_is_ascii_with_short_crlf_lines():
    data = draft("Größe " * 30, "wörter " * 200, in_reply_to="<a@b.example>")
    assert data.isascii()
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(map(len, data.split(b"\r\n"))) <= 78


def test_calendar_reply_goes_as_alternative_and_as_file():
    message = read(draft(calendar=CalendarPart("REPLY", CALENDAR)))
    text, calendar = message.get_payload(0).iter_parts()
    (file,) = message.iter_attachments()
    assert message.get_content_type() == "multipart/mixed"
    assert message.get_payload(0).get_content_type() == "multipart/alternative"
    assert text.get_content().strip() == "Hello"
    assert calendar.get_content_type() == "text/calendar"
    assert dict(calendar["Content-Type"].params) == {"method": "REPLY", "charset": "UTF-8"}
    assert not calendar.is_attachment()
    assert (file.get_content_type(), file.get_filename()) == ("application/ics", "reply.ics")
    assert calendar.get_payload(decode=True) == file.get_payload(decode=True) == CALENDAR


def test_thread_is_the_references_then_the_message_answered():
    data = draft(in_reply_to=LONG_ID, references="<a@x.example>\r\n\t<b@x.example> junk")
    message = read(data)
    assert message["In-Reply-To"] == LONG_ID
    assert message["References"] == f"<a@x.example> <b@x.example> {LONG_ID}"
    assert LONG_ID.encode() in data


def test_message_answered_is_not_referred_to_twice():
    message = read(draft(in_reply_to="<b@x.example>", references="<a@x.example> <b@x.example>"))
    assert message["References"] == "<a@x.example> <b@x.example>"


def test_long_thread_keeps_its_first_and_last_ids():
    ids = [f"<{number}@x.example>" for number in range(100)]
    kept = read(draft(in_reply_to="<z@x.example>", references=" ".join(ids)))["References"].split()
    assert len(kept) == MAX_REFERENCES
    assert (kept[0], kept[-2], kept[-1]) == ("<0@x.example>", "<99@x.example>", "<z@x.example>")


@given(subject=HOSTILE, name=HOSTILE, body=HOSTILE, thread=HOSTILE)
def test_hostile_text_adds_no_header_and_no_recipient(subject, name, body, thread):
    data = draft(
        subject,
        body,
        Person(name, SAM.address),
        Person(name, ROSA.address),
        in_reply_to=thread,
        references=thread,
    )
    message = read(data)
    assert set(message.keys()) - {"In-Reply-To", "References"} == HEADERS
    assert [each.addr_spec for each in message["To"].addresses] == [ROSA.address]
    assert [each.addr_spec for each in message["From"].addresses] == [SAM.address]
    assert message.get_content().splitlines() == ("\n".join(lines_of(body)) + "\n").splitlines()


@pytest.mark.parametrize(
    "address",
    [
        "",
        "sam",
        "@home.example",
        "sam@home.example\r\nBcc: x@y.example",
        "sam@home.example, x@y.example",
        "Sam <sam@home.example>",
        "sam okoro@home.example",
        "søren@home.example",
        "sam@straße.example",
    ],
)
def test_address_that_is_none_is_refused(address):
    with pytest.raises(ValueError, match=r"not (a mail|an) address"):
        draft(to=Person("Rosa", address))
    if address:
        with pytest.raises(ValueError, match=r"not (a mail|an) address"):
            mailto(address, "", "")


@pytest.mark.parametrize("message_id", ["", "1@x", "<1@x>\r\nBcc: a@b", "<a b>"])
def test_message_id_that_is_none_is_refused(message_id):
    with pytest.raises(ValueError, match="not a message id"):
        draft(message_id=message_id)


def test_international_domain_is_spelled_as_dns_has_it():
    message = read(draft(to=Person("Rosa", "rosa@bücher.example")))
    assert message["To"].addresses[0].domain == "xn--bcher-kva.example"


def test_mailto_link_is_encoded_with_crlf():
    link = mailto("sam+jobs&x@home.example", "Re: R&D", "One\nTwo + 100% é")
    assert link == (
        "mailto:sam%2Bjobs%26x@home.example?subject=Re%3A%20R%26D"
        "&body=One%0D%0ATwo%20%2B%20100%25%20%C3%A9"
    )


@given(subject=HOSTILE, body=HOSTILE)
def test_mailto_link_has_only_subject_and_body(subject, body):
    fields = parse_qs(urlsplit(mailto("a@b.example", subject, body)).query, keep_blank_values=True)
    assert fields == {
        "subject": [" ".join(" ".join(lines_of(subject)).split())],
        "body": ["\r\n".join(lines_of(body))],
    }
