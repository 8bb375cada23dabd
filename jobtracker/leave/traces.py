"""What deleted rows leave behind: sessions, files, and the pages of the database file."""

import json
import logging
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.files.storage import Storage
from django.db import OperationalError, connection, models

from jobtracker.leave.holdings import addresses_of, holdings
from jobtracker.people.models import User

logger = logging.getLogger(__name__)


class StoredFile(NamedTuple):
    """A file that a row names."""

    storage: Storage
    name: str


def sessions_of(user: User) -> Iterator[str]:
    """The keys of all sessions that are the person's, or hold one of their addresses."""
    named, who = any_of(addresses_of(user)), str(user.pk)
    for key, packed in Session.objects.values_list("session_key", "session_data").iterator():
        data = SessionStore().decode(packed)
        text = json.dumps(data, default=str, ensure_ascii=False).lower()
        if data.get(SESSION_KEY) == who or named.search(text):
            yield key


def any_of(addresses: Collection[str]) -> re.Pattern[str]:
    """Finds one of the addresses in small letters, but not in a longer one of somebody else."""
    either = "|".join(re.escape(address) for address in addresses)
    # In JSON, a line may end right before it.
    starts = r"(?:(?<![\w.+-])|(?<=\\[nrt]))"
    return re.compile(rf"{starts}(?:{either})(?![-\w]|\.\w)")


def files_of(user: User) -> list[StoredFile]:
    """Every file that a row of the person's names."""
    return [
        StoredFile(column.storage, name)
        for holding in holdings()
        for column in holding.model._meta.concrete_fields
        if isinstance(column, models.FileField)
        for name in holding.rows(user).values_list(column.attname, flat=True)
        if name
    ]


def remove_files(files: Collection[StoredFile]) -> None:
    for storage, name in files:
        storage.delete(name)


def remove_written_mail(addresses: Collection[str]) -> None:
    """Where mail is written to a folder, for want of a mail server, remove the person's."""
    folder = settings.MAILERS["default"].get("OPTIONS", {}).get("file_path")
    named = any_of(addresses)
    for file in Path(folder).glob("*.eml") if folder else ():
        text = file.read_bytes().decode(errors="replace").lower()
        if named.search(text):
            file.unlink(missing_ok=True)


def rewrite_database() -> None:
    """Write SQLite's file anew, since pages in use keep copies of rows that once were there.

    PostgreSQL sees to it by itself: what was deleted is overwritten as vacuum frees its space.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return
    try:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
            # In write-ahead mode, the old pages are in the log until it is emptied.
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except OperationalError:
        logger.warning("The database was busy: run VACUUM to overwrite what was erased")
