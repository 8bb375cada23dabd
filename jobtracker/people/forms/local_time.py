"""Times in a form as somebody's clock shows them, and the zone of that clock."""

from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.utils import timezone

from jobtracker.clock import zone_named
from jobtracker.people.zones import zone_choices

FIRST_YEAR, LAST_YEAR = 1970, 2100
SECOND = "second"
WHICH = [
    ("", "Choose one"),
    ("first", "The first, before the clocks go back"),
    (SECOND, "The second, after they went back"),
]
SKIPPED = "The clocks change there that night, and skip this time. Choose one before or after it."
TWICE = "The clocks go back there that night, so this time comes twice. Which one is it?"
NO_ZONE = "We know no such time zone. Choose one from the list."


def local_time(**options: Any) -> forms.DateTimeField:  # noqa: ANN401
    """A field for a wall clock time; its value is naive, in the zone the form names."""
    widget = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return WallClockField(widget=widget, required=False, **options)


class WallClockField(forms.DateTimeField):
    """Keeps what was typed as it was typed: no zone is put on it here."""

    def prepare_value(self, value: Any) -> Any:  # noqa: ANN401
        return value

    def to_python(self, value: Any) -> datetime | None:  # noqa: ANN401
        if value in self.empty_values:
            return None
        # On the reader's own clock an hour that it skips or repeats would be refused.
        with timezone.override(UTC):
            return _naive(super().to_python(value))


def zone_field(
    own: str, *others: str, label: str = "Time zone of these times"
) -> forms.ChoiceField:
    """A choice of zone in which nothing is chosen; the person's own zone comes first."""
    near = [(zone, zone.replace("_", " ")) for zone in dict.fromkeys((own, *others)) if zone]
    return forms.ChoiceField(
        label=label,
        required=False,
        error_messages={"invalid_choice": NO_ZONE},
        choices=[("", "Choose a zone"), ("Yours, and theirs", near), ("All", zone_choices())],
    )


def check_day(day: date) -> None:
    """Refuse a day on which nobody looked for a job, such as one of the year 26."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise forms.ValidationError("Please check the year.")


def skipped_hour(start: datetime, zone: str) -> bool:
    """Whether the clocks of the zone skip that time, so that it never comes."""
    clock = zone_named(zone)
    there = start.replace(tzinfo=clock)
    return there.astimezone(UTC).astimezone(clock).replace(tzinfo=None) != start


def repeated_hour(local: datetime, zone: str) -> bool:
    """Whether the clocks of the zone show that time twice, so that the hour alone is no answer."""
    clock = zone_named(zone)
    first, second = (local.replace(tzinfo=clock, fold=fold) for fold in (0, 1))
    return first.utcoffset() != second.utcoffset() and not skipped_hour(local, zone)


def which_hour() -> forms.ChoiceField:
    """Which of two it is, beside a time; a form names it `start_which` for its `start`."""
    return forms.ChoiceField(label="Which of the two?", required=False, choices=WHICH)


def which_of(moment: datetime | None, zone: str) -> str:
    """The first value of that choice for an aware time; "" where its hour comes once."""
    local = moment and moment.astimezone(zone_named(zone))
    if local is None or not repeated_hour(local.replace(tzinfo=None), zone):
        return ""
    return SECOND if local.fold else "first"


def settle(form: forms.BaseForm, name: str, zone: str) -> datetime | None:
    """The time that a form means on a clock of the zone, by its `fold` where it comes twice.

    None where there is none; then the form says beside it what is wrong.
    """
    local: datetime | None = form.cleaned_data.get(name)
    if local is None:
        return None
    if skipped_hour(local, zone):
        form.add_error(name, SKIPPED)
        return None
    if repeated_hour(local, zone):
        which = form.cleaned_data.get(f"{name}_which")
        if not which:
            form.add_error(f"{name}_which", TWICE)
            return None
        local = local.replace(fold=int(which == SECOND))
    form.cleaned_data[name] = local
    return local


def _naive(value: datetime | None) -> datetime | None:
    return value and value.replace(tzinfo=None)
