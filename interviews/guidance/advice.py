"""The advice on one invitation: the lowest ceiling, with all that belongs to it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Self

from interviews.guidance.checking import (
    as_plain_dict,
    collected,
    known,
    one_of,
    several_of,
    text,
    yes_or_no,
)
from interviews.guidance.facts import Blocker, Facts, Level, RedFlag, Safety, Severity, Stage
from interviews.guidance.flags import FlagLevel, level_of
from interviews.guidance.open_points import Condition, Question, conditions_of, questions_of
from interviews.guidance.policy import DEFAULT_POLICY, Policy
from interviews.guidance.table import Case, Row, ceilings
from interviews.guidance.verdicts import Rank, Verdict

# Major: the table or an invariant. Minor: a threshold. Patch: wording. `make golden` shows which.
GUIDANCE_VERSION = "1.0.1"


class Reason(StrEnum):
    """What a first interview is good for, whatever its outcome."""

    PRACTICE = "practice"
    OPEN_MIND = "open_mind"
    LEVERAGE = "leverage"


class NextStep(StrEnum):
    """The one thing to do next if the person follows the advice."""

    REPLY_YES_AND_PREPARE = "reply_yes_and_prepare"
    REPLY_YES_WITH_CONDITIONS = "reply_yes_with_conditions"
    SEND_QUESTIONS = "send_questions"
    CHECK_FLAG = "check_flag"
    WEIGH_IT = "weigh_it"
    RATE_INTEREST = "rate_interest"
    ASK_ONE_THING = "ask_one_thing"
    DECLINE_POLITELY = "decline_politely"
    WITHDRAW_POLITELY = "withdraw_politely"
    TELL_OTHER_PROCESSES = "tell_other_processes"
    SEND_NOTHING_VERIFY_REPORT = "send_nothing_verify_report"


@dataclass(frozen=True, slots=True)
class Advice:
    """A verdict and what it rests on.

    ``rows`` are those whose ceiling equals the verdict, in the order of the table. ``reasons``
    are in the order to show them, and absent after the first interview. ``conditions`` and
    ``questions`` come from all facts, not only from those that bound the verdict. ``version``
    is the guidance's, a plus sign, and the policy's.
    """

    verdict: Verdict
    rows: tuple[Row, ...]
    reasons: tuple[Reason, ...]
    conditions: frozenset[Condition]
    questions: frozenset[Question]
    next_step: NextStep
    safety_notice: bool
    version: str

    def as_dict(self) -> dict[str, Any]:
        """Return plain values that JSON can hold; ``from_dict`` takes them back."""
        return as_plain_dict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Rebuild what ``as_dict`` returned; raise ValueError for anything else.

        Nothing is worked out again: advice that was given stays what it was.
        """
        values = known(cls, data)
        return cls(
            verdict=one_of(Verdict, values["verdict"], "verdict"),
            rows=_in_order(Row, values["rows"], "rows"),
            reasons=_in_order(Reason, values["reasons"], "reasons"),
            conditions=several_of(Condition, values["conditions"], "conditions"),
            questions=several_of(Question, values["questions"], "questions"),
            next_step=one_of(NextStep, values["next_step"], "next_step"),
            safety_notice=yes_or_no(values["safety_notice"], "safety_notice"),
            version=text(values["version"], "version"),
        )


def advise(facts: Facts, policy: Policy = DEFAULT_POLICY) -> Advice:
    """Return the advice on an invitation; the same facts and policy always give the same."""
    case = Case.of(facts, policy)
    found = ceilings(case)
    lowest = min(ceiling.rank for ceiling in found)
    rows = tuple(ceiling.row for ceiling in found if ceiling.rank is lowest)
    return Advice(
        verdict=Verdict.of(lowest, facts.stage),
        rows=rows,
        reasons=reasons_of(facts),
        conditions=conditions_of(case),
        questions=questions_of(case),
        next_step=next_step(case, lowest, rows),
        safety_notice=case.level is FlagLevel.SAFETY,
        version=f"{GUIDANCE_VERSION}+{policy.version}",
    )


def reasons_of(facts: Facts) -> tuple[Reason, ...]:
    """Return the benefits of a first interview, the strongest first; none later."""
    if facts.stage is Stage.LATER:
        return ()
    if facts.practice is Level.LOW:
        return (Reason.OPEN_MIND, Reason.LEVERAGE, Reason.PRACTICE)
    return (Reason.PRACTICE, Reason.OPEN_MIND, Reason.LEVERAGE)


def next_step(case: Case, rank: Rank, rows: tuple[Row, ...]) -> NextStep:
    """Return what to do next when ``rows`` bound the verdict at ``rank``."""
    if rank is Rank.ACCEPT:
        return NextStep.REPLY_YES_AND_PREPARE
    if rank is Rank.ACCEPT_WITH_CONDITIONS:
        return NextStep.REPLY_YES_WITH_CONDITIONS
    if rank is Rank.ASK_FIRST:
        # A check takes minutes and may make the message needless, so it comes first.
        return NextStep.CHECK_FLAG if Row.T13 in rows else NextStep.SEND_QUESTIONS
    return _closing_step(case, rows) if rank is Rank.NO else _weighing_step(case, rows)


def _closing_step(case: Case, rows: tuple[Row, ...]) -> NextStep:
    if case.level is FlagLevel.SAFETY:
        return NextStep.SEND_NOTHING_VERIFY_REPORT
    if Row.T11 in rows:
        return NextStep.TELL_OTHER_PROCESSES
    is_first = case.facts.stage is Stage.FIRST
    return NextStep.DECLINE_POLITELY if is_first else NextStep.WITHDRAW_POLITELY


def _weighing_step(case: Case, rows: tuple[Row, ...]) -> NextStep:
    if case.needs_interest and not {Row.T3, Row.T9}.isdisjoint(rows):
        return NextStep.RATE_INTEREST
    if case.facts.decisive_unknown and Row.T9 in rows:
        return NextStep.ASK_ONE_THING
    return NextStep.WEIGH_IT


def fallback(facts: Facts) -> Facts:
    """Return the facts to advise on when no answer came by 24 hours before the slot.

    A suspected blocker becomes a point to ask about at the start, and an unchecked serious
    concern one to raise in the room. Signs of a scam, an unclear representation and missing
    details never fall back.
    """
    is_suspected = facts.blocker is Blocker.SUSPECTED
    return replace(
        facts,
        flags=tuple(map(_fallen_back, facts.flags)),
        blocker=Blocker.NONE if is_suspected else facts.blocker,
        ask_at_start=facts.ask_at_start or is_suspected,
    )


def _fallen_back(flag: RedFlag) -> RedFlag:
    if flag.safety is not Safety.NONE or level_of(flag) is not FlagLevel.SERIOUS_UNCHECKED:
        return flag
    # Serious, not absolute: a claim that nobody has checked cannot rule the job out.
    return replace(flag, severity=Severity.SERIOUS, checked=True)


def _in_order[E: StrEnum](kind: type[E], values: object, name: str) -> tuple[E, ...]:
    return tuple(one_of(kind, value, name) for value in collected(values, name))
