"""The worker's part of the mailroom: one message that waits to be read."""

import time
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from interviews.intake.limits import Refused
from interviews.intake.match import KnownApplication, rank
from interviews.intake.reading import Kind, Label, Reading
from interviews.intake.receive import known_applications, settle
from interviews.intake.sandbox import Unreadable, read_safely
from interviews.models import Message
from interviews.models.message import ADDRESS_LENGTH, Way
from jobtracker.leases import work_on

# What a suggestion needs to be shown in the list; all of them stand on the message's page.
LIKELY = 0.5
# The other jobs of the worker wait meanwhile; asking each of them after every mail takes longer
# than the mail.
A_WHILE = 1.0


def read_some(at: datetime) -> bool:
    """Read what has waited longest, one message after the other for a second; whether any was."""
    until = time.monotonic() + A_WHILE
    if not read_next(at):
        return False
    while time.monotonic() < until and read_next(timezone.now()):
        pass
    return True


def read_next(at: datetime) -> bool:
    """Read the message that has waited longest; whether there was one."""
    found = Message.objects.due(at).select_related("candidate").first()
    return work_on(found, read, at)


def read(message: Message, _at: datetime) -> None:
    """Read it outside of any transaction, which may take seconds; others may write meanwhile."""
    try:
        reading = read_safely(
            Kind(message.kind), bytes(message.raw), received_at=message.received_at
        )
    except (Unreadable, Refused):
        # It stays in the inbox as it came: whoever looks can read on by eye.
        Message.objects.filter(pk=message.pk).update(due_at=None)
        return
    with transaction.atomic():
        # Removed meanwhile, with the account or by hand.
        if Message.objects.select_for_update(no_key=True).filter(pk=message.pk).exists():
            file(message, reading, known_applications(message.candidate_id))


def file(message: Message, reading: Reading, known: Sequence[KnownApplication]) -> None:
    """Keep what was read, with what this person's earlier corrections say, and where it may belong.

    A guess changes nothing else: it is shown, and the person says.
    """
    likely = [each for each in rank(reading, known) if each.score >= LIKELY]
    beside: dict[str, Any] = {
        "suggested_id": likely[0].id if likely else None,
        "label": learned_label(message, reading),
    }
    if message.way == Way.FILE and reading.sent_at:
        # A file may be put here long after the mail came.
        beside["received_at"] = min(reading.sent_at, message.received_at)
    settle(message, reading, **beside)


def learned_label(message: Message, reading: Reading) -> Label:
    """What the person said the last mail from there was, which read the same; else as it reads."""
    if not reading.sender_address:
        return reading.label
    before = Message.objects.filter(
        candidate=message.candidate_id,
        sender_address=reading.sender_address.lower()[:ADDRESS_LENGTH],
        reading__label=str(reading.label),
        is_corrected=True,
    ).exclude(pk=message.pk)
    last = before.order_by("-received_at", "-pk").values_list("label", flat=True).first()
    return Label(last) if last else reading.label
