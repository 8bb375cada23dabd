"""Proposed times in a form: a few rows of start and end, in one zone."""

from datetime import timedelta
from typing import Any

from django import forms

from interviews.models.invitation import SlotDraft
from jobtracker.people.forms.local_time import local_time

ROWS = 3
MOST_ROWS = 8
LONGEST = timedelta(hours=14)


class SlotForm(forms.Form):
    start = local_time(label="Starts")
    end = local_time(label="Ends")

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


SlotFormSet = forms.formset_factory(
    SlotForm, extra=0, min_num=ROWS, max_num=MOST_ROWS, absolute_max=MOST_ROWS
)


def drafts(formset: Any, zone: str) -> list[SlotDraft]:  # noqa: ANN401
    """The rows that hold a start, in the order they were typed."""
    rows = (form.cleaned_data for form in formset.forms)
    return [SlotDraft(row["start"], row.get("end"), zone) for row in rows if row.get("start")]
