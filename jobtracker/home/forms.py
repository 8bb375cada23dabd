"""The start of a record."""

from django import forms

from jobtracker.people.forms.clock import ClockForm


class StartForm(ClockForm):
    field_order = ("name", "time_zone")

    name = forms.CharField(max_length=120, label="Your name, as letters should carry it")
