"""Where a person's clock stands, asked of whoever has not told it yet."""

from typing import Any

from django import forms

from jobtracker.people.models import User
from jobtracker.people.zones import earlier_names, zone_choices

UNKNOWN = ("", "Choose a zone")
# A browser offers its own where nothing is chosen, by whatever name it knows it.
FROM_BROWSER = {
    "data-browser-zone": " ".join(f"{name}={now}" for name, now in earlier_names().items())
}


class ClockForm(forms.Form):
    """The time zone, and nothing at all for whoever has told theirs."""

    time_zone = forms.ChoiceField(
        choices=[UNKNOWN, *zone_choices()],
        widget=forms.Select(FROM_BROWSER),
        label="Your time zone",
        error_messages={"required": "Choose where your clock stands."},
    )

    def __init__(self, data: Any = None, *, of: User, **options: Any) -> None:  # noqa: ANN401
        super().__init__(data, **options)
        self.of = of
        if of.time_zone:
            del self.fields["time_zone"]

    @property
    def zone(self) -> str:
        """The person's own by now, once the form is valid."""
        return str(self.cleaned_data.get("time_zone", self.of.time_zone))

    def keep(self) -> None:
        """Have the person's account show times on that clock from now on."""
        if self.of.time_zone != self.zone:
            self.of.tell_time_zone(self.zone)


def with_own(own: str) -> list[tuple[str, str]]:
    """Choices for a form that changes a zone: one that is offered no more stays until then."""
    choices = zone_choices()
    if not own:
        return [UNKNOWN, *choices]
    return choices if own in dict(choices) else [(own, own), *choices]
