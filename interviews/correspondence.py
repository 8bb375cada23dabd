"""From a decision to its letter: who writes to whom, what it says, and the draft file."""

from dataclasses import replace
from datetime import datetime, timedelta

from applications.letters import reader_of
from applications.models import Application
from interviews.calendar.events import EventRead, Person, read_calendar
from interviews.calendar.reply import Answer, can_reply, counter, reply
from interviews.guidance import Condition, FlagLevel, Question, effective_level
from interviews.guidance.labels import QUESTION_LABELS
from interviews.letters import Letter as ComposedLetter
from interviews.letters import LetterFacts, LetterKind, compose
from interviews.models import Choice, Decision, Invitation, Letter, OtherTime, Slot
from interviews.models.interview import USUAL_LENGTH
from interviews.outgoing import CalendarPart, as_eml, mailto
from jobtracker.clock import zone_named
from jobtracker.people.models import Representation
from jobtracker.ui.when import describe

ANSWERS = {
    Choice.ACCEPT: Answer.ACCEPTED,
    Choice.ASK: Answer.TENTATIVE,
    Choice.DECLINE: Answer.DECLINED,
    Choice.WITHDRAW: Answer.DECLINED,
}
# What a letter to the employer may ask; the other open questions are the candidate's own.
ASKED_OF_THEM = (
    Question.WHO,
    Question.WHERE,
    Question.WHEN,
    Question.FORMAT,
    Question.ROLE,
    Question.REPRESENTATION,
    Question.DAY_TO_DAY,
    Question.GROWTH,
)
TO_THEM = {
    Question.WHO: "Whom will I be meeting?",
    Question.REPRESENTATION: "Who represents me for this role?",
}
CONDITIONS_TO_THEM = {
    Condition.OUTSIDE_HOURS: "a time before or after working hours would suit me best",
    Condition.DISCRETION: "please treat my application as confidential",
    Condition.NO_EMPLOYER_CONTACT: "please do not contact my current employer",
    Condition.VIDEO_FIRST: "if possible, I would be glad to meet by video first",
    Condition.REFUND: "could you tell me whether travel costs are refunded",
}
USUAL_REPLY = timedelta(hours=24)


def kinds_for(decision: Decision) -> tuple[LetterKind, ...]:
    """The letters that fit the choice, the likeliest first."""
    if decision.choice == Choice.ACCEPT:
        return (LetterKind.ACCEPT,)
    if decision.choice == Choice.ASK:
        return (LetterKind.ASK, LetterKind.PROPOSE_TIMES)
    return (LetterKind.WITHDRAW,) if decision.is_withdrawal else (LetterKind.DECLINE,)


def sender_of(decision: Decision) -> Person:
    """The candidate, by the address they are reached at."""
    candidate = decision.application.candidate
    address = candidate.email or (candidate.user.email if candidate.user else "")
    return Person(candidate.name, address)


def recipient_of(decision: Decision) -> Person:
    """Whoever invited, else whoever is known there; the firm's coordinator where it goes by them.

    They are written to where the application went through their firm.
    """
    return reader_at(decision.application, decision.thread)


def reader_at(application: Application, invitation: Invitation | None) -> Person:
    """As `recipient_of`, where nothing was decided."""
    coordinator = coordinator_of(application)
    if coordinator is not None:
        return coordinator
    if invitation is not None and (invitation.contact_name or invitation.contact_address):
        return Person(invitation.contact_name, invitation.contact_address)
    known = reader_of(application)
    return Person(known.name, known.email) if known else Person("", "")


def coordinator_of(application: Application) -> Person | None:
    """The coordinator of the firm that the application went through, while it represents."""
    agency = application.agency
    if not agency:
        return None
    held = Representation.objects.in_force().filter(
        candidate=application.candidate_id, firm__name__iexact=agency, coordinator__isnull=False
    )
    found = held.select_related("coordinator__user").first()
    if found is None or found.coordinator is None:
        return None
    return Person(str(found.coordinator.user), found.coordinator.user.email)


def letter_for(decision: Decision, kind: LetterKind) -> ComposedLetter:
    """The ready text, from what the invitation says and nothing private."""
    return compose(kind, facts_for(decision))


def facts_for(decision: Decision) -> LetterFacts:
    application, invitation = decision.application, decision.thread
    coordinator = coordinator_of(application)
    facts = LetterFacts(
        candidate_name=application.candidate.name,
        recipient_name=recipient_of(decision).name,
        employer="" if application.employer.is_unnamed else application.employer.name,
        job_title=application.job_title,
        slot=chosen_time(decision),
        other_slots=tuple(in_words(each) for each in decision.other_times.all()),
        questions=questions_to_them(decision),
        conditions=conditions_to_them(decision),
        confirm_by=confirm_by(decision),
        via_coordinator=coordinator.name if coordinator else "",
        phone=application.candidate.phone,
        suspicious=decision.given_advice.safety_notice or is_odd(decision),
    )
    if invitation is None:
        return facts
    return replace(
        facts,
        place=invitation.place,
        link=invitation.link,
        people=invitation.people,
        format=invitation.format,
        original_subject=invitation.message.subject if invitation.message else "",
    )


