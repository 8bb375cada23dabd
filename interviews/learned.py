"""What came of a person's own interviews: figures, each with the sentence that says it. Pure.

Guidance 3.6: counts and no percentages, nothing of fewer cases than the minimum, the contrary
cases always, no comparison with anybody else, and never "because".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from interviews.evidence import RELUCTANT
from interviews.guidance import DEFAULT_POLICY

MINIMUM = DEFAULT_POLICY.history_minimum
SO_FAR = "In your interviews so far,"


def not_enough(number: int, what: str) -> str:
    """What is said in place of a figure of too few cases."""
    return f"Not enough yet: it takes {MINIMUM} {what}, and there {are(number)}."


def are(number: int) -> str:
    return {0: "is none", 1: "is 1"}.get(number, f"are {number}")


def times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def was(number: int) -> str:
    return f"{number} {'was' if number == 1 else 'were'}"


class Way(StrEnum):
    """Where the interest went."""

    ROSE = "rose"
    STAYED = "stayed"
    FELL = "fell"


@dataclass(frozen=True)
class Move:
    """The interest before and after one interview, 1 to 5."""

    job: str
    href: str
    on: date
    before: int
    after: int

    @property
    def is_reluctant(self) -> bool:
        return self.before <= RELUCTANT

    @property
    def way(self) -> Way:
        if self.after == self.before:
            return Way.STAYED
        return Way.ROSE if self.after > self.before else Way.FELL


@dataclass(frozen=True)
class Moves:
    """What interviews that the person was unsure about did to their interest, the latest first."""

    cases: Sequence[Move]

    @property
    def is_enough(self) -> bool:
        return len(self.cases) >= MINIMUM

    @property
    def counts(self) -> dict[Way, int]:
        return {way: sum(each.way == way for each in self.cases) for way in Way}

    @property
    def sentence(self) -> str:
        if not self.is_enough:
            return not_enough(len(self.cases), "interviews that you were unsure about")
        rose, stayed, fell = self.counts.values()
        return (
            f"{SO_FAR} {rose} of {len(self.cases)} that you were unsure about raised your "
            f"interest, {fell} lowered it, and {stayed} left it as it was."
        )


@dataclass(frozen=True)
class TopicCount:
    """How often what was found out about a topic was better, as described, or worse."""

    label: str
    better: int
    same: int
    worse: int

    @property
    def compared(self) -> int:
        return self.better + self.same + self.worse

    @property
    def differed(self) -> int:
        return self.better + self.worse

    @property
    def is_enough(self) -> bool:
        return self.compared >= MINIMUM


@dataclass(frozen=True)
class Topics:
    """What interviews told that descriptions leave out; `asked` is what there was to find out."""

    rows: Sequence[TopicCount]
    answered: int
    asked: int
    interviews: int

    @property
    def is_enough(self) -> bool:
        return any(row.is_enough for row in self.rows)

    @property
    def surprises(self) -> list[TopicCount]:
        """The topics that differed most often, where any did often enough to tell."""
        told = [row for row in self.rows if row.is_enough]
        most = max((row.differed for row in told), default=0)
        return [row for row in told if row.differed == most > 0]

    @property
    def sentence(self) -> str:
        """Which topic differed most, both ways told."""
        if not self.is_enough:
            most = max((row.compared for row in self.rows), default=0)
            return not_enough(most, "comparisons of one topic")
        if not self.surprises:
            return f"{SO_FAR} what you compared was as described each time."
        told = ", ".join(in_words(row) for row in self.surprises)
        return f"{SO_FAR} this differed from the description most often: {told}."

    @property
    def found_out(self) -> str:
        if self.interviews < MINIMUM:
            return not_enough(self.interviews, "interviews that you have told about")
        return (
            f"{SO_FAR} you found out {self.answered} of {self.asked} things that descriptions "
            "leave out."
        )


def in_words(row: TopicCount) -> str:
    return f"{row.label} ({row.better} better, {row.worse} worse, {row.same} as described)"


@dataclass(frozen=True)
class Lesson:
    """One thing learned, and where."""

    text: str
    job: str
    href: str
    on: date
