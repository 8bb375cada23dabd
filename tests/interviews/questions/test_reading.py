"""Lists of questions in the shapes that people have them in."""

import json
import time
from pathlib import Path

import pytest

from interviews.questions.reading import (
    LONGEST_QUESTION,
    MAX_BYTES,
    MAX_QUESTIONS,
    NotAList,
    read_file,
    read_text,
)

SHARED = Path(__file__).resolve().parents[4] / "shared" / "data" / "questions"
LISTS = sorted(SHARED.rglob("*.md")) if SHARED.is_dir() else []


def texts(found):
    return [line.text for line in found.lines]


def test_every_line_of_plain_text_is_a_question():
    assert texts(read_text("Why us?\n\nYour strengths\r\nWhy us")) == ["Why us?", "Your strengths"]


def test_prose_around_a_list_is_left_out():
    text = (
        "# Questions\n\nHere are some.\n\n* Why us?\n  * And why not?\n1. Describe **one** day.\n"
    )
    assert texts(read_text(text)) == ["Why us?", "And why not?", "Describe one day."]


def test_heading_that_asks_is_a_question():
    assert texts(read_text("### Why *us*?\n\nBecause.\n")) == ["Why us?"]


def test_front_matter_code_and_comments_are_no_questions():
    text = "---\ntitle: Why?\n---\nQuestion: What is it?\n```js\nwhy?\n```\n<!-- - Why? -->\n"
    assert texts(read_text(text)) == ["What is it?"]


def test_link_is_its_words():
    assert texts(read_text("- What is [a stack](https://x.example/?)?")) == ["What is a stack?"]


def test_what_reads_like_no_question_is_told_apart():
    found = read_text("- Why us?\n- Describe a day\n- Innovation")
    assert [line.is_likely for line in found.lines] == [True, True, False]


def test_column_of_a_table_is_found_by_its_name():
    data = b"No;Question\n1;Why us?\n2;\n3;Why now?\n"
    assert texts(read_file(data, "list.CSV")) == ["Why us?", "Why now?"]


def test_table_without_names_gives_its_first_column():
    assert texts(read_file(b"Why us?,1\nWhy now?,2\n", "list.csv")) == ["Why us?", "Why now?"]


@pytest.mark.parametrize(
    "data",
    [
        ["Why us?", "Why now?"],
        [{"question": "Why us?"}, {"Question": "Why now?", "level": "easy"}],
        {"general": [{"text": "Why us?"}], "more": {"x": ["Why now?"]}},
    ],
)
def test_json_however_it_is_grouped(data):
    assert texts(read_file(json.dumps(data).encode(), "list.json")) == ["Why us?", "Why now?"]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"{", "list.json"),
        (b"[" * 100_000, "list.json"),
        (b"\0" * 100, "list.txt"),
        (b"x" * (MAX_BYTES + 1), "list.txt"),
    ],
)
def test_what_is_no_list_is_refused_in_a_sentence(data, name):
    with pytest.raises(NotAList, match=r"\.$"):
        read_file(data, name)


def test_what_no_text_can_hold_is_left_out():
    found = read_file(b'["Why \\ud800us\\u0000?", "\\ud800"]', "list.json")
    assert texts(found) == ["Why us?"]


def test_what_does_not_fit_is_counted():
    text = "\n".join(f"Why {number}?" for number in range(MAX_QUESTIONS + 3))
    found = read_text(f"{'x' * (LONGEST_QUESTION + 1)}\n{text}")
    assert (len(found.lines), found.too_long, found.too_many) == (MAX_QUESTIONS, 1, 3)


@pytest.mark.parametrize(
    "text",
    ["*" * 50_000, "[" * 50_000, "```" * 30_000, "- " * 50_000, "_a" * 50_000, "<!--" * 40_000],
)
def test_hostile_text_is_read_at_once(text):
    started = time.process_time()
    read_text(text)
    assert time.process_time() - started < 2


@pytest.mark.skipif(not LISTS, reason="the shared lists are not here")
@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.name)
def test_real_list_gives_clean_questions(path):
    found = read_file(path.read_bytes(), path.name)
    assert len(found.lines) >= 3
    assert sum(line.is_likely for line in found.lines) >= 1
    for line in found.lines:
        assert line.text == " ".join(line.text.split())
        assert not line.text.startswith(("*", "-", "#", "Question:"))
