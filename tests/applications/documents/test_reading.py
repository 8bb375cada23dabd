"""What a file is goes by its content, and what is not plainly one of a few types is refused."""

import pytest

from applications.documents import sandbox
from applications.documents.kinds import (
    CONTENT_TYPES,
    MAX_BYTES,
    SENTENCES,
    FileType,
    Refusal,
    Refused,
)
from applications.documents.names import kept_name
from applications.documents.reading import type_of
from applications.documents.sandbox import type_safely
from tests.applications.documents.files import (
    archive,
    chunk,
    docx,
    jpeg,
    lying_about,
    odt,
    overlapping,
    pdf,
    png,
    rtf,
    with_comment,
)

HTML = b"<html><script>alert(1)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
MACRO = ("word/vbaProject.bin", b"macro")


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (pdf(), "resume.pdf", FileType.PDF),
        (pdf(b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"), "a.pdf", FileType.PDF),
        (docx(), "resume.docx", FileType.DOCX),
        (docx(("word/media/image1.png", png())), "resume.docx", FileType.DOCX),
        (docx(("word/styles.xml", b"<w:style/>" * 50_000)), "resume.docx", FileType.DOCX),
        (odt(), "resume.odt", FileType.ODT),
        (rtf(), "resume.rtf", FileType.RTF),
        (png(), "photo.png", FileType.PNG),
        (png(chunk(b"tEXt", b"Author\0Mira")), "photo.png", FileType.PNG),
        (jpeg(), "photo.jpeg", FileType.JPEG),
        (jpeg(b"left behind by a camera"), "photo.jpg", FileType.JPEG),
        (b"Dear Ada,\r\n\tI am.\n", "letter.txt", FileType.TEXT),
        ("Résumé".encode("cp1252"), "letter.txt", FileType.TEXT),
        ("Résumé".encode("utf-16"), "letter.txt", FileType.TEXT),
        ("\ufeffRésumé".encode(), "letter.txt", FileType.TEXT),
        (b"PK Consulting, MZ Ltd", "letter.txt", FileType.TEXT),
        (b"MZ Ltd and I", "letter.txt", FileType.TEXT),
        (b"# Mira\n\n1 < 2", "letter.MD", FileType.MARKDOWN),
        (b"# Mira", "letter.markdown", FileType.MARKDOWN),
        # The name decides nothing else.
        (pdf(), "evil.html", FileType.PDF),
        (png(), "resume.docx", FileType.PNG),
        (b"Dear Ada", "letter.exe", FileType.TEXT),
        (b"Dear Ada", "", FileType.TEXT),
    ],
)
def test_type_goes_by_content(data, name, kind):
    assert type_of(data, name) is kind


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", Refusal.EMPTY),
        (b"%PDF-" + b"x" * MAX_BYTES, Refusal.TOO_BIG),
        # Another type under the name of ours.
        (b"\x7fELF\x02\x01\x01\0", Refusal.PROGRAM),
        (b"MZ\x90\0\x03", Refusal.PROGRAM),
        (b"#!/bin/sh\nrm -rf /", Refusal.PROGRAM),
        (b"\n #!/bin/sh", Refusal.PROGRAM),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", Refusal.OLD_WORD),
        (b"GIF89a\x01\0", Refusal.UNKNOWN),
        (b"Dear\0Ada", Refusal.UNKNOWN),
        (b"\x1b]0;title\x07", Refusal.UNKNOWN),
        (b"\xff\xfe\x00\xd8", Refusal.UNKNOWN),
        # What a browser would run.
        (HTML, Refusal.WEB_PAGE),
        (b"  \r\n<!DOCTYPE html>", Refusal.WEB_PAGE),
        (b"\xef\xbb\xbf<ScRiPt>", Refusal.WEB_PAGE),
        (SVG, Refusal.WEB_PAGE),
        (b'<?xml version="1.0"?>' + SVG, Refusal.WEB_PAGE),
        (HTML.decode().encode("utf-16"), Refusal.WEB_PAGE),
        (b"# Heading\n<svg onload=alert(1)>", Refusal.WEB_PAGE),
        (b"<?php system($_GET[0]);", Refusal.WEB_PAGE),
        # Two in one.
        (pdf(HTML), Refusal.WEB_PAGE),
        (png(chunk(b"tEXt", HTML)), Refusal.WEB_PAGE),
        (jpeg(HTML), Refusal.WEB_PAGE),
        (rtf(HTML), Refusal.WEB_PAGE),
        (pdf() + archive(("a.class", b"x")), Refusal.TWO_IN_ONE),
        (png() + archive(("a.class", b"x")), Refusal.TWO_IN_ONE),
        (jpeg(archive(("a.class", b"x"))), Refusal.TWO_IN_ONE),
        (rtf(archive(("a.class", b"x"))), Refusal.TWO_IN_ONE),
        (b"Dear Ada" + archive(), Refusal.UNKNOWN),
        (png() + b"more", Refusal.TWO_IN_ONE),
        (jpeg(pdf()), Refusal.TWO_IN_ONE),
        (b"Dear Ada, %PDF-1.7", Refusal.TWO_IN_ONE),
        # Cut off.
        (b"%PDF-1.7 and no more", Refusal.BROKEN),
        (png()[:-6], Refusal.BROKEN),
        (b"\xff\xd8\xff\xe0 and no more", Refusal.BROKEN),
        (b"{\\rtf1 and no more", Refusal.BROKEN),
        (docx()[:-6], Refusal.BROKEN),
        # Files that embed a program, or fetch one.
        (rtf(b"{\\object\\objdata 0105}"), Refusal.MACROS),
        (rtf(b"{\\*\\template http://evil.example/a.dotm}"), Refusal.MACROS),
        (docx(MACRO), Refusal.MACROS),
        (docx(("word/ActiveX/activeX1.xml", b"x")), Refusal.MACROS),
        (docx(("word/embeddings/run.EXE", b"x")), Refusal.MACROS),
        (odt(("Basic/script-lc.xml", b"x")), Refusal.MACROS),
    ],
)
def test_all_else_is_refused(data, why):
    with pytest.raises(Refused) as refused:
        type_of(data, "resume.pdf")
    assert refused.value.code is why


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (archive(("readme.txt", b"x")), Refusal.UNKNOWN),
        (odt(kind="application/vnd.oasis.opendocument.spreadsheet"), Refusal.UNKNOWN),
        (archive(("xl/workbook.xml", b"x"), ("[Content_Types].xml", b"x")), Refusal.UNKNOWN),
        (docx(("word/big.xml", b"0" * 30_000_000)), Refusal.BOMB),
        (lying_about("word/big.xml", 4_000_000_000), Refusal.BOMB),
        (archive(*((f"{number}.xml", b"") for number in range(1_500))), Refusal.BOMB),
        (overlapping(), Refusal.TWO_IN_ONE),
        (HTML + docx(), Refusal.UNKNOWN),
        (b"PK\x03\x04" + docx(), Refusal.TWO_IN_ONE),
        (with_comment(docx(), b"comment"), Refusal.BROKEN),
        (docx(("../../etc/passwd", b"x")), Refusal.BROKEN),
        (docx(("/etc/passwd", b"x")), Refusal.BROKEN),
        (docx(("c:evil", b"x")), Refusal.BROKEN),
        (docx(("WORD/DOCUMENT.XML", b"x")), Refusal.TWO_IN_ONE),
    ],
)
def test_archive_that_is_no_honest_document_is_refused(data, why):
    with pytest.raises(Refused) as refused:
        type_of(data, "resume.docx")
    assert refused.value.code is why


