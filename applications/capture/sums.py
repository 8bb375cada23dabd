"""Pay in a running text: which of its sums it is."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from applications.transfer.amounts import Pay, pay_of
from applications.transfer.words import period_of

_LONGEST_LINE = 400
_MOST_LINES = 2_000
_CURRENCY = (
    r"(?:(?:US|CA?|AU?|NZ)?\$|[€£¥₹]|\b(?:EUR|USD|GBP|CHF|SEK|NOK|DKK|PLN|CZK|CAD|AUD|NZD|INR|JPY|"
    r"HUF|RON|BRL|ZAR|SGD|AED|Euro|euros?|kr|kronor|kroner)\b|zł)"
)
_NUMBER = r"\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3}){1,3}(?:[.,]\d\d?)?|\d{1,7}(?:[.,]\d\d?)?"
_SUM = rf"(?:{_CURRENCY}\s?)?(?<![\d.,])(?:{_NUMBER})(?:\s?(?:k|tsd)\b)?(?:\s?{_CURRENCY})?"
_RANGE = re.compile(
    rf"{_SUM}(?:\s?(?:-|–|—|\bto\b|\bbis\b|\bund\b|\band\b|\buntil\b|\bà\b)\s?{_SUM})?",
    re.IGNORECASE,
)
_MARKED = re.compile(rf"{_CURRENCY}|\d\s?(?:k|tsd)\b", re.IGNORECASE)
# "4500 brutto im Monat": no currency, and yet pay.
_GROSS = re.compile(r"(?i)^\s?(?:brutto|netto|gross|net)\b")
_AFTER = re.compile(
    r"^[\s,./(\-–]*(?:(?:brutto|netto|gross|net)[\s./]*)?(p/[dhm]\b|(?:(?:per|a|an|pro|im|je|par|por|p\.)\s?)?[^\W\d]+\.?[^\W\d]*)"
)
_PAY_WORDS = re.compile(
    r"\b(salar\w*|pay\b|paid|compensation|remunerat\w*|wage\w*|earn\w*|gehalt\w*|jahresgehalt|"
    r"verg[üu]tung|verdien\w*|lohn|salaire|rémunération|lön|ote|base|gross|brutto|day rate|"
    r"hourly rate|rate)\b",
    re.IGNORECASE,
)
_OTHER_SUMS = re.compile(
    r"\b(bonus\w*|budget\w*|revenue\w*|umsatz\w*|fund\w*|raised|invest\w*|allowance\w*|stipend|"
    r"million\w*|billion\w*|mio|mrd|bn|customers|turnover|valuation|fee|grant|donat\w*|equity|"
    r"zuschuss|gutschein|voucher|401k|relocation|referral)\b|\d\s?[mb]n?\b",
    re.IGNORECASE,
)


class Sum(NamedTuple):
    """Pay, where it stands, and how sure we may be."""

    pay: Pay
    start: int
    end: int
    weight: int


def best_pay(text: str) -> Pay | None:
    """The sum that looks most like pay; None where none does."""
    lines = [line for line in text.splitlines() if any(map(str.isdigit, line))][:_MOST_LINES]
    found = [each for line in lines for each in sums_in(line[:_LONGEST_LINE])]
    best = max(found, key=lambda each: each.weight, default=None)
    return best.pay if best and best.weight > 0 else None


def sums_in(line: str) -> Iterator[Sum]:
    """Each sum of a line that names a currency, or thousands."""
    is_pay, is_other = bool(_PAY_WORDS.search(line)), bool(_OTHER_SUMS.search(line))
    for match in _RANGE.finditer(line):
        if not (_MARKED.search(match[0]) or _GROSS.match(line[match.end() :][:10])):
            continue
        after = _AFTER.match(line[match.end() : match.end() + 30])
        has_period = bool(after and period_of(after[1]))
        end = match.end() + (after.end() if after and has_period else 0)
        if pay := pay_of(line[match.start() : end].strip()):
            is_range = pay.high is not None
            weight = 1 + 2 * is_pay + 2 * has_period + is_range - 4 * is_other
            yield Sum(pay, match.start(), end, weight)
