"""What a letter tells the calendar that asked, beside its words."""

from datetime import datetime, timedelta

from interviews.calendar.events import EventRead, Person, read_calendar
from interviews.calendar.reply import Answer, can_reply, counter, reply
from interviews.correspondents import is_suspicious, sender_of
from interviews.letters import LetterKind
from interviews.models import Decision
from interviews.models.interview import USUAL_LENGTH
from interviews.occasions import Occasion
from interviews.outgoing import CalendarPart
from jobtracker.clock import zone_named

ANSWERS = {
    LetterKind.ACCEPT: Answer.ACCEPTED,
    LetterKind.ASK: Answer.TENTATIVE,
    LetterKind.PROPOSE_TIMES: Answer.TENTATIVE,
    LetterKind.DECLINE: Answer.DECLINED,
    LetterKind.WITHDRAW: Answer.DECLINED,
    LetterKind.ELSEWHERE: Answer.DECLINED,
}
SAYS = {
    "REPLY": "Their calendar gets the answer with it.",
    "COUNTER": "Their calendar asked for another time, so it gets yours as a proposal.",
}


def calendar_answer(occasion: Occasion, kind: LetterKind, *, at: datetime) -> CalendarPart | None:
    """The answer to a calendar request, in the name of the address it was sent to.

    A calendar is told what the letter says: yes to the time that it asked for, and to any other
    time that it is proposed. It takes no more than one, the first.
    """
    event = asked_by(occasion) if kind in ANSWERS else None
    if event is None:
        return None
    attendee = invited_as(event, sender_of(occasion.application.candidate))
    if other := other_time(occasion, kind, event):
        start, end = other
        return CalendarPart("COUNTER", counter(event.raw, attendee, start, end, now=at))
    return CalendarPart("REPLY", reply(event.raw, attendee, ANSWERS[kind], now=at))


def asked_by(occasion: Occasion) -> EventRead | None:
    """The event that their calendar waits for an answer to.

    None where whoever asked may be nobody to answer, and after an interview unless another one
    is cancelled.
    """
    decision, thread = occasion.decision, occasion.thread
    if decision is None or thread is None or is_suspicious(occasion):
        return None
    if not thread.calendar_request or (decision.interview_id and decision.slot_start is None):
        return None
    events = read_calendar(bytes(thread.calendar_request)).events
    return events[0] if events and can_reply(events[0]) else None


def other_time(
    occasion: Occasion, kind: LetterKind, event: EventRead
) -> tuple[datetime, datetime] | None:
    """Start and end of the time that the letter names, where it is not the event's own."""
    decision = occasion.decision
    if decision is None:
        return None
    if kind is LetterKind.PROPOSE_TIMES:
        first = decision.other_times.first()
        if first is None:
            return None
        return first.starts_at, first.ends_at or first.starts_at + length_of(event)
    start = decision.slot_start
    if kind is not LetterKind.ACCEPT or start is None or is_its_time(event, start, decision):
        return None
    return start, start + length_of(event)


def is_its_time(event: EventRead, start: datetime, decision: Decision) -> bool:
    """Whether the event is at that time, on the clock that was agreed where it names none."""
    if not isinstance(event.start, datetime):
        return False
    return event.start.replace(tzinfo=zone_named(event.zone or decision.slot_zone)) == start


def length_of(event: EventRead) -> timedelta:
    """How long it was to take, where both of its ends have an hour."""
    start, end = event.start, event.end
    if isinstance(start, datetime) and isinstance(end, datetime) and start < end:
        return end - start
    return USUAL_LENGTH


def invited_as(event: EventRead, own: Person) -> Person:
    invited = {person.address.lower(): person for person in event.attendees}
    return invited.get(own.address.lower(), own)
