"""What every mailbox is that we look into: when it is due, who is at it, and how far we are."""

from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.db import models

from interviews.mailroom.imap import Trouble

# Longer than a look may take.
LEASE = timedelta(minutes=5)
LONGEST_PAUSE = timedelta(days=1)

TROUBLE_LABELS = {
    Trouble.UNREACHABLE: "No answer there just now. We try again by ourselves.",
    Trouble.NOT_PUBLIC: "This server is not one that we can reach from here.",
    Trouble.CERTIFICATE: "The server could not prove that it is the one you named.",
    Trouble.PASSWORD: "The server did not let us in. We stopped: connect it anew with a new app"
    " password.",
    Trouble.FOLDER: "There is no such folder in this mailbox. Connect it anew with another.",
    Trouble.ENOUGH: "That is enough mail for one day. We go on by ourselves.",
    Trouble.UNREADABLE: "We can no longer read the password. Connect it anew.",
}


class LookedInto(models.Model):
    """A folder of a mailbox. Without `due_at`, we have stopped.

    A mail's number (`last_uid`) holds as long as the folder has the same `uid_validity`.
    """

    look_again_after: ClassVar[timedelta]
    # Nobody tries these again before somebody has changed something: servers lock accounts.
    final: ClassVar[frozenset[Trouble]] = frozenset()

    due_at = models.DateTimeField(null=True, blank=True, db_index=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    looked_at = models.DateTimeField(null=True, blank=True)
    trouble = models.CharField(
        max_length=12, blank=True, choices=[*TROUBLE_LABELS.items()], default=Trouble.NONE
    )
    failures = models.PositiveSmallIntegerField(default=0)
    uid_validity = models.BigIntegerField(null=True, blank=True)
    last_uid = models.BigIntegerField(default=0)

    class Meta:
        abstract = True

    def lease(self, *, at: datetime) -> bool:
        """Take it for one look; of two who try at once, one gets it."""
        is_ours = self.ours().update(lease_until=at + LEASE) == 1
        self.lease_until = at + LEASE
        return is_ours

    def was_looked_into(self, *, at: datetime, goes_on: bool) -> None:
        """Look again in a while, and at once where there is more."""
        due = at if goes_on else at + self.look_again_after
        self.ours().update(looked_at=at, due_at=due, lease_until=None, trouble="", failures=0)

    def failed(self, trouble: Trouble, *, at: datetime) -> None:
        """Try again later, and longer later each time, or not at all."""
        pause = min(self.look_again_after * 2 ** min(self.failures, 12), LONGEST_PAUSE)
        self.ours().update(
            trouble=trouble,
            failures=min(self.failures + 1, 100),
            due_at=None if trouble in self.final else at + pause,
            lease_until=None,
        )

    def ours(self) -> "models.QuerySet[Self]":
        """The row while nobody else has it, and it was not connected anew meanwhile."""
        rows = type(self)._default_manager
        return rows.filter(pk=self.pk, lease_until=self.lease_until)


def is_free(at: datetime) -> models.Q:
    """Nobody is looking into it."""
    return models.Q(lease_until=None) | models.Q(lease_until__lte=at)
