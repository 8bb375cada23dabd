"""What a person's own interviews say beside each reason, in sentences. No Django, no clock.

Guidance 3.6: counts and no percentages, nothing under the history minimum, the contrary cases
always, and never "because".
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Past:
    """One interview that was held, oldest first in any sequence; ratings are 1 to 5 or None."""

    days_ago: int
    interest_before: int | None
    interest_after: int | None
    confidence_before: int | None
    confidence_after: int | None
    is_stumped: bool
    is_stump_answered: bool


@dataclass(frozen=True)
class Dream:
    """The interview that the person hopes for, still to come."""

    employer: str
    days: int


RELUCTANT = 3


def open_mind(past: Sequence[Past], minimum: int) -> str:
    """How interest moved in interviews the person was unsure about."""
    moves = [
        each.interest_after - each.interest_before
        for each in past
        if each.interest_before is not None
        and each.interest_after is not None
        and each.interest_before <= RELUCTANT
    ]
    if len(moves) < max(minimum, 1):
        return ""
    rose, fell = sum(move > 0 for move in moves), sum(move < 0 for move in moves)
    same = len(moves) - rose - fell
    return (
        f"In your interviews so far, {rose} of {len(moves)} unsure ones raised your interest, "
        f"{fell} lowered it, {same} left it."
    )


def practice(past: Sequence[Past], dream: Dream | None, minimum: int) -> str:
    """How much the person interviewed, how confidence went, and what it is practice for."""
    return " ".join(filter(None, (_dream(dream), _lately(past, minimum), _confidence(past))))


def _dream(dream: Dream | None) -> str:
    if dream is None:
        return ""
    days = "today" if dream.days == 0 else f"in {_days(dream.days)}"
    return f"Your interview at {dream.employer} is {days}."


def _lately(past: Sequence[Past], minimum: int) -> str:
    number = sum(each.days_ago <= 90 for each in past)
    return f"{number} interviews in the last 90 days." if number >= minimum else ""


def _confidence(past: Sequence[Past]) -> str:
    """The trend is shown from the second rating on, falls as well as rises."""
    rated = [rating for each in past if (rating := confidence_of(each)) is not None]
    return f"Your confidence went from {rated[0]} to {rated[-1]}." if len(rated) > 1 else ""


def confidence_of(past: Past) -> int | None:
    """The rating after it, else the one before."""
    return past.confidence_before if past.confidence_after is None else past.confidence_after


def leverage(offers: Sequence[str], active: Sequence[str]) -> str:
    """The processes this one could be compared with, by name; an offer is told from a talk."""
    if offers:
        return f"The offer you hold: {offers[0]}."
    return f"Still going on: {active[0]}." if active else ""


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"
