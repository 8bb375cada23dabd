"""When to practise a question again, what it then is, and how confidence moves. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

# Days until a question comes back, by how many good answers it has had in a row.
INTERVALS = (1, 3, 7, 14)
GOOD = 4
FAIR = 3
LEAST_FOR_TREND = 2


class QuestionState(StrEnum):
    """How far a question has come."""

    NEW = "new"
    DRAFTED = "drafted"
    PRACTISED = "practised"
    SOLID = "solid"


STATE_LABELS = {
    QuestionState.NEW: "New",
    QuestionState.DRAFTED: "Drafted",
    QuestionState.PRACTISED: "Practised",
    QuestionState.SOLID: "Solid",
}
SCORE_ANCHORS = {1: "lost for words", 2: "shaky", 3: "all right", 4: "good", 5: "as I want it"}


@dataclass(frozen=True)
class Plan:
    """When a question comes back; `streak` counts good answers in a row, up to the last interval.

    `is_answered` says that it stumps nobody any more.
    """

    streak: int
    due_on: date
    state: QuestionState
    is_answered: bool


def after(score: int, streak: int, today: date) -> Plan:
    """What follows from an answer that its speaker rates 1 (lost for words) to 5.

    A good one moves the question on, a fair one keeps it where it is, any other starts anew.
    """
    is_good = score >= GOOD
    grown = min(streak + 1, len(INTERVALS)) if is_good else streak if score >= FAIR else 0
    days = INTERVALS[max(grown, 1) - 1]
    is_solid = grown == len(INTERVALS) and is_good
    state = QuestionState.SOLID if is_solid else QuestionState.PRACTISED
    return Plan(grown, today + timedelta(days=days), state, is_good)


@dataclass(frozen=True)
class Trend:
    """How a rating of 1 to 5 has moved over some practices."""

    first: int
    latest: int
    count: int

    @property
    def change(self) -> int:
        """Above zero where it rose."""
        return self.latest - self.first


def trend_of(ratings: Sequence[int | None]) -> Trend | None:
    """From the oldest to the latest; None before there are two."""
    rated = [each for each in ratings if each is not None]
    if len(rated) < LEAST_FOR_TREND:
        return None
    return Trend(rated[0], rated[-1], len(rated))


def about_confidence(trend: Trend, of: str = "practices") -> str:
    """What a rise says, and a fall, which is no verdict on anybody."""
    moved = f"over {trend.count} {of}"
    if trend.change > 0:
        return f"Your confidence afterwards rose from {trend.first} to {trend.latest} {moved}."
    if trend.change < 0:
        return (
            f"Your confidence afterwards went from {trend.first} to {trend.latest} {moved}. "
            "It goes up and down for everybody, and harder questions pull it down first."
        )
    return f"Your confidence afterwards stayed at {trend.latest} {moved}."


def about_nerves(trend: Trend) -> str:
    """Nerves say little about how one does, so a rise is told without alarm."""
    moved = f"over {trend.count} practices"
    if trend.change < 0:
        return f"Your nerves beforehand eased from {trend.first} to {trend.latest} {moved}."
    if trend.change > 0:
        return (
            f"Your nerves beforehand went from {trend.first} to {trend.latest} {moved}. "
            "Nerves and a good answer go together more often than it feels."
        )
    return f"Your nerves beforehand stayed at {trend.latest} {moved}."
