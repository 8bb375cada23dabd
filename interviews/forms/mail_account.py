"""Where a mailbox of one's own is, and what opens it."""

import re

from django import forms
from django.core.validators import RegexValidator

from interviews.mailroom.imap import STARTTLS_PORT, TLS_PORT, Place

PORTS = [(TLS_PORT, "993, encrypted from the start"), (STARTTLS_PORT, "143, with STARTTLS")]
HOST = re.compile(r"(?=.{4,253}\Z)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")
# Whatever stands on one line.
plain = RegexValidator(r"\A[^\x00-\x1f\x7f]*\Z", "Leave out what can't be typed.")
AS_TYPED = {"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}


class MailAccountForm(forms.Form):
    host = forms.CharField(
        max_length=253,
        label="The mail server",
        help_text="Your provider calls it the IMAP server, such as imap.example.org.",
        widget=forms.TextInput({"inputmode": "url", **AS_TYPED}),
    )
    port = forms.TypedChoiceField(choices=PORTS, coerce=int, initial=TLS_PORT, label="Port")
    user = forms.CharField(
        max_length=254,
        label="User name",
        help_text="Mostly your whole address.",
        validators=[plain],
        widget=forms.TextInput(AS_TYPED),
    )
    password = forms.CharField(
        max_length=200,
        label="App password",
        help_text="Your provider makes one for this alone. Don’t use the one you sign in with.",
        validators=[plain],
        widget=forms.PasswordInput({"autocomplete": "off"}),
    )
    folder = forms.CharField(
        max_length=200,
        label="Folder",
        initial="INBOX",
        help_text="A folder into which your mail program sorts what is about your search is best.",
        validators=[plain],
    )

    def clean_host(self) -> str:
        typed: str = self.cleaned_data["host"].strip().rstrip(".").lower()
        try:
            name = typed.encode("idna").decode("ascii")
        except UnicodeError:
            name = ""
        if not HOST.fullmatch(name):
            raise forms.ValidationError("This is no name of a server.")
        return name

    @property
    def place(self) -> Place:
        return Place(**self.cleaned_data)
