"""A mail, a calendar file or a pasted text, kept as it came."""

from hashlib import sha256
from typing import Any, override

from django.db import models
from django.urls import reverse
from django.utils import timezone

from interviews.intake.reading import Kind, Reading
from jobtracker.people.access import OwnedQuerySet, Scope
from jobtracker.people.models import Candidate, User


class MessageQuerySet(OwnedQuerySet["Message"]):
    """Messages that a person may see."""

    scope = Scope.INTERVIEWS

    def take_in(
        self,
        candidate: Candidate,
        kind: Kind,
        raw: bytes,
        *,
        by: User,
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
    read; what the person confirmed lives on the invitation.
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
    raw = models.BinaryField()
    digest = models.CharField(max_length=64)
    reading = models.JSONField(null=True, blank=True)
    message_id = models.CharField(max_length=998, blank=True)
    subject = models.CharField(max_length=500, blank=True)
    sender = models.CharField(max_length=400, blank=True)
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
        indexes = [models.Index(fields=["candidate", "message_id"], name="message_by_id")]

    def __str__(self) -> str:
        return self.subject or "A message"

    def get_absolute_url(self) -> str:
        return reverse("interviews:message", args=[self.pk])

    @property
    def what_was_read(self) -> Reading | None:
        """The reader's answer, None where it had none."""
        return None if self.reading is None else Reading.from_dict(self.reading)

    def keep_reading(self, reading: Reading) -> None:
        """Store what the reader made of the bytes."""
        self.reading = reading.as_dict()
        self.message_id = reading.message_id[:998]
        self.subject = reading.subject[:500]
        self.sender = " ".join(filter(None, (reading.sender_name, reading.sender_address)))[:400]
        self.text = reading.text
        self.save(update_fields=["reading", "message_id", "subject", "sender", "text"])

    def give_invitation_to(self, same: "Message") -> None:
        """Let what became of this message hang on the same message instead, unless it has one."""
        if hasattr(self, "invitation") and not hasattr(same, "invitation"):
            self.invitation.message = same
            self.invitation.save(update_fields=["message"])
