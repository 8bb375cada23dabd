"""The decision table: each row that applies sets a ceiling, and the lowest one is the verdict.

Because a fact can only add a ceiling, nothing that is added makes the verdict more positive.
The rows are those of the published guidance: T1 to T11 look at stage, status and interest
(exactly one of them applies), T12 to T19 at everything else.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from interviews.guidance.facts import Blocker, Facts, Level, Stage, Status
from interviews.guidance.flags import FlagLevel, effective_level
from interviews.guidance.policy import Policy
from interviews.guidance.verdicts import Rank


class Row(StrEnum):
    """A row of the table. T6 shifts T2, T3 and T4, so it never sets a ceiling of its own."""

    T1 = "T1"
    T2 = "T2"
    T3 = "T3"
    T4 = "T4"
    T5 = "T5"
    T6 = "T6"
    T7 = "T7"
    T8 = "T8"
    T9 = "T9"
    T10 = "T10"
    T11 = "T11"
    T12 = "T12"
    T13 = "T13"
    T14 = "T14"
    T15 = "T15"
    T16 = "T16"
    T17 = "T17"
    T18 = "T18"
    T19 = "T19"


class Ceiling(NamedTuple):
    """What one row allows at most."""

    row: Row
    rank: Rank


@dataclass(frozen=True, slots=True)
class Case:
    """The facts as the rows look at them."""

    facts: Facts
    policy: Policy
    level: FlagLevel

    @classmethod
    def of(cls, facts: Facts, policy: Policy) -> "Case":
        """Read the facts under a policy."""
        return cls(facts, policy, effective_level(facts.flags, policy))

    @property
    def is_serious(self) -> bool:
        """Whether the red flags weigh enough to pull down a close call."""
        return self.level.strictness >= FlagLevel.SERIOUS_CHECKED.strictness

    @property
    def needs_interest(self) -> bool:
        """Whether the verdict rests on an interest that is not known."""
        facts = self.facts
        return facts.interest is None and (
            facts.status is Status.EMPLOYED
            or (facts.stage is Stage.LATER and facts.status is Status.OPEN)
        )


def ceilings(case: Case) -> list[Ceiling]:
    """Return the ceiling of every row that applies, in the order of the table."""
    found = [base(case)]
    if case.level in FLAG_CEILINGS:
        found.append(FLAG_CEILINGS[case.level])
    found.extend(practical(case))
    return found


def base(case: Case) -> Ceiling:
    """Return the one row that stage, status and interest choose."""
    is_first = case.facts.stage is Stage.FIRST
    if case.facts.status is Status.COMMITTED:
        return Ceiling(Row.T7 if is_first else Row.T11, Rank.NO)
    if not is_first:
        return later(case)
    if case.facts.status is Status.EMPLOYED:
        return first_employed(case)
    return Ceiling(Row.T1, Rank.ACCEPT)


def first_employed(case: Case) -> Ceiling:
    """T2 to T5: having a job lifts the default, so interest counts."""
    match case.facts.interest:
        case 5:
            return Ceiling(Row.T2, Rank.ACCEPT_WITH_CONDITIONS)
        case 4:
            usual = case.policy.employed_likely.rank
            return Ceiling(Row.T2, Rank.LEAN_GO if shift(case) < 0 else usual)
        case 3:
            return Ceiling(Row.T3, Rank(Rank.EVEN + shift(case)))
        case 2:
            return Ceiling(Row.T4, Rank(Rank.LEAN_DECLINE + shift(case)))
        case 1:
            return Ceiling(Row.T5, Rank.NO)
    return Ceiling(Row.T3, Rank.EVEN)


def shift(case: Case) -> int:
    """T6: which way a close call of an employed person moves; -1, 0 or 1."""
    match case.facts.interest:
        case 4:
            return min(net(case), 0)
        case 3:
            return net(case)
        case 2:
            return max(net(case), 0)
    return 0


def net(case: Case) -> int:
    """Return what going gains an employed person, less what speaks against it; -1, 0 or 1."""
    facts = case.facts
    gain = Level.HIGH in (facts.practice, facts.leverage)
    drag = facts.high_cost or facts.confidentiality_risk or case.is_serious
    return int(gain) - int(drag)


def later(case: Case) -> Ceiling:
    """T8 to T10: after the first interview only interest counts."""
    is_open = case.facts.status is Status.OPEN
    match case.facts.interest:
        case 1 | 2:
            return Ceiling(Row.T8, Rank.NO)
        case 3:
            return Ceiling(Row.T9, undecided(case))
        case 4 | 5:
            rank = Rank.ACCEPT if is_open else Rank.ACCEPT_WITH_CONDITIONS
            return Ceiling(Row.T10, rank)
    return Ceiling(Row.T9, Rank.EVEN)


def undecided(case: Case) -> Rank:
    """T9: could go either way; one question that would settle it keeps it open."""
    facts = case.facts
    rank = Rank.EVEN if facts.status is Status.OPEN else Rank.LEAN_DECLINE
    shifted = rank + int(facts.decisive_unknown) - int(facts.high_cost or case.is_serious)
    return Rank(min(max(shifted, Rank.LEAN_DECLINE), Rank.LEAN_GO))


FLAG_CEILINGS = {
    FlagLevel.MINOR: Ceiling(Row.T12, Rank.ACCEPT_WITH_CONDITIONS),
    FlagLevel.SERIOUS_CHECKED: Ceiling(Row.T13, Rank.ACCEPT_WITH_CONDITIONS),
    FlagLevel.SERIOUS_UNCHECKED: Ceiling(Row.T13, Rank.ASK_FIRST),
    FlagLevel.ABSOLUTE_WEAK: Ceiling(Row.T14, Rank.LEAN_DECLINE),
    FlagLevel.ABSOLUTE_STRONG: Ceiling(Row.T15, Rank.NO),
    FlagLevel.SAFETY: Ceiling(Row.T16, Rank.NO),
}


def practical(case: Case) -> Iterator[Ceiling]:
    """T17 to T19: what is missing, what may rule the job out, and what can be arranged."""
    facts = case.facts
    if facts.missing:
        yield Ceiling(Row.T17, Rank.ASK_FIRST)
    if facts.blocker is Blocker.SUSPECTED:
        yield Ceiling(Row.T18, Rank.ASK_FIRST)
    if facts.blocker is Blocker.CONFIRMED:
        yield Ceiling(Row.T18, case.policy.confirmed_blocker.rank)
    if facts.slot_clash or facts.high_cost or facts.access_need or facts.ask_at_start:
        yield Ceiling(Row.T19, Rank.ACCEPT_WITH_CONDITIONS)
