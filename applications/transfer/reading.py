"""Bytes to a table: what kind of file it is, and where its header and its rows are."""

import re
from collections.abc import Iterable, Iterator, Sequence

from interviews.intake.markup import to_text

from .cells import unguarded
from .delimited import delimited_rows
from .headers import fold, is_known
from .limits import MAX_CHARACTERS, MAX_COLUMNS, MAX_ROWS, Refusal, Refused, check_size
from .sheet import Row, Sheet
from .workbook import workbook_tables

_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_OTHER = (
    b"%PDF",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"{\\rtf",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"MZ",
)
_PROBED_ROWS = 10
_TOO_MANY_ROWS = f"This table has more than {MAX_ROWS:,} rows. Split it, and bring in each part."
_TOO_MANY_COLUMNS = f"This table has more than {MAX_COLUMNS} columns. Remove those you don’t need."
_UNKNOWN = "We can read CSV and Excel (.xlsx) files. Save your table as one of these."
_OLD = "This file is of an older kind, or locked. Save it as .xlsx or CSV, without a password."

type Lines = Iterable[tuple[int, Sequence[str]]]


def read(data: bytes) -> Sheet:
    """The table of a file; of a workbook, the sheet that looks most like applications.

    :raises Refused: beyond a limit, or where there is no table
    """
    check_size(len(data))
    if data.startswith(_OLD_OFFICE):
        raise Refused(Refusal.UNKNOWN, _OLD)
    if data.startswith(_OTHER):
        raise Refused(Refusal.UNKNOWN, _UNKNOWN)
    tables: Iterable[Lines] = (
        workbook_tables(data)
        if data.startswith(_ZIP)
        else [enumerate(delimited_rows(data), start=1)]
    )
    found = [sheet for table in tables if (sheet := _sheet(table)).header]
    if not found:
        raise Refused(Refusal.EMPTY, "There is no table in this file.")
    best = max(found, key=lambda sheet: sum(map(is_known, sheet.header)))
    if not best.rows:
        raise Refused(Refusal.EMPTY, "This table has names of columns, and no row below them.")
    return best


def _sheet(lines: Lines) -> Sheet:
    rows = [Row(number, cells) for number, cells in _limited(lines) if any(cells)]
    if not rows:
        return Sheet((), ())
    width = max(_width(row.cells) for row in rows)
    padded = [Row(row.number, (*row.cells, *[""] * width)[:width]) for row in rows]
    at = _header_at(padded)
    header, below = padded[at].cells, padded[at + 1 :]
    return Sheet(header, tuple(_without_markup(header, below)))


def _limited(lines: Lines) -> Iterator[tuple[int, tuple[str, ...]]]:
    filled = characters = 0
    for number, raw in lines:
        cells = tuple(map(_clean, raw))
        filled += any(cells)
        characters += sum(map(len, cells))
        if filled > MAX_ROWS + 1:
            raise Refused(Refusal.TOO_MANY_ROWS, _TOO_MANY_ROWS)
        if _width(cells) > MAX_COLUMNS:
            raise Refused(Refusal.TOO_MANY_COLUMNS, _TOO_MANY_COLUMNS)
        if characters > MAX_CHARACTERS:
            raise Refused(Refusal.TOO_BIG, "This table holds more text than we can take in.")
        yield number, cells


def _clean(cell: str) -> str:
    """Without blanks around it, unless the cell says that they belong to it."""
    cell = cell.replace("\x00", "")
    text = unguarded(cell)
    return text if text != cell else cell.strip()


def _width(cells: Sequence[str]) -> int:
    return max((number for number, cell in enumerate(cells, start=1) if cell), default=0)


def _header_at(rows: Sequence[Row]) -> int:
    """The line that names the columns: a title or a remark may stand above it."""
    known = [sum(map(is_known, row.cells)) for row in rows[:_PROBED_ROWS]]
    return known.index(max(known)) if max(known) > 1 else 0


def _without_markup(header: Sequence[str], rows: Iterable[Row]) -> Iterator[Row]:
    """Some trackers give a posting as a piece of its page."""
    pages = {at for at, name in enumerate(header) if re.search(r"\bhtml\b", fold(name))}
    for row in rows:
        yield Row(
            row.number,
            tuple(to_text(cell) if at in pages else cell for at, cell in enumerate(row.cells)),
        )
