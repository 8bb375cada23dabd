"""Everything a person has, in one ZIP: exact as JSON, readable as tables, and the files.

It is written row by row to a file without a name, which is gone when it is closed, so that no
copy stays behind on the machine and a long job search takes no memory.
"""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO, TextIOWrapper
from pathlib import PurePosixPath
from shutil import copyfileobj
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.db import connection, models, transaction

from applications.documents.kinds import TYPES
from jobtracker.leave.cells import as_json, cell
from jobtracker.leave.holdings import NOT_EXPORTED, Column, Holding, holdings
from jobtracker.leave.readme import README
from jobtracker.leave.tables import FORMAT
from jobtracker.people.models import User
from jobtracker.private_file import PrivateFile

OWNER_ONLY = 0o600 << 16
ROWS = 500
ROWS_WITH_FILES = 10
MISSING = "missing"
HARMLESS = frozenset({"docx", "eml", "ics", "jpeg", "jpg", "odt", "pdf", "png", "rtf", "txt"})

type Record = dict[str, Any]


def archive_of(user: User, *, at: datetime) -> PrivateFile:
    """The archive, for the caller to read from its start and to close."""
    file = PrivateFile()
    try:
        with snapshot(), ZipFile(file, "w") as target, PrivateFile() as data:
            archive = Archive(target, at)
            archive.add("README.txt", BytesIO(README.encode()))
            write_tables(archive, user, data)
            archive.add("data.json", data)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file


@contextmanager
def snapshot() -> Iterator[None]:
    """Read every table as it was at one moment, whoever writes meanwhile.

    SQLite does so in any transaction. Inside a transaction that is under way it is too late to
    ask for it.
    """
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():
        if is_outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


class Archive:
    """A ZIP whose entries all have names of ours, and the time of the whole."""

    def __init__(self, target: ZipFile, at: datetime) -> None:
        self.target = target
        self.at = at

    def add(self, name: str, content: IO[bytes], compression: int = ZIP_DEFLATED) -> None:
        entry = ZipInfo(name, self.at.timetuple()[:6])
        entry.compress_type, entry.external_attr = compression, OWNER_ONLY
        content.seek(0)
        with self.target.open(entry, "w", force_zip64=True) as out:
            copyfileobj(content, out)

    def add_stored(self, name: str, content: IO[bytes]) -> None:
        """As it is: mail is mostly attachments, which gain little, and take long while who
        writes on SQLite waits."""
        self.add(name, content, ZIP_STORED)


def write_tables(archive: Archive, user: User, data: IO[bytes]) -> None:
    """Each table as CSV into the archive, and all of them as one JSON object into `data`."""
    head = {"format": FORMAT, "made_at": archive.at, "not_exported": NOT_EXPORTED}
    with text_into(data) as out:
        out.write(as_json(head)[:-1] + ', "tables": {')
        for number, holding in enumerate(holdings()):
            out.write(",\n" if number else "\n")
            write_table(archive, holding, user, out)
        out.write("\n}}\n")


def write_table(archive: Archive, holding: Holding, user: User, out: TextIOWrapper) -> None:
    """One table, read once."""
    name = f"tables/{holding.label}.csv"
    head = {"csv": name, "columns": described(holding), "withheld": holding.withheld}
    out.write(f"{as_json(holding.label)}: {as_json(head)[:-1]}, " + '"rows": [')
    with PrivateFile() as table:
        # Excel takes a file for Unicode only where it starts with this mark.
        with text_into(table, "utf-8-sig") as sheet:
            writer = csv.writer(sheet, quoting=csv.QUOTE_ALL)
            writer.writerow([column.attname for column in holding.columns])
            for number, record in enumerate(records(archive, holding, user)):
                out.write((",\n" if number else "\n") + as_json(record))
                writer.writerow([cell(value) for value in record.values()])
        archive.add(name, table)
    out.write("]}")


@contextmanager
def text_into(file: IO[bytes], encoding: str = "utf-8") -> Iterator[TextIOWrapper]:
    """Write text to a file that stays open; half a character becomes JSON's escape for it."""
    text = TextIOWrapper(file, encoding, errors="backslashreplace", newline="")
    try:
        yield text
    finally:
        text.detach()


def described(holding: Holding) -> dict[str, str]:
    """What each column is, and of a foreign key, which table it leads to."""
    return {column.attname: kind_of(column) for column in holding.columns}


def kind_of(column: Column) -> str:
    if isinstance(column, models.ForeignKey):
        return f"{column.get_internal_type()} to {column.related_model._meta.label}"
    return column.get_internal_type()


def records(archive: Archive, holding: Holding, user: User) -> Iterator[Record]:
    """The person's rows, oldest first; files go into the archive, and their names stand here."""
    columns = holding.columns
    files = [column for column in columns if is_file(column)]
    names = [column.attname for column in columns]
    rows = holding.rows(user).values_list("pk", *names)
    for pk, *values in rows.iterator(ROWS_WITH_FILES if files else ROWS):
        record = dict(zip(names, values, strict=True))
        for column in files:
            record[column.attname] = kept(archive, holding, column, pk, record)
        yield record


def is_file(column: Column) -> bool:
    return isinstance(column, models.BinaryField | models.FileField)


def kept(
    archive: Archive, holding: Holding, column: Column, pk: object, record: Record
) -> str | None:
    """Add the content as a file of our own naming; its name, or None where there is none."""
    value = record[column.attname]
    if value is None or value == "":
        return None
    suffix = suffix_of(f"{holding.label}.{column.name}", record)
    name = f"files/{holding.label}/{pk}-{column.name}.{suffix or suffix_in(value)}"
    if not isinstance(column, models.FileField):
        archive.add_stored(name, BytesIO(value))
        return name
    try:
        with column.storage.open(value) as content:
            archive.add_stored(name, content)
    except FileNotFoundError:
        return MISSING
    return name


def suffix_of(column: str, record: Record) -> str:
    """What kind of file the bytes in a column are, where we know that ourselves."""
    if column == "interviews.Message.raw":
        return {"eml": "eml", "ics": "ics"}.get(record["kind"], "txt")
    if column == "applications.DocumentVersion.file":
        return TYPES.get(record["content_type"], "")
    return "ics" if column == "interviews.Invitation.calendar_request" else ""


def suffix_in(stored: str | bytes) -> str:
    """The suffix of a stored file, unless it is one that a computer would run."""
    suffix = "" if isinstance(stored, bytes) else PurePosixPath(stored).suffix[1:].lower()
    return suffix if suffix in HARMLESS else "bin"
