"""The rows of an archive's `data.json`, one at a time: `archive` writes each on a line of its own.

So an archive takes as much memory as its longest row, however many there are.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

FORMAT = "jobtracker export 1"
# A posting with every character escaped has a bit more than a million bytes.
MAX_LINE = 4_000_000
MAX_TABLES = 1_000

type Told = dict[str, Any]


class NotRestorable(Exception):  # noqa: N818 - an answer, not a fault
    """What is wrong with an archive, in a sentence for whoever brought it."""


@dataclass
class Place:
    """Where the rows of a table are, and how many."""

    start: int
    count: int = 0


class Tables:
    """What `data.json` says; every reading starts at the file, which is not closed here."""

    def __init__(self, data: IO[bytes]) -> None:
        self._data = data
        self._data.seek(0)
        refuse_other_format(self._line())
        self._places = self._found()

    @property
    def labels(self) -> set[str]:
        return set(self._places)

    def count(self, label: str) -> int:
        return self._places[label].count if label in self._places else 0

    def rows(self, label: str) -> Iterator[Told]:
        """The rows of a table, in the order they are written in.

        :raises NotRestorable: at one that is not written as we write it
        """
        if label not in self._places:
            return
        at, left = self._places[label].start, self._places[label].count
        while left:
            # Somebody else may have read elsewhere since the last row.
            self._data.seek(at)
            line = self._line()
            at, left = self._data.tell(), left - 1
            yield row_in(line, is_last=not left)

    def _found(self) -> dict[str, Place]:
        """Each table by its name. A row begins with a brace, the head of a table with a quote."""
        found: dict[str, Place] = {}
        here = None
        while (line := self._line()) != b"}}\n":
            if line.startswith(b"{") and here:
                here.count += 1
                continue
            label = label_in(line)
            if label in found or len(found) == MAX_TABLES:
                raise not_ours()
            here = found[label] = Place(self._data.tell())
        return found

    def _line(self) -> bytes:
        line = self._data.readline(MAX_LINE + 1)
        if len(line) > MAX_LINE:
            raise NotRestorable("A row of the archive is larger than we can take in.")
        if not line:
            raise not_ours()
        return line


def refuse_other_format(line: bytes) -> None:
    """The first line says which format it is.

    :raises NotRestorable: for any but the one we write
    """
    head = parsed(line.rstrip() + b"}}")
    if not isinstance(head, dict) or head.get("tables") != {}:
        raise not_ours()
    if head.get("format") != FORMAT:
        raise NotRestorable("This archive is of another kind, or of another version of Jobtracker.")


def label_in(line: bytes) -> str:
    """The name of the table that the line begins; its rows are on the lines below."""
    text = line.rstrip().removesuffix(b",")
    end = b"}" if text.endswith(b"]}") else b"]}}"
    head = parsed(b"{" + text + end)
    match list(head.items()) if isinstance(head, dict) else []:
        case [(str(label), {"rows": []})]:
            return label
    raise not_ours()


def row_in(line: bytes, *, is_last: bool) -> Told:
    """The row that a line holds; the last one closes its table."""
    text = line.rstrip().removesuffix(b",")
    row = parsed(text.removesuffix(b"]}") if is_last else text)
    if not isinstance(row, dict):
        raise not_ours()
    return row


def parsed(text: bytes) -> Any:  # noqa: ANN401 - any JSON
    try:
        return json.loads(text, parse_constant=float_that_is_none)
    except (ValueError, RecursionError) as error:
        raise not_ours() from error


def float_that_is_none(name: str) -> float:
    raise ValueError(name)


def not_ours() -> NotRestorable:
    return NotRestorable("The archive’s data.json is damaged, or not as Jobtracker writes it.")
