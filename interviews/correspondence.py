"""From an occasion to its letter: what it says, and the mail it becomes."""

from datetime import datetime

from interviews.calendar.events import Person
from interviews.calendar_answers import calendar_answer
from interviews.correspondents import is_suspicious, recipient_of, sender_of
from interviews.letter_facts import facts_for
from interviews.letters import Letter as ComposedLetter
from interviews.letters import LetterKind, Said, compose
from interviews.models import Letter
from interviews.occasions import Occasion
from interviews.our_address import ours_for
from interviews.outgoing import as_eml, mailto

NOTHING_SAID = Said()


def letter_for(occasion: Occasion, kind: LetterKind, said: Said = NOTHING_SAID) -> ComposedLetter:
    """The ready text, from what is known and nothing private."""
    return compose(kind, facts_for(occasion, kind, said))


def as_draft(letter: Letter, occasion: Occasion, *, at: datetime) -> bytes:
    """The letter as an unsent mail, from the candidate's own address."""
    return written(letter, occasion, sender_of(letter.candidate), at=at)


def as_sent(letter: Letter, occasion: Occasion, *, at: datetime) -> bytes:
    """The letter as it leaves from here: from our address, as mail servers ask for.

    It says whose letter it is, and an answer goes to the candidate.
    """
    own = Person(letter.candidate.name, letter.answers_to)
    return written(letter, occasion, ours_for(own.name), reply_to=own, at=at)


def written(
    letter: Letter,
    occasion: Occasion,
    sender: Person,
    *,
    at: datetime,
    reply_to: Person | None = None,
) -> bytes:
    """In the thread of the invitation, unless whoever wrote it may be nobody to answer."""
    kind, to = LetterKind(letter.kind), recipient_of(occasion)
    is_aside = is_suspicious(occasion)
    message = occasion.thread.message if occasion.thread and not is_aside else None
    reading = message.what_was_read if message else None
    return as_eml(
        letter.subject,
        letter.body,
        sender=sender,
        to=Person(to.name if to.address.lower() == letter.to.lower() else "", letter.to),
        cc=letter.copies,
        reply_to=reply_to,
        in_reply_to=reading.message_id if reading else "",
        references=reading.references if reading else "",
        message_id=letter.message_id,
        date=at,
        calendar=calendar_answer(occasion, kind, at=at),
        is_draft=reply_to is None,
    )


def mail_link(*, to: str, subject: str, body: str) -> str:
    """A link that opens the candidate's mail program; empty for an address that is none."""
    try:
        return mailto(to, subject, body)
    except ValueError:
        return ""
