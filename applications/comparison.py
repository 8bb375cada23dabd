"""Offers side by side, as rows of a table with one column each."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import NamedTuple

from applications.models import Offer
from applications.pay import Period, a_year, amount


class Cell(NamedTuple):
    """What one offer says; `is_best` marks the highest of several sums of one currency."""

    text: str
    is_best: bool


class Line(NamedTuple):
    """One term of every offer."""

    label: str
    cells: list[Cell]


def yearly(offer: Offer) -> Decimal | None:
    return a_year(offer.pay, Period(offer.period), offer.hours_per_week)


def yearly_text(offer: Offer) -> str:
    return amount(yearly(offer), offer.currency, Period.YEAR)


def hours(offer: Offer) -> str:
    return f"{offer.hours_per_week.normalize():f}" if offer.hours_per_week else ""


def days_off(offer: Offer) -> str:
    return str(offer.days_off or "")


IN_A_YEAR = "Makes in a year"
TERMS: Sequence[tuple[str, Callable[[Offer], str]]] = (
    ("Pay", lambda offer: offer.pay_text),
    (IN_A_YEAR, yearly_text),
    ("Bonus", lambda offer: offer.bonus),
    ("Equity", lambda offer: offer.equity),
    ("Benefits", lambda offer: offer.benefits),
    ("Days off a year", days_off),
    ("Hours a week", hours),
    ("Place", lambda offer: offer.place or offer.application.place),
)


def compare(offers: Sequence[Offer]) -> list[Line]:
    """A line for each term that any of the offers names."""
    best = highest(offers)
    lines = []
    for label, term in TERMS:
        cells = [Cell(term(each), label == IN_A_YEAR and each in best) for each in offers]
        if any(cell.text for cell in cells):
            lines.append(Line(label, cells))
    return lines


def highest(offers: Sequence[Offer]) -> list[Offer]:
    """Those that pay most, where all of them name their pay in one currency and differ in it."""
    sums = [yearly(each) for each in offers]
    known = [each for each in sums if each is not None]
    is_one = len({each.currency for each in offers}) == 1 and len(known) == len(offers)
    if not is_one or len(set(known)) < 2:
        return []
    return [each for each, total in zip(offers, sums, strict=True) if total == max(known)]