def is_odd(decision: Decision) -> bool:
    """Whether a sign of a scam is still open: then the sender is not who to ask."""
    flags = decision.known_facts.flags
    safety = [flag for flag in flags if flag.safety != "none" and not flag.resolved]
    return bool(safety) and effective_level(tuple(safety)) is not FlagLevel.NONE


def in_words(time: OtherTime) -> str:
    """As a letter names it: in the zone that the candidate meant."""
    return describe(time.starts_at, zone_named(time.zone), time.ends_at)


def chosen_time(decision: Decision) -> str:
    """The time that was accepted, or that a withdrawal cancels."""
    if decision.slot_start is None:
        return ""
    slot: Slot | None = None
    if decision.thread is not None:
        slot = decision.thread.slots.filter(starts_at=decision.slot_start).first()
    end = slot.ends_at if slot else None
    return describe(decision.slot_start, zone_named(decision.slot_zone), end)


def questions_to_them(decision: Decision) -> tuple[str, ...]:
    """At most three, essentials first, in words that suit a letter."""
    asked = decision.given_advice.questions
    found = [TO_THEM.get(each, QUESTION_LABELS[each]) for each in ASKED_OF_THEM if each in asked]
    blocker = decision.thread.blocker_detail if decision.thread else ""
    if Question.BLOCKER in asked and blocker:
        found.insert(0, f"Could you tell me more about this point: {blocker}?")
    return tuple(found[:3])


def conditions_to_them(decision: Decision) -> tuple[str, ...]:
    asked = decision.given_advice.conditions
    found = [text for each, text in CONDITIONS_TO_THEM.items() if each in asked]
    need = decision.thread.access_need if decision.thread else ""
    if Condition.ADJUSTMENT in asked and need:
        found.append(f"I would need: {need}")
    return tuple(found)


def confirm_by(decision: Decision) -> str:
    """When the candidate will answer: by their deadline, or a day after what they ask."""
    invitation = decision.thread
    zone = invitation.reply_by_zone if invitation else ""
    moment = invitation.reply_by if invitation else None
    own = decision.application.candidate.time_zone
    return describe(moment or decision.at + USUAL_REPLY, zone_named(zone or own))


def as_draft(letter: Letter, *, at: datetime) -> bytes:
    """The letter as an unsent mail in the thread of the invitation."""
    decision = letter.decision
    message = decision.thread.message if decision.thread else None
    reading = message.what_was_read if message else None
    to = recipient_of(decision)
    name = to.name if to.address.lower() == letter.to.lower() else ""
    return as_eml(
        letter.subject,
        letter.body,
        sender=sender_of(decision),
        to=Person(name, letter.to),
        in_reply_to=reading.message_id if reading else "",
        references=reading.references if reading else "",
        message_id=letter.message_id,
        date=at,
        calendar=calendar_answer(letter, at=at),
    )


def calendar_answer(letter: Letter, *, at: datetime) -> CalendarPart | None:
    """The answer to a calendar request, in the name of the address it was sent to.

    Whoever proposes other times says the first of them, as a calendar takes no more than one.
    """
    decision = letter.decision
    raw = decision.thread.calendar_request if decision.thread else None
    events = read_calendar(bytes(raw)).events if raw and has_calendar_reply(decision) else ()
    if not events or not can_reply(events[0]):
        return None
    event, attendee = events[0], invited_as(events[0], sender_of(decision))
    other = decision.other_times.first() if letter.kind == LetterKind.PROPOSE_TIMES else None
    if other is None:
        answer = ANSWERS[Choice(decision.choice)]
        return CalendarPart("REPLY", reply(event.raw, attendee, answer, now=at))
    end = other.ends_at or other.starts_at + length_of(event)
    content = counter(event.raw, attendee, other.starts_at, end, now=at)
    return CalendarPart("COUNTER", content)


def length_of(event: EventRead) -> timedelta:
    """How long it was to take, where both of its ends have an hour."""
    start, end = event.start, event.end
    if isinstance(start, datetime) and isinstance(end, datetime) and start < end:
        return end - start
    return USUAL_LENGTH


def invited_as(event: EventRead, own: Person) -> Person:
    invited = {person.address.lower(): person for person in event.attendees}
    return invited.get(own.address.lower(), own)


def has_calendar_reply(decision: Decision) -> bool:
    """Whether their calendar asked; after an interview, only where a planned one is cancelled."""
    asked = decision.thread is not None and decision.thread.calendar_request is not None
    return asked and (decision.interview_id is None or decision.slot_start is not None)


def mail_link(*, to: str, subject: str, body: str) -> str:
    """A link that opens the candidate's mail program; empty for an address that is none."""
    try:
        return mailto(to, subject, body)
    except ValueError:
        return ""
