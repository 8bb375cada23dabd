"""Tables as text: which letters the bytes stand for, and what stands between two cells."""

import codecs
import csv
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from typing import TYPE_CHECKING

from .limits import MAX_BYTES, Refusal, Refused

if TYPE_CHECKING:
    import _csv

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DELIMITERS = (",", ";", "\t", "|")
_PROBED_ROWS = 20
_MOST_CONTROLS = 8


def delimited_rows(data: bytes) -> Iterator[list[str]]:
    """Each line's cells.

    :raises Refused: for what is no text
    """
    text = decoded(data)
    if sum(text.count(chr(code)) for code in range(9)) > _MOST_CONTROLS:
        raise Refused(Refusal.UNKNOWN, "This is not a table. We can read CSV and Excel (.xlsx).")
    text, delimiter = _named_delimiter(text)
    return _closed_rows(text, delimiter or _likeliest(text))


def decoded(data: bytes) -> str:
    """By its mark, else as UTF-8, else as Windows wrote western languages for long.

    :raises Refused: where the mark is wrong
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _named_delimiter(text: str) -> tuple[str, str]:
    """Excel reads, and sometimes writes, a first line "sep=;"."""
    first, _, rest = text.partition("\n")
    is_named = first[:4].lower() == "sep=" and len(first.rstrip("\r")) == len("sep=;")
    return (rest, first[4]) if is_named else (text, "")


def _likeliest(text: str) -> str:
    """The one that gives most lines the same number of cells, and more than one."""

    def score(delimiter: str) -> tuple[float, int]:
        widths = Counter(len(row) for row in islice(_rows(text, delimiter), _PROBED_ROWS) if row)
        if not widths:
            return 0, 0
        (width, lines), total = widths.most_common(1)[0], widths.total()
        return (lines / total if width > 1 else 0), width

    return max(_DELIMITERS, key=score)


def _rows(text: str, delimiter: str) -> "_csv.Reader":
    csv.field_size_limit(2 * MAX_BYTES)
    return csv.reader(StringIO(text, newline=""), delimiter=delimiter)


def _closed_rows(text: str, delimiter: str) -> Iterator[list[str]]:
    """Each line's cells.

    :raises Refused: where a quotation mark that nothing closes swallows the lines below it
    """
    lines = list(StringIO(text, newline=""))
    reader, before = _rows(text, delimiter), 0
    for row in reader:
        of_row = lines[before : reader.line_num]
        if len(of_row) > 1 and not _is_strict(of_row, delimiter):
            where = f"A quotation mark in line {before + 1} is never closed."
            raise Refused(Refusal.OPEN_QUOTE, f"{where} Mend it, and try again.")
        before = reader.line_num
        yield row


def _is_strict(lines: list[str], delimiter: str) -> bool:
    """Whether a row of several lines is written as the standard has it."""
    try:
        return bool(list(csv.reader(lines, delimiter=delimiter, strict=True)))
    except csv.Error:
        return False
