"""The address of a calendar of one's own."""

from django import forms

from applications.fetching import NotFetched, target_of

LONGEST = 2_000
# What calendars call the address that programs subscribe to.
WEBCAL = ("webcal://", "webcals://")


class SubscriptionForm(forms.Form):
    address = forms.CharField(
        max_length=LONGEST,
        label="The calendar’s private address",
        help_text="It starts with https:// or webcal://, and often ends in .ics.",
        widget=forms.TextInput({"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
    )
    name = forms.CharField(max_length=60, label="What you call it", initial="My calendar")

    def clean_address(self) -> str:
        typed: str = self.cleaned_data["address"].strip()
        for each in WEBCAL:
            if typed.lower().startswith(each):
                typed = f"https://{typed[len(each) :]}"
        try:
            target_of(typed)
        except NotFetched as error:
            raise forms.ValidationError("This is no address of a calendar on the web.") from error
        return typed
