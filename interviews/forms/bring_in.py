"""Two of the ways in: pasted text, and a file."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms

from interviews.intake.kinds import kind_of
from interviews.intake.limits import MAX_BYTES, Refused, check
from interviews.intake.reading import Kind

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

TEXT_LENGTH = 200_000
ACCEPTED = ".eml,.msg,.ics,.txt,message/rfc822,text/calendar"


@dataclass(frozen=True)
class Upload:
    """The bytes of a file, and what they are."""

    kind: Kind
    raw: bytes


class PasteForm(forms.Form):
    text = forms.CharField(
        label="The text of the message",
        max_length=TEXT_LENGTH,
        widget=forms.Textarea({"rows": 10, "spellcheck": "false"}),
        help_text="Copy all of it, with sender, subject and date if you can.",
        error_messages={"required": "Paste the text of the invitation here."},
    )

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        try:
            check(Kind.TEXT, text.encode("utf-8", "surrogatepass"))
        except Refused as refused:
            raise forms.ValidationError(refused.message) from refused
        except UnicodeError as error:
            raise forms.ValidationError("This text has characters we can’t keep.") from error
        return text


class UploadForm(forms.Form):
    file = forms.FileField(
        label="A mail (.eml, .msg) or a calendar file (.ics)",
        help_text="In most mail programs: “Save as”, or “Download message”. At most 10 MB.",
        widget=forms.ClearableFileInput({"accept": ACCEPTED}),
        allow_empty_file=True,
        max_length=255,
        error_messages={"required": "Choose the file first."},
    )

    def clean_file(self) -> Upload:
        file: UploadedFile[Any] = self.cleaned_data["file"]
        raw = file.read(MAX_BYTES + 1) if (file.size or 0) <= MAX_BYTES else b""
        if not raw and file.size:
            size = f"{file.size / 1_000_000:.1f}".removesuffix(".0")
            raise forms.ValidationError(f"This file is {size} MB; the limit is 10 MB.")
        kind = kind_of(file.name or "", raw[:64])
        if kind is None:
            raise forms.ValidationError(
                "We can read mails (.eml, .msg) and calendar files (.ics). For anything else, "
                "paste the text."
            )
        try:
            check(kind, raw)
        except Refused as refused:
            raise forms.ValidationError(refused.message) from refused
        return Upload(kind, raw)
