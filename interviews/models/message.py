"""A mail, a calendar file or a pasted text, kept as it came."""

from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any, Self, override

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from applications.models import Application
from interviews.intake.reading import Kind, Label, Reading
from interviews.mailroom.sender_checks import SenderCheck, sender_checks
from jobtracker.addresses import address
from jobtracker.people.access import OwnedQuerySet, Scope
from jobtracker.people.models import Candidate, User

# A reader that was ended is followed by another.
LEASE = timedelta(minutes=2)
ADDRESS_LENGTH = 320


class Way(StrEnum):
    """How it came."""

    BROUGHT = "brought"
    FORWARDED = "forwarded"
    FETCHED = "fetched"
    FILE = "file"


class Handled(StrEnum):
    """What the person made of it."""

    WAITING = "waiting"
    KEPT = "kept"
    PUT_ASIDE = "put_aside"


LABEL_LABELS = {
    Label.INVITATION: "An invitation",
    Label.SCHEDULING_UPDATE: "A change of time",
    Label.CANCELLATION: "A cancellation",
    Label.REJECTION: "A rejection",
    Label.OFFER: "An offer",
    Label.APPLICATION_RECEIVED: "A receipt for an application",
    Label.ASSESSMENT: "A test or a task",
    Label.OTHER: "Something else",
}

LABEL_ICONS = {
    Label.INVITATION: "calendar-plus",
    Label.SCHEDULING_UPDATE: "calendar-clock",
    Label.CANCELLATION: "calendar-x",
    Label.REJECTION: "circle-x",
    Label.OFFER: "gift",
    Label.APPLICATION_RECEIVED: "mail-check",
    Label.ASSESSMENT: "clipboard-list",
    Label.OTHER: "mail",
}


class MessageQuerySet(OwnedQuerySet["Message"]):
    """Messages that a person may see."""

    scope = Scope.INTERVIEWS

    @override
    def visible_to(self, user: User) -> Self:
        """Mail that came by itself is the candidate's alone until they put it somewhere."""
        is_told = Q(way=Way.BROUGHT) | Q(handled=Handled.KEPT)
        return super().visible_to(user).filter(is_told | Q(candidate__user=user))

    def take_in(
        self,
        candidate: Candidate,
        kind: Kind,
        raw: bytes,
        *,
        by: User | None,
        **fields: Any,  # noqa: ANN401
    ) -> "Message":
        """Keep the bytes as they came, before anybody reads them.

        The same bytes again are the same message: a second upload makes no second record.
        """
        message, _ = self.get_or_create(
            candidate=candidate,
            digest=sha256(raw).hexdigest(),
            defaults={"kind": kind, "raw": raw, "taken_in_by": by, **fields},
        )
        return message

    def await_reading(
        self,
        candidate: Candidate,
        kind: Kind,
        raw: bytes,
        *,
        way: Way,
        at: datetime,
        by: User | None = None,
        forwarder: str = "",
    ) -> "Message":
        """Keep what came by itself: the worker reads it, and it waits for the person's word."""
        return self.take_in(
            candidate,
            kind,
            raw,
            by=by,
            way=way,
            forwarder=forwarder[:ADDRESS_LENGTH],
            received_at=at,
            due_at=at,
        )

    def that_came(self, candidate_id: int, way: Way, *, since: datetime) -> Self:
        """What one person got that way after a moment."""
        return self.filter(candidate=candidate_id, way=way, received_at__gt=since)

    def waiting(self) -> Self:
        """What nobody has put anywhere yet, the newest first."""
        return self.filter(handled=Handled.WAITING).order_by("-received_at", "-pk")

    def put_aside(self) -> Self:
        """What the person wants no part of, the newest first."""
        return self.filter(handled=Handled.PUT_ASIDE).order_by("-received_at", "-pk")

    def due(self, at: datetime) -> Self:
        """Those to be read that nobody is reading, in the order in which they came."""
        return self.filter(due_at__lte=at).order_by("due_at", "pk")

    @override
    def move(self, source: Candidate, target: Candidate) -> None:
        """As every row; a message that both records hold is kept once, with its invitation."""
        rows = self.defer("raw", "reading", "text").select_related("invitation")
        known = {each.digest: each for each in rows.filter(candidate=target)}
        for message in rows.filter(candidate=source):
            if same := known.get(message.digest):
                message.give_invitation_to(same)
                message.delete()
        super().move(source, target)


