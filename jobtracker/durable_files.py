"""Files that are on the disk before anybody is told that they are kept."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, override

from django.core.files.storage import FileSystemStorage
from django.db import transaction
from django.db.models.fields.files import FieldFile


class DurableStorage(FileSystemStorage):
    """Writes a file through to the disk, and its name too, so that a row never lacks its file."""

    @override
    def save(self, name: str | None, content: Any, max_length: int | None = None) -> str:
        saved = super().save(name, content, max_length)
        written, top = Path(self.path(saved)), Path(self.location)
        write_through(written)
        for folder in written.parents:
            write_through(folder)
            if folder == top:
                break
        return saved

    def stored_before(self, at: datetime, folder: str) -> Iterator[str]:
        """The names of the files below the folder that were written before."""
        top = Path(self.location)
        for path in (top / folder).rglob("*"):
            try:
                written = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            except FileNotFoundError:
                continue
            if path.is_file() and written < at:
                yield path.relative_to(top).as_posix()


def remove_once_certain(file: FieldFile) -> None:
    """Remove the file that a row named, once it is certain that the row no longer does."""
    storage, name = file.storage, file.name
    if name:
        transaction.on_commit(lambda: storage.delete(name), robust=True)


def write_through(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
