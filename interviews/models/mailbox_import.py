"""A whole mailbox that the person handed over as one file, while it is gone through."""

import uuid
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone

from jobtracker.durable_files import remove_once_certain
from jobtracker.people.access import PrivateQuerySet
from jobtracker.people.models import Candidate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.core.files import File

# A worker that was ended is followed by another.
LEASE = timedelta(minutes=5)
TOLD_FOR = timedelta(days=1)


def stored_as(found: "MailboxImport", _name: str) -> str:
    """A name that says nothing and that nobody can guess; the given one is a column."""
    return f"mailboxes/{found.candidate_id}/{uuid.uuid4().hex}"


class MailboxImportQuerySet(PrivateQuerySet["MailboxImport"]):
    """The person's own."""

    def under_way(self) -> Self:
        """Those that are not through."""
        return self.filter(done_at=None)

    def lately(self, at: datetime) -> Self:
        """Those under way, and those that were done a moment ago."""
        return self.filter(Q(done_at=None) | Q(done_at__gt=at - TOLD_FOR))

    def due(self, at: datetime) -> Self:
        """Those that nobody is at work on, whoever waited longest first."""
        return self.under_way().filter(due_at__lte=at).order_by("due_at", "pk")


class MailboxImport(models.Model):
    """The file until it is gone through, and then what came of it.

    `offset` is the byte at which the next mail begins. `read` counts the mails up to there, `kept`
    those of them that are in the inbox since, `unreadable` those that could not be read.
    """

    candidate = models.ForeignKey(
        Candidate, on_delete=models.CASCADE, related_name="mailbox_imports"
    )
    file = models.FileField(upload_to=stored_as, max_length=200, blank=True)
    file_name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    offset = models.PositiveBigIntegerField(default=0)
    read = models.PositiveIntegerField(default=0)
    kept = models.PositiveIntegerField(default=0)
    unreadable = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)

    objects = MailboxImportQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-pk"]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(done_at=None), name="mailbox_due"),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_under_way(self) -> bool:
        return self.done_at is None

    @property
    def percent(self) -> int:
        """How much of it is done, 0 to 99."""
        return min(99, self.offset * 100 // max(1, self.size))

    @property
    def left_out(self) -> int:
        """How many mails were read and are no part of the search."""
        return self.read - self.kept - self.unreadable

    def lease(self, *, at: datetime) -> bool:
        """Take it for one piece; of two who try at once, one gets it."""
        unchanged = MailboxImport.objects.under_way().filter(pk=self.pk, due_at=self.due_at)
        return unchanged.update(due_at=at + LEASE) == 1

    @contextmanager
    def opened(self) -> "Iterator[File[bytes]]":
        """The file, from where the next mail begins."""
        with self.file.open() as stream:
            stream.seek(self.offset)
            yield stream

    def went_on(self, to: int, *, read: int, kept: int, unreadable: int, at: datetime) -> None:
        """Note how far it is; at the end of the file it is done, and the file goes."""
        self.offset, self.due_at = to, at
        self.read, self.kept = self.read + read, self.kept + kept
        self.unreadable += unreadable
        if read == 0:
            self.end(at=at)
        else:
            self.save()

    def end(self, *, at: datetime) -> None:
        """Nobody goes on with it, and the file goes."""
        self.done_at = at
        remove_once_certain(self.file)
        self.file = ""
        self.save()

    def still_ours(self) -> bool:
        """Lock the row; no where somebody else went on with it, or it was ended meanwhile."""
        same = MailboxImport.objects.under_way().filter(pk=self.pk, offset=self.offset)
        return same.select_for_update(no_key=True).first() is not None


@receiver(post_delete, sender=MailboxImport)
def remove_file(instance: MailboxImport, **_options: object) -> None:
    """However a row goes, its file goes once that is certain."""
    remove_once_certain(instance.file)
