"""How a choice sits with the person, two weeks on."""

from django import forms

from interviews.models.look_back import SITS_LABELS


class LookBackForm(forms.Form):
    """One of three, and a word more; leaving it out is an answer, too."""

    sits = forms.ChoiceField(choices=[*SITS_LABELS.items(), ("", "I leave it out")], required=False)
    note = forms.CharField(
        max_length=500,
        required=False,
        widget=forms.TextInput,
        label="What would you tell yourself then?",
        help_text="Only if you like. Only you see it.",
    )
