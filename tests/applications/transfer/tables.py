"""Tables as other programs write them, for tests."""

import csv
from io import BytesIO, StringIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

from applications.transfer.sheet import Row, Sheet


def as_csv(*rows, delimiter=",", encoding="utf-8"):
    out = StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode(encoding)


def as_workbook(*rows, before=()):
    """`before` are other sheets, each a list of rows."""
    book = Workbook()
    book.remove(book.active)
    for lines in (*before, rows):
        sheet = book.create_sheet()
        for row in lines:
            sheet.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def as_zip(parts):
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def changed_workbook(data, name, change):
    """The workbook with one of its parts changed."""
    with ZipFile(BytesIO(data)) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    parts[name] = change(parts[name])
    return as_zip(parts)


def sheet_of(header, *rows):
    numbered = (Row(number, tuple(cells)) for number, cells in enumerate(rows, start=2))
    return Sheet(tuple(header), tuple(numbered))
