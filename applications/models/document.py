"""Résumés, letters and other files, each version kept, and which one went where."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any, Self, override

from django.core.files.base import ContentFile
from django.db import models, transaction
from django.db.models import Count, Max, Sum
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone

from applications.documents.kinds import CONTENT_TYPES, FileType
from applications.documents.names import kept_name
from applications.models.application import Application
from jobtracker.addresses import address
from jobtracker.durable_files import remove_once_certain
from jobtracker.people.access import OwnedQuerySet, Scope
from jobtracker.people.models import Candidate, User


class DocumentKind(StrEnum):
    """What a document is."""

    RESUME = "resume"
    LETTER = "letter"
    CERTIFICATE = "certificate"
    SAMPLE = "sample"
    OTHER = "other"


DOCUMENT_KIND_LABELS = {
    DocumentKind.RESUME: "Résumé",
    DocumentKind.LETTER: "Cover letter",
    DocumentKind.CERTIFICATE: "Certificate or reference",
    DocumentKind.SAMPLE: "Work sample",
    DocumentKind.OTHER: "Other",
}


# All files of one candidate together.
MAX_TOTAL = 200_000_000


@dataclass(frozen=True)
class NewFile:
    """A file that may be kept, and what its owner calls it."""

    data: bytes
    name: str
    type: FileType

    @property
    def digest(self) -> str:
        return sha256(self.data).hexdigest()


class NoRoom(Exception):  # noqa: N818 - says what is wrong
    """The candidate's files together would be larger than one person's may be."""


class DocumentQuerySet(OwnedQuerySet["Document"]):
    """Documents in the words of those who look for them."""

    scope = Scope.DOCUMENTS

    def with_counts(self) -> Self:
        """With how many versions there are, the day of the latest, and where they went."""
        return self.annotate(
            version_count=Count("versions", distinct=True),
            latest_at=Max("versions__added_at"),
            use_count=Count("versions__uses", distinct=True),
        )

    def take_in(
        self,
        candidate: Candidate,
        file: NewFile,
        *,
        at: datetime,
        of: "Document | None" = None,
        change: str = "",
        **fields: Any,  # noqa: ANN401
    ) -> "DocumentVersion":
        """Keep a file as the next version, or as a new document with these fields.

        The same bytes are kept once: whoever brings them again gets the version that is there.

        :raises NoRoom: where it would be more than one person can keep here
        """
        with transaction.atomic():
            # Two files at once would each fit, and not both.
            Candidate.objects.select_for_update(no_key=True).get(pk=candidate.pk)
            versions = DocumentVersion.objects.filter(candidate=candidate)
            if same := versions.filter(digest=file.digest).select_related("document").first():
                return same
            if DocumentVersion.size_of_all(candidate.pk) + len(file.data) > MAX_TOTAL:
                raise NoRoom
            document = of or self.create(candidate=candidate, created_at=at, **fields)
            return document.add(file, at=at, change=change)


class VersionQuerySet(OwnedQuerySet["DocumentVersion"]):
    """Versions of documents that a person may see."""

    scope = Scope.DOCUMENTS


class UseQuerySet(OwnedQuerySet["DocumentUse"]):
    """Where documents went, as a person may see it."""

    scope = Scope.DOCUMENTS

    @override
    def visible_to(self, user: User) -> Self:
        """Where it went says for which job, so a firm has to be shown that too."""
        jobs = Application.objects.visible_to(user)
        return super().visible_to(user).filter(application__in=jobs)


def stored_as(version: "DocumentVersion", _name: str) -> str:
    """A name that says nothing and that nobody can guess; the given one is a column."""
    return f"documents/{version.candidate_id}/{uuid.uuid4().hex}"


class Document(models.Model):
    """One piece of writing through all its versions."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="documents")
    name = models.CharField(max_length=120)
    kind = models.CharField(
        max_length=12, choices=[*DOCUMENT_KIND_LABELS.items()], default=DocumentKind.RESUME
    )
    created_at = models.DateTimeField(default=timezone.now)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "name", "pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address("applications:document", self.pk)

    def add(self, file: NewFile, *, at: datetime, change: str = "") -> "DocumentVersion":
        """Keep a file as the next version; `take_in` sees to it that there is room."""
        latest = self.versions.aggregate(number=Max("number"))["number"] or 0
        version = DocumentVersion(
            candidate_id=self.candidate_id,
            document=self,
            number=latest + 1,
            file_name=kept_name(file.name, file.type),
            content_type=CONTENT_TYPES[file.type],
            size=len(file.data),
            digest=file.digest,
            change=change,
            added_at=at,
        )
        version.file.save(name="file", content=ContentFile(file.data), save=True)
        return version


class DocumentVersion(models.Model):
    """One file, never changed: another file is another version."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="+")
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    file = models.FileField(upload_to=stored_as, max_length=200)
    file_name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=120)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    change = models.CharField("what is new in it", max_length=200, blank=True)
    added_at = models.DateTimeField(default=timezone.now)

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="version_number_unique")
        ]

    def __str__(self) -> str:
        return f"{self.document}, version {self.number}"

    @staticmethod
    def size_of_all(candidate_id: int) -> int:
        """How many bytes the candidate has here."""
        rows = DocumentVersion.objects.filter(candidate=candidate_id)
        return rows.aggregate(size=Sum("size"))["size"] or 0

    def went_to(self, application: Any, *, on: date) -> "DocumentUse":  # noqa: ANN401
        """Keep that it was sent there; what was kept already stays, with the new day."""
        use, _ = DocumentUse.objects.update_or_create(
            application=application,
            version=self,
            defaults={"candidate_id": self.candidate_id, "sent_on": on},
        )
        return use

    def remove(self) -> None:
        """Forget it and where it went; with its last version a document is gone."""
        with transaction.atomic():
            self.delete()
            if not self.document.versions.exists():
                self.document.delete()


@receiver(post_delete, sender=DocumentVersion)
def remove_file(instance: DocumentVersion, **_options: object) -> None:
    """However a row goes, its file goes once that is certain."""
    remove_once_certain(instance.file)


class DocumentUse(models.Model):
    """Which version went to which application, and when."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="+")
    version = models.ForeignKey(DocumentVersion, on_delete=models.CASCADE, related_name="uses")
    application = models.ForeignKey(
        "applications.Application", on_delete=models.CASCADE, related_name="uses"
    )
    sent_on = models.DateField()

    objects = UseQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "version"], name="use_unique")
        ]

    def __str__(self) -> str:
        return f"{self.version} to {self.application}"
