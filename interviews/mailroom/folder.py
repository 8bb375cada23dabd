"""Looking into a folder of a mailbox without changing anything.

The folder is only examined and mails are peeked at, so nothing is marked as read. No Django.
"""

import imaplib
import re
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from interviews.intake.limits import MAX_BYTES, MAX_HEADER_BLOCK
from interviews.mailroom import imap
from interviews.mailroom.folder_names import spelled
from interviews.mailroom.imap import Line, NotOpened, Place, Trouble, Ways, quoted, signed_in

A_DAY = timedelta(days=1)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class About(NamedTuple):
    """What is known of a mail before it is fetched."""

    size: int
    came_at: datetime


@contextmanager
def opened(place: Place, ways: Ways) -> Iterator["Folder"]:
    """The folder, to look into for a while.

    :raises NotOpened: where that can't be done, or no longer
    """
    with signed_in(place, ways, seconds=imap.SECONDS) as line:
        yield examined(line, place.folder)


def examined(line: Line, folder: str) -> "Folder":
    kind, _ = line.select(quoted(spelled(folder)), readonly=True)
    if kind != "OK":
        raise NotOpened(Trouble.FOLDER)
    return Folder(line, number_of(line, "UIDVALIDITY"), number_of(line, "UIDNEXT"))


def number_of(line: Line, name: str) -> int:
    """:raises ValueError: where the server does not say it, as each must"""
    _, found = line.response(name)
    return int((found or [None])[0] or b"")


class Folder:
    """One that is open; `validity` says whether its numbers are still the ones we knew."""

    def __init__(self, line: Line, validity: int, next_uid: int) -> None:
        self.line = line
        self.validity = validity
        self.next_uid = next_uid

    def uids(self, *, after: int, since: datetime, dated_below: int) -> list[int]:
        """What came after a number; of what is below another, only what came since a day."""
        day = since - A_DAY
        when = f"{day.day}-{MONTHS[day.month - 1]}-{day.year}"
        return self.uids_after(after, f"OR SINCE {when} UID {dated_below}:*")

    def uids_after(self, after: int, *words: str) -> list[int]:
        """What came after a number, and of that what the words ask for."""
        asked = " ".join([f"UID {after + 1}:*", *words])
        [found] = self._ask("SEARCH", asked)[:1] or [b""]
        # "7:*" is the last mail, too, where that is number 5.
        return sorted({int(each) for each in (found or b"").split() if int(each) > after})

    def about(self, uid: int) -> About | None:
        """None for a mail that has gone."""
        for found in self._ask("FETCH", str(uid), "(RFC822.SIZE INTERNALDATE)"):
            size = re.search(rb"RFC822\.SIZE (\d{1,12})", found or b"")
            moment = imaplib.Internaldate2tuple(found or b"")
            if size and moment:
                return About(int(size[1]), datetime.fromtimestamp(time.mktime(moment), UTC))
        return None

    def content(self, uid: int) -> bytes:
        """One byte more than we keep, at most; nothing for a mail that has gone."""
        return self._part(uid, "", MAX_BYTES + 1)

    def head(self, uid: int, fields: Sequence[str]) -> bytes:
        """These lines of the head alone, as far as we look at a head."""
        return self._part(uid, f"HEADER.FIELDS ({' '.join(fields)})", MAX_HEADER_BLOCK)

    def _part(self, uid: int, which: str, most: int) -> bytes:
        for found in self._ask("FETCH", str(uid), f"(BODY.PEEK[{which}]<0.{most}>)"):
            if isinstance(found, tuple):
                return bytes(found[1])
        return b""

    def _ask(self, command: str, *words: str) -> list[Any]:
        self.line.expect_an_answer()
        kind, found = self.line.uid(command, *words)
        if kind != "OK":
            raise self.line.error(f"{command} was refused")
        return found
