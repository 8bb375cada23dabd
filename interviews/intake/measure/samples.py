"""Labelled messages from a folder: tables that name files, and tables that hold the messages.

Both may be CSV, TSV, JSON (a list of objects) or JSON lines. ``columns.toml`` says which names
of columns and labels are understood.
"""

import csv
import io
import json
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from functools import cache
from pathlib import Path
from typing import Any

from interviews.intake.kinds import likely_kind
from interviews.intake.limits import MAX_BYTES
from interviews.intake.reading import Kind, Label
from interviews.intake.wording import table

_TABLES = (".csv", ".tsv", ".jsonl", ".ndjson", ".json")
EXPECTED = ("employer", "title", "start", "zone", "uid", "method", "sequence")


@dataclass(frozen=True)
class Sample:
    """One message, and what a person says of it; ``expected`` holds only what they stated."""

    name: str
    kind: Kind
    data: bytes
    label: Label
    expected: dict[str, str] = field(default_factory=dict)


@dataclass
class Skipped:
    """Rows that are not counted, by why."""

    reasons: dict[str, int] = field(default_factory=dict)

    def note(self, reason: str) -> None:
        self.reasons[reason] = self.reasons.get(reason, 0) + 1


def samples_in(path: Path, skipped: Skipped) -> Iterator[Sample]:
    """Yield the labelled messages of a table, or of every table in a folder, in a fixed order."""
    tables = [path] if path.is_file() else sorted(path.rglob("*"))
    for each in tables:
        if each.suffix.lower() in _TABLES and each.is_file():
            yield from _samples_of(each, skipped)


def _samples_of(path: Path, skipped: Skipped) -> Iterator[Sample]:
    for number, written in enumerate(_rows(path, skipped), 1):
        row = _named(written)
        if not row.get("label"):
            skipped.note(f"{path.name}: no label")
            continue
        label = label_of(row["label"])
        if label is None:
            skipped.note(f"{path.name}: unknown label “{row['label'][:40]}”")
            continue
        found = _message(path, number, row)
        if found is None:
            skipped.note(f"{path.name}: no message")
            continue
        name, kind, data = found
        yield Sample(name, kind, data, label, {key: row[key] for key in EXPECTED if row.get(key)})


def label_of(written: str) -> Label | None:
    """Return the label that somebody else's word means."""
    return _labels().get(_simple(written))


def _rows(path: Path, skipped: Skipped) -> list[Mapping[str, Any]]:
    try:
        return list(_read_rows(path))
    except (ValueError, csv.Error) as error:
        skipped.note(f"{path.name}: unreadable ({type(error).__name__})")
        return []


def _read_rows(path: Path) -> Iterator[Mapping[str, Any]]:
    text = path.read_text("utf-8-sig", "replace")
    if path.suffix.lower() in {".csv", ".tsv"}:
        csv.field_size_limit(sys.maxsize)
        delimiter = "\t" if path.suffix.lower() == ".tsv" else ","
        yield from csv.DictReader(io.StringIO(text), delimiter=delimiter)
        return
    objects = json.loads(text) if path.suffix.lower() == ".json" else _lines(text)
    yield from (each for each in objects if isinstance(each, dict))


def _lines(text: str) -> list[Any]:
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def _named(row: Mapping[str, Any]) -> dict[str, str]:
    """Return the row under our names of columns; the first name of the list wins."""
    simple = {_simple(str(name)): value for name, value in row.items()}
    names: dict[str, list[str]] = table("measure/columns")["columns"]
    found = {}
    for ours, theirs in names.items():
        value = next((simple[name] for name in theirs if simple.get(name) not in (None, "")), "")
        found[ours] = str(value).strip()
    if found["title"] and found["title"] == found["subject"]:
        found["title"] = ""
    return found


def _simple(name: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", name.lower()))


@cache
def _labels() -> dict[str, Label]:
    names: dict[str, list[str]] = table("measure/columns")["labels"]
    return {_simple(word): Label(label) for label, words in names.items() for word in words}


def _message(path: Path, number: int, row: dict[str, str]) -> tuple[str, Kind, bytes] | None:
    if row["path"]:
        return _file(path.parent, row["path"])
    if not row["body"] and not row["subject"]:
        return None
    name = f"{path.name}:{row['id'] or number}"
    if not row["subject"] and not row["sender"] and not row["date"]:
        return name, Kind.TEXT, row["body"].encode("utf-8", "replace")
    return name, Kind.EML, mail_of(row)


def _file(folder: Path, written: str) -> tuple[str, Kind, bytes] | None:
    """Return a file that a table names, from its own folder or one above; ``#`` names an entry."""
    place, _, entry = written.partition("#")
    found = [base / place for base in (folder, *folder.parents[:3]) if (base / place).is_file()]
    if not found or found[0].stat().st_size > MAX_BYTES:
        return None
    data = found[0].read_bytes()
    if not entry:
        return written, likely_kind(found[0].name, data), data
    rows = (_named(row) for row in json.loads(data) if isinstance(row, dict))
    row = next((row for row in rows if row["id"] == entry), None)
    return (written, Kind.EML, mail_of(row)) if row else None


def mail_of(row: Mapping[str, str]) -> bytes:
    """Return the columns of a table as a mail."""
    message = EmailMessage()
    message["Subject"] = " ".join(row.get("subject", "").split())[:900]
    sender = _sender(row)
    if sender:
        message["From"] = sender
    sent = moment(row.get("date", ""))
    if sent:
        message["Date"] = sent
    kind = "html" if re.search(r"<(?:p|br|div|html|table)\b", row.get("body", "")) else "plain"
    message.set_content(row.get("body", "").encode("utf-8", "replace").decode(), subtype=kind)
    return bytes(message)


def _sender(row: Mapping[str, str]) -> str | Address:
    written = " ".join(row.get("sender", "").split())
    if not row.get("sender_name"):
        return written[:300]
    try:
        return Address(" ".join(row["sender_name"].split()), addr_spec=written)
    except (ValueError, IndexError):
        return written[:300]


def moment(written: str) -> datetime | None:
    """Return a date as tables write it, in its own offset or UTC; None where it says no date."""
    for reader in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = reader(written)
        except (ValueError, TypeError, IndexError):
            continue
        return found if found.tzinfo else found.replace(tzinfo=UTC)
    return None
