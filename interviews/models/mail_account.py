"""A mailbox of the candidate's own, one folder of which we look into for new mail."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Self, override

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone

from interviews.intake.reading import Kind
from interviews.mailroom.folder import Folder
from interviews.mailroom.folder_list import FolderFound
from interviews.mailroom.imap import TLS_PORT, Place, Trouble
from interviews.models.looked_into import LookedInto, is_free
from interviews.models.message import Message, Way
from jobtracker.people.access import PrivateQuerySet
from jobtracker.people.models import Candidate
from jobtracker.sealing import Unreadable, seal, unseal

# What the person has to put right.
FINAL = frozenset({Trouble.PASSWORD, Trouble.UNREADABLE})


class MailAccountQuerySet(PrivateQuerySet["MailAccount"]):
    """Mailboxes in the words of those who connect them."""

    def connect(self, candidate: Candidate, place: Place, *, at: datetime) -> "MailAccount":
        """Look into it from now on; the same folder with another password goes on where it was."""
        values = place._asdict()
        sealed = {"sealed_password": seal(values.pop("password"))}
        again = {"due_at": at, "lease_until": None, "trouble": Trouble.NONE, "failures": 0}
        with self._alone(candidate):
            if not self.filter(candidate=candidate, **values).update(**sealed, **again):
                self.filter(candidate=candidate).delete()
                self.create(candidate=candidate, made_at=at, due_at=at, **values, **sealed)
            self.filter(candidate=candidate).update(offered=[])
            return self.get(candidate=candidate)

    def let_us_in(
        self, candidate: Candidate, place: Place, folders: Sequence[FolderFound], *, at: datetime
    ) -> None:
        """Keep what opens it, and its folders, until the person has chosen one.

        What is looked into already at the same place goes on meanwhile, or goes on again.
        """
        values = {"host": place.host, "port": place.port, "user": place.user}
        told = {"sealed_password": seal(place.password), "offered": [*map(list, folders)]}
        with self._alone(candidate):
            same = self.filter(candidate=candidate, **values)
            stopped = same.filter(due_at=None).exclude(folder="")
            stopped.update(due_at=at, trouble=Trouble.NONE, failures=0)
            if not same.update(**told):
                self.filter(candidate=candidate).delete()
                self.create(candidate=candidate, made_at=at, **values, **told)

    @contextmanager
    def _alone(self, candidate: Candidate) -> Iterator[None]:
        with transaction.atomic():
            Candidate.objects.select_for_update(no_key=True).get(pk=candidate.pk)
            yield

    def due(self, at: datetime) -> Self:
        """Those to be looked into, that nobody is looking into, the longest due first."""
        is_open = models.Q(candidate__user__is_active=True)
        return self.filter(is_free(at), is_open, due_at__lte=at).order_by("due_at", "pk")

    @override
    def move(self, source: Candidate, target: Candidate) -> None:
        """Each person has one: where both records have, the one that goes on keeps its own."""
        if self.filter(candidate=target).exists():
            self.filter(candidate=source).delete()
        super().move(source, target)


class MailAccount(LookedInto):
    """One candidate's mailbox; without a `folder`, they have still to choose from `offered`.

    Once the folder's numbers change, what came before we were told of it is known by its date
    alone, which counts for numbers below `dated_below`: an old mail that is moved here later has a
    new number, and is meant for us.
    """

    look_again_after = timedelta(minutes=10)
    final = FINAL

    candidate = models.OneToOneField(
        Candidate, on_delete=models.CASCADE, related_name="mail_account"
    )
    host = models.CharField(max_length=253)
    port = models.PositiveIntegerField(default=TLS_PORT)
    user = models.CharField(max_length=254)
    sealed_password = models.TextField()
    folder = models.CharField(max_length=200, blank=True)
    offered = models.JSONField(default=list, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    dated_below = models.BigIntegerField(default=0)
    too_large = models.PositiveIntegerField(default=0)

    objects = MailAccountQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.user} at {self.host}"

    @property
    def has_ended(self) -> bool:
        """Whether nothing goes on here before the person has connected it anew."""
        return self.trouble in FINAL

    @property
    def folders(self) -> list[FolderFound]:
        """From which the person may choose, the last time that we asked the server."""
        return [FolderFound(*each) for each in self.offered]

    @property
    def place(self) -> Place | None:
        """Where to look, None where the password can no longer be known."""
        try:
            password = unseal(self.sealed_password)
        except Unreadable:
            return None
        return Place(self.host, self.port, self.user, password, self.folder)

    def knows(self, folder: Folder) -> None:
        """Go by the folder's numbers, which may be others than before."""
        if self.uid_validity == folder.validity:
            return
        self.uid_validity, self.last_uid = folder.validity, 0
        self.dated_below = folder.next_uid
        self.ours().update(uid_validity=self.uid_validity, last_uid=0, dated_below=self.dated_below)

    def took(self, uid: int, raw: bytes, *, at: datetime) -> None:
        """Keep a mail, and that it was kept, or neither."""
        with transaction.atomic():
            if self.passed(uid):
                Message.objects.await_reading(self.candidate, Kind.EML, raw, way=Way.FETCHED, at=at)

    def passed(self, uid: int, *, too_large: int = 0) -> bool:
        """Go on behind this mail; whether it was still ours to look into."""
        ahead = self.ours().filter(last_uid__lt=uid)
        return ahead.update(last_uid=uid, too_large=F("too_large") + too_large) == 1
