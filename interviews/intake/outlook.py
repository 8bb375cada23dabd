"""A message that Outlook saved (.msg) -> a ``Mail``.

The file is an OLE container, which olefile opens; what lies in it is a list of numbered
properties (Microsoft's MS-OXMSG and MS-OXPROPS). Anything that cannot be read stays empty.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email import message_from_string, policy
from email.message import EmailMessage
from io import BytesIO
from itertools import islice

import olefile

from .limits import Refusal, Refused
from .markup import to_text
from .mime import MAX_TEXT, Mail, address_of, clean, date_of, decode
from .reading import Problem
from .rtf import decompressed, rtf_text

_SUBJECT, _BODY, _HTML, _RTF, _HEADERS = 0x0037, 0x1000, 0x1013, 0x1009, 0x007D
_SENDER_NAME, _SENDER, _SENDER_SMTP, _ON_BEHALF_SMTP = 0x0C1A, 0x0C1F, 0x5D01, 0x5D02
_MESSAGE_ID, _REFERENCES, _IN_REPLY_TO, _CLASS = 0x1035, 0x1039, 0x1042, 0x001A
_SUBMITTED, _DELIVERED = 0x0039, 0x0E06
_CODEPAGES = (0x3FDE, 0x3FFD)
_RECIPIENT_SMTP, _RECIPIENT = 0x39FE, 0x3003
_FILE_NAME, _SHORT_NAME, _DATA, _MIME_TYPE = 0x3707, 0x3704, 0x3701, 0x370E
_STRING, _STRING_8, _BINARY, _TIME, _LONG = 0x001F, 0x001E, 0x0102, 0x0040, 0x0003

# Names of the properties of appointments: numbers within Outlook's own sets.
_START, _END, _PLACE, _SEQUENCE, _CLEAN_ID, _ID = 0x820D, 0x820E, 0x8208, 0x8201, 0x23, 0x03
_METHODS = {
    "ipm.schedule.meeting.request": "REQUEST",
    "ipm.schedule.meeting.canceled": "CANCEL",
    "ipm.schedule.meeting.resp": "REPLY",
}
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_MAX_STORAGES = 100
_MAX_STREAM = 5_000_000
_MAX_NAMED = 2_000
_VCAL_MARK = b"vCal-Uid\x01\x00\x00\x00"


def unpack_msg(data: bytes) -> Mail:
    """Read one saved message.

    Raises ``Refused`` for a container that holds none.
    """
    try:
        with olefile.OleFileIO(BytesIO(data)) as file:
            return _Storage(file, "", 32).mail()
    except Refused:
        raise
    except Exception as error:  # whatever olefile trips over is the file's fault
        raise Refused(Refusal.BINARY, "This is not a message that Outlook saved.") from error


@dataclass(frozen=True)
class _Storage:
    """One object of the container: the message, a recipient or an attachment."""

    file: olefile.OleFileIO
    path: str
    head: int

    def mail(self) -> Mail:
        if not self.has("__properties_version1.0"):
            raise Refused(Refusal.BINARY, "This is not a message that Outlook saved.")
        inner = next(self._embedded(), None)
        if inner is not None and self.path == "":
            return inner.mail()
        headers = message_from_string(self.text(_HEADERS)[:64_000], policy=policy.default)
        text, attached = self._text(), list(self._attachments())
        meeting = self._meeting()
        calendars = [meeting] if meeting else []
        calendars += [each.binary(_DATA) for each in attached if _is_calendar(each)]
        shown, address = address_of(headers, "From")
        return Mail(
            subject=" ".join(self.text(_SUBJECT).split()),
            sender_name=self.text(_SENDER_NAME) or shown,
            sender_address=(self._sender() or address).lower(),
            reply_to=address_of(headers, "Reply-To")[1],
            recipients=tuple(self._recipients()),
            sent_at=self._sent_at(headers),
            message_id=self.text(_MESSAGE_ID) or clean(str(headers["Message-ID"] or "")),
            in_reply_to=self.text(_IN_REPLY_TO),
            references=" ".join(self.text(_REFERENCES).split()),
            text=text[:MAX_TEXT],
            calendars=tuple(filter(None, calendars)),
            attachments=tuple(filter(None, (each.file_name() for each in attached))),
            problems=(Problem.TEXT_CUT,) if len(text) > MAX_TEXT else (),
        )

    def has(self, name: str) -> bool:
        return bool(self.file.exists(self._at(name)))

    def stream(self, name: str) -> bytes:
        """Return a stream's bytes; nothing where there is none, or it is too long to be meant."""
        path = self._at(name)
        if not self.file.exists(path) or self.file.get_size(path) > _MAX_STREAM:
            return b""
        found: bytes = self.file.openstream(path).read(_MAX_STREAM)
        return found

    def text(self, number: int) -> str:
        """Return a property of text, whichever way it is kept."""
        wide = self.stream(f"__substg1.0_{number:04X}{_STRING:04X}")
        if wide:
            return clean(wide.decode("utf-16-le", "replace")).strip()
        narrow = self.stream(f"__substg1.0_{number:04X}{_STRING_8:04X}")
        return clean(decode(narrow, self._charset())).strip() if narrow else ""

    def binary(self, number: int) -> bytes:
        return self.stream(f"__substg1.0_{number:04X}{_BINARY:04X}")

    def fixed(self, number: int, kind: int) -> bytes:
        """Return the eight bytes of a property that is kept in the list itself."""
        listed = self.stream("__properties_version1.0")[self.head :]
        tag = struct.pack("<HH", kind, number)
        for start in range(0, min(len(listed), 16 * _MAX_NAMED) - 15, 16):
            if listed[start : start + 4] == tag:
                return listed[start + 8 : start + 16]
        return b""

    def time(self, number: int) -> datetime | None:
        raw = self.fixed(number, _TIME)
        try:
            ticks = struct.unpack("<Q", raw)[0] if raw else 0
            return _EPOCH + timedelta(microseconds=ticks // 10) if ticks else None
        except (OverflowError, struct.error):
            return None

    def file_name(self) -> str:
        return (self.text(_FILE_NAME) or self.text(_SHORT_NAME))[:200]

    def _at(self, name: str) -> str:
        return f"{self.path}/{name}" if self.path else name

    def _charset(self) -> str:
        for number in _CODEPAGES:
            raw = self.fixed(number, _LONG)
            page = struct.unpack("<I", raw[:4])[0] if raw else 0
            if page:
                return {65001: "utf-8", 20127: "ascii", 28591: "latin-1"}.get(page, f"cp{page}")
        return ""

    def _text(self) -> str:
        """Return the plain text, else the HTML's, else the rich text's."""
        plain = self.text(_BODY)
        html = decode(self.binary(_HTML), self._charset()) or self.text(_HTML)
        if plain or not (html or self.binary(_RTF)):
            return plain
        return clean(to_text(html)) if html else clean(rtf_text(decompressed(self.binary(_RTF))))

    def _sender(self) -> str:
        found = (self.text(number) for number in (_SENDER_SMTP, _ON_BEHALF_SMTP, _SENDER))
        return next((address for address in found if "@" in address), "")

    def _sent_at(self, headers: EmailMessage) -> datetime | None:
        return date_of(headers) or self.time(_SUBMITTED) or self.time(_DELIVERED)

    def _below(self, start: str) -> "Iterator[_Storage]":
        names = (
            "/".join(path)
            for path in self.file.listdir(streams=False, storages=True)
            if path[-1].startswith(start) and "/".join(path[:-1]) == self.path
        )
        for name in islice(names, _MAX_STORAGES):
            yield _Storage(self.file, name, 8)

    def _recipients(self) -> Iterator[str]:
        for each in self._below("__recip_version1.0_"):
            address = each.text(_RECIPIENT_SMTP) or each.text(_RECIPIENT)
            if "@" in address:
                yield address.lower()

    def _attachments(self) -> "Iterator[_Storage]":
        return self._below("__attach_version1.0_")

    def _embedded(self) -> "Iterator[_Storage]":
        for each in self._attachments():
            inner = _Storage(self.file, f"{each.path}/__substg1.0_3701000D", 24)
            if inner.has("__properties_version1.0"):
                yield inner

    def _meeting(self) -> bytes:
        """Return the appointment that a meeting request is, as a calendar; nothing for others."""
        kind = self.text(_CLASS).lower()
        method = next((name for start, name in _METHODS.items() if kind.startswith(start)), "")
        names = self._names() if method else {}
        start, end = (self.time(names.get(number, 0)) for number in (_START, _END))
        if not start:
            return b""
        sequence = self.fixed(names.get(_SEQUENCE, 0), _LONG)
        rows = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Outlook//MSG//EN", f"METHOD:{method}",
            "BEGIN:VEVENT", f"UID:{self._uid(names)}", f"DTSTART:{start:%Y%m%dT%H%M%SZ}",
            *([f"DTEND:{end:%Y%m%dT%H%M%SZ}"] if end else []),
            f"SEQUENCE:{struct.unpack('<I', sequence[:4])[0] if sequence else 0}",
            f"SUMMARY:{_escaped(self.text(_SUBJECT))}",
            f"LOCATION:{_escaped(self.text(names.get(_PLACE, 0)))}",
            f"ORGANIZER:mailto:{_escaped(self._sender())}",
            "END:VEVENT", "END:VCALENDAR", "",
        ]  # fmt: skip
        return "\r\n".join(rows).encode()

    def _names(self) -> dict[int, int]:
        """Map the numbers of named properties to those that this file gives them."""
        listed = self.stream("__nameid_version1.0/__substg1.0_00030102")
        found = {}
        for start in range(0, min(len(listed), 8 * _MAX_NAMED) - 7, 8):
            number, index, place = struct.unpack_from("<IHH", listed, start)
            if not index & 1:
                found[number] = 0x8000 + place
        return found

    def _uid(self, names: dict[int, int]) -> str:
        raw = self.binary(names.get(_CLEAN_ID, 0)) or self.binary(names.get(_ID, 0))
        own = raw.partition(_VCAL_MARK)[2]
        if own:
            return _escaped(clean(own.split(b"\0")[0].decode("utf-8", "replace")))
        return raw.hex().upper()


def _is_calendar(attached: _Storage) -> bool:
    is_named = attached.file_name().lower().endswith(".ics")
    return is_named or attached.text(_MIME_TYPE).lower().startswith("text/calendar")


def _escaped(text: str) -> str:
    for sign in "\\,;":
        text = text.replace(sign, f"\\{sign}")
    return " ".join(text.split())
