"""The types of file that are kept, and the sentences for those that are not."""

from enum import StrEnum

MAX_BYTES = 10_000_000


class FileType(StrEnum):
    """A type by the ending that its files get, whatever they were called."""

    PDF = "pdf"
    DOCX = "docx"
    ODT = "odt"
    RTF = "rtf"
    TEXT = "txt"
    MARKDOWN = "md"
    PNG = "png"
    JPEG = "jpg"


CONTENT_TYPES = {
    FileType.PDF: "application/pdf",
    FileType.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileType.ODT: "application/vnd.oasis.opendocument.text",
    FileType.RTF: "application/rtf",
    FileType.TEXT: "text/plain",
    FileType.MARKDOWN: "text/markdown",
    FileType.PNG: "image/png",
    FileType.JPEG: "image/jpeg",
}
TYPES = {content_type: each for each, content_type in CONTENT_TYPES.items()}
ENDINGS = [*FileType, "jpeg"]


class Refusal(StrEnum):
    """Why a file is not taken."""

    EMPTY = "empty"
    TOO_BIG = "too_big"
    UNKNOWN = "unknown"
    OLD_WORD = "old_word"
    WEB_PAGE = "web_page"
    PROGRAM = "program"
    TWO_IN_ONE = "two_in_one"
    MACROS = "macros"
    BOMB = "bomb"
    BROKEN = "broken"


KEPT_TYPES = "PDF, Word (.docx), OpenDocument (.odt), RTF, plain text, Markdown, PNG or JPEG"
SENTENCES = {
    Refusal.EMPTY: "This file is empty.",
    Refusal.TOO_BIG: "This file is too large; the limit is 10 MB.",
    Refusal.UNKNOWN: f"We can’t tell what this file is. We keep {KEPT_TYPES}.",
    Refusal.OLD_WORD: "This is an old or locked Word file. Save it as .docx or PDF, and try again.",
    Refusal.WEB_PAGE: f"This is a web page or a drawing with code in it. We keep {KEPT_TYPES}.",
    Refusal.PROGRAM: f"This is a program. We keep {KEPT_TYPES}.",
    Refusal.TWO_IN_ONE: "This file can be read as two different things. Save it anew as PDF.",
    Refusal.MACROS: "This document has macros or programs in it. Save it without them, or as PDF.",
    Refusal.BOMB: "This document would grow out of all proportion when opened. Save it as PDF.",
    Refusal.BROKEN: "This file is cut off or damaged. Save it anew, and try again.",
}


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not a fault
    """The file is not taken; ``message`` is a sentence for the person."""

    def __init__(self, code: Refusal) -> None:
        super().__init__(SENTENCES[code])
        self.code = code
        self.message = SENTENCES[code]


def check_size(size: int) -> None:
    """:raises Refused: for nothing, and for too much"""
    if not size:
        raise Refused(Refusal.EMPTY)
    if size > MAX_BYTES:
        raise Refused(Refusal.TOO_BIG)
