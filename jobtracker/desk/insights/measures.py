"""Figures of a firm, each with the sentence that says what it is. Pure.

Nothing is told of fewer than five, nor of what reluctant interviews did for fewer than twenty
people; there in tenths alone, as what one of them feels is theirs. No figure has a target.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from statistics import median

FEWEST = 5
FEWEST_PEOPLE = 20
A_DAY = 24


@dataclass(frozen=True)
class Metric:
    """One figure; `value` is "" where there are too few, and `number` of how many it is told."""

    name: str
    definition: str
    value: str
    number: str
    instead: str = ""

    @property
    def shown(self) -> str:
        """The value, or why there is none."""
        return self.value or self.instead


def told(name: str, definition: str, value: str, number: int) -> Metric:
    """With its value, unless that is of too few."""
    instead = f"Too few to show ({number} of {FEWEST})"
    enough = number >= FEWEST
    return Metric(name, definition, value if enough else "", f"{number:,}", instead)


def share(name: str, definition: str, part: int, number: int) -> Metric:
    """How many of how many: "12 of 40 (30%)"."""
    return told(name, definition, in_hundred(part, number), number)


def wait(name: str, definition: str, hours: Sequence[float]) -> Metric:
    """How long half of them took, and nine in ten."""
    if len(hours) < FEWEST:
        return told(name, definition, "", len(hours))
    half, most = in_words(median(hours)), in_words(ninth_tenth(hours))
    return told(name, definition, f"Half within {half}, nine in ten within {most}", len(hours))


def days(name: str, definition: str, numbers: Sequence[int]) -> Metric:
    """How many days half of them took."""
    value = f"Half within {counted(median(numbers), 'day')}" if numbers else ""
    return told(name, definition, value, len(numbers))


def lift(name: str, definition: str, *, rose: int, same: int, fell: int) -> Metric:
    """Where the interest went, in tenths; how many it was is not said."""
    number = rose + same + fell
    if number < FEWEST_PEOPLE:
        instead = f"Too few to show (it takes {FEWEST_PEOPLE} people)"
        return Metric(name, definition, "", f"Fewer than {FEWEST_PEOPLE}", instead)
    ways = {"Rose": rose, "same": same, "fell": fell}
    value = ", ".join(f"{way} for {in_tenths(part, number)}" for way, part in ways.items())
    return Metric(name, definition, value, f"{FEWEST_PEOPLE} or more")


def in_hundred(part: int, number: int) -> str:
    """Such as "12 of 40 (30%)"."""
    return f"{part:,} of {number:,} ({round(100 * part / number)}%)" if number else ""


def in_tenths(part: int, number: int) -> str:
    """Never none nor all: either would tell of each of them."""
    tenths = round(10 * part / number)
    if tenths <= 1:
        return "1 in 10 or fewer"
    return "9 in 10 or more" if tenths >= 9 else f"about {tenths} in 10"


def ninth_tenth(numbers: Sequence[float]) -> float:
    """What nine in ten of them are within: the nearest rank."""
    return sorted(numbers)[ceil(0.9 * len(numbers)) - 1]


def in_words(hours: float) -> str:
    """In hours up to two days, then in days."""
    if hours < A_DAY * 2:
        return counted(max(1, round(hours)), "hour")
    return counted(round(hours / A_DAY), "day")


def counted(number: float, noun: str) -> str:
    """ "1 day", "2.5 days"."""
    return f"{number:,g} {noun}{'' if number == 1 else 's'}"
