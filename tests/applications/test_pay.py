"""Pay as it is written, and what it makes in a year."""

from decimal import Decimal

import pytest

from applications.pay import Period, a_year, amount


@pytest.mark.parametrize(
    ("pay", "currency", "period", "text"),
    [
        ("55000", "EUR", Period.YEAR, "55,000 EUR a year"),
        ("55000.00", "EUR", Period.YEAR, "55,000 EUR a year"),
        ("18.50", "GBP", Period.HOUR, "18.50 GBP an hour"),
        ("4000", "EUR", Period.UNKNOWN, "4,000 EUR"),
        ("0", "EUR", Period.MONTH, "0 EUR a month"),
    ],
)
def test_pay_in_words(pay, currency, period, text):
    assert amount(Decimal(pay), currency, period) == text


def test_no_pay_is_no_text():
    assert amount(None, "EUR", Period.YEAR) == ""


@pytest.mark.parametrize(
    ("pay", "period", "hours", "year"),
    [
        (60_000, Period.YEAR, None, 60_000),
        (5_000, Period.MONTH, None, 60_000),
        (1_000, Period.WEEK, None, 52_000),
        (300, Period.DAY, None, 78_000),
        (20, Period.HOUR, None, 41_600),
        (20, Period.HOUR, 30, 31_200),
        (20, Period.UNKNOWN, 30, None),
    ],
)
def test_pay_for_a_year(pay, period, hours, year):
    assert a_year(Decimal(pay), period, hours and Decimal(hours)) == year


def test_unknown_pay_makes_nothing_known():
    assert a_year(None, Period.YEAR, None) is None
