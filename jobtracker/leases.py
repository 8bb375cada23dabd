"""Rows that are due are the queue: of several workers that find the same one, one acts."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol


class Leased(Protocol):
    """A row that says who is at work on it."""

    def lease(self, *, at: datetime) -> bool:
        """Take it for one attempt; of two who try at once, one gets it."""


def work_on[Row: Leased](
    found: Row | None, act: Callable[[Row, datetime], None], at: datetime
) -> bool:
    """Do what a row is due for, unless somebody else does; whether there was a row."""
    if found is None:
        return False
    if found.lease(at=at):
        act(found, at)
    return True