class Message(models.Model):
    """What came in, byte for byte.

    `reading` holds what the reader made of it (`Reading.as_dict`), null where it could not be
    read, or is still to be (`due_at`); what the person confirmed lives on the invitation. `label`
    is what it is by the reader, until the person says otherwise. `forwarder` is who handed it over
    to us, which the message itself need not tell.
    """

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="messages")
    application = models.ForeignKey(
        "applications.Application",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="messages",
    )
    kind = models.CharField(max_length=4, choices=[(kind, kind) for kind in Kind])
    way = models.CharField(
        max_length=9, choices=[(way.value, way.value) for way in Way], default=Way.BROUGHT.value
    )
    handled = models.CharField(
        max_length=9,
        choices=[(each.value, each.value) for each in Handled],
        default=Handled.WAITING.value,
    )
    raw = models.BinaryField()
    digest = models.CharField(max_length=64)
    due_at = models.DateTimeField(null=True, blank=True)
    reading = models.JSONField(null=True, blank=True)
    label = models.CharField(
        max_length=20,
        choices=[(label.value, words) for label, words in LABEL_LABELS.items()],
        blank=True,
    )
    is_corrected = models.BooleanField(default=False)
    suggested = models.ForeignKey(
        "applications.Application",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    message_id = models.CharField(max_length=998, blank=True)
    subject = models.CharField(max_length=500, blank=True)
    sender = models.CharField(max_length=400, blank=True)
    sender_address = models.CharField(max_length=ADDRESS_LENGTH, blank=True)
    forwarder = models.CharField(max_length=ADDRESS_LENGTH, blank=True)
    text = models.TextField(blank=True)
    taken_in_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    received_at = models.DateTimeField(default=timezone.now)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "digest"],
                name="message_taken_in_once",
            )
        ]
        indexes = [
            models.Index(fields=["candidate", "message_id"], name="message_by_id"),
            models.Index(fields=["candidate", "handled", "-received_at"], name="message_inbox"),
            models.Index(fields=["candidate", "sender_address"], name="message_by_sender"),
            models.Index(fields=["due_at"], condition=Q(due_at__isnull=False), name="message_due"),
        ]

    def __str__(self) -> str:
        return self.subject or "A message"

    def get_absolute_url(self) -> str:
        return address("interviews:message", self.pk)

    @property
    def what_was_read(self) -> Reading | None:
        """The reader's answer, None where it had none."""
        return None if self.reading is None else Reading.from_dict(self.reading)

    @property
    def is_being_read(self) -> bool:
        """Whether its reading is still to come."""
        return self.due_at is not None

    @property
    def icon(self) -> str:
        """A picture of what it is."""
        return LABEL_ICONS[Label(self.label)] if self.label else "mail-question-mark"

    @property
    def sender_checks(self) -> list[SenderCheck]:
        """Of what our own mail server handed over; other mail could say anything in its name."""
        if self.way != Way.FORWARDED:
            return []
        return sender_checks(bytes(self.raw), settings.MAIL_CHECKED_BY)

    def lease(self, *, at: datetime) -> bool:
        """Take it to read; of two who try at once, one gets it."""
        unchanged = Message.objects.filter(pk=self.pk, due_at=self.due_at)
        return unchanged.update(due_at=at + LEASE) == 1

    def keep_reading(self, reading: Reading, **beside: Any) -> None:  # noqa: ANN401
        """Store what the reader made of the bytes, with other columns that hang on that."""
        self.reading = reading.as_dict()
        self.label = reading.label
        self.message_id = reading.message_id[:998]
        self.subject = reading.subject[:500]
        self.sender = " ".join(filter(None, (reading.sender_name, reading.sender_address)))[:400]
        self.sender_address = reading.sender_address.lower()[:ADDRESS_LENGTH]
        self.text = reading.text
        self.due_at = None
        for name, value in beside.items():
            setattr(self, name, value)
        self.save(
            update_fields=[
                *("reading", "label", "message_id", "subject", "sender", "sender_address"),
                *("text", "due_at"),
                *beside,
            ]
        )

    def was_handled(self, how: Handled, application: Application | None = None) -> None:
        """Take it out of the inbox, with where it belongs; `WAITING` takes it back in."""
        self.handled = how
        self.application = application
        self.save(update_fields=["handled", "application"])

    def was_corrected(self, label: Label) -> None:
        """It is this, by the person."""
        self.label, self.is_corrected = label, True
        self.save(update_fields=["label", "is_corrected"])

    def give_invitation_to(self, same: "Message") -> None:
        """Let what became of this message hang on the same message instead, unless it has one."""
        if hasattr(self, "invitation") and not hasattr(same, "invitation"):
            self.invitation.message = same
            self.invitation.save(update_fields=["message"])
