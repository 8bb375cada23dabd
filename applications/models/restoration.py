"""An archive that is being put back, or was."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

from django.db import models
from django.utils import timezone

from jobtracker.people.access import PrivateQuerySet
from jobtracker.people.models import Candidate

# Whoever took one, and says nothing for so long, has been ended.
LEASE = timedelta(minutes=15)
KEPT_FOR = timedelta(days=1)
LONGEST_WORDS = 300


class RestorationState(StrEnum):
    """How far it has come."""

    WAITING = "waiting"
    DONE = "done"
    REFUSED = "refused"


class RestorationQuerySet(PrivateQuerySet["Restoration"]):
    """The person's own."""

    def due(self, at: datetime) -> Self:
        """Those that nobody is at work on."""
        is_free = models.Q(taken_at=None) | models.Q(taken_at__lt=at - LEASE)
        return self.filter(is_free, state=RestorationState.WAITING).order_by("pk")

    def over(self, at: datetime) -> Self:
        """Those that were dealt with long enough ago."""
        return self.filter(done_at__lt=at - KEPT_FOR)


class Restoration(models.Model):
    """The archive until it is back, and then what came of it, in `words`."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="restorations")
    state = models.CharField(
        max_length=8,
        choices=[(each, each) for each in RestorationState],
        default=RestorationState.WAITING,
    )
    content = models.BinaryField(default=bytes)
    words = models.CharField(max_length=LONGEST_WORDS, blank=True)
    started_at = models.DateTimeField(default=timezone.now)
    taken_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    objects = RestorationQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.words or "An archive"

    @property
    def is_under_way(self) -> bool:
        """Whether it waits for its turn, or is being put back."""
        return self.state == RestorationState.WAITING

    @property
    def is_done(self) -> bool:
        return self.state == RestorationState.DONE

    @property
    def progress_name(self) -> str:
        """By which it says how far it is."""
        return f"restoration-{self.pk}"

    def take(self, at: datetime) -> bool:
        """Be at work on it; no where somebody else was faster."""
        same = type(self).objects.filter(pk=self.pk, taken_at=self.taken_at)
        return bool(same.update(taken_at=at))

    def finish(self, state: RestorationState, words: str, *, at: datetime) -> None:
        """Note what came of it; the archive is needed no more."""
        self.state, self.words, self.done_at = state, words[:LONGEST_WORDS], at
        self.content = b""
        self.save(update_fields=["state", "words", "done_at", "content"])
