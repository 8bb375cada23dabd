"""No text acts in a spreadsheet, and each comes back from one."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from applications.transfer.cells import from_workbook, guarded, in_workbook, unguarded
from applications.transfer.reading import read
from applications.transfer.writing import LONGEST_CELL, write_csv, write_workbook
from tests.leave.test_cells import FORMULAS, HARMLESS, ODD

HEADER = ["Employer", "Job title"]
# Nobody stores a NUL, and blanks around other text mean nothing.
STORED = [text for text in (*FORMULAS, *ODD, *HARMLESS) if "\x00" not in text and text != " "]
WRITTEN = [text for text in STORED if text != " text"]


@pytest.mark.parametrize("text", STORED)
def test_guard_is_taken_off_again(text):
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["'s-Hertogenbosch", "'n Boer", "'", "’t Hof", "don't"])
def test_apostrophe_of_somebody_elses_table_stays(text):
    assert unguarded(text) == text


def test_letters_that_xml_has_not_are_escaped():
    assert in_workbook("a\x01\r_x0041_\ufffe") == "a_x0001__x000D__x005F_x0041__xFFFE_"
    assert from_workbook("a_x0001__x000D__x005F_x0041__xFFFE_") == "a\x01\r_x0041_\ufffe"


def workbook(*rows, folder):
    out = BytesIO()
    write_workbook(out, HEADER, rows, folder=folder)
    return out.getvalue()


def table(*rows, mark=True):
    out = BytesIO()
    write_csv(out, HEADER, rows, mark=mark)
    return out.getvalue()


@pytest.mark.parametrize("text", [*WRITTEN, "a\r\nb", "a\x0bb", "- one\n- two", "_x0041_"])
def test_text_comes_back_from_what_we_write(text, tmp_path):
    row = ["Acme", text]
    assert read(table(row)).rows[0].cells[1:] == (text,)
    assert read(workbook(row, folder=tmp_path)).rows[0].cells[1:] == (text,)


@pytest.mark.parametrize("text", FORMULAS)
def test_workbook_holds_no_formula(text, tmp_path):
    data = workbook(["Acme", text], folder=tmp_path)
    (cell,) = load_workbook(BytesIO(data)).active["B2":"B2"][0]
    assert cell.data_type != "f"
    assert b"<f>" not in ZipFile(BytesIO(data)).read("xl/worksheets/sheet1.xml")


def test_number_and_day_keep_their_type_in_a_workbook(tmp_path):
    data = workbook([Decimal("1234.50"), date(2026, 5, 3)], [None, 3], folder=tmp_path)
    rows = load_workbook(BytesIO(data)).active.iter_rows(min_row=2, values_only=True)
    (pay, day), last = rows
    assert (pay, day.date(), last) == (1234.5, date(2026, 5, 3), (None, 3))


def test_text_beyond_what_a_spreadsheet_holds_is_cut_and_says_so(tmp_path):
    data = workbook(["Acme", "a" * 40_000], folder=tmp_path)
    text = read(data).rows[0].cells[1]
    assert len(text) == LONGEST_CELL
    assert "the rest is in CSV" in text


def test_nothing_stays_behind(tmp_path):
    workbook(["Acme", "a"], folder=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_mark_is_there_where_it_is_wanted():
    assert table(["a", "b"]).startswith(b"\xef\xbb\xbf")
    assert table(["a", "b"], mark=False).startswith(b'"Employer"')
