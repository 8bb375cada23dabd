"""Days as people write them."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?=$|[T\s])|(\d{4})(\d{2})(\d{2})(?=$|T)")
_NUMBERS = re.compile(r"(\d{1,2})\s*([/.-])\s*(\d{1,2})\s*[/.-]\s*(\d{4}|\d{2})(?=$|[,\s])")
_DAY_THEN_NAME = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|\.|º)?[\s-]+(?:de\s+)?([^\W\d_]{3,10})\.?,?[\s-]+(?:de\s+)?(\d{4}|\d{2})\b"
)
_NAME_THEN_DAY = re.compile(r"([^\W\d_]{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4}|\d{2})\b")
_WEEKDAY = re.compile(r"^[^\W\d_]{2,10}\.?,\s+(?=\d|[^\W\d_])")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?$")
# Excel counts days from here, since it takes 1900 for a leap year.
_SERIAL_START = date(1899, 12, 30)
_LIKELY = (date(1990, 1, 1), date(2099, 12, 31))
_MONTHS = (
    "jan january januar januari janvier enero ene gennaio gen jänner",
    "feb february februar februari février fév febrero febbraio",
    "mar march märz mär maart mrt mars marzo mrz",
    "apr april avril avr abril abr aprile",
    "may mai mei mayo maggio mag",
    "jun june juni juin junio giugno giu",
    "jul july juli juil juillet julio luglio lug",
    "aug august augustus août aou agosto ago",
    "sep sept september septembre septiembre settembre set",
    "oct october oktober okt octobre octubre ottobre ott",
    "nov november novembre noviembre",
    "dec december dezember dez décembre déc diciembre dic dicembre",
)
_MONTH_BY_NAME = {
    name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split()
}


class Order(StrEnum):
    """What comes first in a date of numbers."""

    UNKNOWN = ""
    DAY_FIRST = "day"
    MONTH_FIRST = "month"


def day_of(text: str, order: Order = Order.UNKNOWN) -> date | None:
    """The day that a text names; None where it names none, or one that nobody means.

    Without an order, a date such as 3/4/2026 is taken day first; an hour behind it is left out.
    """
    found = _day_of(_WEEKDAY.sub("", text.strip().lower()), order)
    return found if found and _LIKELY[0] <= found <= _LIKELY[1] else None


def _day_of(text: str, order: Order) -> date | None:
    if match := _ISO.match(text.upper()):
        return _day(*(part for part in match.groups() if part))
    if match := _NUMBERS.match(text):
        first, mark, second, year = match.groups()
        is_month_first = order is Order.MONTH_FIRST and mark != "."
        day, month = (second, first) if is_month_first else (first, second)
        return _day(year, month, day)
    if match := _DAY_THEN_NAME.match(text):
        return _named(match[3], match[2], match[1])
    if match := _NAME_THEN_DAY.match(text):
        return _named(match[3], match[1], match[2])
    if match := _SERIAL.match(text):
        return _SERIAL_START + timedelta(days=int(match[1]))
    return None


def _named(year: str, month: str, day: str) -> date | None:
    number = _MONTH_BY_NAME.get(month)
    return _day(year, str(number), day) if number else None


def _day(year: str, month: str, day: str) -> date | None:
    full = int(year) + 2000 if len(year) == 2 else int(year)
    try:
        return date(full, int(month), int(day))
    except ValueError:
        return None


def order_in(texts: Iterable[str]) -> Order | None:
    """The order that dates of numbers keep to; None where it cannot be told, and matters.

    A single date beyond the twelfth tells. Where some tell this and some that, most count.
    """
    days_first = months_first = unclear = 0
    for text in texts:
        match = _NUMBERS.match(text.strip())
        if not match or match[2] == ".":
            continue
        first, second = int(match[1]), int(match[3])
        days_first += first > 12 >= second
        months_first += second > 12 >= first
        unclear += first != second and max(first, second) <= 12
    if months_first > days_first:
        return Order.MONTH_FIRST
    if days_first:
        return Order.DAY_FIRST
    return None if unclear else Order.UNKNOWN


def is_unclear(text: str) -> bool:
    """Whether the date is one day with the day first, and another with the month first."""
    match = _NUMBERS.match(text.strip())
    if not match or match[2] == ".":
        return False
    first, second = int(match[1]), int(match[3])
    return first != second and max(first, second) <= 12
