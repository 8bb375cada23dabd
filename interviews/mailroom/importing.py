"""The worker's part of a mailbox in one file: some mails at a time, in bounded memory.

A mailbox holds a whole life. Only what reads like part of a job search, or comes from somebody
who is part of it already, goes into the inbox; nothing else of it is kept.
"""

import logging
from collections.abc import Sequence
from datetime import datetime
from itertools import islice
from typing import NamedTuple

from django.db import transaction

from interviews.intake.limits import Refused
from interviews.intake.match import KnownApplication, rank
from interviews.intake.mbox import Entry, entries
from interviews.intake.reading import Kind, Label, Reading
from interviews.intake.receive import known_applications
from interviews.intake.sandbox import Unreadable, read_safely
from interviews.mailroom.reading import LIKELY, file
from interviews.models import MailboxImport, Message
from interviews.models.message import Way
from jobtracker.leases import work_on

# As many as others can wait for; each takes some milliseconds.
PIECE = 50
PIECE_BYTES = 20_000_000


logger = logging.getLogger(__name__)


class Read(NamedTuple):
    """A mail and what it says; None where nobody can tell."""

    entry: Entry
    reading: Reading | None


def import_next(at: datetime) -> bool:
    """Go on with the mailbox that waited longest; whether there was any."""
    found = MailboxImport.objects.due(at).select_related("candidate__user").first()
    return work_on(found, go_on, at)


def go_on(found: MailboxImport, at: datetime) -> None:
    """Read the next mails outside of any transaction, then keep them with how far it is."""
    piece = [Read(each, reading_of(each, at)) for each in next_entries(found)]
    end = found.offset + piece[-1].entry.offset if piece else found.size
    with transaction.atomic():
        if not found.still_ours():
            return
        found.went_on(
            end,
            read=len(piece),
            kept=keep(found, piece, at),
            unreadable=sum(each.reading is None for each in piece),
            at=at,
        )


def next_entries(found: MailboxImport) -> Sequence[Entry]:
    """Some of the mails that come next, not more than memory should hold."""
    taken: list[Entry] = []
    if not found.file.storage.exists(str(found.file.name)):
        logger.warning("The file of mailbox %d is missing", found.pk)
        return taken
    with found.opened() as stream:
        for entry in islice(entries(stream), PIECE):
            taken.append(entry)
            if sum(len(each.data) for each in taken) >= PIECE_BYTES:
                break
    return taken


def reading_of(entry: Entry, at: datetime) -> Reading | None:
    try:
        return read_safely(Kind.EML, entry.data, received_at=at)
    except (Refused, Unreadable):
        return None


def keep(found: MailboxImport, piece: Sequence[Read], at: datetime) -> int:
    """Put what is part of the search into the inbox; how many mails are new there."""
    known = known_applications(found.candidate_id)
    user = found.candidate.user
    own = user.email if user else ""
    return sum(
        put(found, each.entry, each.reading, known, at)
        for each in piece
        if each.reading is not None and belongs(each.reading, known, own)
    )


def belongs(reading: Reading, known: Sequence[KnownApplication], own_address: str) -> bool:
    """Whether it is part of the search; what the person wrote themselves waits for no word."""
    if reading.sender_address.lower() == own_address:
        return False
    if reading.label is not Label.OTHER:
        return True
    return any(each.score >= LIKELY for each in rank(reading, known))


def put(
    found: MailboxImport,
    entry: Entry,
    reading: Reading,
    known: Sequence[KnownApplication],
    at: datetime,
) -> bool:
    """Whether it was not there before."""
    message = Message.objects.take_in(
        found.candidate,
        Kind.EML,
        entry.data,
        by=None,
        way=Way.FILE,
        received_at=at,
    )
    if message.reading is not None or message.is_being_read:
        return False
    file(message, reading, known)
    # What came by another way before stands for both.
    return Message.objects.filter(pk=message.pk).exists()
