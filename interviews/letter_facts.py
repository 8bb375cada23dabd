"""What a letter may say, gathered from what is known and nothing private."""

from dataclasses import replace
from datetime import datetime, timedelta

from django.utils import timezone

from applications.models import Application
from applications.stages import Outcome
from interviews.correspondents import coordinator_of, is_suspicious, recipient_of
from interviews.guidance import Condition, Question
from interviews.guidance.labels import QUESTION_LABELS
from interviews.letters import LetterFacts, LetterKind, Said
from interviews.models import AskedQuestion, Decision, Interview, OtherTime, Slot
from interviews.occasions import Occasion
from jobtracker.clock import zone_named
from jobtracker.ui.when import describe, in_full

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
# Narrow questions get answers: one thing to strengthen, and the papers.
ASKED_AFTERWARDS = (
    "What is the one thing I could strengthen?",
    "Was anything missing in my résumé or letter?",
)
USUAL_REPLY = timedelta(hours=24)


def facts_for(occasion: Occasion, kind: LetterKind, said: Said) -> LetterFacts:
    """What the letter may say; `said` is what the person adds in their own words."""
    facts = replace(known_facts(occasion), **vars(said))
    if occasion.decision is not None:
        return with_decision(facts, occasion.decision, kind)
    if occasion.interview is not None:
        return with_interview(facts, occasion.interview)
    return facts


def known_facts(occasion: Occasion) -> LetterFacts:
    application = occasion.application
    coordinator = coordinator_of(application)
    thread = occasion.thread
    return LetterFacts(
        candidate_name=application.candidate.name,
        recipient_name=recipient_of(occasion).name,
        employer="" if application.employer.is_unnamed else application.employer.name,
        job_title=application.job_title,
        since=in_full(application.applied_on) if application.applied_on else "",
        via_coordinator=coordinator.name if coordinator else "",
        phone=application.candidate.phone,
        suspicious=is_suspicious(occasion),
        original_subject=thread.message.subject if thread and thread.message else "",
    )


def with_decision(facts: LetterFacts, decision: Decision, kind: LetterKind) -> LetterFacts:
    """The time that was chosen, what is asked and what is agreed first."""
    facts = replace(
        facts,
        slot=chosen_time(decision),
        other_slots=tuple(in_words(each) for each in decision.other_times.all()),
        questions=questions_to_them(decision),
        conditions=conditions_to_them(decision),
        confirm_by=confirm_by(decision),
    )
    if kind is LetterKind.NUDGE:
        facts = replace(facts, since=asked_on(decision))
    invitation = decision.thread
    if invitation is None:
        return facts
    return replace(
        facts,
        place=invitation.place,
        link=invitation.link,
        people=invitation.people,
        format=invitation.format,
    )


def with_interview(facts: LetterFacts, interview: Interview) -> LetterFacts:
    """When it is or was, and the two questions that are worth asking afterwards."""
    local = interview.starts_at.astimezone(zone_named(interview.zone))
    return replace(
        facts,
        since=in_full(local.date(), timezone.localdate().year),
        slot=describe(interview.starts_at, zone_named(interview.zone), interview.ends_at),
        questions=ASKED_AFTERWARDS,
        is_decided=is_decided(interview.application),
    )


def is_decided(application: Application) -> bool:
    """Whether they have told their decision, and it was no."""
    return application.outcome == Outcome.REJECTED


def asked_on(decision: Decision) -> str:
    """The day on which the question went out."""
    sent = decision.letters.filter(sent_at__isnull=False).order_by("sent_at").first()
    at: datetime = sent.sent_at if sent and sent.sent_at else decision.at
    zone = zone_named(decision.application.candidate.time_zone)
    return in_full(at.astimezone(zone).date(), timezone.localdate().year)


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
    """Those that the candidate chose, else what is open: three at most, essentials first."""
    if chosen := tuple(each.text for each in AskedQuestion.objects.of(decision)):
        return chosen
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
