"""The facts of a schema.org JobPosting. https://schema.org/JobPosting"""

import html
import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from urllib.parse import urlsplit

from applications.pay import Period
from applications.stages import Remote
from applications.transfer.amounts import MOST, Pay, currency_of, number_of, pay_of
from applications.transfer.words import period_of
from interviews.intake.markup import to_text

from .draft import Basis, Facts, Field, clean, facts, first_of, guessed
from .structured import Item

MOST_PLACES = 3
ABOUT_THE_JOB = (
    "description", "responsibilities", "qualifications", "experienceRequirements",
    "educationRequirements", "skills", "jobBenefits", "workHours",
)  # fmt: skip
UNIT_CODES = {
    "ANN": Period.YEAR,
    "MON": Period.MONTH,
    "WEE": Period.WEEK,
    "DAY": Period.DAY,
    "HUR": Period.HOUR,
}
# What sites write where the employer does not want to be named.
_NOBODY = {"confidential", "anonymous", "private", "company confidential"}


def facts_of(job: Item) -> Facts:
    """What the page itself says of the job."""
    return first_of(
        facts(
            Basis.READ,
            {
                Field.TITLE: plain(job.text("title", "name")),
                Field.EMPLOYER: employer_of(job),
                Field.PLACE: place_of(job),
                Field.REMOTE: remote_of(job),
                Field.URL: address_in(job.text("url")),
                Field.CLOSES_ON: day_in(job.text("validThrough")),
            },
        ),
        facts(Basis.READ, pay_fields(pay_in(job, "baseSalary"))),
        # Somebody else's estimate is what it says.
        guessed(facts(Basis.READ, pay_fields(pay_in(job, "estimatedSalary")))),
    )


def text_of(job: Item) -> str:
    """The posting's own words."""
    parts = (plain_lines(value) for name in ABOUT_THE_JOB for value in texts(job, name))
    return "\n\n".join(dict.fromkeys(part for part in parts if part))


def texts(job: Item, name: str) -> list[str]:
    return [each for each in job.values(name) if isinstance(each, str)]


def plain(text: str) -> str:
    return " ".join(plain_lines(text).split())


def plain_lines(text: str) -> str:
    """Without markup, also where it was escaped on the way."""
    if "<" not in text and "&lt;" in text:
        text = html.unescape(text)
    if re.search(r"</?[a-zA-Z]", text):
        return to_text(text)
    return html.unescape(clean(text)).strip()


def employer_of(job: Item) -> str:
    name = plain(job.text("hiringOrganization"))
    return "" if name.lower() in _NOBODY or address_in(name) else name


def place_of(job: Item) -> str:
    """Such as "Berlin, Germany"; of many places the first few."""
    named = [_place(each) for each in job.values("jobLocation")]
    places = list(dict.fromkeys(each for each in named if each))
    if not places:
        return ""
    more = len(places) - MOST_PLACES
    return " / ".join(places[:MOST_PLACES]) + (f" and {more} more" if more > 0 else "")


def _place(value: Item | str) -> str:
    if isinstance(value, str):
        return plain(value)
    if addresses := value.items("address"):
        return _address(addresses[0]) or plain(value.text("name"))
    return plain(value.text("address")) or _address(value) or plain(value.text("name"))


def _address(item: Item) -> str:
    names = ("addressLocality", "addressRegion", "addressCountry")
    parts = [plain(item.text(name)).strip(", ") for name in names]
    return ", ".join(dict.fromkeys(part for part in parts if part))


def remote_of(job: Item) -> str:
    kinds = " ".join(texts(job, "jobLocationType")).upper()
    return Remote.REMOTE if "TELECOMMUTE" in kinds or "REMOTE" in kinds else ""


def pay_in(job: Item, name: str) -> Pay | None:
    outside = plain(job.text("salaryCurrency"))
    for value in job.values(name):
        pay = pay_of(plain(value)) if isinstance(value, str) else _amount(value)
        if pay and (pay.low or pay.high):
            currency = pay.currency or currency_of(outside)
            return Pay(pay.low, pay.high, currency, pay.period)
    return None


def _amount(item: Item) -> Pay | None:
    """Of a MonetaryAmount, with its QuantitativeValue or a plain number, or of a price."""
    inner = next(iter(item.items("value")), item)
    currency = currency_of(plain(item.text("currency", "priceCurrency", "salaryCurrency")))
    period = unit_of(inner) or unit_of(item)
    low, high = _number(inner, "minValue", "minPrice"), _number(inner, "maxValue", "maxPrice")
    if low is None and high is None:
        said = pay_of(plain(inner.text("value", "median", "price")))
        return said and Pay(said.low, said.high, currency or said.currency, period or said.period)
    if low is not None and high is not None and low > high:
        low, high = high, low
    return Pay(low, None if low == high else high, currency, period)


def _number(item: Item, *names: str) -> Decimal | None:
    number = number_of(plain(item.text(*names)))
    is_sum = number is not None and number.is_finite() and 0 < number <= MOST
    return number if is_sum else None


def unit_of(item: Item) -> Period:
    code = item.text("unitCode").strip().upper()
    text = plain(item.text("unitText", "duration"))
    return UNIT_CODES.get(code) or period_of(text) or Period.UNKNOWN


def pay_fields(pay: Pay | None) -> dict[Field, str]:
    if pay is None:
        return {}
    return {
        Field.PAY_FROM: _digits(pay.low),
        Field.PAY_TO: _digits(pay.high),
        Field.CURRENCY: pay.currency,
        Field.PERIOD: pay.period,
    }


def _digits(number: Decimal | None) -> str:
    if number is None:
        return ""
    cents = number.quantize(Decimal("0.01"))
    return format(cents.to_integral() if cents == cents.to_integral() else cents, "f")


def day_in(text: str) -> str:
    try:
        return date.fromisoformat(text.strip()[:10]).isoformat()
    except ValueError:
        return ""


def address_in(text: str) -> str:
    """The address of a page, "" for what is none."""
    address = text.strip()
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    is_page = parts.scheme in ("http", "https") and "." in parts.netloc
    return address if is_page and not re.search(r"[\s<>\"]", address) else ""


def the_one(jobs: Sequence[Item], *, url: str, heading: str) -> Item | None:
    """The job that the page is about; None where it lists several and says of none that it is."""
    titles = {plain(job.text("title", "name")).lower() for job in jobs}
    if len(titles) == 1:
        return jobs[0]
    for job in jobs:
        title = plain(job.text("title", "name")).lower()
        if (url and job.text("url") == url) or (title and title == heading.lower()):
            return job
    return None
