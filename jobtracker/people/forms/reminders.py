"""What one wants to be reminded of by mail, and when."""

from datetime import time
from typing import Any, override

from django import forms

from jobtracker.edits import EditForm
from jobtracker.hours import Hours
from jobtracker.people.models import Reminders

CLOCK = {"type": "time"}
KINDS = ("of_invitations", "of_interviews", "of_afterwards", "of_plans", "of_deadlines")


class ClockField(forms.TimeField):
    """A time of the day, to the minute."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401
        super().__init__(
            input_formats=["%H:%M", "%H:%M:%S"],
            widget=forms.TimeInput(CLOCK, format="%H:%M"),
            error_messages={
                "invalid": "A time of the day, such as 07:30.",
                "required": "A time of the day, such as 07:30.",
            },
            **options,
        )

    @override
    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H:%M}" if isinstance(value, time) else value

    @override
    def to_python(self, value: Any) -> time | None:
        found = super().to_python(value)
        return found.replace(second=0) if found else None


class RemindersForm(EditForm):
    """The settings; the morning mail does not come in the quiet hours."""

    morning = ClockField(label="Morning mail at")
    quiet_from = ClockField(label="Quiet from")
    quiet_until = ClockField(label="until")

    class Meta:
        model = Reminders
        fields = ["by_mail", "morning", "quiet_from", "quiet_until", *KINDS]
        labels = {"of_deadlines": "Answers due in a few hours, each in a mail of its own"}

    @override
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        clocks = [
            cleaned[name] for name in ("morning", "quiet_from", "quiet_until") if name in cleaned
        ]
        match clocks:
            case [morning, start, end] if Hours("UTC", *clocks).is_quiet_at(morning):
                quiet = f"from {start:%H:%M} until {end:%H:%M}"
                self.add_error(
                    "morning", f"That is in your quiet hours, {quiet}. Move one of them."
                )
        return cleaned

    @override
    def ask_again(self, name: str, stored: Any) -> None:
        shown = {True: "on", False: "off"}.get(stored, stored) if name in self.switches else stored
        super().ask_again(name, self.fields[name].prepare_value(shown))

    @property
    def switches(self) -> tuple[str, ...]:
        return ("by_mail", *KINDS)
