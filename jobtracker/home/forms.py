"""The start of a record."""

from django import forms

from jobtracker.people.zones import zone_choices


class StartForm(forms.Form):
    name = forms.CharField(max_length=120, label="Your name, as letters should carry it")
    time_zone = forms.ChoiceField(
        choices=[("", "Choose a zone"), *zone_choices()],
        widget=forms.Select({"data-browser-zone": True}),
        label="Your time zone",
    )
