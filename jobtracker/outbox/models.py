"""The outbox: a row is committed with what caused it, taken by one worker, and then emptied."""

from datetime import datetime, timedelta
from email.policy import default
from email.utils import format_datetime, parseaddr
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Self
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.db import models, transaction
from django.utils.encoding import punycode

from jobtracker.outbox.rights import has_check, is_traceless
from jobtracker.outbox.told import tell
from jobtracker.outbox.written import OwnMail, WrittenMail

if TYPE_CHECKING:
    from jobtracker.people.models import User

# Longer than a mail server may take over one mail, at 30 seconds an answer.
LEASE = timedelta(minutes=5)
SHORTEST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=1)
# Six in the first hour, and then one an hour for three days.
MOST_ATTEMPTS = 6 + 3 * 24

EMPTIED = {"subject": "", "text": "", "html": "", "way_out": "", "written": None}


class Written(NamedTuple):
    """A whole mail, headers and all, and the id that it carries."""

    content: bytes
    message_id: str


class State(StrEnum):
    """Where a mail stands; all but the first are final."""

    WAITING = "waiting"
    SENT = "sent"
    DROPPED = "dropped"
    FAILED = "failed"


class MailQuerySet(models.QuerySet["Mail"]):
    """Mail in the words of those who queue and send it."""

    def enqueue(
        self,
        *,
        purpose: str,
        to: str,
        subject: str,
        text: str,
        at: datetime,
        html: str = "",
        written: "Written | None" = None,
        after: timedelta = timedelta(0),
        about: int | None = None,
        recipient: "User | None" = None,
        candidate_id: int | None = None,
        way_out: str = "",
        once: str | None = None,
    ) -> "Mail":
        """Have a mail sent once the transaction commits, unless it is no longer wanted then.

        `about` is the key of the row it is about, for the check of its purpose. The mail goes
        with the account of the recipient, and with the candidate, when these are erased. A mail
        that is `written` already goes as it stands; it goes no sooner than `after` so long.
        `way_out` is the address where one click ends all mail of its kind. Of mails with the same
        `once` the database takes one.

        :raises ValueError: for a purpose without a check, an address that is none, or a subject
            of more than one line
        """
        if not has_check(purpose):
            raise ValueError(f"Nothing says whether mail for {purpose!r} is still wanted.")
        refuse_unsendable(to, subject)
        return self.create(
            purpose=purpose,
            to=to,
            subject=subject,
            text=text,
            html=html,
            written=written.content if written else None,
            about=about,
            recipient=recipient,
            candidate_id=candidate_id,
            way_out=way_out,
            once=once,
            message_id=written.message_id if written else new_message_id(),
            queued_at=at,
            due_at=at + after,
        )

    def recall(self, purpose: str, about: int, *, at: datetime) -> bool:
        """Take back all that waits for that purpose about one row; whether none of it had left."""
        with transaction.atomic():
            waiting = self.filter(purpose=purpose, about=about, state=State.WAITING)
            # What a worker has taken may be gone by now.
            untouched = waiting.filter(lease_until=None)
            number = waiting.count()
            if not number or untouched.update(**settled(State.DROPPED, at)) != number:
                transaction.set_rollback(True)
                return False
        return True

    def due(self, at: datetime) -> Self:
        """What waits to be sent and nobody is sending, the longest due first."""
        waiting = self.filter(state=State.WAITING, due_at__lte=at)
        nobody_is_at_it = models.Q(lease_until=None) | models.Q(lease_until__lte=at)
        return waiting.filter(nobody_is_at_it).order_by("due_at", "pk")


