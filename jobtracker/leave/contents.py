"""The files of an archive on their way into a record: each what its row says that it is."""

from hashlib import sha256
from typing import Any

from django.core.files.base import ContentFile
from django.db import models

from applications.documents.kinds import CONTENT_TYPES, TYPES, Refused
from applications.documents.names import kept_name
from applications.documents.sandbox import type_safely
from applications.models import DocumentVersion
from applications.models.document import MAX_TOTAL
from interviews.models import Message
from jobtracker.leave.archive import MISSING
from jobtracker.leave.holdings import Holding
from jobtracker.leave.opening import Opened
from jobtracker.leave.tables import NotRestorable, Told
from jobtracker.leave.traces import StoredFile, remove_files
from jobtracker.people.models import Candidate


class Contents:
    """What is stored before there are rows, so that it can be removed if none come."""

    def __init__(self, archive: Opened, candidate: Candidate) -> None:
        self.archive = archive
        self.candidate = candidate
        self.names: dict[tuple[str, int, str], str] = {}
        self.files: list[StoredFile] = []
        self.size = 0

    def remove(self) -> None:
        remove_files(self.files)

    def store(self, holding: Holding, column: models.FileField, told: Told) -> None:
        """Store the file that a row names, under a name of ours."""
        pk = told["id"]
        row = holding.model(candidate=self.candidate)
        fresh = column.generate_filename(row, "restored")
        data = self.stored_bytes(holding, column, told)
        if data is not None:
            self.size += len(data)
            if self.size > MAX_TOTAL:
                raise NotRestorable("The documents are more than one person can keep here.")
            fresh = column.storage.save(fresh, ContentFile(data))
            self.files.append(StoredFile(column.storage, fresh))
        self.names[holding.label, pk, column.name] = fresh

    def stored_bytes(self, holding: Holding, column: models.FileField, told: Told) -> bytes | None:
        """None for a file that was missing when the archive was made."""
        if holding.model is DocumentVersion and str(told.get("content_type")) not in TYPES:
            raise NotRestorable("A document is of a kind that can’t be kept here.")
        name = told.get(column.attname)
        if name == MISSING:
            return None
        data = self.archive.file(name, holding.label, told["id"], column.name)
        if holding.model is DocumentVersion:
            refuse_other_document(data, told)
        return data

    def name(self, holding: Holding, column: models.FileField, told: Told) -> str:
        return self.names[holding.label, told["id"], column.name]

    def bytes(self, holding: Holding, column: Any, told: Told) -> bytes | None:  # noqa: ANN401
        """What a column of the row itself holds."""
        name = told[column.attname]
        if name is None:
            return None if column.null else b""
        data = self.archive.file(name, holding.label, told["id"], column.name)
        if holding.model is Message and sha256(data).hexdigest() != told.get("digest"):
            raise NotRestorable("A message is not the one that the archive says it is.")
        return data


def refuse_other_document(data: bytes, told: Told) -> None:
    """A document is served as what its row says, so that has to be what it is."""
    if told.get("digest") != sha256(data).hexdigest() or told.get("size") != len(data):
        raise NotRestorable("A document is not the one that the archive says it is.")
    try:
        found = type_safely(data, str(told.get("file_name")))
    except Refused as refused:
        raise NotRestorable(f"A document can’t be taken in. {refused.message}") from refused
    if CONTENT_TYPES[found] != told.get("content_type"):
        raise NotRestorable("A document is not what the archive says it is.")


def with_safe_name(version: DocumentVersion) -> None:
    """It is handed out under this name; one that we gave stays as it is."""
    version.file_name = kept_name(version.file_name, TYPES[version.content_type])
