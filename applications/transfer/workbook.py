"""Workbooks (.xlsx), read row by row; what they would unpack to is looked at first."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from .cells import from_workbook
from .limits import (
    MAX_BLANK_ROWS,
    MAX_COLUMNS,
    MAX_PARTS,
    MAX_SHEETS,
    MAX_UNPACKED,
    Refusal,
    Refused,
)

_CONTENTS = "[Content_Types].xml"
_ERRORS = {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"}
_NO_WORKBOOK = "This is not an Excel workbook (.xlsx). Save your table as one, or as CSV."

type Table = Iterator[tuple[int, list[str]]]


def workbook_tables(data: bytes) -> Iterator[Table]:
    """Each sheet, as numbered rows of texts.

    :raises Refused: for a ZIP that is no workbook, or that would fill the machine
    """
    check_parts(data)
    # It is slow to load, and most tables need it not.
    from openpyxl import load_workbook

    with _damage_refused():
        book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets[:MAX_SHEETS]:
            # What a workbook says of its own size is often wrong.
            sheet.reset_dimensions()
            yield _texts(
                sheet.iter_rows(max_row=MAX_BLANK_ROWS, max_col=MAX_COLUMNS + 1, values_only=True)
            )


@contextmanager
def _damage_refused() -> Iterator[None]:
    """The library raises whatever the broken part made it stumble over."""
    try:
        yield
    except (Refused, MemoryError, PermissionError):
        raise
    except Exception as error:
        raise Refused(Refusal.BROKEN, "This workbook is damaged: it can’t be read.") from error


def check_parts(data: bytes) -> None:
    """:raises Refused: by the ZIP's own list of contents, before anything is unpacked"""
    try:
        with ZipFile(BytesIO(data)) as parts:
            listed = parts.infolist()
    except (BadZipFile, ValueError, NotImplementedError) as error:
        raise Refused(Refusal.BROKEN, "This file is damaged: it can’t be opened.") from error
    if len(listed) > MAX_PARTS or sum(part.file_size for part in listed) > MAX_UNPACKED:
        raise Refused(Refusal.TOO_BIG, "This workbook unpacks to more than we can take in.")
    if _CONTENTS not in {part.filename for part in listed}:
        raise Refused(Refusal.UNKNOWN, _NO_WORKBOOK)


def _texts(rows: Iterator[Sequence[object]]) -> Table:
    with _damage_refused():
        for number, row in enumerate(rows, start=1):
            yield number, [as_text(value) for value in row]


def as_text(value: object) -> str:
    """The value as a person would write it, days as ISO 8601."""
    match value:
        case None:
            return ""
        case str():
            return "" if value in _ERRORS else from_workbook(value)
        case bool():
            return "Yes" if value else "No"
        case float():
            return str(int(value)) if value.is_integer() else repr(value)
        case datetime():
            is_day = value.time() == time()
            return value.date().isoformat() if is_day else value.isoformat(timespec="minutes")
        case date() | time():
            return value.isoformat()
        case timedelta():
            return ""
    return str(value)