class Mail(models.Model):
    """One mail to one person. What it says is kept only until it was sent."""

    purpose = models.SlugField(max_length=40, db_index=False)
    about = models.BigIntegerField(null=True, blank=True)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
    )
    candidate = models.ForeignKey(
        "people.Candidate", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )

    to = models.EmailField(max_length=254)
    subject = models.TextField(blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    way_out = models.URLField(max_length=500, blank=True, default="", db_default="")
    written = models.BinaryField(null=True, blank=True)
    message_id = models.CharField(max_length=320)
    queued_at = models.DateTimeField()
    once = models.CharField(max_length=100, null=True, blank=True, unique=True)

    state = models.CharField(
        max_length=8, choices=[(each.value, each.value) for each in State], default=State.WAITING
    )
    due_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=200, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "mail"
        indexes: ClassVar = [models.Index(fields=["state", "due_at"], name="outbox_due")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state=State.WAITING, settled_at=None)
                | ~models.Q(state=State.WAITING) & models.Q(settled_at__isnull=False),
                name="outbox_final_since",
            ),
            # It holds what opens an account.
            models.CheckConstraint(
                condition=models.Q(state=State.WAITING)
                | models.Q(subject="", text="", html="", way_out="", written__isnull=True),
                name="outbox_emptied_when_final",
            ),
            # What goes to several people is one mail to each of them.
            models.UniqueConstraint(fields=["message_id", "to"], name="outbox_once_to_each"),
        ]

    def __str__(self) -> str:
        return f"mail {self.pk} ({self.purpose})"

    def message(self) -> EmailMessage:
        """The mail itself: each time the same, so that a second copy is known as one."""
        if self.written is not None:
            return WrittenMail(bytes(self.written), to=self.to)
        headers = {
            "Message-ID": self.message_id,
            "Date": format_datetime(self.queued_at),
            "Auto-Submitted": "auto-generated",
            **way_out_headers(self.way_out),
        }
        mail = OwnMail(self.subject, self.text, to=[self.to], headers=headers)
        if self.html:
            mail.attach_alternative(self.html, "text/html")
        return mail

    def lease(self, *, at: datetime) -> bool:
        """Take it for one attempt; of two who try at once, one gets it."""
        # The number of attempts only grows, so it tells whether somebody was here since.
        unchanged = Mail.objects.filter(pk=self.pk, state=State.WAITING, attempts=self.attempts)
        if unchanged.update(attempts=self.attempts + 1, lease_until=at + LEASE) != 1:
            return False
        self.attempts += 1
        return True

    def settle(self, state: State, *, at: datetime, error: str = "") -> None:
        """Be done with it, forget what it said, and tell those who wait for the outcome.

        Some mail is forgotten altogether.
        """
        with transaction.atomic():
            waiting = Mail.objects.filter(pk=self.pk, state=State.WAITING)
            if is_traceless(self.purpose):
                waiting.delete()
            elif waiting.update(**settled(state, at, error)):
                tell(self, state, at)

    def put_off(self, *, at: datetime, error: str) -> None:
        """Have it tried again after a pause, unless somebody else is trying by now."""
        ours = Mail.objects.filter(pk=self.pk, state=State.WAITING, attempts=self.attempts)
        ours.update(due_at=at + pause_after(self.attempts), lease_until=None, error=error)


def way_out_headers(address: str) -> dict[str, str]:
    """By which a mail program offers to end such mail, with one click where it is safe to.

    https://www.rfc-editor.org/rfc/rfc8058 (it asks for HTTPS)
    """
    if not address:
        return {}
    headers = {"List-Unsubscribe": f"<{address}>"}
    if address.startswith("https://"):
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def settled(state: State, at: datetime, error: str = "") -> dict[str, Any]:
    """What a row is from then on."""
    return {"state": state, "settled_at": at, "lease_until": None, "error": error, **EMPTIED}


def pause_after(attempts: int) -> timedelta:
    """How long to wait after so many attempts: twice as long as before, but an hour at most."""
    doublings = min(attempts - 1, 6)
    return min(SHORTEST_PAUSE * (1 << doublings), LONGEST_PAUSE)


def refuse_unsendable(to: str, subject: str) -> None:
    """Refuse what would become a header of its own, or could never be delivered."""
    # An encoded word in it is decoded by whoever reads it.
    read = default.header_factory("Subject", "".join(subject.splitlines()))
    if any(is_control(character) for character in f"{to}{subject}{read}"):
        raise ValueError("A subject and an address are one line each, of letters that can be seen.")
    try:
        validate_email(to)
    except ValidationError as error:
        raise ValueError("This is no address that mail can be sent to.") from error


def is_control(character: str) -> bool:
    """Whether it steers instead of being read; ends of line in all their forms are among these."""
    return character < " " or "\x7f" <= character <= "\x9f" or character in "\u2028\u2029"


def new_message_id() -> str:
    """Never given before, at the host that our mail comes from."""
    _, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    host = punycode(address.rpartition("@")[2]) or "localhost"
    return f"<{uuid4().hex}@{host}>"
