"""Candidates whom a firm wants in sight together: for a client, a season, a morning."""

from collections.abc import Iterable
from datetime import datetime
from typing import Self

from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from applications.models.client import OfFirmQuerySet
from jobtracker.addresses import address
from jobtracker.people.access import FirmRowQuerySet
from jobtracker.people.models import Candidate, Firm, Representation, User

LONGEST_NAME = 60
LONGEST_NOTE = 2_000


class HotlistQuerySet(OfFirmQuerySet["Hotlist"]):
    """Hotlists in the words of those who look for them."""

    def by_name(self) -> Self:
        """In the order of their names, whatever their capitals."""
        return self.order_by(Lower("name"), "pk")


class Hotlist(models.Model):
    """A name for some candidates of a firm; who is on it is nobody's but the firm's."""

    firm = models.ForeignKey(Firm, on_delete=models.CASCADE, related_name="hotlists")
    name = models.CharField(max_length=LONGEST_NAME)
    note = models.TextField(max_length=LONGEST_NOTE, blank=True)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = HotlistQuerySet.as_manager()

    class Meta:
        ordering = [Lower("name"), "pk"]
        constraints = [models.UniqueConstraint("firm", Lower("name"), name="hotlist_name_unique")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address("desk:hotlist", self.pk)

    def add(self, held: Iterable[Representation], *, by: User, at: datetime) -> int:
        """Put whom the firm looks after on it, each once; how many were not on it yet."""
        theirs = [each.candidate_id for each in held if each.firm_id == self.firm_id]
        there = set(self.entries.filter(candidate__in=theirs).values_list("candidate", flat=True))
        fresh = [each for each in theirs if each not in there]
        HotlistEntry.objects.bulk_create(
            (
                HotlistEntry(hotlist=self, candidate_id=each, firm_id=self.firm_id, by=by, at=at)
                for each in fresh
            ),
            ignore_conflicts=True,
        )
        return len(fresh)

    def remove(self, held: Iterable[Representation]) -> int:
        """Take them off it; how many were on it."""
        theirs = [each.candidate_id for each in held]
        return self.entries.filter(candidate__in=theirs).delete()[0]


class HotlistEntryQuerySet(FirmRowQuerySet["HotlistEntry"]):
    """Who is on which hotlist."""

    def move(self, source: Candidate, target: Candidate) -> None:
        """Who is on one hotlist by both records is on it once."""
        known = self.filter(candidate=target).values("hotlist")
        rows = self.filter(candidate=source).exclude(hotlist__in=known)
        models.QuerySet.update(rows, candidate=target)


class HotlistEntry(models.Model):
    """One candidate on one hotlist; nobody sees it once the firm looks after them no more."""

    hotlist = models.ForeignKey(Hotlist, on_delete=models.CASCADE, related_name="entries")
    candidate = models.ForeignKey(
        Candidate, on_delete=models.CASCADE, related_name="hotlist_entries"
    )
    firm = models.ForeignKey(Firm, on_delete=models.CASCADE, related_name="hotlist_entries")
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = HotlistEntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hotlist", "candidate"], name="hotlist_entry_once"),
        ]

    def __str__(self) -> str:
        return f"{self.candidate_id} on {self.hotlist_id}"
