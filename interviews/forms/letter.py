"""The letter as the person edits it."""

from django import forms

from interviews.models import Letter
from interviews.outgoing import ascii_address


class LetterForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Letter
        fields = ["to", "subject", "body"]
        labels = {"body": "Message"}
        widgets = {
            "subject": forms.TextInput,
            "body": forms.Textarea({"rows": 16}),
        }

    def clean_to(self) -> str:
        to: str = self.cleaned_data["to"]
        try:
            return to and ascii_address(to)
        except ValueError as error:
            raise forms.ValidationError("Not every mail system takes this address.") from error
