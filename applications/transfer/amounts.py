"""Pay as people write it: "50-60k EUR", "$120,000/yr", "3.200 € im Monat"."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from applications.pay import Period

from .words import period_of

MOST = Decimal("9999999999.99")
_CURRENCIES = {"€": "EUR", "£": "GBP", "$": "USD", "¥": "JPY", "₹": "INR", "zł": "PLN", "₣": "CHF"}
_DOLLARS = {"c$": "CAD", "ca$": "CAD", "a$": "AUD", "au$": "AUD", "us$": "USD", "nz$": "NZD"}
_CODES = frozenset(
    re.findall(
        r"\w+",
        """
        AED ARS AUD BGN BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP HKD HUF IDR ILS INR ISK JPY
        KRW MAD MXN MYR NGN NOK NZD PEN PHP PKR PLN RON RSD SAR SEK SGD THB TRY TWD UAH USD VND ZAR
        """,
    )
)
_IN_THREES = r"\d{1,3}(?:[ .,'’\u00a0\u202f]\d{3})+(?:[.,]\d{1,2})?"
_NUMBER = re.compile(
    rf"(?<![\d.,])({_IN_THREES}|\d+(?:[.,]\d{{1,2}})?)(?:\s*(k|tsd)\b)?", re.IGNORECASE
)
# A debt, a calling code: whatever these are, they are no pay; "50-60k" is a range.
_NO_PAY = re.compile(r"^\s*\+\s*\d|^[^\d]*?(?:^|[\s(:€£$¥₹])[-−–]\d")
_THOUSAND = 1000


@dataclass(frozen=True)
class Pay:
    """A sum, or from one to another; the currency "" where the text names none."""

    low: Decimal | None = None
    high: Decimal | None = None
    currency: str = ""
    period: Period = Period.UNKNOWN


def pay_of(text: str) -> Pay | None:
    """What a text says about pay; None where it names no sum. A zero says nothing."""
    if _NO_PAY.search(text):
        return None
    sums = [(number_of(match[1]), bool(match[2])) for match in _NUMBER.finditer(text)]
    values = [(value, in_thousands) for value, in_thousands in sums if value is not None]
    if not values or len(values) > 2:
        return None
    # "50-60k" means thousands of both.
    factor = _THOUSAND if any(in_thousands for _, in_thousands in values) else 1
    amounts = [value * factor if value < _THOUSAND else value for value, _ in values]
    low, high = min(amounts), max(amounts)
    if high > MOST:
        return None
    if not high:
        return Pay()
    return Pay(low, high if len(amounts) > 1 else None, currency_of(text), _period(text))


def _period(text: str) -> Period:
    words = re.sub(r"[\d.,'’/€£$]", " ", text)
    return period_of(words) or Period.UNKNOWN


def number_of(text: str) -> Decimal | None:
    """The sum, whichever mark its writer puts between thousands; None for what we can't keep."""
    plain = re.sub(r"[ '’\u00a0\u202f]", "", text.strip())
    if re.fullmatch(r"\d{1,3}([.,]\d{3})+", plain):
        plain = re.sub(r"[.,]", "", plain)
    else:
        whole, mark, cents = _split(plain)
        plain = re.sub(r"[.,]", "", whole) + (f".{cents}" if mark else "")
    try:
        number = Decimal(plain)
    except InvalidOperation:
        return None
    return number if number.is_finite() and 0 <= number <= MOST else None


def _split(text: str) -> tuple[str, str, str]:
    """At the mark before the cents, if there are any."""
    match = re.fullmatch(r"(.*)([.,])(\d{1,2})", text)
    return (match[1], match[2], match[3]) if match else (text, "", "")


def currency_of(text: str) -> str:
    """The code of the currency named in a text, "" for none."""
    found = next((word for word in re.findall(r"[A-Za-z]{3}", text) if word.upper() in _CODES), "")
    if found:
        return found.upper()
    lowered = text.lower()
    dollars = next((code for mark, code in _DOLLARS.items() if mark in lowered), "")
    return dollars or next((code for mark, code in _CURRENCIES.items() if mark in lowered), "")
