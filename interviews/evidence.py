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
    """The talk that the person hopes for most, still to come; planned, or only proposed."""

    employer: str
    days: int
    is_planned: bool = True


RELUCTANT = 3
QUARTER = 90
TREND = 2
# The whole card is to be read in half a minute: 110 words at most.
MOST_SENTENCES = 2


def open_mind(past: Sequence[Past], minimum: int) -> str:
    """How interest moved in interviews the person was unsure about; what is left stayed."""
    moves = [
        each.interest_after - each.interest_before
        for each in past
        if each.interest_before is not None
        and each.interest_after is not None
        and each.interest_before <= RELUCTANT
    ]
    if len(moves) < minimum:
        return ""
    rose, fell = sum(move > 0 for move in moves), sum(move < 0 for move in moves)
    return (
        f"In your interviews so far, {rose} of {len(moves)} unsure ones raised your interest, "
        f"{fell} lowered it."
    )


def practice(past: Sequence[Past], dream: Dream | None, minimum: int) -> str:
    """What it is practice for, and how practice went so far: the two that tell the most."""
    told = (_dream(dream), _stumped(past, minimum), _confidence(past), _lately(past, minimum))
    return " ".join([sentence for sentence in told if sentence][:MOST_SENTENCES])


def _dream(dream: Dream | None) -> str:
    if dream is None:
        return ""
    days = "today" if dream.days == 0 else f"in {_days(dream.days)}"
    if dream.is_planned:
        return f"Your interview at {dream.employer} is {days}."
    return f"{dream.employer} proposes to talk {days}."


def _lately(past: Sequence[Past], minimum: int) -> str:
    number = sum(each.days_ago <= QUARTER for each in past)
    return f"{number} interviews in the last {QUARTER} days." if number >= minimum else ""


def _confidence(past: Sequence[Past]) -> str:
    """The trend is shown from the second rating on, falls as well as rises."""
    rated = [rating for each in past if (rating := confidence_of(each)) is not None]
    if len(rated) < TREND:
        return ""
    first, latest = rated[0], rated[-1]
    if first == latest:
        return f"Your confidence is at {latest}, as it was at first."
    return f"Your confidence went from {first} to {latest}."


def _stumped(past: Sequence[Past], minimum: int) -> str:
    """What stumped the person, and how much of it has an answer by now."""
    stumped = [each for each in past if each.is_stumped]
    if len(stumped) < minimum:
        return ""
    answered = sum(each.is_stump_answered for each in stumped)
    return f"Answered since: {answered} of {len(stumped)} questions that stumped you."


def confidence_of(past: Past) -> int | None:
    """The rating after it, else the one before."""
    return past.confidence_before if past.confidence_after is None else past.confidence_after


def leverage(offers: Sequence[str], active: Sequence[str]) -> str:
    """The processes this one could be compared with, by name; an offer is told from a talk."""
    if offers:
        return f"The offer you hold: {_first(offers)}."
    return f"Still going on: {_first(active)}." if active else ""


def _first(names: Sequence[str]) -> str:
    """The first by name and the others by number."""
    return f"{names[0]}, and {len(names) - 1} more" if len(names) > 1 else names[0]


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"
