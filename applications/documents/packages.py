"""Word and OpenDocument files: archives, of which only the list of contents is read.

Programs differ in what they make of an archive with a false list, so anything odd is refused.
"""

import struct
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from .kinds import FileType, Refusal, Refused

LOCAL_HEAD = b"PK\x03\x04"
END = b"PK\x05\x06"
END_LENGTH = 22
LOCAL_LENGTH = 30
MAX_PARTS = 1_000
MAX_LIST = 300_000
MAX_UNPACKED = 100_000_000
# Text shrinks to a tenth or so; nothing honest shrinks to a two-hundredth.
MAX_GROWTH = 200
SMALL = 1_000_000
ENCRYPTED = 0x1
ODT_TYPE = b"application/vnd.oasis.opendocument.text"
WORD_PARTS = {"[Content_Types].xml", "word/document.xml"}
PROGRAM_ENDINGS = (".exe", ".dll", ".js", ".vbs", ".jar", ".bat", ".cmd", ".ps1", ".scr", ".html",
                   ".htm", ".svg")  # fmt: skip


def package_of(data: bytes) -> FileType:
    """:raises Refused: for an archive that is no document of a word processor"""
    parts = parts_of(data)
    refuse_bomb(parts)
    names = {part.filename for part in parts}
    kind = kind_of(data, parts, names)
    refuse_programs(names)
    return kind


def parts_of(data: bytes) -> list[ZipInfo]:
    """The list of contents, once it is certain to be small, whole, and the only one."""
    if not data.startswith(LOCAL_HEAD) or data[-END_LENGTH : -END_LENGTH + 4] != END:
        raise Refused(Refusal.BROKEN)
    number, size, offset = struct.unpack("<HII", data[-END_LENGTH + 10 : -2])
    if number > MAX_PARTS or size > MAX_LIST:
        raise Refused(Refusal.BOMB)
    if offset + size != len(data) - END_LENGTH:
        raise Refused(Refusal.TWO_IN_ONE)
    try:
        parts = ZipFile(BytesIO(data)).infolist()
    except (BadZipFile, ValueError, NotImplementedError, struct.error, OverflowError) as error:
        raise Refused(Refusal.BROKEN) from error
    if len(parts) != number or not is_in_order(data, parts, offset):
        raise Refused(Refusal.TWO_IN_ONE)
    return parts


def is_in_order(data: bytes, parts: list[ZipInfo], end: int) -> bool:
    """Whether the parts follow each other from the first byte on, and have a name each."""
    free = 0
    for part in sorted(parts, key=lambda each: each.header_offset):
        at = part.header_offset
        if at < free or (free == 0 and at) or data[at : at + 4] != LOCAL_HEAD:
            return False
        name, extra = struct.unpack("<HH", data[at + 26 : at + LOCAL_LENGTH])
        if data[at + LOCAL_LENGTH : at + LOCAL_LENGTH + name] != named(part):
            return False
        free = at + LOCAL_LENGTH + name + extra + part.compress_size
    return free <= end and len({part.filename.lower() for part in parts}) == len(parts)


def named(part: ZipInfo) -> bytes:
    is_unicode = part.flag_bits & 0x800
    return part.orig_filename.encode("utf-8" if is_unicode else "cp437", "replace")


def refuse_bomb(parts: list[ZipInfo]) -> None:
    if sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise Refused(Refusal.BOMB)
    for part in parts:
        if part.file_size > max(SMALL, part.compress_size * MAX_GROWTH):
            raise Refused(Refusal.BOMB)
        if part.flag_bits & ENCRYPTED or part.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise Refused(Refusal.BROKEN)


def kind_of(data: bytes, parts: list[ZipInfo], names: set[str]) -> FileType:
    if names >= WORD_PARTS:
        return FileType.DOCX
    first = parts[0] if parts else None
    if first and first.filename == "mimetype" and first.compress_type == ZIP_STORED:
        at = LOCAL_LENGTH + len("mimetype")
        extra = struct.unpack("<H", data[28:30])[0]
        if data[at + extra : at + extra + first.file_size] == ODT_TYPE and "content.xml" in names:
            return FileType.ODT
    raise Refused(Refusal.UNKNOWN)


def refuse_programs(names: set[str]) -> None:
    """Refuse macros, embedded programs, and names that lead out of where they are unpacked."""
    for name in names:
        low = name.lower().replace("\\", "/")
        if "vbaproject" in low or "/activex/" in low or low.startswith(("basic/", "scripts/")):
            raise Refused(Refusal.MACROS)
        if low.endswith(PROGRAM_ENDINGS):
            raise Refused(Refusal.MACROS)
        if "\\" in name or low.startswith("/") or ":" in low or ".." in low.split("/"):
            raise Refused(Refusal.BROKEN)
