"""A mailbox of the candidate's own, one folder of which we look into for new mail."""

from datetime import datetime, timedelta
from typing import Self, override

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone

from interviews.intake.reading import Kind
from interviews.mailroom.folder import Folder
from interviews.mailroom.imap import TLS_PORT, Place, Trouble
from interviews.models.message import Message, Way
from jobtracker.people.access import PrivateQuerySet
from jobtracker.people.models import Candidate
from jobtracker.sealing import Unreadable, seal, unseal

LOOK_AGAIN_AFTER = timedelta(minutes=10)
LONGEST_PAUSE = timedelta(days=1)
# Longer than a look may take.
LEASE = timedelta(minutes=5)
# Nobody tries these again before the person has changed something: servers lock accounts.
FINAL = frozenset({Trouble.PASSWORD, Trouble.UNREADABLE})

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


class MailAccountQuerySet(PrivateQuerySet["MailAccount"]):
    """Mailboxes in the words of those who connect them."""

    def connect(self, candidate: Candidate, place: Place, *, at: datetime) -> "MailAccount":
        """Look into it from now on; the same folder with another password goes on where it was."""
        values = place._asdict()
        sealed = {"sealed_password": seal(values.pop("password"))}
        again = {"due_at": at, "lease_until": None, "trouble": Trouble.NONE, "failures": 0}
        with transaction.atomic():
            Candidate.objects.select_for_update(no_key=True).get(pk=candidate.pk)
            if not self.filter(candidate=candidate, **values).update(**sealed, **again):
                self.filter(candidate=candidate).delete()
                self.create(candidate=candidate, made_at=at, due_at=at, **values, **sealed)
            return self.get(candidate=candidate)

    def due(self, at: datetime) -> Self:
        """Those to be looked into, that nobody is looking into, the longest due first."""
        nobody_is_at_it = models.Q(lease_until=None) | models.Q(lease_until__lte=at)
        is_open = models.Q(candidate__user__is_active=True)
        return self.filter(nobody_is_at_it, is_open, due_at__lte=at).order_by("due_at", "pk")

    @override
    def move(self, source: Candidate, target: Candidate) -> None:
        """Each person has one: where both records have, the one that goes on keeps its own."""
        if self.filter(candidate=target).exists():
            self.filter(candidate=source).delete()
        super().move(source, target)


class MailAccount(models.Model):
    """One candidate's mailbox. Without `due_at`, we have stopped.

    A mail's number (`last_uid`) holds as long as the folder has the same `uid_validity`. Once that
    changes, what came before we were told of the folder is known by its date alone, which counts
    for numbers below `dated_below`: an old mail that is moved here later has a new number, and is
    meant for us.
    """

    candidate = models.OneToOneField(
        Candidate, on_delete=models.CASCADE, related_name="mail_account"
    )
    host = models.CharField(max_length=253)
    port = models.PositiveIntegerField(default=TLS_PORT)
    user = models.CharField(max_length=254)
    sealed_password = models.TextField()
    folder = models.CharField(max_length=200)
    made_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(null=True, blank=True, db_index=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    looked_at = models.DateTimeField(null=True, blank=True)
    trouble = models.CharField(
        max_length=12, blank=True, choices=[*TROUBLE_LABELS.items()], default=Trouble.NONE
    )
    failures = models.PositiveSmallIntegerField(default=0)
    uid_validity = models.BigIntegerField(null=True, blank=True)
    last_uid = models.BigIntegerField(default=0)
    dated_below = models.BigIntegerField(default=0)
    too_large = models.PositiveIntegerField(default=0)

    objects = MailAccountQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.user} at {self.host}"

    @property
    def place(self) -> Place | None:
        """Where to look, None where the password can no longer be known."""
        try:
            password = unseal(self.sealed_password)
        except Unreadable:
            return None
        return Place(self.host, self.port, self.user, password, self.folder)

    def lease(self, *, at: datetime) -> bool:
        """Take it for one look; of two who try at once, one gets it."""
        is_ours = self._ours().update(lease_until=at + LEASE) == 1
        self.lease_until = at + LEASE
        return is_ours

    def knows(self, folder: Folder) -> None:
        """Go by the folder's numbers, which may be others than before."""
        if self.uid_validity == folder.validity:
            return
        self.uid_validity, self.last_uid = folder.validity, 0
        self.dated_below = folder.next_uid
        self._ours().update(
            uid_validity=self.uid_validity, last_uid=0, dated_below=self.dated_below
        )

    def took(self, uid: int, raw: bytes, *, at: datetime) -> None:
        """Keep a mail, and that it was kept, or neither."""
        with transaction.atomic():
            if self.passed(uid):
                Message.objects.await_reading(self.candidate, Kind.EML, raw, way=Way.FETCHED, at=at)

    def passed(self, uid: int, *, too_large: int = 0) -> bool:
        """Go on behind this mail; whether it was still ours to look into."""
        ahead = self._ours().filter(last_uid__lt=uid)
        return ahead.update(last_uid=uid, too_large=F("too_large") + too_large) == 1

    def was_looked_into(self, *, at: datetime, goes_on: bool) -> None:
        """Look again in a while, and at once where there is more."""
        due = at if goes_on else at + LOOK_AGAIN_AFTER
        self._ours().update(looked_at=at, due_at=due, lease_until=None, trouble="", failures=0)

    def failed(self, trouble: Trouble, *, at: datetime) -> None:
        """Try again later, and longer later each time, or not at all."""
        pause = min(LOOK_AGAIN_AFTER * 2 ** min(self.failures, 8), LONGEST_PAUSE)
        self._ours().update(
            trouble=trouble,
            failures=min(self.failures + 1, 100),
            due_at=None if trouble in FINAL else at + pause,
            lease_until=None,
        )

    def _ours(self) -> MailAccountQuerySet:
        """The row while nobody else has it, and it was not connected anew meanwhile."""
        return MailAccount.objects.filter(pk=self.pk, lease_until=self.lease_until)
