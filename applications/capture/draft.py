"""What was found out about a job, and for each fact whether it was read or is a guess."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self

LONGEST_TEXT = 100_000
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
)


class Basis(StrEnum):
    """What a fact rests on: the page's own structured data, or our reading of its words."""

    READ = "read"
    GUESS = "guess"


class Field(StrEnum):
    """A fact, by the name of the form's field for it."""

    EMPLOYER = "employer_name"
    TITLE = "job_title"
    PLACE = "place"
    REMOTE = "remote"
    PAY_FROM = "pay_from"
    PAY_TO = "pay_to"
    CURRENCY = "pay_currency"
    PERIOD = "pay_period"
    AGENCY = "agency"
    SOURCE = "source"
    URL = "posting_url"
    CLOSES_ON = "closes_on"
    APPLIED_ON = "applied_on"


PAY = (Field.PAY_FROM, Field.PAY_TO, Field.CURRENCY, Field.PERIOD)
LONGEST: Mapping[Field, int] = {
    Field.EMPLOYER: 160,
    Field.TITLE: 200,
    Field.PLACE: 160,
    Field.REMOTE: 8,
    Field.PAY_FROM: 13,
    Field.PAY_TO: 13,
    Field.CURRENCY: 3,
    Field.PERIOD: 5,
    Field.AGENCY: 160,
    Field.SOURCE: 80,
    Field.URL: 2000,
    Field.CLOSES_ON: 10,
    Field.APPLIED_ON: 10,
}


@dataclass(frozen=True)
class Found:
    """One fact, as a form shows it: a number without separators, a day as YYYY-MM-DD."""

    value: str
    basis: Basis


type Facts = dict[Field, Found]


@dataclass(frozen=True)
class JobDraft:
    """All that was found; `text` is the posting's, for keeping."""

    facts: Facts = field(default_factory=dict)
    text: str = ""

    def value(self, name: Field) -> str:
        found = self.facts.get(name)
        return found.value if found else ""

    def as_dict(self) -> dict[str, Any]:
        facts = {name: [each.value, each.basis] for name, each in self.facts.items()}
        return {"facts": facts, "text": self.text}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """:raises ValueError: for what is no draft"""
        facts, text = data.get("facts"), data.get("text", "")
        if not (isinstance(facts, dict) and isinstance(text, str)):
            raise ValueError("This is no draft.")
        pairs = ((Field(name), _found(each)) for name, each in facts.items())
        return cls({name: Found(tidy(name, each.value), each.basis) for name, each in pairs}, text)


def _found(pair: Any) -> Found:  # noqa: ANN401
    if not (isinstance(pair, list) and len(pair) == 2 and isinstance(pair[0], str)):
        raise ValueError("This is no fact.")
    return Found(pair[0], Basis(pair[1]))


def facts(basis: Basis, values: Mapping[Field, str]) -> Facts:
    """Those values that say something, tidied."""
    tidied = ((name, tidy(name, value)) for name, value in values.items())
    return {name: Found(value, basis) for name, value in tidied if value}


def first_of(*each: Facts) -> Facts:
    """Each fact from the first that has it; sums of one are never given another's currency."""
    found: Facts = {}
    for facts_ in each:
        has_pay = bool({Field.PAY_FROM, Field.PAY_TO} & found.keys())
        found |= {
            name: fact
            for name, fact in facts_.items()
            if name not in found and not (has_pay and name in PAY)
        }
    return found


def guessed(known: Facts) -> Facts:
    """The same, as guesses."""
    return {name: Found(each.value, Basis.GUESS) for name, each in known.items()}


def tidy(name: Field, value: str) -> str:
    """On one line; what is too long for its field is cut, or dropped where a part says nothing."""
    line = " ".join(clean(value).split())
    if len(line) <= LONGEST[name]:
        return line
    if name in (Field.EMPLOYER, Field.TITLE, Field.PLACE, Field.AGENCY, Field.SOURCE):
        return line[: LONGEST[name] - 1].rsplit(" ", 1)[0] + "…"
    return ""


def clean(text: str) -> str:
    """Without what nobody sees and no database takes."""
    return _UNSEEN.sub("", text.encode(errors="replace").decode())


def kept_text(lines: Iterable[str]) -> str:
    """Lines as a posting's text, without gaps of more than one line."""
    text = clean("\n".join(lines)).strip()
    return re.sub(r"\n[ \t]*\n(?:[ \t]*\n)+", "\n\n", text)[:LONGEST_TEXT]
