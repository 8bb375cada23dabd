"""Files for the inbox: mails, calendar files, and a whole mailbox."""

from dataclasses import dataclass
from typing import Any, override

from django import forms
from django.core.files.uploadedfile import UploadedFile

from interviews.forms.bring_in import ACCEPTED
from interviews.intake.kinds import kind_of
from interviews.intake.limits import MAX_BYTES, Refused, check
from interviews.intake.mbox import is_mbox
from interviews.intake.reading import Kind

MOST_FILES = 100
MOST_BYTES = 1_000_000_000
HEAD = 1_000

type File = UploadedFile[bytes]


@dataclass(frozen=True)
class MailFile:
    """A file and what it is; None for a mailbox."""

    file: File
    kind: Kind | None

    def read(self) -> bytes:
        """All of it; call it for no mailbox."""
        self.file.seek(0)
        data: bytes = self.file.read()
        return data


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class MailFilesField(forms.FileField):
    """Any number of files, each of them refused with its name."""

    widget = SeveralFiles

    @override
    def clean(self, data: list[File], initial: Any = None) -> list[MailFile]:
        if not data:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if len(data) > MOST_FILES:
            raise forms.ValidationError(f"At most {MOST_FILES} files at a time, please.")
        if sum(each.size or 0 for each in data) > MOST_BYTES:
            raise forms.ValidationError("Together they are more than 1 GB.")
        return [recognised(super(MailFilesField, self).clean(each)) for each in data]


def recognised(file: File) -> MailFile:
    """What the file is.

    :raises ValidationError: for what nobody here reads, or beyond a limit
    """
    head = file.read(HEAD)
    if is_mbox(head):
        return MailFile(file, None)
    kind = kind_of(file.name or "", head)
    if kind is None:
        raise refused(file, "we can read mails (.eml, .msg), calendar files and mailboxes (.mbox).")
    if (file.size or 0) > MAX_BYTES:
        raise refused(file, "a single mail may have 10 MB.")
    found = MailFile(file, kind)
    try:
        check(kind, found.read())
    except Refused as error:
        raise refused(file, error.message) from error
    return found


def refused(file: File, why: str) -> forms.ValidationError:
    return forms.ValidationError(f"{file.name}: {why}")


class MailFilesForm(forms.Form):
    mails = MailFilesField(
        label="Mails, calendar files, or a mailbox",
        help_text="Drop .eml, .msg or .ics files here, or one mailbox (.mbox) of up to 1 GB, as "
        "mail programs export it.",
        allow_empty_file=True,
        max_length=255,
        error_messages={"required": "Choose a file first."},
    )

    def __init__(self, *args: Any, is_busy: bool = False, **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        self.is_busy = is_busy
        accepted = {"accept": f"{ACCEPTED},.mbox,.mbx", "data-max-bytes": MOST_BYTES}
        self.fields["mails"].widget.attrs.update(accepted)

    def clean_mails(self) -> list[MailFile]:
        files: list[MailFile] = self.cleaned_data["mails"]
        mailboxes = sum(each.kind is None for each in files)
        if mailboxes > 1 or (mailboxes and self.is_busy):
            raise forms.ValidationError(
                "One mailbox at a time: wait until the one before is gone through."
            )
        return files
