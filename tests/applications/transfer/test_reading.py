"""Files as people have them come out as tables, and what is none is refused with a reason."""

from datetime import date, datetime

import pytest

from applications.transfer.limits import MAX_COLUMNS, MAX_ROWS, Refusal, Refused
from applications.transfer.reading import read
from applications.transfer.sandbox import read_safely
from applications.transfer.workbook import as_text
from tests.applications.transfer.tables import as_csv, as_workbook, as_zip, changed_workbook

HEADER = ["Company", "Position", "Place"]
ROW = ["Café Åström", "Köchin", "Zürich"]
SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_table_is_read_whatever_wrote_it(delimiter, encoding):
    sheet = read(as_csv(HEADER, ROW, delimiter=delimiter, encoding=encoding))
    assert sheet.header == tuple(HEADER)
    assert sheet.rows[0].cells == tuple(ROW)


def test_workbook_is_read():
    sheet = read(as_workbook(HEADER, ROW))
    assert (sheet.header, sheet.rows[0].cells) == (tuple(HEADER), tuple(ROW))


def test_delimiter_may_stand_in_the_cells():
    row = ["Smith, Jones, Lee", "Clerk; part-time", "Here, there; everywhere"]
    for delimiter in ",;":
        assert read(as_csv(HEADER, row, delimiter=delimiter)).rows[0].cells == tuple(row)


def test_first_line_may_name_the_delimiter():
    sheet = read(b"sep=|\r\n" + as_csv(HEADER, ["a,b,c", "d", "e"], delimiter="|"))
    assert sheet.rows[0].cells == ("a,b,c", "d", "e")


def test_number_of_a_row_is_the_one_its_own_program_shows():
    sheet = read(as_csv(["My search"], [], HEADER, ["a\nb", "", ""], [], ["c", "", ""]))
    assert sheet.header == tuple(HEADER)
    assert [(row.number, row.cells[0]) for row in sheet.rows] == [(4, "a\nb"), (6, "c")]


@pytest.mark.parametrize(
    "text",
    [
        'Company,Position\nAcme,Clerk\n"Brio,Baker\nCava,Cook\nDell,Dean\n',
        'Company,Position\nAcme,Clerk\n"Brio,Baker\n"Cava, Inc",Cook\nDell,Dean\n',
    ],
)
def test_quotation_mark_that_swallows_lines_is_named(text):
    with pytest.raises(Refused) as refused:
        read(text.encode())
    assert refused.value.code is Refusal.OPEN_QUOTE
    assert "line 3" in refused.value.message


def test_quotation_mark_within_a_line_swallows_nothing():
    sheet = read(b'Company,Position\nAcme 6" Pipes,Clerk\n"Brio" Ltd,Baker\n"Cava\nInc",Cook\n')
    assert [row.cells[0] for row in sheet.rows] == ['Acme 6" Pipes', "Brio Ltd", "Cava\nInc"]


def test_rows_are_as_wide_as_the_widest():
    sheet = read(as_csv(HEADER, ["a"], ["b", "c", "d", "e", ""]))
    assert sheet.header == (*HEADER, "")
    assert [row.cells for row in sheet.rows] == [("a", "", "", ""), ("b", "c", "d", "e")]


def test_sheet_that_looks_like_applications_is_the_one_read():
    sheet = read(as_workbook(HEADER, ROW, before=[[["Budget", "Sum"], ["Rent", 3]]]))
    assert sheet.header == tuple(HEADER)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (50000.0, "50000"),
        (12.5, "12.5"),
        (7, "7"),
        (True, "Yes"),
        (date(2026, 5, 3), "2026-05-03"),
        (datetime(2026, 5, 3), "2026-05-03"),
        (datetime(2026, 5, 3, 14, 5), "2026-05-03T14:05"),
        ("#N/A", ""),
    ],
)
def test_value_is_a_text(value, text):
    assert as_text(value) == text


def test_page_of_a_posting_is_read_as_its_text():
    page = "<div><p>We want you.</p><script>alert(1)</script><ul><li>One</li></ul></div>"
    sheet = read(as_csv(["companyName", "htmlDescription", "note"], ["Acme", page, "<p>"]))
    assert sheet.rows[0].cells == ("Acme", "We want you.\n\nOne", "<p>")


REFUSED = [
    ("empty", b"", Refusal.EMPTY),
    ("blank", b" \n,\n", Refusal.EMPTY),
    ("header alone", as_csv(HEADER), Refusal.EMPTY),
    ("size", b"a" * 5_000_001, Refusal.TOO_BIG),
    ("rows", b"Company\n" + b"a\n" * (MAX_ROWS + 1), Refusal.TOO_MANY_ROWS),
    ("columns", as_csv(["a"] * (MAX_COLUMNS + 1)), Refusal.TOO_MANY_COLUMNS),
    ("columns of a workbook", as_workbook(["a"] * (MAX_COLUMNS + 1)), Refusal.TOO_MANY_COLUMNS),
    ("picture", b"\x89PNG\r\n\x1a\n", Refusal.UNKNOWN),
    ("old workbook", b"\xd0\xcf\x11\xe0\xa1\xb1", Refusal.UNKNOWN),
    ("bytes", bytes(range(32)) * 9, Refusal.UNKNOWN),
    ("other ZIP", as_zip({"a.txt": b"a"}), Refusal.UNKNOWN),
    ("half a ZIP", as_workbook(HEADER, ROW)[:400], Refusal.BROKEN),
    ("bomb", as_zip({"[Content_Types].xml": b"", SHEET: b" " * 61_000_000}), Refusal.TOO_BIG),
    ("parts", as_zip({str(n): b"" for n in range(1_001)}), Refusal.TOO_BIG),
    (
        "broken sheet",
        changed_workbook(as_workbook(HEADER, ROW), SHEET, lambda part: part[:200]),
        Refusal.BROKEN,
    ),
]


@pytest.mark.parametrize(("name", "data", "code"), REFUSED, ids=[each[0] for each in REFUSED])
def test_what_is_no_table_is_refused(name, data, code):
    with pytest.raises(Refused) as refused:
        read(data)
    assert refused.value.code is code
    assert refused.value.message.endswith(".")


def test_most_that_is_taken_is_taken():
    data = b"Company,b\n" + b"a,b\n" * MAX_ROWS
    assert len(read(data).rows) == MAX_ROWS


def test_workbook_with_rows_of_nothing_to_its_end_is_read():
    def pad(part):
        return part.replace(b"</sheetData>", b'<row r="1048576"></row></sheetData>')

    assert len(read(changed_workbook(as_workbook(HEADER, ROW), SHEET, pad)).rows) == 1


def test_table_comes_back_from_the_child():
    assert read_safely(as_csv(HEADER, ROW)).rows[0].cells == tuple(ROW)
    assert read_safely(as_workbook(HEADER, ROW)).rows[0].cells == tuple(ROW)


def test_refusal_comes_back_from_the_child():
    with pytest.raises(Refused, match="There is no table"):
        read_safely(b" \n \n")


ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
    b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 99 if n else b"&a;" * 99) for n in range(9)
)
HOSTILE = [
    changed_workbook(
        as_workbook(HEADER, ROW), SHEET, lambda part: ENTITIES + b"]><x>&a8;</x>" + part
    ),
    b'"' + b"a,b;c\t" * 200_000,
    b"\n" * 4_999_999 + b"a",
    b'""' * 2_400_000,
    b"," * 4_000_000,
]


@pytest.mark.parametrize("data", HOSTILE)
def test_hostile_table_is_refused(data):
    with pytest.raises(Refused):
        read_safely(data)
