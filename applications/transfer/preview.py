"""A dry run: what a table would become with what the person has said about it so far."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Self

from .dates import Order, is_unclear, order_in
from .duplicates import Duplicate, Known, duplicates
from .fields import DATES, Field
from .headers import fitting, guess, recognised
from .rows import Draft, Problem, Settings, drafts, words_in
from .sheet import Sheet


class OfDuplicates(StrEnum):
    """What becomes of rows that repeat a job."""

    SKIP = "skip"
    ADD = "add"


class OfUnread(StrEnum):
    """What becomes of rows with a cell that says nothing to us."""

    NOTE = "note"
    LEAVE = "leave"


@dataclass(frozen=True)
class Plan:
    """All that the person says about a table; `corrections` are by row and column."""

    columns: tuple[Field, ...] = ()
    stage: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    order: Order = Order.UNKNOWN
    currency: str = ""
    of_duplicates: OfDuplicates = OfDuplicates.SKIP
    add_anyway: frozenset[int] = frozenset()
    of_unread: OfUnread = OfUnread.NOTE
    corrections: Mapping[tuple[int, int], str] = field(default_factory=dict)

    @classmethod
    def guessed(cls, sheet: Sheet) -> Self:
        """What the names of the columns say by themselves."""
        preset = recognised(sheet.header)
        columns = fitting(guess(sheet.header, preset), sheet)
        if preset is None:
            return cls(columns=tuple(columns))
        return cls(columns=tuple(columns), stage=preset.stage, order=preset.order)

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "columns": list(self.columns),
            "stage": self.stage,
            "words": dict(self.words),
            "order": self.order,
            "currency": self.currency,
            "of_duplicates": self.of_duplicates,
            "add_anyway": sorted(self.add_anyway),
            "of_unread": self.of_unread,
            "corrections": [[*at, text] for at, text in self.corrections.items()],
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """The reverse of ``as_dict``; what is missing is as nobody has said anything."""
        plan = cls(**{name: data[name] for name in ("stage", "words", "currency") if name in data})
        return replace(
            plan,
            columns=tuple(map(Field, data.get("columns", ()))),
            order=Order(data.get("order", "")),
            of_duplicates=OfDuplicates(data.get("of_duplicates", OfDuplicates.SKIP)),
            add_anyway=frozenset(data.get("add_anyway", ())),
            of_unread=OfUnread(data.get("of_unread", OfUnread.NOTE)),
            corrections={(row, column): text for row, column, text in data.get("corrections", ())},
        )


@dataclass(frozen=True)
class Preview:
    """`taken` are the drafts that would be added.

    `asks_order` says that only the person can tell day from month; `unclear_day` is one such date.
    """

    plan: Plan
    words: dict[str, int]
    asks_order: bool
    unclear_day: str
    asks_currency: bool
    problems: list[Problem]
    duplicates: list[Duplicate]
    taken: list[Draft]
    total: int

    @property
    def left_out(self) -> int:
        return self.total - len(self.taken)


def preview_of(sheet: Sheet, plan: Plan, known: Iterable[Known]) -> Preview:
    """The dry run; nothing is stored."""
    dates = [cell for at in _columns_of_days(plan) for cell in sheet.column(at)]
    dates_tell = order_in(dates)
    told = dates_tell or plan.order or dates_tell
    settings = Settings(
        columns=plan.columns,
        words=plan.words,
        order=told or Order.UNKNOWN,
        currency=plan.currency,
        stage=plan.stage,
        corrections=plan.corrections,
    )
    found = drafts(sheet, settings)
    possible = [draft for draft in found if is_possible(draft, plan)]
    repeated = list(duplicates(possible, known))
    skipped = {each.draft.row for each in repeated if is_skipped(each, plan)}
    return Preview(
        plan=plan,
        words=words_in(sheet, plan.columns),
        asks_order=dates_tell is None,
        unclear_day=next(filter(is_unclear, dates), ""),
        asks_currency=bool(plan.currency) or any(map(_lacks_currency, found)),
        problems=[problem for draft in found for problem in draft.problems],
        duplicates=repeated,
        taken=[draft for draft in possible if draft.row not in skipped],
        total=len(sheet.rows),
    )


def is_possible(draft: Draft, plan: Plan) -> bool:
    is_unread = bool(draft.problems) and plan.of_unread is OfUnread.LEAVE
    return draft.is_possible and not is_unread


def is_skipped(duplicate: Duplicate, plan: Plan) -> bool:
    is_wanted = duplicate.draft.row in plan.add_anyway
    return plan.of_duplicates is OfDuplicates.SKIP and not is_wanted


def _columns_of_days(plan: Plan) -> list[int]:
    return [at for at, means in enumerate(plan.columns) if means in DATES]


def _lacks_currency(draft: Draft) -> bool:
    sums = (draft.values[Field.PAY_FROM], draft.values[Field.PAY_TO])
    return sums != (None, None) and not draft.values[Field.CURRENCY]
