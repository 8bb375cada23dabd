"""Times in a form as somebody's clock shows them, and the zone of that clock."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from jobtracker.people.zones import zone_choices

FIRST_YEAR, LAST_YEAR = 1970, 2100


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


def zone_field(
    own: str, *others: str, label: str = "Time zone of these times"
) -> forms.ChoiceField:
    """A choice of zone in which nothing is chosen; the person's own zone comes first."""
    near = [(zone, zone.replace("_", " ")) for zone in dict.fromkeys((own, *others)) if zone]
    return forms.ChoiceField(
        label=label,
        required=False,
        choices=[("", "Choose a zone"), ("Yours, and theirs", near), ("All", zone_choices())],
    )


def check_day(day: date) -> None:
    """Refuse a day on which nobody looked for a job, such as one of the year 26."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise forms.ValidationError("Please check the year.")


def skipped_hour(start: datetime, zone: str) -> bool:
    """Whether the clocks of the zone skip that time, so that it never comes."""
    there = start.replace(tzinfo=ZoneInfo(zone))
    return (
        there.astimezone(ZoneInfo("UTC")).astimezone(ZoneInfo(zone)).replace(tzinfo=None) != start
    )


def _naive(value: datetime | None) -> datetime | None:
    return value and value.replace(tzinfo=None)
