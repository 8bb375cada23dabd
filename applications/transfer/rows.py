"""A row of somebody's table as an application of ours, with what could not be read in it."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from applications.stages import APPLY_BY, Outcome, Remote, Stage

from .addresses import LONGEST_LINK, Person, contact_link_of, domain_of, email_of, link_of, named_in
from .amounts import Pay, currency_of, number_of, pay_of
from .dates import Order, day_of
from .fields import Field
from .headers import is_for_notes
from .limits import MOST_TAGS
from .sheet import Row, Sheet
from .words import is_yes, motive_of, parts_of, period_of, remote_of, standing_of

LONGEST: Mapping[Field, int] = {
    Field.EMPLOYER: 160,
    Field.JOB_TITLE: 200,
    Field.LINK: LONGEST_LINK,
    Field.PLACE: 160,
    Field.SOURCE: 80,
    Field.AGENCY: 160,
    Field.NEXT_STEP: 200,
    Field.CONTACT: 120,
    Field.CONTACT_PHONE: 40,
}
OF_CONTACT = (Field.CONTACT, Field.CONTACT_PHONE)
# What stands here says what it says, a "?" too.
FREE_TEXT = frozenset({Field.EMPLOYER, Field.JOB_TITLE, Field.POSTING, Field.IS_DREAM})
LONGEST_NOTE = 20_000
LONGEST_POSTING = 200_000
LONGEST_TAG = 40
_CURRENCY = re.compile(r"[A-Za-z]{3}")
_INTEREST = {"very high": 5, "highest": 5, "dream": 5, "high": 4, "medium": 3, "normal": 3}
_INTEREST |= {"mid": 3, "low": 2, "very low": 1, "lowest": 1, "hoch": 4, "mittel": 3, "niedrig": 2}
_HIGHEST_INTEREST = 5

type Cells = Mapping[Field, str]


@dataclass(frozen=True)
class Settings:
    """What the person says about their table. `words` are standings by the word as it stands."""

    columns: tuple[Field, ...]
    words: Mapping[str, str] = field(default_factory=dict)
    order: Order = Order.UNKNOWN
    currency: str = ""
    stage: str = ""
    corrections: Mapping[tuple[int, int], str] = field(default_factory=dict)


@dataclass(frozen=True)
class Problem:
    """A cell that says nothing to us; `column` is its place in the table, -1 for one left blank."""

    row: int
    column: int
    header: str
    field: Field
    text: str
    message: str

    @property
    def is_fatal(self) -> bool:
        """Whether there is no application without it."""
        return self.field is Field.EMPLOYER


@dataclass(frozen=True)
class Draft:
    """An application to be. `values` are fields of ours, as far as they could be read."""

    row: int
    employer: str
    stage: Stage
    outcome: Outcome
    values: dict[str, Any]
    tags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    posting: str = ""
    added_on: date | None = None
    since: date | None = None
    heard_on: date | None = None
    domain: str = ""
    contact: Person | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def is_possible(self) -> bool:
        return not any(problem.is_fatal for problem in self.problems)

    @property
    def job_title(self) -> str:
        return str(self.values.get(Field.JOB_TITLE, ""))

    @property
    def posting_url(self) -> str:
        return str(self.values.get(Field.LINK, ""))

    @property
    def note(self) -> str:
        """All that there is to note, what could not be read elsewhere included."""
        unread = [f"{each.header}: {each.text}" for each in self.problems if each.text]
        return "\n\n".join([*self.notes, *unread])

    @property
    def noted(self) -> list[str]:
        """As `note`, in as many parts as it takes: one of ours is only so long."""
        starts = range(0, len(self.note), LONGEST_NOTE)
        return [part for at in starts if (part := self.note[at : at + LONGEST_NOTE].strip())]


def drafts(sheet: Sheet, settings: Settings) -> list[Draft]:
    """Each row as an application, possible or not."""
    return [_Reader(sheet, row, settings).draft() for row in sheet.rows]


def words_in(sheet: Sheet, columns: Sequence[Field]) -> dict[str, int]:
    """The words for how far an application has come, and how often each stands there."""
    found: dict[str, int] = {}
    for row in sheet.rows:
        word = _word(columns, row.cells)
        if word:
            found[word] = found.get(word, 0) + 1
    return dict(sorted(found.items(), key=lambda each: -each[1]))


def _word(columns: Sequence[Field], cells: Sequence[str]) -> str:
    """How it ended tells more than that it is over."""
    said = {means: cell for means, cell in zip(columns, cells, strict=True) if cell}
    return (said.get(Field.OUTCOME) or said.get(Field.STATUS) or "")[:200]


class _Reader:
    """Reads one row, cell by cell, and remembers what it could not read."""

    def __init__(self, sheet: Sheet, row: Row, settings: Settings) -> None:
        self.sheet = sheet
        self.row = row
        self.settings = settings
        self.problems: list[Problem] = []
        self.cells = [
            settings.corrections.get((row.number, at), cell) for at, cell in enumerate(row.cells)
        ]

    def draft(self) -> Draft:
        plain = LONGEST.keys() - {Field.LINK, *OF_CONTACT}
        values = {str(name): self.short(name) for name in LONGEST if name in plain}
        employer = values.pop(Field.EMPLOYER)
        if not employer:
            self.note_problem(Field.EMPLOYER, "There is no employer in this row.")
        values[Field.LINK] = self.read(Field.LINK, link_of, "This is no link to a page.") or ""
        values |= self.pay() | self.remote() | self.feelings()
        days = {name: self.day(name) for name in (Field.APPLIED_ON, Field.NEXT_STEP_ON)}
        stage, outcome = self.standing(is_applied=days[Field.APPLIED_ON] is not None)
        closes_on = self.day(Field.CLOSES_ON)
        if closes_on and stage is Stage.SAVED and not values[Field.NEXT_STEP]:
            values[Field.NEXT_STEP], days[Field.NEXT_STEP_ON] = APPLY_BY, closes_on
        return Draft(
            row=self.row.number,
            employer=employer,
            stage=stage,
            outcome=outcome,
            values=values | {str(name): day for name, day in days.items()},
            tags=self.tags(),
            notes=tuple(self.notes()),
            posting=self.posting(),
            added_on=self.day(Field.ADDED_ON),
            since=self.day(Field.SINCE),
            heard_on=self.day(Field.HEARD_ON),
            domain=self.read(Field.DOMAIN, domain_of, "This is no website that we can read.") or "",
            contact=self.contact(),
            problems=tuple(self.problems),
        )

    def at(self, means: Field) -> int:
        return self.settings.columns.index(means) if means in self.settings.columns else -1

    def text(self, means: Field) -> str:
        at = self.at(means)
        text = self.cells[at] if at >= 0 else ""
        return "" if means not in FREE_TEXT and is_unknown(text) else text

    def note_problem(self, means: Field, message: str, at: int | None = None) -> None:
        at = self.at(means) if at is None else at
        text = self.cells[at] if at >= 0 else ""
        header = self.sheet.header[at] if at >= 0 else ""
        self.problems.append(Problem(self.row.number, at, header, means, text, message))

    def read[V](self, means: Field, reader: Callable[[str], V | None], message: str) -> V | None:
        """The cell's value; where it says something that is none, that is a problem."""
        text = self.text(means)
        value = reader(text) if text else None
        if text and value is None:
            self.note_problem(means, message)
        return value

    def short(self, means: Field) -> str:
        """A text of one line, within what we keep of it."""
        text = re.sub(r"(?<=\S)\s*[\r\n]+\s*(?=\S)", " ", self.text(means))
        longest = LONGEST[means]
        if len(text) > longest:
            self.note_problem(means, f"This is {len(text)} characters; we keep {longest}.")
        return text[:longest]

    def day(self, means: Field) -> date | None:
        order = self.settings.order
        return self.read(means, lambda text: day_of(text, order), "This is no day we can read.")

    def standing(self, *, is_applied: bool) -> tuple[Stage, Outcome]:
        word = _word(self.settings.columns, self.cells)
        standing = self.settings.words.get(word) or standing_of(word) if word else ""
        # Whoever noted a day has applied, whatever else their word means.
        fallback = self.settings.stage or (Stage.APPLIED if is_applied or word else Stage.SAVED)
        return parts_of(standing or fallback)

    def pay(self) -> dict[str, Any]:
        pay = self.read(Field.PAY, pay_of, "This is no pay that we can read.") or Pay()
        number = "This is no sum that we can read."
        low = self.read(Field.PAY_FROM, number_of, number)
        high = self.read(Field.PAY_TO, number_of, number)
        low, high = (pay.low if low is None else low), (pay.high if high is None else high)
        if low is not None and high is not None and low > high:
            low, high = high, low
        named = self.read(Field.CURRENCY, _code_of, "This is no currency of three letters.")
        period = self.read(Field.PERIOD, period_of, "This is no span of time that pay is for.")
        is_known = low is not None or high is not None
        return {
            Field.PAY_FROM: low,
            Field.PAY_TO: high,
            Field.CURRENCY: (named or pay.currency or self.settings.currency) if is_known else "",
            Field.PERIOD: str(period or pay.period or self.period_in_header()) if is_known else "",
        }

    def period_in_header(self) -> str:
        at = self.at(Field.PAY)
        return (period_of(self.sheet.header[at].replace("_", " ")) or "") if at >= 0 else ""

    def remote(self) -> dict[str, Any]:
        said = self.text(Field.REMOTE)
        found = remote_of(said) if said else remote_of(self.text(Field.PLACE))
        if said and found is None:
            self.note_problem(Field.REMOTE, "Choose on site, hybrid or remote.")
        return {Field.REMOTE: str(found or Remote.UNKNOWN)}

    def feelings(self) -> dict[str, Any]:
        message = "Interest is a number from 1 to 5."
        now = self.read(Field.INTEREST, interest_of, message)
        then = self.read(Field.INTEREST_THEN, interest_of, message)
        motive = self.read(Field.MOTIVE, motive_of, "This is none of our reasons to apply.")
        return {
            Field.INTEREST: now or then,
            Field.INTEREST_THEN: then,
            Field.IS_DREAM: is_yes(self.text(Field.IS_DREAM)),
            Field.MOTIVE: str(motive or ""),
        }

    def contact(self) -> Person | None:
        """Who is named; a phone alone is nobody yet, and stays as a note."""
        named, phone = map(self.short, OF_CONTACT)
        name, in_name = named_in(named)
        email = self.read(Field.CONTACT_EMAIL, email_of, "This is no e-mail address.") or in_name
        link = self.read(Field.CONTACT_LINK, contact_link_of, "This is no link to a page.") or ""
        name = (name or email)[: LONGEST[Field.CONTACT]]
        if phone and not name:
            self.note_problem(Field.CONTACT_PHONE, "Whose phone is it? The row names nobody.")
        return Person(name, email, phone, link) if name else None

    def posting(self) -> str:
        text = self.text(Field.POSTING)
        if len(text) > LONGEST_POSTING:
            self.note_problem(
                Field.POSTING, f"This is {len(text)} characters; we keep {LONGEST_POSTING}."
            )
        return text[:LONGEST_POSTING]

    def tags(self) -> tuple[str, ...]:
        """Each once, capitals aside; a cell that holds more than we keep is noted too."""
        found: dict[str, str] = {}
        for at in self.columns_of(Field.TAGS):
            names = [tag.strip().lstrip("#") for tag in re.split(r"[,;|\n]", self.cells[at])]
            for name in filter(None, names):
                found.setdefault(name.lower(), name)
            if len(found) > MOST_TAGS or any(len(name) > LONGEST_TAG for name in names):
                message = f"We keep {MOST_TAGS} tags, of {LONGEST_TAG} letters at most."
                self.note_problem(Field.TAGS, message, at)
        return tuple(name for name in found.values() if len(name) <= LONGEST_TAG)[:MOST_TAGS]

    def notes(self) -> Iterator[str]:
        """Each with the name of its column before it, but for the one that is for notes."""
        columns = self.columns_of(Field.NOTES)
        for at in columns:
            header = self.sheet.header[at]
            is_plain = not header or (len(columns) == 1 and is_for_notes(header))
            if self.cells[at]:
                yield self.cells[at] if is_plain else f"{header}: {self.cells[at]}"

    def columns_of(self, means: Field) -> list[int]:
        return [at for at, each in enumerate(self.settings.columns) if each is means]


def interest_of(text: str) -> int | None:
    """Of "4", "4/5", four stars, and "high"."""
    if found := _INTEREST.get(text.strip().lower()):
        return found
    stars = text.count("★") + text.count("⭐")
    match = re.match(r"([1-5])(?:\s*(?:/|of|out of)\s*5)?$", text.strip())
    number = int(match[1]) if match else stars
    return number if 1 <= number <= _HIGHEST_INTEREST else None


def is_unknown(text: str) -> bool:
    return text.strip().lower() in {"unknown", "n/a", "na", "-", "–", "?", "no", "none", "tbd"}


def _code_of(text: str) -> str | None:
    code = currency_of(text)
    return code or (text.upper() if _CURRENCY.fullmatch(text) else None)
