"""The one mailbox of the site itself, into which all private addresses lead."""

from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac

from interviews.mailroom.folder import Folder
from interviews.mailroom.imap import Place
from interviews.models.looked_into import LookedInto
from jobtracker.people.models.invite import digest_of

# More than that can wait for another day only where somebody floods many addresses.
MOST_PUT_OFF = 1000


class SiteMailboxQuerySet(models.QuerySet["SiteMailbox"]):
    """Mailboxes in the words of the worker."""

    def at(self, place: Place, at: datetime) -> "SiteMailbox":
        """How far we are there; another password is tried at once, and changes nothing else."""
        where = place._replace(password="")
        opener = salted_hmac("jobtracker.mail-fetch", place.password, algorithm="sha256")
        values = {"opened_with": opener.hexdigest(), "due_at": at}
        found, _ = self.get_or_create(name=digest_of(repr(where)), defaults=values)
        if found.opened_with != values["opened_with"]:
            self.filter(pk=found.pk).update(**values, failures=0)
            found.refresh_from_db()
        return found


class SiteMailbox(LookedInto):
    """How far we are in a mailbox that the site's settings name, or named once.

    Unlike in a person's own, what is there already is taken, too: it came to an address of ours.
    `put_off` are the numbers of mails for which there was no room on that day.
    """

    look_again_after = timedelta(minutes=1)

    name = models.CharField(max_length=64, unique=True)
    opened_with = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=timezone.now)
    put_off = models.JSONField(default=list, blank=True)

    objects = SiteMailboxQuerySet.as_manager()

    def __str__(self) -> str:
        return f"The site’s mailbox {self.pk}"

    def is_due(self, at: datetime) -> bool:
        """Whether it is time, and nobody else is at it."""
        is_free = self.lease_until is None or self.lease_until <= at
        return is_free and self.due_at is not None and self.due_at <= at

    def knows(self, folder: Folder) -> None:
        """Go by the folder's numbers; where they are others than before, all over again."""
        if self.uid_validity == folder.validity:
            return
        self.uid_validity, self.last_uid, self.put_off = folder.validity, 0, []
        self.ours().update(uid_validity=self.uid_validity, last_uid=0, put_off=[])

    def passed(self, uid: int, *, is_put_off: bool = False) -> bool:
        """Go on behind this mail; whether it was still ours to look into."""
        others = [each for each in self.put_off if each != uid]
        self.put_off = [*others, uid][-MOST_PUT_OFF:] if is_put_off else others
        self.last_uid = max(uid, self.last_uid)
        return self.ours().update(last_uid=self.last_uid, put_off=self.put_off) == 1
