"""What bytes are, by how they begin and then by the name of their file."""

import re
from pathlib import PurePath

from .limits import OLE
from .reading import Kind

_BY_NAME = {".eml": Kind.EML, ".ics": Kind.ICS, ".msg": Kind.MSG, ".txt": Kind.TEXT}
_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,60}:[ \t]?[^\r\n]{0,900}\r?\n")
# One of these heads nearly every mail, and no pasted text that lacks the rest of its headers.
_MAIL_ONLY = re.compile(
    rb"^(?:received|return-path|delivered-to|message-id|mime-version|dkim-signature|x-[a-z-]+)"
    rb"[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
# Two of these at the top, and a blank line: a mail, copied with its head.
_HEAD = re.compile(
    rb"(?:(?:from|to|cc|subject|date|reply-to)[ \t]*:[^\r\n]{0,900}\r?\n"
    rb"(?:[ \t][^\r\n]{0,900}\r?\n)*){2,8}\r?\n",
    re.IGNORECASE,
)
SNIFFED = 4_000


def kind_of(file_name: str, head: bytes) -> Kind | None:
    """Return what a file is; None for what nobody here reads."""
    if head.startswith(OLE):
        return Kind.MSG
    start = head.lstrip(b"\xef\xbb\xbf \r\n\t")
    if start[:15].upper() == b"BEGIN:VCALENDAR":
        return Kind.ICS
    return _BY_NAME.get(PurePath(file_name).suffix.lower())


def likely_kind(file_name: str, head: bytes) -> Kind:
    """Return what a file is, whatever its name: a mail, where it begins like one, else text."""
    known = kind_of(file_name, head)
    if known not in {None, Kind.TEXT}:
        return known or Kind.TEXT
    start = head.lstrip(b"\xef\xbb\xbf\r\n")[:SNIFFED]
    is_mail = _HEADER.match(start) and _MAIL_ONLY.search(start.split(b"\n\n")[0])
    return Kind.EML if is_mail or has_head(start) else Kind.TEXT


def has_head(data: bytes) -> bool:
    """Tell whether text begins with the headers of a mail, as a program would write them."""
    return bool(_HEAD.match(data[:SNIFFED]))
