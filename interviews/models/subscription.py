"""A calendar of the candidate's own that we read by its address, for when they have no time."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

from django.db import models, transaction
from django.utils import timezone

from interviews.busy.reading import LONGEST_UID, Busy
from jobtracker.people.access import PrivateQuerySet
from jobtracker.people.models import Candidate
from jobtracker.sealing import Unreadable, seal, unseal

MOST = 3
ASK_AGAIN_AFTER = timedelta(hours=1)
# A server that is down is left alone, longer each time.
LONGEST_PAUSE = timedelta(days=1)
LEASE = timedelta(minutes=5)


class Trouble(StrEnum):
    """Why nothing could be read there."""

    NONE = ""
    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    NOT_PUBLIC = "not_public"
    NO_CALENDAR = "no_calendar"
    TOO_LARGE = "too_large"
    UNREADABLE = "unreadable"


TROUBLE_LABELS = {
    Trouble.UNREACHABLE: "No answer there just now. We try again by ourselves.",
    Trouble.REFUSED: "There is nothing at this address any more. Copy it from your calendar anew.",
    Trouble.NOT_PUBLIC: "This address is not one that we can reach from here.",
    Trouble.NO_CALENDAR: "What is there is no calendar that we can read.",
    Trouble.TOO_LARGE: "This calendar is larger than we read, which is 5 MB.",
    Trouble.UNREADABLE: "We can no longer read the address. End it, and add it anew.",
}


class TooMany(Exception):  # noqa: N818 - says what is wrong
    """The candidate has as many as we read for one."""


class SubscriptionQuerySet(PrivateQuerySet["Subscription"]):
    """Calendars in the words of those who read them."""

    def start(
        self, candidate: Candidate, *, name: str, address: str, at: datetime
    ) -> "Subscription":
        """Read a calendar from now on; its address is kept sealed, as it opens the calendar.

        :raises TooMany: where one has to go first
        """
        with transaction.atomic():
            # Two at once would each find room.
            Candidate.objects.select_for_update(no_key=True).get(pk=candidate.pk)
            if self.filter(candidate=candidate).count() >= MOST:
                raise TooMany
            return self.create(
                candidate=candidate, name=name, sealed_address=seal(address), made_at=at, due_at=at
            )

    def due(self, at: datetime) -> Self:
        """Those to be read, that nobody is reading, the longest due first."""
        nobody_is_at_it = models.Q(lease_until=None) | models.Q(lease_until__lte=at)
        return self.filter(nobody_is_at_it, due_at__lte=at).order_by("due_at", "pk")


class Subscription(models.Model):
    """One calendar. `failures` counts the attempts since it was last read."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="subscriptions")
    name = models.CharField(max_length=60)
    sealed_address = models.TextField()
    made_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(db_index=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    trouble = models.CharField(
        max_length=12, blank=True, choices=[*TROUBLE_LABELS.items()], default=Trouble.NONE
    )
    failures = models.PositiveSmallIntegerField(default=0)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        """Where it is read; "" where that can no longer be known."""
        try:
            return unseal(self.sealed_address)
        except Unreadable:
            return ""

    def lease(self, *, at: datetime) -> bool:
        """Take it for one attempt; of two who try at once, one gets it."""
        unchanged = Subscription.objects.filter(pk=self.pk, lease_until=self.lease_until)
        return unchanged.update(lease_until=at + LEASE) == 1

    def was_read(self, times: Iterable[Busy], *, at: datetime) -> None:
        """Keep the busy times in place of those from before."""
        with transaction.atomic():
            if not self._ours().update(
                read_at=at, due_at=at + ASK_AGAIN_AFTER, lease_until=None, trouble="", failures=0
            ):
                return
            self.busy_times.all().delete()
            BusyTime.objects.bulk_create(
                BusyTime(
                    candidate_id=self.candidate_id,
                    subscription=self,
                    uid=each.uid,
                    starts_at=each.start,
                    ends_at=each.end,
                    is_all_day=each.is_all_day,
                )
                for each in times
            )

    def failed(self, trouble: Trouble, *, at: datetime) -> None:
        """Try again later, and longer later each time; what was read before still holds."""
        pause = min(ASK_AGAIN_AFTER * 2 ** min(self.failures, 5), LONGEST_PAUSE)
        self._ours().update(
            trouble=trouble, failures=self.failures + 1, due_at=at + pause, lease_until=None
        )

    def _ours(self) -> SubscriptionQuerySet:
        return Subscription.objects.filter(pk=self.pk)


class BusyTimeQuerySet(PrivateQuerySet["BusyTime"]):
    """Busy times in the words of those who plan around them."""

    def between(self, start: datetime, end: datetime) -> Self:
        """Those that touch the span."""
        return self.filter(starts_at__lt=end, ends_at__gt=start).order_by("starts_at", "pk")


class BusyTime(models.Model):
    """When the candidate has no time; what for, we never keep.

    `uid` is what calendars call the event, so that an interview that stands in the calendar too
    is not held against itself.
    """

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="busy_times")
    subscription = models.ForeignKey(
        Subscription, on_delete=models.CASCADE, related_name="busy_times"
    )
    uid = models.CharField(max_length=LONGEST_UID, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    is_all_day = models.BooleanField(default=False)

    objects = BusyTimeQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        indexes = [models.Index(fields=["candidate", "starts_at"], name="busy_by_start")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="busy_for_a_while"
            )
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M} UTC"
