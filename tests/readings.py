"""Every way to read some bytes, so that no way of writing hides a planted word."""

import base64
import email
import gzip
import html
import io
import quopri
import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from email.errors import HeaderParseError
from email.header import decode_header
from urllib.parse import unquote_to_bytes

# The start of every word that a test plants: a word like no other in the product.
STEM = b"quagga"
# A word inside a token, inside a file, inside an archive.
DEEPEST = 3
BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{8,}")
FOLD = re.compile(rb"=?\r?\n[ \t]?")
ARCHIVE, COMPRESSED = b"PK\x03\x04", b"\x1f\x8b\x08"
PACKED = (ARCHIVE, COMPRESSED)
# Letters that are written as anything but themselves; signs commonly are, and hide nothing.
IN_URL = re.compile(rb"%[4-7][0-9A-Fa-f]")
IN_HTML = re.compile(rb"&#(?:[xX]0*[4-7]|0*(?:6[5-9]|[7-9]\d|1[012]\d))")
IN_JSON = re.compile(rb"\\(?:u00|x)([4-7][0-9A-Fa-f])")
IN_PRINTABLE = re.compile(rb"=[4-7][0-9A-F]")


def readings(content: bytes, depth: int = DEEPEST) -> Iterator[bytes]:
    """The bytes in small letters, and whatever they hold once decoded."""
    yield content.lower()
    if depth == 0:
        return
    for decode in (unpacked,) if content.startswith(PACKED) else DECODERS:
        for inner in decode(content):
            yield from readings(inner, depth - 1)


def from_url(content: bytes) -> Iterator[bytes]:
    if IN_URL.search(content):
        yield unquote_to_bytes(content)


def from_html(content: bytes) -> Iterator[bytes]:
    if IN_HTML.search(content):
        yield html.unescape(content.decode("utf-8", "replace")).encode()


def from_json(content: bytes) -> Iterator[bytes]:
    if IN_JSON.search(content):
        yield IN_JSON.sub(lambda found: bytes([int(found[1], 16)]), content)


def from_folded(content: bytes) -> Iterator[bytes]:
    """Lines as mail and calendars break them, within a word if need be."""
    if b"\n" in content and b"<html" not in content[:300].lower():
        yield FOLD.sub(b"", content)


def from_quoted_printable(content: bytes) -> Iterator[bytes]:
    if IN_PRINTABLE.search(content):
        yield quopri.decodestring(content)


def from_wide(content: bytes) -> Iterator[bytes]:
    """UTF-16 and its like, as far as plain letters go."""
    if b"\0" in content:
        yield content.replace(b"\0", b"")


def base64_of(word: bytes) -> set[bytes]:
    """What of the word stands in base64 whatever comes before and after it."""
    # Up to two letters before it share their digits with it, and so do those after it.
    encoded = [base64.b64encode(bytes(before) + word) for before in range(3)]
    ends = [(8 * (before + len(word))) // 6 for before in range(3)]
    starts = (0, 2, 3)
    return {text[start:end] for text, start, end in zip(encoded, starts, ends, strict=True)}


def from_base64(content: bytes) -> Iterator[bytes]:
    """Stretches of base64 that hold the word looked for, begun at any of their letters."""
    if not any(text in content for text in SOUGHT):
        return
    for stretch in BASE64.findall(content):
        for start in range(4):
            part = stretch[start:]
            yield base64.b64decode(part[: len(part) // 4 * 4], altchars=b"-_")


def from_mail(content: bytes) -> Iterator[bytes]:
    """The parts of a mail, attachments included, and its headers in plain letters."""
    if b"mime-version:" not in content[:5000].lower():
        return
    mail = email.message_from_bytes(content)
    for value in mail.values():
        with suppress(HeaderParseError):
            for text, _ in decode_header(str(value)):
                yield text if isinstance(text, bytes) else text.encode("utf-8", "replace")
    for part in mail.walk():
        yield part.get_payload(decode=True) or b""


def unpacked(content: bytes) -> Iterator[bytes]:
    if not content.startswith(ARCHIVE):
        yield gzip.decompress(content)
        return
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for entry in archive.infolist():
            yield entry.filename.encode()
            yield archive.read(entry)


DECODERS = (
    from_mail,
    from_url,
    from_html,
    from_json,
    from_folded,
    from_quoted_printable,
    from_wide,
    from_base64,
)
SOUGHT = frozenset().union(*map(base64_of, (STEM, STEM.upper(), STEM.capitalize())))
