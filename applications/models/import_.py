"""A table of applications that is being taken in, or was."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

from django.db import models
from django.utils import timezone

from applications.transfer.sheet import Sheet
from jobtracker.people.access import PrivateQuerySet
from jobtracker.people.models import Candidate, User

KEPT_FOR = timedelta(days=1)


class ImportState(StrEnum):
    """How far it has come."""

    MAPPING = "mapping"
    TAKING = "taking"
    DONE = "done"
    UNDONE = "undone"


class ImportQuerySet(PrivateQuerySet["Import"]):
    """The person's own imports."""

    def without_table(self) -> Self:
        """For pages that do not show it: it may be large."""
        return self.defer("content", "made")

    def forgotten(self, at: datetime) -> Self:
        """Those that were begun, and left lying."""
        return self.filter(state=ImportState.MAPPING, started_at__lt=at - KEPT_FOR)


class Import(models.Model):
    """The table as it was read until it is taken in, which column means what, what came of it.

    `made` says what was added, so that undoing it can tell what somebody has changed since.
    """

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="imports")
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    state = models.CharField(
        max_length=8, choices=[(each, each) for each in ImportState], default=ImportState.MAPPING
    )
    file_name = models.CharField(max_length=200)
    content = models.BinaryField(default=bytes)
    mapping = models.JSONField(default=dict, blank=True)
    made = models.JSONField(default=dict, blank=True)
    trouble = models.CharField(max_length=200, blank=True)
    added = models.PositiveIntegerField(default=0)
    skipped = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_open(self) -> bool:
        """Whether the person still decides about it."""
        return self.state == ImportState.MAPPING

    @property
    def is_under_way(self) -> bool:
        """Whether it waits for its turn, or is being taken in."""
        return self.state == ImportState.TAKING

    @property
    def progress_name(self) -> str:
        """By which it says how far it is."""
        return f"import-{self.pk}"

    @property
    def is_done(self) -> bool:
        return self.state == ImportState.DONE

    @property
    def sheet(self) -> Sheet:
        """The table, as long as it is open."""
        return Sheet.unpacked(bytes(self.content))

    def keep_mapping(self, **changes: object) -> None:
        """Remember what the person said about the table."""
        self.mapping = {**self.mapping, **changes}
        self.save(update_fields=["mapping"])

    def hand_over(self) -> None:
        """Leave the rest to the worker."""
        self.state, self.trouble = ImportState.TAKING, ""
        self.save(update_fields=["state", "trouble"])

    def give_back(self, trouble: str) -> None:
        """To the person, with the reason why it was not taken in."""
        self.state, self.trouble = ImportState.MAPPING, trouble
        self.save(update_fields=["state", "trouble"])

    def finish(self, *, added: int, skipped: int, made: dict[str, object], at: datetime) -> None:
        """Note what came of it; the table is needed no more."""
        self.state, self.done_at = ImportState.DONE, at
        self.added, self.skipped, self.made = added, skipped, made
        self.content, self.mapping, self.trouble = b"", {}, ""
        self.save()
