"""Taking a mail in at a candidate's private address: stored before anything else is done."""

from datetime import datetime, timedelta

from django.db import transaction

from interviews.intake.limits import MAX_BYTES
from interviews.intake.reading import Kind
from interviews.models import MailAddress, Message
from interviews.models.message import Way

# A filter that forwards everything, and no more: somebody's newsletters, too.
MOST_A_DAY = 500
DAY = timedelta(days=1)


class TooLarge(Exception):  # noqa: N818 - an answer, not a fault
    """More bytes than a mail may have here."""


class NotNow(Exception):  # noqa: N818 - an answer, not a fault
    """Enough for one day; the sender's server may try again."""


def deliver(local: str, raw: bytes, *, forwarder: str, at: datetime) -> None:
    """Keep a mail for whoever has the address; for nobody's, it is dropped without a word.

    Once this returns, the mail is committed; it is read afterwards, by the worker. The same bytes
    again, or the same Message-ID, are the same message.

    :raises TooLarge: beyond 10 MB
    :raises NotNow: beyond what one address takes in a day
    """
    if len(raw) > MAX_BYTES:
        raise TooLarge
    with transaction.atomic(durable=True):
        keep(local, raw, forwarder=forwarder, at=at)


def keep(local: str, raw: bytes, *, forwarder: str, at: datetime) -> None:
    """As part of the caller's transaction, for a mail that is no larger than it may be.

    :raises NotNow: beyond what one address takes in a day
    """
    address = MailAddress.objects.with_local_part(local).select_related("candidate").first()
    if address is None:
        return
    if not has_room(address, at):
        raise NotNow
    Message.objects.await_reading(
        address.candidate, Kind.EML, raw, way=Way.FORWARDED, at=at, forwarder=forwarder
    )
    address.was_used(at)


def has_room(address: MailAddress, at: datetime) -> bool:
    """Whether it takes more today."""
    came = Message.objects.that_came(address.candidate_id, Way.FORWARDED, since=at - DAY)
    return came.count() < MOST_A_DAY
