"""Which SQLite settings keep every acknowledged write; plain data, no Django.

Write-ahead logging is only safe where SQLite has no WAL-reset race
(https://sqlite.org/wal.html, "The WAL-reset bug"): two connections that write and
checkpoint together could lose a commit. Elsewhere the rollback journal is used, and
then only EXTRA also syncs the folder after a commit.
"""

from dataclasses import dataclass

type Version = tuple[int, int, int]

FIRST_FIXED: Version = (3, 51, 3)
# From this patch release on, an older line carries the same correction.
FIXED_IN_LINE: dict[tuple[int, int], int] = {(3, 44): 6, (3, 50): 7}

# What `PRAGMA synchronous` answers for each word.
SYNCHRONOUS_LEVELS = {"OFF": 0, "NORMAL": 1, "FULL": 2, "EXTRA": 3}


@dataclass(frozen=True)
class Durability:
    """A journal mode with the weakest synchronous level that is durable under it."""

    journal_mode: str
    synchronous: str

    @property
    def level(self) -> int:
        return SYNCHRONOUS_LEVELS[self.synchronous]

    @property
    def init_command(self) -> str:
        return f"PRAGMA journal_mode={self.journal_mode};PRAGMA synchronous={self.synchronous}"

    def __str__(self) -> str:
        return f"{self.journal_mode} journal, synchronous {self.synchronous}"


WRITE_AHEAD = Durability("WAL", "FULL")
ROLLBACK = Durability("DELETE", "EXTRA")


def is_wal_safe(version: Version) -> bool:
    """Whether this SQLite release is free of the WAL-reset race."""
    if version >= FIRST_FIXED:
        return True
    first_fixed_patch = FIXED_IN_LINE.get(version[:2])
    return first_fixed_patch is not None and version[2] >= first_fixed_patch


def durability_for(version: Version) -> Durability:
    """The fastest settings that lose no acknowledged write on this SQLite release."""
    return WRITE_AHEAD if is_wal_safe(version) else ROLLBACK
