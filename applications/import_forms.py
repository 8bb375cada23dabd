"""The forms on the way from a table to applications."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath
from typing import Any, NamedTuple

from django import forms
from django.core.files.uploadedfile import UploadedFile

from applications.stages import MY_CHOICE, OPEN_STAGES, OUTCOME_LABELS, STAGE_LABELS, THEIR_CHOICE
from applications.transfer.dates import Order, day_of
from applications.transfer.duplicates import Duplicate
from applications.transfer.fields import FIELD_LABELS, MANY, Field
from applications.transfer.limits import MAX_BYTES, Refused, check_size
from applications.transfer.preview import OfDuplicates, OfUnread, Plan, Preview
from applications.transfer.rows import Problem
from applications.transfer.sheet import Sheet
from applications.transfer.words import CLOSED, standing_of
from jobtracker.ui.when import in_full

LONGEST_CELL = 2_000
SAMPLES = 3
SAMPLE_LENGTH = 60
# A request holds 500 fields.
MOST_WORDS = 60
MOST_PROBLEMS = 60
MOST_DUPLICATES = 100
STANDING_CHOICES = [
    ("Going on", [(str(each), STAGE_LABELS[each]) for each in OPEN_STAGES]),
    ("Over, by your choice", [(f"{CLOSED}{each}", OUTCOME_LABELS[each]) for each in MY_CHOICE]),
    ("Over, by theirs", [(f"{CLOSED}{each}", OUTCOME_LABELS[each]) for each in THEIR_CHOICE]),
]
BY_DAY = "by-day"
STAGE_CHOICES = [
    (BY_DAY, "Applied where there is a day, saved for later where there is none"),
    ("applied", "All of them are applied for"),
    ("saved", "All of them are saved for later"),
]


class TableForm(forms.Form):
    """The file; what is in it is looked at in a process of its own."""

    file = forms.FileField(
        label="Your table",
        help_text="CSV or Excel (.xlsx), at most 5 MB and 5,000 rows.",
        widget=forms.ClearableFileInput(
            {"accept": ".csv,.tsv,.txt,.xlsx,text/csv", "data-max-bytes": MAX_BYTES}
        ),
        allow_empty_file=True,
        max_length=255,
        error_messages={"required": "Choose the file first."},
    )

    def clean_file(self) -> UploadedFile:  # type: ignore[type-arg]
        file: UploadedFile[Any] = self.cleaned_data["file"]
        try:
            check_size(file.size or 0)
        except Refused as refused:
            raise forms.ValidationError(refused.message) from refused
        return file

    @property
    def file_name(self) -> str:
        """The last part of it, short enough to be kept."""
        return PurePath(self.cleaned_data["file"].name or "table").name[-200:]


class Column(NamedTuple):
    """One column of the table on the page: what it becomes, and what stands in it."""

    choice: forms.BoundField
    samples: list[str]


class ColumnsForm(forms.Form):
    """Which column means what."""

    stage = forms.ChoiceField(
        label="How far have they come?",
        choices=STAGE_CHOICES,
        widget=forms.RadioSelect,
        help_text="For rows where no column says so.",
    )

    def __init__(self, sheet: Sheet, plan: Plan, data: Any = None) -> None:  # noqa: ANN401
        super().__init__(data, initial={"stage": plan.stage or BY_DAY})
        self.sheet = sheet
        self.plan_before = plan
        for at, name in enumerate(sheet.header):
            self.fields[name_of(at)] = forms.ChoiceField(
                label=name or f"Column {at + 1}, without a name",
                choices=[*FIELD_LABELS.items()],
                required=False,
                initial=plan.columns[at] if at < len(plan.columns) else Field.NONE,
            )

    def clean(self) -> None:
        chosen = self.chosen()
        for at, means in enumerate(chosen):
            first = chosen.index(means)
            if means not in MANY and first != at:
                self.add_error(
                    name_of(at), f"“{self.fields[name_of(first)].label}” is that already."
                )
        if Field.EMPLOYER not in chosen and not self.errors:
            self.add_error(None, "Say which column holds the employer: none does so far.")

    def chosen(self) -> list[Field]:
        return [
            Field(self.cleaned_data.get(name_of(at), "")) for at in range(len(self.sheet.header))
        ]

    @property
    def plan(self) -> Plan:
        """The plan with what was chosen, once the form is valid.

        Corrections are of cells as they were understood before, so they go with another choice.
        """
        columns = tuple(self.chosen())
        is_same = columns == self.plan_before.columns
        corrections = self.plan_before.corrections if is_same else {}
        stage = self.cleaned_data["stage"].replace(BY_DAY, "")
        return replace(self.plan_before, columns=columns, stage=stage, corrections=corrections)

    @property
    def columns(self) -> Iterator[Column]:
        for at in range(len(self.sheet.header)):
            cells = dict.fromkeys(self.sheet.column(at))
            samples = [shortened(cell) for cell in [*cells][:SAMPLES]]
            yield Column(self[name_of(at)], samples)


class Word(NamedTuple):
    """A word of the table, how often it stands there, and whether we only guess its meaning."""

    choice: forms.BoundField
    times: int
    is_guess: bool


class Fix(NamedTuple):
    """A cell that says nothing to us, beside a field to write it anew."""

    problem: Problem
    field: forms.BoundField


class Repeated(NamedTuple):
    """A row that repeats a job, and the box that adds it all the same."""

    duplicate: Duplicate
    box: forms.BoundField


class CheckForm(forms.Form):
    """What only the person can say about a table: asked where the dry run found it unclear."""

    def __init__(self, sheet: Sheet, run: Preview, data: Any = None) -> None:  # noqa: ANN401
        super().__init__(data)
        self.sheet = sheet
        self.run = run
        self.ask_order()
        self.ask_currency()
        for at, word in enumerate(self.words_shown):
            self.fields[f"word-{at}"] = self.standing_field(word)
        self.ask_about_cells()
        self.ask_about_duplicates()

    @property
    def words_shown(self) -> list[str]:
        return list(self.run.words)[:MOST_WORDS]

    @property
    def problems_shown(self) -> list[Problem]:
        return self.run.problems[:MOST_PROBLEMS]

    @property
    def duplicates_shown(self) -> list[Duplicate]:
        return self.run.duplicates[:MOST_DUPLICATES]

    def ask_order(self) -> None:
        if self.run.asks_order:
            text = self.run.unclear_day
            choices = [(each, read_as(text, each)) for each in Order if each]
            self.fields["order"] = forms.ChoiceField(
                label=f"Your table has dates such as {text}. Which day is that?",
                choices=choices,
                widget=forms.RadioSelect,
                initial=self.run.plan.order,
                error_messages={"required": "Choose one: only you can tell."},
            )

    def ask_currency(self) -> None:
        if self.run.asks_currency:
            self.fields["currency"] = forms.CharField(
                label="Sums without a currency are in",
                max_length=3,
                required=False,
                initial=self.run.plan.currency,
                help_text="Three letters, such as EUR. Empty: we keep the sum alone.",
            )

    def standing_field(self, word: str) -> forms.ChoiceField:
        known = self.run.plan.words.get(word) or standing_of(word) or "applied"
        return forms.ChoiceField(label=f"“{word}”", choices=STANDING_CHOICES, initial=known)

    def ask_about_cells(self) -> None:
        for problem in self.problems_shown:
            self.fields[fix_name(problem)] = forms.CharField(
                label=f"Row {problem.row}, {problem.header}",
                max_length=LONGEST_CELL,
                required=False,
                initial=problem.text[:LONGEST_CELL],
            )
        if any(not problem.is_fatal for problem in self.run.problems):
            self.fields["of_unread"] = forms.ChoiceField(
                label="And what stays unclear?",
                choices=[
                    (OfUnread.NOTE, "Add the application, and keep the cell’s text as a note"),
                    (OfUnread.LEAVE, "Leave out the row"),
                ],
                widget=forms.RadioSelect,
                initial=self.run.plan.of_unread,
            )

    def ask_about_duplicates(self) -> None:
        if self.run.duplicates:
            self.fields["of_duplicates"] = forms.ChoiceField(
                label="Rows that repeat a job",
                choices=[
                    (OfDuplicates.SKIP, "Leave them out, but for those ticked below"),
                    (OfDuplicates.ADD, "Add them all"),
                ],
                widget=forms.RadioSelect,
                initial=self.run.plan.of_duplicates,
            )
        for each in self.duplicates_shown:
            row = each.draft.row
            self.fields[f"add-{row}"] = forms.BooleanField(
                label=f"Add row {row} all the same",
                required=False,
                initial=row in self.run.plan.add_anyway,
            )

    def clean_currency(self) -> str:
        code: str = self.cleaned_data["currency"].strip().upper()
        if code and not re.fullmatch(r"[A-Z]{3}", code):
            raise forms.ValidationError("A currency has three letters, such as EUR.")
        return code

    @property
    def plan(self) -> Plan:
        """The plan with the answers, once the form is valid."""
        said, plan = self.cleaned_data, self.run.plan
        return replace(
            plan,
            order=Order(said.get("order", plan.order)),
            currency=said.get("currency", plan.currency),
            words={**plan.words, **self.words_said()},
            of_unread=OfUnread(said.get("of_unread", plan.of_unread)),
            of_duplicates=OfDuplicates(said.get("of_duplicates", plan.of_duplicates)),
            add_anyway=self.rows_to_add(),
            corrections={**plan.corrections, **self.corrections()},
        )

    def words_said(self) -> dict[str, str]:
        return {word: self.cleaned_data[f"word-{at}"] for at, word in enumerate(self.words_shown)}

    def rows_to_add(self) -> frozenset[int]:
        shown = {each.draft.row for each in self.duplicates_shown}
        ticked = {row for row in shown if self.cleaned_data[f"add-{row}"]}
        return (self.run.plan.add_anyway - shown) | ticked

    def corrections(self) -> dict[tuple[int, int], str]:
        said = {
            (each.row, each.column): (each, self.cleaned_data[fix_name(each)].strip())
            for each in self.problems_shown
        }
        return {
            at: text
            for at, (each, text) in said.items()
            if text != each.text[:LONGEST_CELL].strip()
        }

    @property
    def words(self) -> Iterator[Word]:
        for at, word in enumerate(self.words_shown):
            is_guess = not (standing_of(word) or word in self.run.plan.words)
            yield Word(self[f"word-{at}"], self.run.words[word], is_guess)

    @property
    def fixes(self) -> Iterator[Fix]:
        for each in self.problems_shown:
            yield Fix(each, self[fix_name(each)])

    @property
    def repeated(self) -> Iterator[Repeated]:
        for each in self.duplicates_shown:
            yield Repeated(each, self[f"add-{each.draft.row}"])


def name_of(at: int) -> str:
    """The name of the field for a column."""
    return f"column-{at}"


def fix_name(problem: Problem) -> str:
    return f"fix-{problem.row}-{problem.column}"


def shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SAMPLE_LENGTH else line[: SAMPLE_LENGTH - 1] + "…"


def read_as(text: str, order: Order) -> str:
    day = day_of(text, order)
    return in_full(day) if day else text
