"""No text becomes a formula, and every value comes back as it was."""

import csv
import json
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from io import StringIO
from uuid import UUID

import pytest

from jobtracker.leave.cells import as_json, cell

FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    "﹢1",
    "−1",
    "\t=1",
    "\r=1",
    "\n=1",
    "\x00=1",
    " =1",
    "\u00a0=1",
    "\u3000=1",
    "\ufeff=1",
    "\u200b=1",
    '=HYPERLINK("http://evil.example","here")',
]
ODD = ["\ttext", "\rtext", "\x00text", "\ntext", "'quoted", "''"]
HARMLESS = ["", " ", "text", "a=1", " text", "Å", "1-2", "50 % + more", "“-”", "#", "'"[1:], "日本"]


@pytest.mark.parametrize("text", FORMULAS + ODD)
def test_text_that_could_act_stands_behind_an_apostrophe(text):
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize("text", HARMLESS)
def test_other_text_stands_as_it_is(text):
    assert cell(text) == text


@pytest.mark.parametrize("text", [*FORMULAS, *ODD, *HARMLESS, 'a,b;"c"\r\nd', "a;=1"])
def test_text_comes_back_from_a_table(text):
    table = StringIO(newline="")
    csv.writer(table, quoting=csv.QUOTE_ALL).writerow(["before", cell(text), "after"])
    ((before, read, after),) = csv.reader(StringIO(table.getvalue(), newline=""))
    assert (before, read.removeprefix("'"), after) == ("before", text, "after")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        (True, "true"),
        (False, "false"),
        (-5, "-5"),
        (Decimal("-1.50"), "-1.50"),
        ({"a": "=1"}, '{"a": "=1"}'),
        (["=1"], '["=1"]'),
        (date(2026, 7, 1), "2026-07-01"),
        (datetime(2026, 7, 1, 9, 0, 0, 123456, UTC), "2026-07-01T09:00:00.123456+00:00"),
    ],
)
def test_value_is_shown_in_a_cell(value, shown):
    assert cell(value) == shown


@pytest.mark.parametrize(
    ("value", "stored"),
    [
        (datetime(2026, 7, 1, 9, 0, 0, 123456, UTC), "2026-07-01T09:00:00.123456+00:00"),
        (
            datetime(2026, 7, 1, 9, tzinfo=timezone(timedelta(hours=2))),
            "2026-07-01T09:00:00+02:00",
        ),
        (time(9, 30), "09:30:00"),
        (timedelta(days=1, seconds=2), "P1DT00H00M02S"),
        (Decimal("1.10"), "1.10"),
        (UUID(int=7), "00000000-0000-0000-0000-000000000007"),
        ("=1", "=1"),
    ],
)
def test_value_is_exact_in_json(value, stored):
    assert json.loads(as_json({"value": value})) == {"value": stored}


def test_type_without_a_form_is_refused():
    with pytest.raises(TypeError, match="bytes"):
        as_json(b"raw")
