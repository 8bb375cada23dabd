"""The one question about the situation, and the start of a record."""

from django import forms

from jobtracker.people.models import Situation
from jobtracker.people.models.candidate import SITUATION_LABELS
from jobtracker.people.zones import zone_choices


class SituationForm(forms.Form):
    situation = forms.TypedChoiceField(
        coerce=Situation,
        choices=[(situation.value, label) for situation, label in SITUATION_LABELS.items()],
        widget=forms.RadioSelect,
        label="Do you have a job you could stay in?",
        error_messages={"required": "Choose one of the three."},
    )


class StartForm(forms.Form):
    name = forms.CharField(max_length=120, label="Your name, as letters should carry it")
    time_zone = forms.ChoiceField(
        choices=[("", "Choose a zone"), *zone_choices()],
        widget=forms.Select({"data-browser-zone": True}),
        label="Your time zone",
    )