def test_archive_is_never_unpacked(monkeypatch):
    def unpack(*_arguments, **_options):
        raise AssertionError

    word, writer = docx(("word/media/image1.png", png())), odt()
    monkeypatch.setattr("zipfile.ZipFile.open", unpack)
    assert type_of(word, "a.docx") is FileType.DOCX
    assert type_of(writer, "a.odt") is FileType.ODT


def test_child_tells_the_same():
    assert type_safely(docx(), "resume.docx") is FileType.DOCX
    with pytest.raises(Refused) as refused:
        type_safely(HTML, "resume.pdf")
    assert refused.value.code is Refusal.WEB_PAGE


def test_child_that_gives_up_refuses(monkeypatch):
    monkeypatch.setattr(sandbox, "_SECONDS", 0.001)
    with pytest.raises(Refused) as refused:
        type_safely(pdf(), "resume.pdf")
    assert refused.value.code is Refusal.UNKNOWN


def test_every_refusal_has_its_sentence_and_every_type_its_name():
    assert SENTENCES.keys() == set(Refusal)
    assert CONTENT_TYPES.keys() == set(FileType)
    assert not any("html" in each or "svg" in each for each in CONTENT_TYPES.values())


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Résumé Mira.pdf", "Résumé Mira.pdf"),
        ("letter.markdown", "letter.pdf"),
        ("evil.html", "evil.html.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\mira\\cv.docx", "cv.pdf"),
        ("a\r\nSet-Cookie: b.pdf", "a Set-Cookie b.pdf"),
        ("\u202egnp.exe", "gnp.exe.pdf"),
        ("x" * 10_000, "x" * 120 + ".pdf"),
        ("…", "document.pdf"),
        (".pdf", "document.pdf"),
        ("", "document.pdf"),
    ],
)
def test_name_is_the_persons_words_with_our_ending(given, kept):
    assert kept_name(given, FileType.PDF) == kept
