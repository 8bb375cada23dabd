"""What to settle with the employer and what to find out: they add up over all the facts."""

from collections.abc import Iterator
from enum import StrEnum

from interviews.guidance.facts import Blocker, Facts, RedFlag, Safety, Stage, Status
from interviews.guidance.flags import FlagLevel, level_of
from interviews.guidance.table import Case


class Condition(StrEnum):
    """Something to agree on, or to keep to, when saying yes."""

    OUTSIDE_HOURS = "outside_hours"
    DISCRETION = "discretion"
    NO_EMPLOYER_CONTACT = "no_employer_contact"
    OWN_DEVICE = "own_device"
    CONTRACT_READ = "contract_read"
    WHO_WILL_KNOW = "who_will_know"
    RAISE_CONCERN = "raise_concern"
    PROPOSE_SLOTS = "propose_slots"
    VIDEO_FIRST = "video_first"
    REFUND = "refund"
    ADJUSTMENT = "adjustment"
    ASK_AT_START = "ask_at_start"


class Question(StrEnum):
    """Something to find out; all but INTEREST are for others."""

    WHO = "who"
    WHERE = "where"
    WHEN = "when"
    FORMAT = "format"
    ROLE = "role"
    REPRESENTATION = "representation"
    BLOCKER = "blocker"
    CHECK_CONCERN = "check_concern"
    VERIFY_SENDER = "verify_sender"
    SEE_SOURCE_AGAIN = "see_source_again"
    CONCERN = "concern"
    DAY_TO_DAY = "day_to_day"
    GROWTH = "growth"
    DECISIVE = "decisive"
    INTEREST = "interest"


_WHEN_EMPLOYED = (
    Condition.OUTSIDE_HOURS,
    Condition.DISCRETION,
    Condition.NO_EMPLOYER_CONTACT,
    Condition.OWN_DEVICE,
    Condition.CONTRACT_READ,
)
_TO_RAISE = (FlagLevel.MINOR, FlagLevel.SERIOUS_CHECKED)
_ABOUT_LEVEL = {
    FlagLevel.MINOR: Question.CONCERN,
    FlagLevel.SERIOUS_CHECKED: Question.CONCERN,
    FlagLevel.SERIOUS_UNCHECKED: Question.CHECK_CONCERN,
    FlagLevel.ABSOLUTE_WEAK: Question.SEE_SOURCE_AGAIN,
    FlagLevel.SAFETY: Question.VERIFY_SENDER,
}
_COULD_GO_EITHER_WAY = 3


def conditions_of(case: Case) -> frozenset[Condition]:
    """Return every condition that some fact calls for, whatever the verdict."""
    return frozenset(_conditions(case.facts))


def questions_of(case: Case) -> frozenset[Question]:
    """Return every question that some fact calls for, whatever the verdict."""
    return frozenset(_questions(case))


def _conditions(facts: Facts) -> Iterator[Condition]:
    if facts.status is Status.EMPLOYED:
        yield from _WHEN_EMPLOYED
        if facts.confidentiality_risk:
            yield Condition.WHO_WILL_KNOW
    if any(level_of(flag) in _TO_RAISE for flag in facts.flags):
        yield Condition.RAISE_CONCERN
    yield from _arrangements(facts)


def _arrangements(facts: Facts) -> Iterator[Condition]:
    if facts.slot_clash:
        yield Condition.PROPOSE_SLOTS
    if facts.high_cost:
        yield Condition.VIDEO_FIRST
        yield Condition.REFUND
    if facts.access_need:
        yield Condition.ADJUSTMENT
    if facts.ask_at_start:
        yield Condition.ASK_AT_START


def _questions(case: Case) -> Iterator[Question]:
    facts = case.facts
    yield from (Question(essential.value) for essential in facts.missing)
    if facts.blocker is Blocker.SUSPECTED:
        yield Question.BLOCKER
    for flag in facts.flags:
        yield from _about(flag)
    if case.needs_interest:
        yield Question.INTEREST
    yield from _to_weigh(facts)


def _about(flag: RedFlag) -> Iterator[Question]:
    level = level_of(flag)
    if level in _ABOUT_LEVEL:
        yield _ABOUT_LEVEL[level]
    if level is FlagLevel.SERIOUS_UNCHECKED and flag.safety is Safety.SOFT:
        yield Question.VERIFY_SENDER


def _to_weigh(facts: Facts) -> Iterator[Question]:
    if facts.stage is Stage.LATER:
        if facts.decisive_unknown:
            yield Question.DECISIVE
    elif facts.status is Status.EMPLOYED and facts.interest == _COULD_GO_EITHER_WAY:
        yield Question.DAY_TO_DAY
        yield Question.GROWTH
