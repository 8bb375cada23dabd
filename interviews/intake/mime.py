"""A raw mail -> its headers, its best readable text and its calendar parts.

The standard ``email`` package does the parsing. It raises on some malformed headers only
when they are read, so every access is guarded and falls back to "not stated".
"""

import email
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email import policy
from email.errors import CloseBoundaryNotFoundDefect, StartBoundaryNotFoundDefect
from email.message import EmailMessage
from email.utils import getaddresses, parseaddr, parsedate_to_datetime

from .markup import to_text
from .reading import Problem

MAX_TEXT = 200_000
_MAX_RECIPIENTS = 50
_CONTROLS = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\u00ad\u034f\u061c\u180e"
    r"\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)
_METHOD = re.compile(rb"^METHOD:", re.IGNORECASE | re.MULTILINE)
_BEGIN = re.compile(rb"BEGIN:VCALENDAR[ \t]*\r?\n", re.IGNORECASE)
_CALENDAR_TYPES = {"text/calendar", "application/ics", "text/x-vcalendar"}


@dataclass(frozen=True)
class Mail:
    """A message unpacked; ``text`` still holds what it quotes."""

    subject: str = ""
    sender_name: str = ""
    sender_address: str = ""
    reply_to: str = ""
    recipients: tuple[str, ...] = ()
    sent_at: datetime | None = None
    message_id: str = ""
    in_reply_to: str = ""
    references: str = ""
    text: str = ""
    calendars: tuple[bytes, ...] = ()
    attachments: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


def unpack(data: bytes) -> Mail:
    """Read one mail of any quality; what cannot be read stays empty."""
    outer = email.message_from_bytes(data, policy=policy.default)
    original = _forwarded(outer)
    mail = _mail(original or outer)
    if original is None:
        return mail
    note = _mail(outer)
    return replace(
        mail,
        calendars=mail.calendars or note.calendars,
        problems=(*mail.problems, Problem.FORWARDED),
    )


def clean(text: str) -> str:
    """Return ``text`` without control characters, invisible marks and lone surrogates."""
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " "))


def decode(data: bytes, charset: str = "") -> str:
    """Decode with the charset that is stated, else the likeliest."""
    marked = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ""
    for name in (marked, charset, "utf-8", "cp1252"):
        try:
            return data.decode(name)
        except (LookupError, ValueError):
            continue
    return data.decode("latin-1")


def _mail(message: EmailMessage) -> Mail:
    leaves = [_leaf(part) for part in _parts(message)]
    text = _body(leaves)
    name, address = address_of(message, "From")
    return Mail(
        subject=" ".join(_header(message, "Subject").split()),
        sender_name=name,
        sender_address=address,
        reply_to=address_of(message, "Reply-To")[1],
        recipients=_recipients(message),
        sent_at=date_of(message),
        message_id=_header(message, "Message-ID").strip(),
        in_reply_to=_header(message, "In-Reply-To").strip(),
        references=" ".join(_header(message, "References").split()),
        text=text[:MAX_TEXT],
        calendars=tuple(_calendars(leaves)),
        attachments=tuple(leaf.name for leaf in leaves if leaf.name),
        problems=tuple(_problems(message, text)),
    )


def _header(message: EmailMessage, name: str) -> str:
    try:
        return clean(str(message[name] or ""))
    except Exception:
        return clean(dict(message.raw_items()).get(name, ""))


def address_of(message: EmailMessage, name: str) -> tuple[str, str]:
    """Return the name and the address in a header, empty where they cannot be read."""
    shown, address = parseaddr(_header(message, name))
    return " ".join(shown.split()), address.strip().lower()


def _recipients(message: EmailMessage) -> tuple[str, ...]:
    found = getaddresses([_header(message, name) for name in ("To", "Cc")])
    addresses = (address.strip().lower() for _, address in found)
    return tuple(dict.fromkeys(filter(None, addresses)))[:_MAX_RECIPIENTS]


def date_of(message: EmailMessage) -> datetime | None:
    """Return when a message says it was sent; None where it does not, or that is no time."""
    try:
        sent = parsedate_to_datetime(_header(message, "Date"))
        # Refuses the offsets and years that cannot be moved to UTC.
        return (sent if sent.tzinfo else sent.replace(tzinfo=UTC)).astimezone(sent.tzinfo or UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _forwarded(message: EmailMessage) -> EmailMessage | None:
    """Return the innermost message that this one was written to pass on, if any."""
    if message.get_content_type() == "multipart/report":
        return None
    for part in _parts(message):
        is_message = part.is_multipart() and part.get_content_type() == "message/rfc822"
        inner = part.get_payload(0) if is_message else None
        if isinstance(inner, EmailMessage):
            return _forwarded(inner) or inner
    return None


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """Yield the leaves and attached messages, without looking into the latter."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        children = part.get_payload() if part.is_multipart() else None
        if isinstance(children, list) and part.get_content_maintype() == "multipart":
            waiting += [child for child in reversed(children) if isinstance(child, EmailMessage)]
        else:
            yield part


@dataclass(frozen=True)
class _Leaf:
    """A part that holds no others; its headers are read once, as reading them takes long."""

    part: EmailMessage
    kind: str
    name: str
    is_attached: bool

    @property
    def is_calendar(self) -> bool:
        return self.kind in _CALENDAR_TYPES or self.name.lower().endswith(".ics")


def _leaf(part: EmailMessage) -> _Leaf:
    is_attached = part.get_content_disposition() == "attachment"
    return _Leaf(part, part.get_content_type(), _filename(part), is_attached)


def _filename(part: EmailMessage) -> str:
    try:
        return clean(part.get_filename() or "")[:200]
    except Exception:
        return ""


def _bytes(part: EmailMessage) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, AssertionError, LookupError):
        return b""
    return payload if isinstance(payload, bytes) else b""


def _calendars(leaves: list[_Leaf]) -> Iterator[bytes]:
    for leaf in leaves:
        data = _bytes(leaf.part) if leaf.is_calendar else b""
        if data:
            yield _with_method(data, leaf.part)


def _with_method(data: bytes, part: EmailMessage) -> bytes:
    """Some say what a calendar asks for in the mail's header alone."""
    try:
        method = str(part.get_param("method") or "")
    except Exception:
        method = ""
    if not re.fullmatch(r"[A-Za-z]{3,20}", method) or _METHOD.search(data):
        return data
    return _BEGIN.sub(lambda found: found[0] + f"METHOD:{method}\r\n".encode(), data, count=1)


def _texts(leaves: list[_Leaf], kind: str) -> str:
    found = (one for one in leaves if one.kind == kind and not (one.is_attached or one.is_calendar))
    texts = (decode(_bytes(one.part), one.part.get_content_charset("")) for one in found)
    return "\n\n".join(texts)


def _body(leaves: list[_Leaf]) -> str:
    """Return the plain text, or the HTML's when there is clearly more in that."""
    plain = clean(_texts(leaves, "text/plain")).strip()
    html = _texts(leaves, "text/html")
    shown = clean(to_text(html)) if html else ""
    is_stub = len(plain) < 60 < len(shown) or plain.lstrip().startswith("<")
    return shown if shown and (not plain or is_stub) else plain


def _problems(message: EmailMessage, text: str) -> Iterator[str]:
    lost_end = (CloseBoundaryNotFoundDefect, StartBoundaryNotFoundDefect)
    if any(isinstance(defect, lost_end) for part in message.walk() for defect in part.defects):
        yield Problem.TRUNCATED
    if len(text) > MAX_TEXT:
        yield Problem.TEXT_CUT
