"""What became of feedback, concerns, questions and time: more figures as in `learned`. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from interviews.effort import counted, leave
from interviews.learned import MINIMUM, SO_FAR, not_enough, times, was

A_DAY = 24


@dataclass(frozen=True)
class Points:
    """Points of feedback: each number is part of the one before it, but for the last two."""

    received: int
    accepted: int
    done: int
    used: int
    repeated: int
    disputed: int

    @property
    def is_enough(self) -> bool:
        return self.received >= MINIMUM

    @property
    def sentence(self) -> str:
        if not self.is_enough:
            return not_enough(self.received, "points of feedback")
        return (
            f"Of {self.received} points so far you took up {self.accepted}, {was(self.done)} shown "
            f"to be done, and {was(self.used)} of use in an application or a talk since. "
            f"{self.repeated} repeated an earlier one, {self.disputed} contradicted one."
        )


@dataclass(frozen=True)
class Requests:
    """How often feedback was asked for, and what came of it; the rest is awaited."""

    asked: int
    answered: int
    refused: int

    @property
    def sentence(self) -> str:
        if self.asked < MINIMUM:
            return not_enough(self.asked, "requests for feedback")
        waiting = self.asked - self.answered - self.refused
        return (
            f"You asked {times(self.asked)} so far: {self.answered} answered, {self.refused} had "
            f"none to give, {waiting} still may."
        )


@dataclass(frozen=True)
class Flags:
    """Concerns from others about employers that the person is through with."""

    confirmed: int
    cleared: int
    unchecked: int

    @property
    def sentence(self) -> str:
        total = self.confirmed + self.cleared + self.unchecked
        if total < MINIMUM:
            return not_enough(total, "red flags of employers that you are through with")
        return (
            f"Of {total} red flags of employers that you are through with, {was(self.cleared)} "
            f"cleared up, {self.confirmed} stood when you looked into them, and "
            f"{was(self.unchecked)} never checked."
        )


@dataclass(frozen=True)
class Guesses:
    """How hard interviews were, beside how hard they were thought to be beforehand."""

    easier: int
    same: int
    harder: int

    @property
    def sentence(self) -> str:
        total = self.easier + self.same + self.harder
        if total < MINIMUM:
            return not_enough(total, "interviews rated both before and after")
        return (
            f"{SO_FAR} {was(self.easier)} easier than you expected, {was(self.harder)} harder, and "
            f"{was(self.same)} as expected, of {total}."
        )


@dataclass(frozen=True)
class Stumped:
    """Questions that stumped the person, and how many of them have a good answer by now."""

    total: int
    answered: int

    @property
    def sentence(self) -> str:
        if self.total < MINIMUM:
            return not_enough(self.total, "questions that stumped you")
        left = self.total - self.answered
        return (
            f"{self.answered} of {self.total} questions that stumped you have a good answer by "
            f"now; {left} {'does' if left == 1 else 'do'} not yet."
        )


@dataclass(frozen=True)
class Practised:
    """Practices: how many, how long in all, and how many with somebody's feedback."""

    number: int
    minutes: int
    with_feedback: int

    @property
    def sentence(self) -> str:
        if self.number < MINIMUM:
            return not_enough(self.number, "practices")
        return (
            f"You practised {times(self.number)} so far, {self.with_feedback} of them with "
            f"somebody’s feedback, and {self.minutes} minutes in all."
        )


@dataclass(frozen=True)
class Telling:
    """Hours from deciding to withdraw to telling them; `untold` have no such note."""

    hours: Sequence[float]
    untold: int

    @property
    def sentence(self) -> str:
        if len(self.hours) < MINIMUM:
            return not_enough(len(self.hours), "withdrawals that you noted as sent")
        late = sum(each > A_DAY for each in self.hours)
        return (
            f"From deciding to withdraw to telling them took {in_hours(median(self.hours))}, the "
            f"middle of {len(self.hours)}. Longer than a day: {late}. Not noted as sent: "
            f"{self.untold}."
        )


@dataclass(frozen=True)
class Choices:
    """How own choices sit with the person two weeks on, of those that they looked back on."""

    well: int
    mixed: int
    otherwise: int

    @property
    def number(self) -> int:
        return self.well + self.mixed + self.otherwise

    @property
    def sentence(self) -> str:
        if self.number < MINIMUM:
            return not_enough(self.number, "choices that you looked back on")
        return (
            f"Of {self.number} choices that you looked back on so far, {self.well} sit well with "
            f"you, {self.mixed} partly, and {self.otherwise} you would make otherwise today."
        )


def in_hours(hours: float) -> str:
    whole = round(hours)
    return "less than an hour" if hours < 1 else "1 hour" if whole == 1 else f"{whole} hours"


@dataclass(frozen=True)
class Effort:
    """What interviews beside a job took, over those of which it was said."""

    interviews: int
    hours: Decimal
    days: Decimal

    @property
    def sentence(self) -> str:
        if self.interviews < MINIMUM:
            return not_enough(self.interviews, "interviews of which you said what they took")
        return (
            f"{self.interviews} interviews took {counted(self.hours, 'hour')} and "
            f"{leave(self.days)} so far."
        )
