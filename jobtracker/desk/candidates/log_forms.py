"""What was done for a candidate, and what is next: told in ten seconds."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from django import forms

from applications.models import Application
from applications.models.activity import (
    ACTIVITY_LABELS,
    ACTIVITY_READERS_LABELS,
    LONGEST_STEP,
    LONGEST_TEXT,
    ActivityKind,
    ActivityReaders,
)
from jobtracker.clock import zone_named
from jobtracker.hours import moment_at
from jobtracker.people.forms.local_time import check_day
from jobtracker.targets import OPENS
from jobtracker.ui.when import on_weekday

DAYS_OF_A_WEEK = 7


class Next(StrEnum):
    """By when there is something to do."""

    NOTHING = ""
    TOMORROW = "tomorrow"
    IN_THREE_DAYS = "three-days"
    NEXT_MONDAY = "monday"
    OWN = "own"


def day_of(choice: Next, today: date) -> date:
    """The day that a quick choice means."""
    days = {
        Next.TOMORROW: 1,
        Next.IN_THREE_DAYS: 3,
        Next.NEXT_MONDAY: DAYS_OF_A_WEEK - today.weekday(),
    }
    return today + timedelta(days=days[choice])


def next_choices(today: date) -> list[tuple[str, str]]:
    """What is offered, each with the day of the week that it is."""
    tomorrow, third = (
        on_weekday(day_of(each, today)) for each in (Next.TOMORROW, Next.IN_THREE_DAYS)
    )
    return [
        (Next.NOTHING, "Nothing"),
        (Next.TOMORROW, f"Tomorrow ({tomorrow})"),
        (Next.IN_THREE_DAYS, f"In 3 days ({third})"),
        (Next.NEXT_MONDAY, "Next Monday"),
        (Next.OWN, "On another day"),
    ]


class LogForm(forms.Form):
    """One line of the log; `now` and `zone` say which day it is for whoever writes."""

    kind = forms.ChoiceField(
        label="What was it?",
        choices=[*ACTIVITY_LABELS.items()],
        widget=forms.RadioSelect,
        initial=ActivityKind.CALL,
    )
    text = forms.CharField(
        label="In a line",
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 2}),
    )
    next_step = forms.CharField(label="Next step", required=False, max_length=LONGEST_STEP)
    due = forms.ChoiceField(
        label="When is it due?",
        required=False,
        widget=forms.RadioSelect,
        initial=Next.NOTHING,
    )
    due_on = forms.DateField(
        label="That day",
        required=False,
        validators=[check_day],
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    due_time = forms.TimeField(
        label="At", required=False, widget=forms.TimeInput({"type": "time"}, format="%H:%M")
    )
    application = forms.TypedChoiceField(
        label="About which job?", required=False, coerce=int, empty_value=None
    )
    visibility = forms.ChoiceField(
        label="Who reads it?",
        choices=[*ACTIVITY_READERS_LABELS.items()],
        widget=forms.RadioSelect,
        initial=ActivityReaders.INTERNAL,
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401
        now: datetime,
        zone: str,
        about: Sequence[Application],
        **options: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **{"prefix": "log", **options})
        self.zone = zone
        self.today = now.astimezone(zone_named(zone)).date()
        self.fields["due"].choices = next_choices(self.today)  # type: ignore[attr-defined]
        jobs = [("", "None in particular"), *((each.pk, str(each)) for each in about)]
        self.fields["application"].choices = jobs  # type: ignore[attr-defined]
        if not about:
            del self.fields["application"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        due, step = cleaned.get("due"), cleaned.get("next_step")
        if step and due == Next.NOTHING:
            if cleaned.get("due_on"):
                cleaned["due"] = Next.OWN
            else:
                self.add_error("due", "By when? Choose a day.")
        elif due and not step and "next_step" not in self.errors:
            self.add_error("next_step", "What will you do then?")
        if due == Next.OWN and not cleaned.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", "Which day?")
        return cleaned

    @property
    def said(self) -> dict[str, Any]:
        """What to keep, by the columns of Activity, once the form is valid."""
        cleaned = self.cleaned_data
        return {
            "kind": cleaned["kind"],
            "text": cleaned["text"],
            "next_step": cleaned["next_step"],
            "due_at": self.due_at,
            "visibility": cleaned["visibility"],
            "application_id": cleaned.get("application"),
        }

    @property
    def due_at(self) -> datetime | None:
        """When the next step is due: at the start of the working day, unless an hour was told."""
        due = Next(self.cleaned_data["due"])
        if due is Next.NOTHING:
            return None
        day = self.cleaned_data["due_on"] if due is Next.OWN else day_of(due, self.today)
        clock: time = self.cleaned_data["due_time"] or OPENS
        return moment_at(day, clock, self.zone)
