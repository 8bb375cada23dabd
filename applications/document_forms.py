"""Forms for documents: a file is taken by its content, and kept under a name of ours."""

from typing import TYPE_CHECKING, Any

from django import forms

from applications.documents.kinds import ENDINGS, KEPT_TYPES, MAX_BYTES, Refused
from applications.documents.names import kept_name
from applications.documents.sandbox import type_safely
from applications.models import Document, DocumentVersion
from applications.models.document import DOCUMENT_KIND_LABELS, DocumentKind, NewFile
from jobtracker.edits import EditForm

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

LONGEST_FILE_NAME = 10_000
LONGEST_NAME = 120
DAY = {"type": "date"}
NO_ROOM = "All your files together would be more than 200 MB. Remove some you no longer need."


class DocumentFileField(forms.FileField):
    """Cleans to a NewFile; what is not one of the types is refused with the reason."""

    widget = forms.ClearableFileInput({"accept": ",".join(f".{each}" for each in ENDINGS)})

    def __init__(self, **options: Any) -> None:  # noqa: ANN401
        options = {
            "label": "File",
            "help_text": f"{KEPT_TYPES}; at most 10 MB.",
            "allow_empty_file": True,
            "max_length": LONGEST_FILE_NAME,
            "error_messages": {"required": "Choose the file first."},
            **options,
        }
        super().__init__(**options)

    def clean(self, data: Any, initial: Any = None) -> Any:  # noqa: ANN401
        file: UploadedFile[Any] | None = super().clean(data, initial)
        return file and uploaded(file)


def uploaded(file: "UploadedFile[Any]") -> NewFile:
    name = file.name or ""
    if (file.size or 0) > MAX_BYTES:
        size = f"{(file.size or 0) / 1_000_000:.1f}".removesuffix(".0")
        raise forms.ValidationError(f"This file is {size} MB; the limit is 10 MB.")
    data = file.read()
    try:
        return NewFile(data, name, type_safely(data, name))
    except Refused as refused:
        raise forms.ValidationError(refused.message) from refused


class DocumentForm(EditForm):
    """What a document is called, and what it is."""

    class Meta:
        model = Document
        fields = ["name", "kind"]
        labels = {"kind": "What is it?"}


class VersionForm(forms.Form):
    """A file that follows the others of a document."""

    file = DocumentFileField()
    change = forms.CharField(max_length=200, required=False, label="What is new in it?")

    @property
    def fields_of_document(self) -> dict[str, str]:
        """What a new document is called, and what it is; nothing where it is not asked."""
        return {}


class UploadForm(VersionForm):
    """A new document, or one more version of one that is there."""

    name = forms.CharField(
        max_length=LONGEST_NAME,
        required=False,
        label="Name",
        help_text="Empty: the name of the file.",
    )
    kind = forms.ChoiceField(
        choices=[*DOCUMENT_KIND_LABELS.items()], initial=DocumentKind.RESUME, label="What is it?"
    )
    version_of = forms.TypedChoiceField(
        coerce=int, empty_value=None, required=False, label="A new version of"
    )
    field_order = ["file", "version_of", "name", "kind", "change"]

    def __init__(self, *args: Any, known: list[Document], **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        named = [(each.pk, f"{each.name} ({each.get_kind_display().lower()})") for each in known]
        choices = [("", "Nothing: it is a new document"), *named]
        self.fields["version_of"].choices = choices  # type: ignore[attr-defined]
        if not known:
            del self.fields["version_of"], self.fields["change"]

    @property
    def fields_of_document(self) -> dict[str, str]:
        file: NewFile = self.cleaned_data["file"]
        stem = kept_name(file.name, file.type).rpartition(".")[0]
        return {
            "name": self.cleaned_data["name"] or stem[:LONGEST_NAME],
            "kind": self.cleaned_data["kind"],
        }


class SentOn(forms.Form):
    """When it went to them."""

    sent_on = forms.DateField(label="Sent on", widget=forms.DateInput(DAY, format="%Y-%m-%d"))


class SentUploadForm(SentOn, UploadForm):
    """A new file that went to an application."""

    field_order = [*UploadForm.field_order, "sent_on"]


class SentForm(SentOn):
    """Which of the files that are there went to an application."""

    version = forms.TypedChoiceField(coerce=int, label="Which one?")
    field_order = ["version", "sent_on"]

    def __init__(self, *args: Any, known: list[DocumentVersion], **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **{"prefix": "known", **options})
        named = [(each.pk, described(each)) for each in known]
        self.fields["version"].choices = [("", "Choose …"), *named]  # type: ignore[attr-defined]


def described(version: DocumentVersion) -> str:
    what = f"{version.document.name}, version {version.number}"
    return f"{what}: {version.change}" if version.change else what
