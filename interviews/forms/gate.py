"""After an interview: go on, withdraw, or sleep on it until some time."""

from datetime import datetime, timedelta
from typing import Any

from django import forms

from interviews.models import Choice, Decision
from interviews.models.decision import AFTER_INTERVIEW, CHOICE_LABELS
from jobtracker.clock import zone_named
from jobtracker.people.forms.local_time import local_time, settle, which_hour

LONGEST_SLEEP = timedelta(days=30)
MORNING = 9


class GateForm(forms.Form):
    """The choice; `latest` says which decision the page showed, so that two tabs don't collide."""

    choice = forms.ChoiceField(choices=[(each, CHOICE_LABELS[each]) for each in AFTER_INTERVIEW])
    latest = forms.IntegerField(required=False, widget=forms.HiddenInput)
    until = local_time(label="If you sleep on it, until when?", help_text="Then we ask again.")
    until_which = which_hour()
    reason = forms.CharField(
        max_length=500,
        required=False,
        label="Why (only if you like)",
        widget=forms.TextInput,
        help_text="Kept with your decision.",
    )
    reason_shared = forms.BooleanField(
        required=False,
        label="Tell it to whoever looks after me",
        help_text="Without this, it is for you alone.",
    )

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401
        *,
        standing: Decision | None,
        zone: str,
        now: datetime,
        is_looked_after: bool = False,
    ) -> None:
        self.zone, self.now = zone, now
        first = {"latest": standing.pk if standing else None, "until": next_morning(now, zone)}
        super().__init__(data, initial=first)
        if not is_looked_after:
            del self.fields["reason_shared"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("choice") != Choice.SLEEP:
            data["until"] = None
        elif "until" not in self.errors:
            data["until"] = self.woken_at()
        return data

    def woken_at(self) -> datetime | None:
        local = settle(self, "until", self.zone)
        if local is None:
            if not self.errors:
                self.add_error("until", "Until when?")
            return None
        until = local.replace(tzinfo=zone_named(self.zone))
        if not self.now < until <= self.now + LONGEST_SLEEP:
            self.add_error("until", "Choose a time within the next 30 days.")
            return None
        return until


def next_morning(now: datetime, zone: str) -> datetime:
    """Tomorrow at nine, on that clock."""
    tomorrow = now.astimezone(zone_named(zone)) + timedelta(days=1)
    return tomorrow.replace(hour=MORNING, minute=0, second=0, microsecond=0, tzinfo=None)
