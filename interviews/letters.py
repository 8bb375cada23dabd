"""The letter that goes with each choice about an invitation or an offer, and with what follows.

The texts are templates in `templates/letters/`; contents, tone and length follow section 6 of the
guidance. A letter says only what it is given: no reason, offer or interest is made up, and
nothing private can get in, because `LetterFacts` has no place for it.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from django.template import Context, Engine

from interviews.plain_text import one_line

type Value = str | tuple[str, ...] | bool

MAX_QUESTIONS = 3
# Who is asked for a favour is asked little.
FEWER_QUESTIONS = 2
MAX_SLOTS = 3
MAX_SUBJECT = 200
VERIFY = "verify"

TEMPLATES = Engine(
    dirs=[str(Path(__file__).resolve().parent.parent / "templates" / "letters")],
)
REPLY_PREFIX = re.compile(r"^(?:(?:re|aw|antw|sv|vs|odp|rif)(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)
BLANK_LINES = re.compile(r"\n\s*\n")


class LetterKind(StrEnum):
    """A letter, by the name of its template."""

    ACCEPT = "accept"
    PROPOSE_TIMES = "propose_times"
    ASK = "ask"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    PHONE_LINE = "phone_line"
    FOLLOW_UP = "follow_up"
    DECLINE_OFFER = "decline_offer"
    THANK_YOU = "thank_you"
    FEEDBACK_REQUEST = "feedback_request"
    RESCHEDULE = "reschedule"
    NUDGE = "nudge"
    REPRESENTATION = "representation"
    ELSEWHERE = "elsewhere"


LETTER_LABELS = {
    LetterKind.ACCEPT: "Say yes",
    LetterKind.PROPOSE_TIMES: "Propose other times",
    LetterKind.ASK: "Ask for information",
    LetterKind.DECLINE: "Decline politely",
    LetterKind.WITHDRAW: "Withdraw politely",
    LetterKind.PHONE_LINE: "Buy time on the phone",
    LetterKind.FOLLOW_UP: "Ask where it stands",
    LetterKind.DECLINE_OFFER: "Decline the offer",
    LetterKind.THANK_YOU: "Say thank you",
    LetterKind.FEEDBACK_REQUEST: "Ask for feedback",
    LetterKind.RESCHEDULE: "Ask for another time",
    LetterKind.NUDGE: "Ask once more",
    LetterKind.REPRESENTATION: "Ask who represents you",
    LetterKind.ELSEWHERE: "Say that you accepted elsewhere",
}


@dataclass(frozen=True)
class Said:
    """What the person adds in their own words; none of it is needed."""

    reason: str = ""
    true_specific: str = ""
    recalled: str = ""
    need: str = ""
    promised: str = ""
    recommends: str = ""
    door_open: bool = False


# What each letter has room for.
ROOM_FOR = {
    LetterKind.PROPOSE_TIMES: ("reason",),
    LetterKind.DECLINE: ("reason", "recommends", "door_open"),
    LetterKind.WITHDRAW: ("true_specific", "reason", "recommends", "door_open"),
    LetterKind.ELSEWHERE: ("recommends", "door_open"),
    LetterKind.DECLINE_OFFER: ("reason", "door_open"),
    LetterKind.THANK_YOU: ("recalled", "need", "promised"),
    LetterKind.RESCHEDULE: ("reason",),
}


@dataclass(frozen=True)
class LetterFacts:
    """What a letter may say.

    Times are text, already in the reader's zone and naming it. `via_coordinator` names the
    coordinator who passes the letter on. `suspicious` turns a question to the sender into one
    to the employer's switchboard. `recalled` is what one spoke about, `need` what one can do about
    what they need, `recommends` whom they might ask instead, and `is_decided` says that they have
    told their decision.
    """

    candidate_name: str
    recipient_name: str = ""
    employer: str = ""
    job_title: str = ""
    slot: str = ""
    place: str = ""
    link: str = ""
    people: str = ""
    format: str = ""
    other_slots: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    confirm_by: str = ""
    reason: str = ""
    true_specific: str = ""
    door_open: bool = False
    via_coordinator: str = ""
    phone: str = ""
    suspicious: bool = False
    original_subject: str = ""
    since: str = ""
    recalled: str = ""
    need: str = ""
    promised: str = ""
    recommends: str = ""
    is_decided: bool = False


@dataclass(frozen=True)
class Letter:
    """A letter to edit and send.

    `gaps` names the facts that were needed and missing; each stands in the text as a phrase in
    brackets. `advice` is for the candidate, not part of the letter.
    """

    subject: str
    body: str
    gaps: tuple[str, ...]
    advice: str = ""


GAP_PHRASES: dict[str, Value] = {
    "candidate_name": "[your name]",
    "employer": "[name of the employer]",
    "job_title": "[job title]",
    "slot": "[which time suits you]",
    "other_slots": ("[three times that suit you, on two days or more]",),
    "questions": ("[what you need to know before you decide]",),
    "confirm_by": "[when you will confirm]",
    "true_specific": "[one thing you truly valued]",
    "recalled": "[one thing you talked about]",
    "need": "[what you have done that they need]",
}
NEEDED = {
    LetterKind.ACCEPT: ("candidate_name", "job_title", "slot"),
    LetterKind.PROPOSE_TIMES: ("candidate_name", "job_title", "other_slots"),
    LetterKind.ASK: ("candidate_name", "job_title", "questions", "confirm_by"),
    LetterKind.DECLINE: ("candidate_name", "job_title"),
    LetterKind.WITHDRAW: ("candidate_name", "job_title", "true_specific"),
    LetterKind.PHONE_LINE: (),
    LetterKind.FOLLOW_UP: ("candidate_name", "job_title"),
    LetterKind.DECLINE_OFFER: ("candidate_name", "job_title"),
    LetterKind.THANK_YOU: ("candidate_name", "job_title", "recalled", "need"),
    LetterKind.FEEDBACK_REQUEST: ("candidate_name", "job_title", "questions"),
    LetterKind.RESCHEDULE: ("candidate_name", "job_title", "slot", "other_slots"),
    LetterKind.NUDGE: ("candidate_name", "job_title"),
    LetterKind.REPRESENTATION: ("candidate_name", "job_title"),
    LetterKind.ELSEWHERE: ("candidate_name", "job_title"),
    VERIFY: ("candidate_name", "employer", "job_title"),
}


def compose(kind: LetterKind, facts: LetterFacts) -> Letter:
    """The letter of a kind, ready to edit; a needed fact that is missing shows as a gap."""
    template = VERIFY if kind is LetterKind.ASK and facts.suspicious else kind
    values: dict[str, Any] = {name: cleaned(value) for name, value in vars(facts).items()}
    gaps = tuple(name for name in NEEDED[template] if not values[name])
    values |= {name: GAP_PHRASES[name] for name in gaps}
    known = LetterFacts(**values)
    # These are letters, not pages: an apostrophe stays an apostrophe.
    context = Context(vars(known) | wording(known, template), autoescape=False)
    return Letter(
        subject=subject_for(template, context, facts.original_subject),
        body=render(f"{template}.txt", context),
        gaps=gaps,
        advice=render("verify.advice.txt", context) if template == VERIFY else "",
    )


def gaps_in(*texts: str) -> tuple[str, ...]:
    """The phrases in brackets that still stand in the texts, each once."""
    phrases = (one for each in GAP_PHRASES.values() for one in in_order(each))
    return tuple(each for each in phrases if any(each in text for text in texts))


def in_order(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (str(value),)


def cleaned(value: Value) -> Value:
    """A fact without line breaks or empty items, so that it cannot change the letter's shape."""
    if isinstance(value, str):
        return one_line(value)
    if isinstance(value, tuple):
        return tuple(filter(None, map(one_line, value)))
    return value


