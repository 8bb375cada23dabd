"""The stages of an application, the ways it ends, and what else is one of a few. No Django."""

from enum import StrEnum


class Stage(StrEnum):
    """How far an application has come."""

    SAVED = "saved"
    APPLIED = "applied"
    IN_CONTACT = "in_contact"
    INTERVIEWING = "interviewing"
    OFFER = "offer"
    CLOSED = "closed"


class Outcome(StrEnum):
    """How a closed application ended; empty while it is open."""

    NONE = ""
    ACCEPTED = "accepted"
    DECLINED_BY_ME = "declined_by_me"
    WITHDRAWN_BEFORE = "withdrawn_before_interview"
    WITHDRAWN_AFTER = "withdrawn_after_interview"
    REJECTED = "rejected"
    NO_RESPONSE = "no_response"
    NOT_ARRANGED = "could_not_be_arranged"


OPEN_STAGES = (Stage.SAVED, Stage.APPLIED, Stage.IN_CONTACT, Stage.INTERVIEWING, Stage.OFFER)
IN_PROCESS = (Stage.IN_CONTACT, Stage.INTERVIEWING, Stage.OFFER)
MY_CHOICE = (
    Outcome.ACCEPTED,
    Outcome.DECLINED_BY_ME,
    Outcome.WITHDRAWN_BEFORE,
    Outcome.WITHDRAWN_AFTER,
)
THEIR_CHOICE = (Outcome.REJECTED, Outcome.NO_RESPONSE, Outcome.NOT_ARRANGED)

STAGE_LABELS = {
    Stage.SAVED: "Saved",
    Stage.APPLIED: "Applied",
    Stage.IN_CONTACT: "In contact",
    Stage.INTERVIEWING: "Interviewing",
    Stage.OFFER: "Offer",
    Stage.CLOSED: "Closed",
}
# The next step of what is saved and not open for ever.
APPLY_BY = "Apply before it closes"
STAGE_TONES = {
    Stage.SAVED: "stone",
    Stage.APPLIED: "blue",
    Stage.IN_CONTACT: "amber",
    Stage.INTERVIEWING: "teal",
    Stage.OFFER: "green",
    Stage.CLOSED: "stone",
}
OUTCOME_LABELS = {
    Outcome.ACCEPTED: "Accepted",
    Outcome.DECLINED_BY_ME: "Declined by me",
    Outcome.WITHDRAWN_BEFORE: "Withdrawn before an interview",
    Outcome.WITHDRAWN_AFTER: "Withdrawn after an interview",
    Outcome.REJECTED: "Rejected",
    Outcome.NO_RESPONSE: "No response",
    Outcome.NOT_ARRANGED: "Could not be arranged",
}


class Remote(StrEnum):
    """Where the work is done."""

    UNKNOWN = ""
    ON_SITE = "on_site"
    HYBRID = "hybrid"
    REMOTE = "remote"


class Motive(StrEnum):
    """Why the candidate applied; asked lightly, and theirs alone."""

    UNKNOWN = ""
    FIT = "fit"
    MONEY = "money"
    PANIC = "panic"
    ASKED = "asked"


REMOTE_LABELS = {
    Remote.ON_SITE: "On site",
    Remote.HYBRID: "Hybrid",
    Remote.REMOTE: "Remote",
}
MOTIVE_LABELS = {
    Motive.FIT: "It fits me",
    Motive.MONEY: "I need the money",
    Motive.PANIC: "I was worried, and applied to everything",
    Motive.ASKED: "Somebody asked me to",
}


def is_possible(stage: Stage, outcome: Outcome) -> bool:
    """Whether the two fit: an outcome belongs to a closed application and to no other."""
    return (stage is Stage.CLOSED) == (outcome is not Outcome.NONE)


def furthest(stage: Stage, reached: Stage) -> Stage:
    """The later of two open stages; a closed application that goes on is where it got to."""
    if stage is Stage.CLOSED:
        return reached
    return max(stage, reached, key=OPEN_STAGES.index)
