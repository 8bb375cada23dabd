"""Where a mailbox of one's own is, and what opens it."""

import re
from typing import Any

from django import forms
from django.core.validators import RegexValidator

from interviews.mailroom.folder_list import LONGEST_NAME, MOST
from interviews.mailroom.imap import STARTTLS_PORT, TLS_PORT, Place, Trouble
from interviews.models import MailAccount

PORTS = [(TLS_PORT, "993, encrypted from the start"), (STARTTLS_PORT, "143, with STARTTLS")]
HOST = re.compile(r"(?=.{4,253}\Z)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")
# Whatever stands on one line.
plain = RegexValidator(r"\A[^\x00-\x1f\x7f]*\Z", "Leave out what can't be typed.")
AS_TYPED = {"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}

REFUSALS = {
    Trouble.UNREACHABLE: "No answer there just now. Is the name right? Else try again in a while.",
    Trouble.NOT_PUBLIC: "This server is not one that we can reach from here.",
    Trouble.CERTIFICATE: "The server could not prove that it is the one you named.",
    Trouble.PASSWORD: "The server did not let us in with this user name and app password.",
    Trouble.FOLDER: "The server let us in, and named no folder that we could look into.",
    Trouble.BUSY: "We are asking many servers just now. Please try again in a moment.",
    Trouble.ENOUGH: "That were many attempts in an hour. Please try again in a while.",
}


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
        """The server with what opens it; its folder is still to be chosen."""
        return Place(**self.cleaned_data, folder="")

    def was_refused(self, why: Trouble) -> None:
        """Say it beside what may be wrong."""
        self.add_error("password" if why is Trouble.PASSWORD else "host", REFUSALS[why])

    def ask_again(self) -> None:
        """What was typed is shown again, but for the password: it is never sent back."""
        if self.data.get("password") and not self.has_error("password"):
            self.add_error("password", "Please type it once more: we never send it back.")


class FolderForm(forms.Form):
    """One of those that the server named, or another by its name."""

    folder = forms.ChoiceField(
        label="Which folder?",
        help_text="One into which your mail program sorts what is about your search is best.",
    )
    other = forms.CharField(
        label="Or another, by its name",
        required=False,
        max_length=LONGEST_NAME,
        validators=[plain],
        widget=forms.TextInput(AS_TYPED),
    )

    def __init__(self, data: Any = None, *, account: MailAccount) -> None:  # noqa: ANN401
        super().__init__(data, initial={"folder": account.folder or "INBOX"})
        named = {each.name: f" ({each.use})" if each.use else "" for each in account.folders}
        choices = [(name, f"{name}{use}") for name, use in named.items()]
        self.fields["folder"].choices = choices  # type: ignore[attr-defined]
        if len(named) < MOST:
            del self.fields["other"]

    @property
    def chosen(self) -> str:
        """The name of the folder."""
        return str(self.cleaned_data.get("other") or self.cleaned_data.get("folder", ""))