def wording(facts: LetterFacts, template: str) -> dict[str, Value]:
    """The facts as they stand inside a sentence."""
    to_stranger = template == VERIFY
    at_employer = f" at {facts.employer}" if facts.employer else ""
    is_favour = template == LetterKind.FEEDBACK_REQUEST
    questions = facts.questions[: FEWER_QUESTIONS if is_favour else MAX_QUESTIONS]
    return {
        "role": f"the {facts.job_title} role{at_employer}",
        "greeting": "" if to_stranger else facts.via_coordinator or facts.recipient_name,
        "via_coordinator": "" if to_stranger else facts.via_coordinator,
        "passed_to": facts.recipient_name or facts.employer or "the employer",
        "questions": questions,
        "question": questions[0] if questions else "",
        "numbered": tuple(f"{number}. {text}" for number, text in enumerate(questions, start=1)),
        "other_slots": facts.other_slots[:MAX_SLOTS],
        "reason": facts.reason.rstrip("."),
        "true_specific": facts.true_specific.rstrip("."),
        "recalled": facts.recalled.rstrip("."),
        "need": facts.need.rstrip("."),
        "promised": facts.promised.rstrip("."),
        "recommends": facts.recommends.rstrip("."),
    }


def subject_for(template: str, context: Context, original: str) -> str:
    """The subject of the thread with one `Re:`, or one of our own where there is no thread.

    A spoken line has none, and a question to the switchboard stays out of the thread.
    """
    if template == LetterKind.PHONE_LINE:
        return ""
    topic = REPLY_PREFIX.sub("", one_line(original))[:MAX_SUBJECT]
    if topic and template != VERIFY:
        return f"Re: {topic}"
    return render(f"{template}.subject.txt", context)


def render(name: str, context: Context) -> str:
    """A rendered template, at most one blank line at a time."""
    text = TEMPLATES.get_template(name).render(context)
    return BLANK_LINES.sub("\n\n", text).strip()
