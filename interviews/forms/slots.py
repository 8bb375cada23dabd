"""Proposed times in a form: a few rows of start and end, in one zone."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from interviews.models.invitation import SlotDraft
from jobtracker.people.zones import zone_choices

ROWS = 3
MOST_ROWS = 8
LONGEST = timedelta(hours=14)


def local_time(**options: Any) -> forms.DateTimeField:  # noqa: ANN401
    """A field for a wall clock time; its value is naive, in the zone the form names."""
    widget = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return WallClockField(widget=widget, required=False, **options)


class WallClockField(forms.DateTimeField):
    """Keeps what was typed as it was typed: no zone is put on it here."""

    def prepare_value(self, value: Any) -> Any:  # noqa: ANN401
        return value

    def to_python(self, value: Any) -> datetime | None:  # noqa: ANN401
        return None if value in self.empty_values else _naive(super().to_python(value))


def _naive(value: datetime | None) -> datetime | None:
    return value and value.replace(tzinfo=None)


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


def zone_field(own: str, *others: str) -> forms.ChoiceField:
    """A choice of zone in which nothing is chosen; the person's own zone comes first."""
    near = [(zone, zone.replace("_", " ")) for zone in dict.fromkeys((own, *others)) if zone]
    return forms.ChoiceField(
        label="Time zone of these times",
        required=False,
        choices=[("", "Choose a zone"), ("Yours, and theirs", near), ("All", zone_choices())],
    )


def drafts(formset: Any, zone: str) -> list[SlotDraft]:  # noqa: ANN401
    """The rows that hold a start, in the order they were typed."""
    rows = (form.cleaned_data for form in formset.forms)
    return [SlotDraft(row["start"], row.get("end"), zone) for row in rows if row.get("start")]


def skipped_hour(start: datetime, zone: str) -> bool:
    """Whether the clocks of the zone skip that time, so that it never comes."""
    there = start.replace(tzinfo=ZoneInfo(zone))
    return (
        there.astimezone(ZoneInfo("UTC")).astimezone(ZoneInfo(zone)).replace(tzinfo=None) != start
    )
