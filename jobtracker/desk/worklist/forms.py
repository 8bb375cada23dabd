"""What is asked about a thing that is due."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from django import forms

from applications.models.activity import LONGEST_TEXT
from jobtracker.clock import zone_named
from jobtracker.hours import A_DAY, moment_at
from jobtracker.people.mail import seen
from jobtracker.people.models import Membership

MORNING, AFTERNOON = time(9), time(14)
LONGEST = timedelta(days=90)
ON_A_DAY = "day"
COORDINATOR = "coordinator"


class Wake(NamedTuple):
    """Until when something can be put off, as a word and in words."""

    name: str
    label: str
    at: datetime


def wakes(now: datetime, zone: str) -> list[Wake]:
    """The usual ones, on the clock of that zone."""
    local = now.astimezone(zone_named(zone))
    today = local.date()
    monday = today + timedelta(days=7 - today.weekday())
    later = moment_at(today, AFTERNOON, zone)
    found = [Wake("hour", "For an hour", now + timedelta(hours=1))]
    if local.hour < AFTERNOON.hour - 1:
        found.append(Wake("afternoon", "Until this afternoon", later))
    found.append(Wake("tomorrow", "Until tomorrow", moment_at(today + A_DAY, MORNING, zone)))
    if monday != today + A_DAY:
        found.append(Wake("monday", "Until Monday", moment_at(monday, MORNING, zone)))
    return found


class SnoozeForm(forms.Form):
    """Until when it is left out of the list: one of the usual ones, or a day of one's own."""

    until = forms.CharField(max_length=12)
    day = forms.DateField(
        required=False, label="Or until", widget=forms.DateInput({"type": "date"})
    )

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401
        *,
        now: datetime,
        zone: str,
        **options: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(data, **options)
        self.now, self.zone = now, zone
        self.wakes = wakes(now, zone)
        today = now.astimezone(zone_named(zone)).date()
        self.fields["day"].widget.attrs |= {
            "min": f"{today + A_DAY:%Y-%m-%d}",
            "max": f"{today + LONGEST:%Y-%m-%d}",
        }

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        named, day = cleaned.get("until"), cleaned.get("day")
        usual = {each.name: each.at for each in self.wakes}
        if named in usual:
            cleaned["at"] = usual[named]
        elif named != ON_A_DAY:
            self.add_error(None, "Choose until when.")
        elif "day" not in self.errors:
            cleaned["at"] = self._morning_of(day)
        return cleaned

    def _morning_of(self, day: date | None) -> datetime | None:
        today = self.now.astimezone(zone_named(self.zone)).date()
        if day is None or not today < day <= today + LONGEST:
            self.add_error("day", "Choose a day from tomorrow on, within three months.")
            return None
        return moment_at(day, MORNING, self.zone)


class MessageForm(forms.Form):
    """A mail to the candidate, with words that are ready to be changed."""

    subject = forms.CharField(max_length=150, label="Subject")
    text = forms.CharField(
        max_length=LONGEST_TEXT, label="Message", widget=forms.Textarea({"rows": 5})
    )

    def clean_subject(self) -> str:
        """One line of letters that can be seen."""
        return seen(self.cleaned_data["subject"])


class AssignmentForm(forms.Form):
    """Who deals with it."""

    to = forms.ChoiceField(label="Who deals with it")

    def __init__(self, data: Any = None, *, team: Sequence[Membership], **options: Any) -> None:  # noqa: ANN401
        super().__init__(data, **options)
        self.team = {str(each.pk): each for each in team}
        names = [(pk, str(each.user)) for pk, each in self.team.items()]
        field = self.fields["to"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(COORDINATOR, "The candidate’s coordinator"), *names]

    @property
    def member(self) -> Membership | None:
        """Whom it goes to, None for the candidate's coordinator, once the form is valid."""
        return self.team.get(self.cleaned_data["to"])
