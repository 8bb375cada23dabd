"""The one part of the intake that stores: keep the bytes, read them, find where they belong."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from applications.models import Application
from applications.stages import Stage
from interviews.intake.limits import check
from interviews.intake.match import KnownApplication, Suggestion, rank
from interviews.intake.reading import Kind, Reading
from interviews.intake.sandbox import Unreadable, read_safely
from interviews.models import Invitation, Message
from jobtracker.people.models import Candidate, User


def receive(candidate: Candidate, kind: Kind, raw: bytes, *, by: User, at: datetime) -> Message:
    """Keep a message and what could be read of it.

    The bytes are stored before anybody parses them, so that a message which cannot be read is
    still there to be copied from by hand. The same mail twice is one message.

    :raises interviews.intake.limits.Refused: beyond a limit; then nothing is stored
    """
    message = keep(candidate, kind, raw, by=by, at=at)
    return settle(message, read(message))


def keep(candidate: Candidate, kind: Kind, raw: bytes, *, by: User, at: datetime) -> Message:
    """Store the bytes.

    :raises interviews.intake.limits.Refused: beyond a limit; then nothing is stored
    """
    check(kind, raw)
    return Message.objects.take_in(candidate, kind, raw, by=by, received_at=at)


def read(message: Message) -> Reading | None:
    """What the bytes say, which may take seconds; None where nobody can tell, or did before."""
    if message.reading is not None:
        return None
    try:
        return read_safely(Kind(message.kind), bytes(message.raw), received_at=message.received_at)
    except Unreadable:
        return None


def settle(
    message: Message,
    reading: Reading | None,
    **beside: Any,  # noqa: ANN401 - other columns
) -> Message:
    """The message with what was read of it; or the earlier one that it turns out to repeat."""
    if reading is None:
        return message
    known = _same_mail(message, reading)
    if known is not None:
        message.delete()
        return known
    message.keep_reading(reading, **beside)
    return message


def _same_mail(message: Message, reading: Reading) -> Message | None:
    """A mail that came by another way before: other bytes, the same Message-ID."""
    if not reading.message_id or message.kind != Kind.EML:
        return None
    others = Message.objects.filter(candidate=message.candidate_id, kind=Kind.EML)
    return others.exclude(pk=message.pk).filter(message_id=reading.message_id[:998]).first()


def suggestions(message: Message, reading: Reading) -> tuple[Suggestion, ...]:
    """The candidate's applications that the message may belong to, the likeliest first."""
    return rank(reading, known_applications(message.candidate_id))


def known_applications(candidate_id: int) -> list[KnownApplication]:
    """What is known of each application that helps to recognise its mail, in two queries."""
    contacts: dict[int, set[str]] = defaultdict(set)
    threads: dict[int, set[str]] = defaultdict(set)
    uids: dict[int, set[str]] = defaultdict(set)
    invitations = Invitation.objects.filter(candidate=candidate_id)
    for application, address, uid, thread in invitations.values_list(
        "application_id", "contact_address", "uid", "message__message_id"
    ):
        contacts[application].add(address.lower())
        uids[application].add(uid)
        threads[application].add(thread or "")
    applications = Application.objects.filter(candidate=candidate_id).values_list(
        "pk", "employer__name", "employer__domain", "job_title", "stage", "agency", "applied_on",
        named=True,
    )  # fmt: skip
    return [
        KnownApplication(
            id=each.pk,
            employer=each.employer__name,
            employer_domain=each.employer__domain,
            job_title=each.job_title,
            stage_closed=each.stage == Stage.CLOSED,
            agency=each.agency,
            contact_addresses=frozenset(contacts[each.pk] - {""}),
            message_ids=frozenset(threads[each.pk] - {""}),
            uids=frozenset(uids[each.pk] - {""}),
            applied_on=each.applied_on,
        )
        for each in applications
    ]
