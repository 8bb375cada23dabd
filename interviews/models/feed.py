"""A private address at which a calendar program reads the candidate's interviews."""

import secrets
from datetime import datetime, timedelta
from typing import Self

from django.db import models, transaction
from django.utils import timezone

from jobtracker.people.access import PrivateQuerySet
from jobtracker.people.models import Candidate
from jobtracker.people.models.invite import TOKEN_BYTES, digest_of

MOST = 5
# Programs ask every hour; that somebody still does is told by the day.
A_DAY = timedelta(days=1)


class TooMany(Exception):  # noqa: N818 - says what is wrong
    """The candidate has as many as anybody has programs for."""


class FeedQuerySet(PrivateQuerySet["Feed"]):
    """Feeds in the words of those who hand them out."""

    def with_token(self, token: str) -> Self:
        """The one that the secret in an address belongs to, while the account is open."""
        return self.filter(digest=digest_of(token), candidate__user__is_active=True)

    def issue(
        self, candidate: Candidate, *, name: str, is_discreet: bool, at: datetime
    ) -> tuple["Feed", str]:
        """A new feed with the secret for its address.

        The secret is in the answer alone: what is stored cannot be turned back into it.

        :raises TooMany: where one has to go first
        """
        token = secrets.token_urlsafe(TOKEN_BYTES)
        with transaction.atomic():
            # Two at once would each find room.
            Candidate.objects.select_for_update(no_key=True).get(pk=candidate.pk)
            if self.filter(candidate=candidate).count() >= MOST:
                raise TooMany
            feed = self.create(
                candidate=candidate,
                name=name,
                is_discreet=is_discreet,
                digest=digest_of(token),
                made_at=at,
            )
        return feed, token


class Feed(models.Model):
    """One address for one program. A discreet one says when, and nothing else."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="feeds")
    name = models.CharField(max_length=60)
    is_discreet = models.BooleanField(default=False)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    last_read_at = models.DateTimeField(null=True, blank=True)

    objects = FeedQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "pk"]

    def __str__(self) -> str:
        return self.name

    def was_read(self, at: datetime) -> None:
        """Note the day on which a program last asked."""
        if self.last_read_at is None or self.last_read_at < at - A_DAY:
            Feed.objects.filter(pk=self.pk).update(last_read_at=at)
