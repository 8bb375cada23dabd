"""An archive to put back, and the one question before an account is erased."""

from typing import Any

from django import forms

from jobtracker.people.models import User

MAX_BYTES = 10_000_000


class ArchiveForm(forms.Form):
    """The archive, as it was downloaded."""

    file = forms.FileField(
        label="Your archive",
        help_text="The ZIP file, as it came from “Take everything with you”. At most 10 MB.",
        widget=forms.ClearableFileInput({"accept": ".zip,application/zip"}),
        allow_empty_file=True,
        max_length=255,
        error_messages={"required": "Choose the archive first."},
    )

    def clean_file(self) -> Any:  # noqa: ANN401 - an uploaded file
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(
                "This archive is larger than a browser may send here. Whoever runs this site can "
                "restore it with one command."
            )
        return file


class ErasureForm(forms.Form):
    """Asks for the address of the account, so that nobody erases one by a slip."""

    email = forms.CharField(
        label="Your e-mail address",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, user: User, data: Any = None) -> None:  # noqa: ANN401
        super().__init__(data)
        self.user = user
        self.fields["email"].help_text = f"To confirm, type {user.email}."

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if email.strip().lower() != self.user.email:
            raise forms.ValidationError("This is not the address of this account.")
        return email
