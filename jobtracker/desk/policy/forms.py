"""What an administrator may set, within the bounds of the guidance."""

from typing import Any

from django import forms

from interviews.guidance import Policy
from interviews.guidance.labels import VERDICT_LABELS
from interviews.models.firm_policy import LONGEST_NOTE
from jobtracker.desk.policy.settings import SETTINGS, Setting
from jobtracker.people.forms.firm import check_line

# Settings that are looked at have no name of their own before they are adopted.
LOOKED_AT = "looked-at"


def field_for(setting: Setting) -> forms.Field:
    if setting.bounds is None:
        choices = [(each.value, VERDICT_LABELS[each]) for each in setting.choices]
        return forms.ChoiceField(label=setting.label, choices=choices)
    low, high = setting.bounds
    return forms.IntegerField(
        label=setting.label, help_text=setting.range_in_words, min_value=low, max_value=high
    )


class SettingsForm(forms.Form):
    """The settings alone, to look at what they would change."""

    def __init__(self, data: Any = None, **options: Any) -> None:  # noqa: ANN401
        super().__init__(data, **options)
        self.fields = {each.name: field_for(each) for each in SETTINGS} | self.fields

    @property
    def policy(self) -> Policy:
        """What was set, once the form is valid."""
        values = {each.name: self.cleaned_data[each.name] for each in SETTINGS}
        return Policy.from_dict({**values, "version": LOOKED_AT})


class AdoptionForm(SettingsForm):
    """The settings that were looked at, why, and the version that they were compared with."""

    note = forms.CharField(
        label="What changes, and why",
        max_length=LONGEST_NOTE,
        validators=[check_line],
        help_text="Everybody at the firm reads it beside the version.",
    )
    after = forms.IntegerField(min_value=0, max_value=2**31 - 2, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, **options: Any) -> None:  # noqa: ANN401
        super().__init__(data, **{"auto_id": "adopt_%s", **options})
        for each in SETTINGS:
            self.fields[each.name].widget = forms.HiddenInput()
