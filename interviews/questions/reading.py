"""A list of questions that somebody brings: lines, Markdown, a table or JSON. Pure.

What is read is small and plain, so it needs no process of its own.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from applications.transfer.delimited import decoded, delimited_rows
from applications.transfer.limits import Refused
from interviews.questions.wording import digest_of

MAX_BYTES = 200_000
MAX_QUESTIONS = 200
LONGEST_QUESTION = 500
COLUMNS = ("question", "questions", "text", "prompt", "title", "frage")

NO_TEXT = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
FRONT_MATTER = re.compile(r"\A---\s*\n.*?\n---\s*(?:\n|\Z)", re.DOTALL)
FENCE = re.compile(r"^[ \t]*(```|~~~).*?(?:^[ \t]*\1[ \t]*$|\Z)", re.DOTALL | re.MULTILINE)
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
MARK = re.compile(
    r"\s*(?:[-*+•–]\s+(?:\[[ xX]\]\s+)?|\(?\d{1,3}[.)]\s+|(?:question|q)\s*\d*\s*:\s*)",
    re.IGNORECASE,
)
HEADING = re.compile(r"\s*#{1,6}\s+")
LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s[^()]*)?\)")
EMPHASIS = re.compile(r"(?<!\w)(\*\*|__|\*|_|`)(?=\S)([^*_`]+)(?<=\S)\1(?!\w)")
ASKS = re.compile(
    r"(describe|explain|tell|talk|walk|give|name|discuss|share|imagine|sell|teach|compare|list)\b",
    re.IGNORECASE,
)


class Line(NamedTuple):
    """One question as it was found; `is_likely` where it reads like one."""

    text: str
    is_likely: bool


class Found(NamedTuple):
    """What a list holds: each question once, and how many lines were left out for their length."""

    lines: list[Line]
    too_long: int
    too_many: int


class NotAList(Exception):  # noqa: N818 - an answer, not a fault
    """What is wrong with it, in a sentence for whoever brought it."""


def read_file(data: bytes, name: str) -> Found:
    """What a file holds, by the ending of its name.

    :raises NotAList: for what cannot be read
    """
    if len(data) > MAX_BYTES:
        raise NotAList(f"The file is larger than {MAX_BYTES // 1000} kB.")
    text, ending = decoded(data), name.rpartition(".")[2].lower()
    if "\0" in text:
        raise NotAList("This is not a text. We can read .txt, .md, .csv and .json.")
    if ending == "json":
        return found_in(texts_in(parsed(text)))
    return found_in(in_table(data)) if ending in ("csv", "tsv") else read_text(text)


def read_text(text: str) -> Found:
    """What lines hold: those with a mark or a question where there are such, else every line."""
    body = COMMENT.sub("", FENCE.sub("", FRONT_MATTER.sub("", text.replace("\r\n", "\n"))))
    lines = [line for line in body.split("\n") if line.strip()]
    is_marked = any(MARK.match(line) or HEADING.match(line) for line in lines)
    wanted = (line for line in lines if not is_marked or is_meant(line))
    return found_in(unmarked(line) for line in wanted)


def is_meant(line: str) -> bool:
    """In a text with a structure, prose is about questions, and no question."""
    return bool(MARK.match(line)) or unmarked(line).endswith("?")


def unmarked(line: str) -> str:
    text = HEADING.sub("", line, count=1) if HEADING.match(line) else line
    text = text[MARK.match(text).end() :] if MARK.match(text) else text  # type: ignore[union-attr]
    text = EMPHASIS.sub(r"\2", EMPHASIS.sub(r"\2", LINK.sub(r"\1", text)))
    return " ".join(text.split())


def parsed(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotAList("This JSON is damaged.") from error


def texts_in(data: object, depth: int = 12) -> Iterator[str]:
    """Texts of a list, or what its objects call a question, however they are grouped."""
    if depth == 0:
        return
    if isinstance(data, str):
        yield " ".join(data.split())
    elif isinstance(data, list):
        for each in data:
            yield from texts_in(each, depth - 1)
    elif isinstance(data, dict):
        named = {str(key).casefold(): value for key, value in data.items()}
        column = next((name for name in COLUMNS if isinstance(named.get(name), str)), "")
        inner = [named[column]] if column else [*filter(is_group, named.values())]
        yield from texts_in(inner, depth - 1)


def is_group(value: object) -> bool:
    return isinstance(value, list | dict)


def in_table(data: bytes) -> Iterator[str]:
    """The column that is called so, else the first one."""
    try:
        rows = [row for row in delimited_rows(data) if any(cell.strip() for cell in row)]
    except Refused as refused:
        raise NotAList("This is not a table. We can read .txt, .md, .csv and .json.") from refused
    heads = [cell.strip().casefold() for cell in rows[0]] if rows else []
    column = next((heads.index(name) for name in COLUMNS if name in heads), None)
    for row in rows[column is not None :]:
        yield " ".join("".join(row[column or 0 : (column or 0) + 1]).split())


def found_in(texts: Iterable[str]) -> Found:
    """Each question once, by its words; without what no text can be kept with."""
    given: dict[str, str] = {}
    for text in filter(None, (NO_TEXT.sub("", text).strip() for text in texts)):
        given.setdefault(digest_of(text), text)
    every = [*given.values()]
    short = [text for text in every if len(text) <= LONGEST_QUESTION]
    kept = [Line(text, reads_like_one(text)) for text in short[:MAX_QUESTIONS]]
    return Found(kept, len(every) - len(short), len(short) - len(kept))


def reads_like_one(text: str) -> bool:
    return text.rstrip(" \"'”’)").endswith("?") or bool(ASKS.match(text))
