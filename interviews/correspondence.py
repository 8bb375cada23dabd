"""From a decision to its letter: who writes to whom, what it says, and the draft file."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from interviews.calendar.events import Person, read_calendar
from interviews.calendar.reply import Answer, can_reply, reply
from interviews.guidance import Condition, FlagLevel, Question, effective_level
from interviews.guidance.labels import QUESTION_LABELS
from interviews.letters import Letter as ComposedLetter
from interviews.letters import LetterFacts, LetterKind, compose
from interviews.models import Choice, Decision, Invitation, Letter, Slot
from interviews.outgoing import as_eml, mailto
from jobtracker.people.models import Representation
from jobtracker.ui.when import describe

ANSWERS = {
    Choice.ACCEPT: Answer.ACCEPTED,
    Choice.ASK: Answer.TENTATIVE,
    Choice.DECLINE: Answer.DECLINED,
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
    candidate = decision.invitation.candidate
    address = candidate.email or (candidate.user.email if candidate.user else "")
    return Person(candidate.name, address)


def recipient_of(decision: Decision) -> Person:
    """Whoever invited; the firm's coordinator where the application went through the firm."""
    coordinator = coordinator_of(decision.invitation)
    if coordinator is not None:
        return coordinator
    invitation = decision.invitation
    return Person(invitation.contact_name, invitation.contact_address)


def coordinator_of(invitation: Invitation) -> Person | None:
    """The coordinator of the firm that the application went through, while it represents."""
    agency = invitation.application.agency
    if not agency:
        return None
    held = Representation.objects.in_force().filter(
        candidate=invitation.candidate_id, firm__name__iexact=agency, coordinator__isnull=False
    )
    found = held.select_related("coordinator__user").first()
    if found is None or found.coordinator is None:
        return None
    return Person(str(found.coordinator.user), found.coordinator.user.email)


def letter_for(decision: Decision, kind: LetterKind) -> ComposedLetter:
    """The ready text, from what the invitation says and nothing private."""
    return compose(kind, facts_for(decision))


def facts_for(decision: Decision) -> LetterFacts:
    invitation = decision.invitation
    application = invitation.application
    coordinator = coordinator_of(invitation)
    return LetterFacts(
        candidate_name=invitation.candidate.name,
        recipient_name=coordinator.name if coordinator else invitation.contact_name,
        employer="" if application.employer.is_unnamed else application.employer.name,
        job_title=application.job_title,
        slot=chosen_time(decision),
        place=invitation.place,
        link=invitation.link,
        people=invitation.people,
        format=invitation.format,
        questions=questions_to_them(decision),
        conditions=conditions_to_them(decision),
        confirm_by=confirm_by(decision),
        via_coordinator=coordinator.name if coordinator else "",
        phone=invitation.candidate.phone,
        suspicious=decision.given_advice.safety_notice or is_odd(decision),
        original_subject=invitation.message.subject if invitation.message else "",
    )


def is_odd(decision: Decision) -> bool:
    """Whether a sign of a scam is still open: then the sender is not who to ask."""
    flags = decision.known_facts.flags
    safety = [flag for flag in flags if flag.safety != "none" and not flag.resolved]
    return bool(safety) and effective_level(tuple(safety)) is not FlagLevel.NONE


def chosen_time(decision: Decision) -> str:
    if decision.slot_start is None:
        return ""
    slots = decision.invitation.slots.filter(starts_at=decision.slot_start)
    slot: Slot | None = slots.first()
    end = slot.ends_at if slot else None
    return describe(decision.slot_start, ZoneInfo(decision.slot_zone), end)


def questions_to_them(decision: Decision) -> tuple[str, ...]:
    """At most three, essentials first, in words that suit a letter."""
    asked = decision.given_advice.questions
    found = [TO_THEM.get(each, QUESTION_LABELS[each]) for each in ASKED_OF_THEM if each in asked]
    if Question.BLOCKER in asked and decision.invitation.blocker_detail:
        found.insert(
            0, f"Could you tell me more about this point: {decision.invitation.blocker_detail}?"
        )
    return tuple(found[:3])


def conditions_to_them(decision: Decision) -> tuple[str, ...]:
    asked = decision.given_advice.conditions
    found = [text for each, text in CONDITIONS_TO_THEM.items() if each in asked]
    if Condition.ADJUSTMENT in asked and decision.invitation.access_need:
        found.append(f"I would need: {decision.invitation.access_need}")
    return tuple(found)


def confirm_by(decision: Decision) -> str:
    """When the candidate will answer: by their deadline, or a day after what they ask."""
    invitation = decision.invitation
    zone = ZoneInfo(invitation.reply_by_zone or invitation.candidate.time_zone)
    moment = invitation.reply_by or decision.at + USUAL_REPLY
    return describe(moment, zone)


def as_draft(letter: Letter, *, at: datetime) -> bytes:
    """The letter as an unsent mail in the thread of the invitation."""
    decision = letter.decision
    message = decision.invitation.message
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
        calendar_reply=calendar_reply(decision, at=at),
    )


def calendar_reply(decision: Decision, *, at: datetime) -> bytes | None:
    """The answer to a calendar request, in the name of the address it was sent to."""
    raw = decision.invitation.calendar_request
    events = read_calendar(bytes(raw)).events if raw else ()
    if not events or not can_reply(events[0]):
        return None
    event = events[0]
    own = sender_of(decision)
    invited = {person.address.lower(): person for person in event.attendees}
    attendee = invited.get(own.address.lower(), own)
    return reply(event.raw, attendee, ANSWERS[Choice(decision.choice)], now=at)


def mail_link(*, to: str, subject: str, body: str) -> str:
    """A link that opens the candidate's mail program; empty for an address that is none."""
    try:
        return mailto(to, subject, body)
    except ValueError:
        return ""
