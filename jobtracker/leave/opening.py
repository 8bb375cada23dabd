"""An archive that somebody hands us, looked at before anything in it is believed.

Nothing is unpacked to disk: its names lead nowhere, and only those that we would have given count.
"""

import re
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from shutil import copyfileobj
from typing import IO, cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from jobtracker.leave.tables import NotRestorable, Tables
from jobtracker.private_file import PrivateFile

OURS = re.compile(r"README\.txt|data\.json|tables/[A-Za-z_.]+\.csv|files/[A-Za-z_.]+/\d+-\w+\.\w+")
DATA = "data.json"
MAX_ENTRIES = 100_000
# No document, message or table that is taken in is larger.
MAX_FILE = 10_000_000
ENCRYPTED = 0x1
PACKED = {ZIP_DEFLATED, ZIP_STORED}


@dataclass(frozen=True)
class Limits:
    """How much an archive may hold, in bytes once it is unpacked."""

    data: int
    whole: int


# Whoever has the machine may bring more than whoever has a browser.
BY_BROWSER = Limits(data=50_000_000, whole=200_000_000)
BY_COMMAND = Limits(data=500_000_000, whole=20_000_000_000)


class Opened:
    """The rows and files of an archive; use it in a `with`."""

    def __init__(self, file: IO[bytes], limits: Limits) -> None:
        with told_if_damaged():
            self._zip = ZipFile(file)
        self._entries = listed(self._zip, limits)
        self._data = PrivateFile()
        try:
            self._unpack_data(limits.data)
            self.tables = Tables(self._data)
        except BaseException:
            self._data.close()
            raise

    def __enter__(self) -> "Opened":
        return self

    def __exit__(self, *_error: object) -> None:
        self._data.close()
        self._zip.close()

    @property
    def account(self) -> dict[str, str]:
        """What the account said that the archive is of; texts alone."""
        told = next(self.tables.rows("people.User"), {})
        return {name: value for name, value in told.items() if isinstance(value, str)}

    def file(self, name: object, label: str, pk: int, column: str) -> bytes:
        """The file that a row names, if it is the one that belongs there.

        :raises NotRestorable: for any other
        """
        start = f"files/{label}/{pk}-{column}."
        if not isinstance(name, str) or not name.startswith(start):
            raise NotRestorable(f"A row of {label} names a file that is not its own.")
        entry = self._entry(name, MAX_FILE)
        with told_if_damaged(), self._zip.open(entry) as content:
            return content.read()

    def _unpack_data(self, most: int) -> None:
        entry = self._entry(DATA, most)
        with told_if_damaged(), self._zip.open(entry) as content:
            copyfileobj(content, cast("IO[bytes]", self._data))

    def _entry(self, name: str, most: int) -> ZipInfo:
        """The entry by its name; what it says of its size is the most that is ever unpacked."""
        entry = self._entries.get(name)
        if entry is None:
            raise NotRestorable(f"The archive lacks {name[:120]}.")
        if entry.file_size > most:
            raise NotRestorable(f"{name[:120]} is larger than we can take in.")
        return entry


@contextmanager
def told_if_damaged() -> Iterator[None]:
    """Say in a sentence that what should be an archive is none, or no more."""
    try:
        yield
    except (BadZipFile, zlib.error, struct.error, ValueError, NotImplementedError, EOFError) as bad:
        raise NotRestorable("This is no archive, or it is damaged.") from bad


def listed(archive: ZipFile, limits: Limits) -> dict[str, ZipInfo]:
    """The entries by name, all of them ours, each once, and not too much together.

    :raises NotRestorable: for others
    """
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES or sum(each.file_size for each in entries) > limits.whole:
        raise NotRestorable("The archive unpacks to more than we can take in.")
    if any(each.flag_bits & ENCRYPTED for each in entries):
        raise NotRestorable("The archive is locked with a password.")
    if any(each.compress_type not in PACKED for each in entries):
        raise NotRestorable("The archive is packed in a way that Jobtracker does not use.")
    if any(not OURS.fullmatch(each.filename) for each in entries):
        raise NotRestorable("The archive holds files that Jobtracker does not write.")
    found = {each.filename: each for each in entries}
    if len(found) < len(entries):
        raise NotRestorable("The archive has two files of the same name.")
    return found
