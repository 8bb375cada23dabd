"""From bytes to a type. A name only tells Markdown from plain text; nothing is unpacked."""

import struct
from collections.abc import Callable

from .kinds import FileType, Refusal, Refused, check_size
from .packages import LOCAL_HEAD, package_of

HEAD = 1024
PNG_HEAD = b"\x89PNG\r\n\x1a\n"
PNG_END = b"IEND"
JPEG_HEAD, JPEG_END = b"\xff\xd8\xff", b"\xff\xd9"
PDF_HEAD = b"%PDF-"
OLE_HEAD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PROGRAMS = (
    b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xfe\xed\xfa", b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe", b"\0asm", b"dex\n", b"L\0\0\0\x01\x14\x02\0",
)  # fmt: skip
SCRIPT = b"#!"
# What a browser takes for a page, a drawing or a script, wherever its start is.
MARKUP = (
    b"<!doctype", b"<html", b"<head", b"<body", b"<script", b"<iframe", b"<svg", b"<?php",
    b"<object", b"<embed", b"<style", b"<hta:", b"<%@",
)  # fmt: skip
OPENINGS = (*MARKUP, b"<?xml", b"<!--", b"<a ", b"<p>", b"<div", b"<table", b"<title", b"<meta")
# A file that is embedded in a text, or that it fetches from elsewhere.
RTF_OBJECTS = (b"\\objdata", b"\\objupdate", b"\\objocx", b"\\template http")
ZIP_END = b"PK\x05\x06"
LONGEST_ZIP_END = 22 + 65_535
BLANKS = b" \t\r\n\f"
SPACES = {0x09, 0x0A, 0x0C, 0x0D}
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
UTF_8 = b"\xef\xbb\xbf"


def type_of(data: bytes, name: str) -> FileType:
    """:raises Refused: for all that is not plainly one of the types"""
    check_size(len(data))
    for head, read in READERS:
        if data.startswith(head):
            return read(data)
    if data.startswith(OLE_HEAD):
        raise Refused(Refusal.OLD_WORD)
    if data.startswith(PROGRAMS) and b"\0" in data:
        raise Refused(Refusal.PROGRAM)
    return text(data, name)


def pdf(data: bytes) -> FileType:
    if b"%%EOF" not in data[-2 * HEAD :]:
        raise Refused(Refusal.BROKEN)
    refuse_markup(data[:HEAD])
    refuse_archive(data)
    return FileType.PDF


def png(data: bytes) -> FileType:
    """Its pieces have to follow each other to the very end of the file."""
    at = len(PNG_HEAD)
    kind = b""
    while at + 12 <= len(data) and kind != PNG_END:
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        at += 12 + length
    if kind != PNG_END or at > len(data):
        raise Refused(Refusal.BROKEN)
    if at != len(data):
        raise Refused(Refusal.TWO_IN_ONE)
    refuse_second(data)
    return FileType.PNG


def jpeg(data: bytes) -> FileType:
    """Cameras leave something behind the picture, so its end is not the file's."""
    if JPEG_END not in data:
        raise Refused(Refusal.BROKEN)
    refuse_second(data)
    return FileType.JPEG


def rtf(data: bytes) -> FileType:
    if not data.rstrip(BLANKS + b"\0").endswith(b"}"):
        raise Refused(Refusal.BROKEN)
    if any(word in data for word in RTF_OBJECTS):
        raise Refused(Refusal.MACROS)
    refuse_second(data)
    return FileType.RTF


def text(data: bytes, name: str) -> FileType:
    """Letters and line ends alone, in any of the usual encodings, and no markup at its start."""
    if data.startswith(UTF_16):
        data = as_utf_8(data)
    if any(byte not in SPACES for byte in set(data) & CONTROLS):
        raise Refused(Refusal.UNKNOWN)
    start = data.removeprefix(UTF_8).lstrip(BLANKS)
    if start[:16].lower().startswith(OPENINGS):
        raise Refused(Refusal.WEB_PAGE)
    if start.startswith(SCRIPT):
        raise Refused(Refusal.PROGRAM)
    refuse_second(data)
    is_markdown = name.lower().endswith((".md", ".markdown"))
    return FileType.MARKDOWN if is_markdown else FileType.TEXT


def as_utf_8(data: bytes) -> bytes:
    try:
        return data.decode("utf-16").encode()
    except UnicodeError as error:
        raise Refused(Refusal.UNKNOWN) from error


CONTROLS = {*range(0x20), 0x7F}


def refuse_second(data: bytes) -> None:
    """Refuse what another program would read as another thing."""
    if PDF_HEAD in data[:HEAD]:
        raise Refused(Refusal.TWO_IN_ONE)
    refuse_markup(data[:HEAD])
    refuse_archive(data)


def refuse_markup(head: bytes) -> None:
    if any(mark in head.lower() for mark in MARKUP):
        raise Refused(Refusal.WEB_PAGE)


def refuse_archive(data: bytes) -> None:
    """An archive is read from its end, whatever stands before it."""
    end = data.rfind(ZIP_END, max(0, len(data) - LONGEST_ZIP_END))
    if end >= 0 and is_archive_end(data, end):
        raise Refused(Refusal.TWO_IN_ONE)


def is_archive_end(data: bytes, at: int) -> bool:
    """Whether those four bytes are more than chance: the list they point to starts as one does."""
    if at + 22 > len(data):
        return False
    size, offset, comment = struct.unpack("<IIH", data[at + 12 : at + 22])
    starts = {at - size, offset}
    is_listed = any(each >= 0 and data[each : each + 4] == b"PK\x01\x02" for each in starts)
    return is_listed or at + 22 + comment == len(data)


READERS: tuple[tuple[bytes, Callable[[bytes], FileType]], ...] = (
    (PDF_HEAD, pdf),
    (PNG_HEAD, png),
    (JPEG_HEAD, jpeg),
    (b"{\\rtf", rtf),
    (LOCAL_HEAD, package_of),
)
