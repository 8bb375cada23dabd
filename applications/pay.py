"""Pay as it is written and compared. No Django, no clock."""

from decimal import Decimal
from enum import StrEnum


class Period(StrEnum):
    """What a sum of pay is for."""

    UNKNOWN = ""
    YEAR = "year"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"
    HOUR = "hour"


PERIOD_LABELS = {
    Period.YEAR: "a year",
    Period.MONTH: "a month",
    Period.WEEK: "a week",
    Period.DAY: "a day",
    Period.HOUR: "an hour",
}

# How many of each make a year of full work, to compare offers by: 52 weeks of five days.
PER_YEAR = {
    Period.YEAR: Decimal(1),
    Period.MONTH: Decimal(12),
    Period.WEEK: Decimal(52),
    Period.DAY: Decimal(260),
}
FULL_WEEK = Decimal(40)


def amount(pay: Decimal | None, currency: str, period: Period) -> str:
    """Such as "55,000 EUR a year"; cents only where there are any; "" for no pay."""
    if pay is None:
        return ""
    digits = f"{pay:,.0f}" if pay == int(pay) else f"{pay:,.2f}"
    return " ".join(filter(None, (digits, currency, PERIOD_LABELS.get(period, ""))))


def a_year(pay: Decimal | None, period: Period, hours_per_week: Decimal | None) -> Decimal | None:
    """The same pay for a year, in the same currency; None where that can't be told."""
    if pay is None:
        return None
    if period is Period.HOUR:
        return pay * (hours_per_week or FULL_WEEK) * 52
    return pay * PER_YEAR[period] if period in PER_YEAR else None
