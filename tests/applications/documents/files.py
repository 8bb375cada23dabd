"""Small files of each type, made by hand, and files that only look like one."""

import struct
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

ODT_TYPE = "application/vnd.oasis.opendocument.text"
DOCUMENT = b"<w:document/>"


def pdf(body=b"1 0 obj <<>> endobj"):
    return b"%PDF-1.7\n" + body + b"\ntrailer <<>>\nstartxref\n0\n%%EOF\n"


def chunk(kind, body=b""):
    check = zlib.crc32(kind + body)
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", check)


def png(*more):
    size = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    pieces = (chunk(b"IHDR", size), *more, chunk(b"IDAT", zlib.compress(b"\0\0")), chunk(b"IEND"))
    return b"\x89PNG\r\n\x1a\n" + b"".join(pieces)


def jpeg(behind=b""):
    return b"\xff\xd8\xff\xe0\x00\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xd9" + behind


def rtf(body=b"Dear Ada"):
    return b"{\\rtf1\\ansi " + body + b"}\n"


def archive(*parts, compression=ZIP_DEFLATED):
    """A ZIP with these (name, content)."""
    file = BytesIO()
    with ZipFile(file, "w", compression) as out:
        for name, content in parts:
            out.writestr(name, content)
    return file.getvalue()


def docx(*more, document=DOCUMENT):
    return archive(("[Content_Types].xml", "<Types/>"), ("word/document.xml", document), *more)


def odt(*more, kind=ODT_TYPE):
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as out:
        out.writestr(ZipInfo("mimetype"), kind, ZIP_STORED)
        for name, content in (("content.xml", "<office:document-content/>"), *more):
            out.writestr(name, content)
    return file.getvalue()


def overlapping():
    """Every entry of the list names the same bytes, which unpack to much more than they are."""
    whole = docx(*((f"word/{number}.xml", b"0" * 900_000) for number in range(90)))
    parts = ZipFile(BytesIO(whole)).infolist()
    first = parts[2].header_offset
    data = bytearray(whole)
    at = data.find(b"PK\x01\x02")
    for _ in parts:
        (name,) = struct.unpack("<H", data[at + 28 : at + 30])
        if data[at + 46 : at + 50] == b"word" and b"document" not in data[at + 46 : at + 46 + name]:
            data[at + 42 : at + 46] = struct.pack("<I", first)
        at += 46 + name
    return bytes(data)


def lying_about(name, size):
    """A part whose size when unpacked is said to be another than it is."""
    data = bytearray(docx((name, b"x")))
    at = data.rfind(name.encode()) - 46
    data[at + 24 : at + 28] = struct.pack("<I", size)
    return bytes(data)


def with_comment(data, comment):
    return data[:-2] + struct.pack("<H", len(comment)) + comment
