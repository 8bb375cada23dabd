"""A letter as a mail: sent, as a draft for one's own mail program, or as a mailto link."""

import re
from collections.abc import Sequence
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import NamedTuple
from urllib.parse import quote

from interviews.calendar.events import Person
from interviews.plain_text import lines_of, one_line
from jobtracker.message_ids import keeping_threads

MAX_REFERENCES = 20
MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,250}>")
ADDRESS = re.compile(r"""[^\s<>()\[\]\\,;:"@]+@[^\s<>()\[\]\\,;:"@]+""")


class CalendarPart(NamedTuple):
    """What a calendar is told beside the letter: the method of RFC 5546, and the file."""

    method: str
    content: bytes


AS_SENT = keeping_threads(SMTP)


def as_eml(
    letter_subject: str,
    body: str,
    *,
    sender: Person,
    to: Person,
    cc: Sequence[str] = (),
    reply_to: Person | None = None,
    in_reply_to: str = "",
    references: str = "",
    message_id: str,
    date: datetime,
    calendar: CalendarPart | None = None,
    is_draft: bool = True,
) -> bytes:
    """A message in the thread it answers; a draft is opened unsent by mail programs.

    `in_reply_to` and `references` are the headers of the message answered, as received. `date`
    is aware. Raises ValueError for a mail address or a message id that is none; line breaks in
    any other text cannot reach a header.

    A calendar's answer goes in twice: as the alternative that calendar servers look for (RFC 6047),
    and as a file, because a mail program in which the draft is edited writes the alternatives
    anew but keeps the attachments.
    """
    message = EmailMessage(policy=AS_SENT)
    message["From"] = mailbox(sender)
    message["To"] = mailbox(to)
    if cc:
        message["Cc"] = [mailbox(Person("", each)) for each in cc]
    if reply_to is not None:
        message["Reply-To"] = mailbox(reply_to)
    message["Subject"] = one_line(letter_subject)
    message["Date"] = date
    message["Message-ID"] = only_id(message_id)
    answered = MESSAGE_ID.findall(in_reply_to)[:1]
    thread = [each for each in MESSAGE_ID.findall(references) if each not in answered]
    if answered:
        message["In-Reply-To"] = answered[0]
        message["References"] = " ".join(shortened([*thread, *answered]))
    if is_draft:
        message["X-Unsent"] = "1"
    message.set_content("\n".join(lines_of(body)) + "\n", cte="quoted-printable")
    if calendar is not None:
        attach(message, calendar)
    return message.as_bytes()


def attach(message: EmailMessage, calendar: CalendarPart) -> None:
    params = {"method": calendar.method, "charset": "UTF-8"}
    message.add_alternative(calendar.content, maintype="text", subtype="calendar", params=params)
    name = f"{calendar.method.lower()}.ics"
    message.add_attachment(calendar.content, maintype="application", subtype="ics", filename=name)


def shortened(ids: list[str]) -> list[str]:
    """A thread's ids, of a long one the first and the last (RFC 5537, 3.4.4)."""
    unique = list(dict.fromkeys(ids))
    return unique if len(unique) <= MAX_REFERENCES else [unique[0], *unique[1 - MAX_REFERENCES :]]


def only_id(message_id: str) -> str:
    if not MESSAGE_ID.fullmatch(message_id):
        raise ValueError("not a message id")
    return message_id


def mailbox(person: Person) -> Address:
    """A person as a header's address. Raises ValueError if the address is none."""
    address = ascii_address(person.address)
    local, _, domain = address.rpartition("@")
    return Address(display_name=one_line(person.name), username=local, domain=domain)


def ascii_address(address: str) -> str:
    """An address in ASCII, its domain as DNS has it. Raises ValueError if it is none."""
    if not ADDRESS.fullmatch(address) or one_line(address) != address:
        raise ValueError("not a mail address")
    local, _, domain = address.rpartition("@")
    ascii_domain = domain.encode("idna").decode()
    if not local.isascii() or ascii_domain.encode().decode("idna").lower() != domain.lower():
        raise ValueError("not an address that every mail system takes")
    return f"{local}@{ascii_domain}"


def mailto(to: str, subject: str, body: str) -> str:
    """A mailto link (RFC 6068) with subject and body, safe for any text.

    Without an address the mail program asks for it. Raises ValueError for one that is none.
    """
    text = "\r\n".join(lines_of(body))
    address = quote(ascii_address(to), safe="@") if to else ""
    return (
        f"mailto:{address}?subject={quote(one_line(subject), safe='')}&body={quote(text, safe='')}"
    )
