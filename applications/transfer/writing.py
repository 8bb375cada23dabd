"""Rows as a table to take along: CSV, and a workbook. No text in either can become a formula."""

import csv
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from io import TextIOWrapper
from pathlib import Path
from tempfile import mkstemp
from typing import IO, Any

from .cells import GUARD, guarded, in_workbook

# More, and a spreadsheet says that the file is damaged.
LONGEST_CELL = 32_000
_CUT = " … (the rest is in CSV, and in the archive of all your data)"
_WIDEST = 44

type Value = str | int | Decimal | date | None
type Rows = Iterable[Sequence[Value]]


def write_csv(out: IO[bytes], header: Sequence[str], rows: Rows, *, mark: bool) -> None:
    """Commas, UTF-8; with a mark at the start, Excel takes it for what it is."""
    text = TextIOWrapper(out, "utf-8-sig" if mark else "utf-8", "backslashreplace", newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow(header)
    for row in rows:
        writer.writerow([_in_csv(value) for value in row])
    text.detach()


def _in_csv(value: Value) -> str:
    match value:
        case None:
            return ""
        case str():
            return guarded(value)
        case date():
            return value.isoformat()
    return str(value)


def write_workbook(out: IO[bytes], header: Sequence[str], rows: Rows, *, folder: Path) -> None:
    """A workbook of one sheet, its header in sight; what it takes meanwhile is in that folder."""
    # It is slow to load, and most requests need it not.
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Applications")
    with _within(folder, sheet):
        sheet.freeze_panes = "A2"
        for number, name in enumerate(header):
            sheet.column_dimensions[_letter(number)].width = min(_WIDEST, len(name) + 12)
        sheet.append([_heading(sheet, name) for name in header])
        for row in rows:
            sheet.append([_cell(sheet, value) for value in row])
        book.save(out)


@contextmanager
def _within(folder: Path, sheet: Any) -> Iterator[None]:  # noqa: ANN401 - the library has no types
    """The library would write the rows to a folder that all programs share."""
    from openpyxl.worksheet import _writer

    descriptor, name = mkstemp(prefix=".export-", dir=folder)
    os.close(descriptor)
    try:
        _writer.ALL_TEMP_FILES.append(name)
        sheet._writer = _writer.WorksheetWriter(sheet, out=name)
        yield
    finally:
        Path(name).unlink(missing_ok=True)


def _letter(number: int) -> str:
    from openpyxl.utils import get_column_letter

    letter: str = get_column_letter(number + 1)
    return letter


def _heading(sheet: object, name: str) -> object:
    from openpyxl.styles import Font

    cell = _cell(sheet, name)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: object, value: Value) -> Any:  # noqa: ANN401 - the library has no types
    from openpyxl.cell import WriteOnlyCell

    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value)
    cell = WriteOnlyCell(sheet, in_workbook(_in_sheet(value)))
    # Said to be text, it is none of the things that its first letters may look like.
    cell.data_type = "s"
    if guarded(value) != value:
        cell.quotePrefix = True
    return cell


def _in_sheet(text: str) -> str:
    """A cell of text never acts here; only what would not come back as it is, is guarded."""
    is_odd = text.startswith(GUARD) or text != text.strip()
    kept = guarded(text) if is_odd else text
    return kept if len(kept) <= LONGEST_CELL else kept[: LONGEST_CELL - len(_CUT)] + _CUT
