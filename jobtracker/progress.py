"""How far long work has come, told beside the database: what a transaction does shows at its end.

Each piece of work writes a number into a small file of its own, which whoever shows a page reads.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings
from django.db import connection

PERIOD = 0.3
LONGEST = 3


class Progress:
    """Says how much of `total` is done, a few times a second at most; use it in a `with`."""

    def __init__(self, name: str, total: int = 100) -> None:
        self.path = path_of(name)
        self.total = max(1, total)
        self.parts: dict[str, int] = {}
        self.told_at = 0.0

    def __enter__(self) -> "Progress":
        self.path.parent.mkdir(parents=True, exist_ok=True)
        return self

    def __exit__(self, *_error: object) -> None:
        self.path.unlink(missing_ok=True)

    def __call__(self, part: str, done: int, _of: int = 0) -> None:
        """So many of that part are done by now."""
        self.parts[part] = done
        now = time.monotonic()
        if now - self.told_at >= PERIOD:
            self.told_at = now
            self.write(min(99, sum(self.parts.values()) * 100 // self.total))

    def write(self, percent: int) -> None:
        """Whoever reads at the same moment reads the number before or this one."""
        fresh = self.path.with_suffix(".new")
        # Nobody's work fails because nobody can be told how far it is.
        with suppress(OSError):
            fresh.write_text(str(percent))
            fresh.replace(self.path)


def percent_of(name: str) -> int | None:
    """How much is done, 0 to 99; None where nobody is at work on it."""
    try:
        text = path_of(name).read_text()[:LONGEST]
    except OSError:
        return None
    return int(text) if text.isdecimal() else None


def path_of(name: str) -> Path:
    return Path(settings.DATA_FOLDER) / "progress" / name


@contextmanager
def readable_meanwhile() -> Iterator[None]:
    """Let SQLite hold a long transaction in memory: else it shuts readers out before its end."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA cache_spill=OFF")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA cache_spill=ON")
