"""The commands that print readings and score them."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

FIXTURES = Path(__file__).parent / "fixtures"


def printed(*arguments: str, **options: object) -> str:
    out = io.StringIO()
    call_command(*arguments, stdout=out, stderr=io.StringIO(), **options)
    return out.getvalue()


def test_each_message_is_one_line_of_json(tmp_path: Path):
    text = tmp_path / "pasted"
    text.write_text("We would like to invite you to an interview on 20 July 2026 at 10:00.")
    calendar, plain = map(
        json.loads,
        printed("read_message", str(FIXTURES / "google-calendar.eml"), str(text)).splitlines(),
    )
    assert (calendar["label"], calendar["method"]) == ("invitation", "REQUEST")
    assert (calendar["uid"], calendar["sequence"]) == ("kettle-1@google.com", 0)
    assert calendar["start"] == "2026-07-16T14:00:00+02:00"
    assert calendar["zone"] == "Europe/Paris"
    assert calendar["evidence"]["label"]
    assert (plain["start"], plain["zone"], plain["employer"]) == ("2026-07-20T10:00:00", None, None)


def test_file_that_cannot_be_read_is_told_and_the_others_are_read(tmp_path: Path):
    out = io.StringIO()
    empty = tmp_path / "empty.eml"
    empty.write_bytes(b"")
    files = [str(empty), str(tmp_path / "gone.eml"), str(FIXTURES / "rejection.eml")]
    with pytest.raises(CommandError, match="2 of 3"):
        call_command("read_message", *files, stdout=out)
    found = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [one.get("label") for one in found] == [None, None, "rejection"]
    assert found[0]["error"] == "This file is empty."


def test_reader_is_scored_on_a_folder(tmp_path: Path):
    rows = "subject,body,label\nNews,Unfortunately we will not be moving forward.,rejected\n"
    (tmp_path / "rows.csv").write_text(rows)
    assert "1 messages, 1.000 (1/1) labelled right" in printed("evaluate_reader", str(tmp_path))
    assert json.loads(printed("evaluate_reader", str(tmp_path), "--json"))["messages"] == 1


def test_folder_without_labels_is_refused(tmp_path: Path):
    with pytest.raises(CommandError, match="No labelled message"):
        printed("evaluate_reader", str(tmp_path))
