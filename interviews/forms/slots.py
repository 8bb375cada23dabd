"""Proposed times in a form: a few rows of start and end, in one zone."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

from django import forms

from interviews.models.slot import SlotDraft
from jobtracker.people.forms.local_time import (
    SKIPPED,
    local_time,
    settle,
    skipped_hour,
    which_hour,
)

ROWS = 2
MOST_ROWS = 8
LONGEST = timedelta(hours=14)
OVER = "This time is over. Correct it, or say below that it is right."


class SlotForm(forms.Form):
    start = local_time(label="Starts")
    end = local_time(label="Ends")
    start_which = which_hour()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        start, end = data.get("start"), data.get("end")
        if end and not start and "start" not in self.errors:
            self.add_error("start", "When does it start?")
        if start and end and not start < end <= start + LONGEST:
            self.add_error("end", "The end should come after the start, on the same day.")
        if start and not 2000 <= start.year < 2100:
            self.add_error("start", "Please check the year.")
        return data

    def settle_in(self, zone: str) -> datetime | None:
        """The start as an instant, once both ends are known to exist there."""
        start, end = settle(self, "start", zone), self.cleaned_data.get("end")
        if end and skipped_hour(end, zone):
            self.add_error("end", SKIPPED)
        elif start and end:
            self.cleaned_data["end"] = first_after(start, end, zone)
        return start and start.replace(tzinfo=ZoneInfo(zone))


class RowsOfSlots(forms.BaseFormSet):  # type: ignore[type-arg]
    """The rows together: each is held against the clock of the zone that they share."""

    @property
    def told(self) -> list[SlotForm]:
        """The rows that name a start, in the order they were typed."""
        return [row for row in self.forms if row.cleaned_data.get("start")]

    def settle_in(self, zone: str) -> bool:
        """Whether every time is there; beside one that is not stands what to do."""
        for row in self.told:
            row.settle_in(zone)
        return not any(row.errors for row in self.forms)

    def refuse_over(self, zone: str, now: datetime, known: Collection[datetime] = ()) -> bool:
        """Say beside each time that is over that it is, but for what was known; whether any was."""
        clock = ZoneInfo(zone)
        over = [
            row
            for row in self.told
            if (start := row.cleaned_data["start"]).replace(tzinfo=clock) <= now
            and start not in known
        ]
        for row in over:
            row.add_error("start", OVER)
        return bool(over)


def rows_of_slots(*, extra: int, at_least: int, most: int) -> type[RowsOfSlots]:
    """A set of that many rows."""
    limits: dict[str, Any] = {
        "extra": extra,
        "min_num": at_least,
        "max_num": most,
        "absolute_max": most,
    }
    made: Any = forms.formset_factory(SlotForm, formset=RowsOfSlots, **limits)
    return cast("type[RowsOfSlots]", made)


SlotFormSet = rows_of_slots(extra=1, at_least=ROWS, most=MOST_ROWS)


def first_after(start: datetime, end: datetime, zone: str) -> datetime:
    """The end with the `fold` by which it follows the start, where its hour comes twice."""
    clock = ZoneInfo(zone)
    is_before = end.replace(tzinfo=clock).timestamp() <= start.replace(tzinfo=clock).timestamp()
    return end.replace(fold=1) if is_before else end


def drafts(formset: RowsOfSlots, zone: str) -> list[SlotDraft]:
    """The rows that hold a start, in the order they were typed."""
    rows = (row.cleaned_data for row in formset.told)
    return [SlotDraft(row["start"], row.get("end"), zone) for row in rows]
