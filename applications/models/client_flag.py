"""What speaks against a client, as far as the firm vouches for it."""

from datetime import datetime

from django.db import models
from django.utils import timezone

from applications.models.client import Client, OfFirmQuerySet
from interviews.guidance import Severity
from jobtracker.people.models import Firm, User

# Whether a concern rules a job out is the candidate's to say.
VOUCHED = {
    Severity.MINOR: "Minor: something to ask about",
    Severity.SERIOUS: "Serious: it could change somebody’s mind",
}


class ClientFlagQuerySet(OfFirmQuerySet["ClientFlag"]):
    """Red flags of clients."""


class ClientFlag(models.Model):
    """A concern that the firm stands for, with who said so and when; resolving adds the same."""

    firm = models.ForeignKey(Firm, on_delete=models.CASCADE, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="flags")
    topic = models.CharField(max_length=160)
    severity = models.CharField(max_length=8, choices=[*VOUCHED.items()], default=Severity.SERIOUS)
    text = models.TextField("what the firm knows of it", max_length=2_000, blank=True)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    resolved_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    resolved_at = models.DateTimeField(null=True, blank=True)

    objects = ClientFlagQuerySet.as_manager()

    class Meta:
        ordering = [models.F("resolved_at").asc(nulls_first=True), "-at", "pk"]

    def __str__(self) -> str:
        return self.topic

    @property
    def is_resolved(self) -> bool:
        """Whether the firm no longer stands for it; it stays to be read."""
        return self.resolved_at is not None

    def resolve(self, *, by: User, at: datetime) -> None:
        """Note that it is cleared up."""
        self.resolved_by, self.resolved_at = by, at
        self.save(update_fields=["resolved_by", "resolved_at"])

    def reopen(self) -> None:
        """Let it count again."""
        self.resolved_by = self.resolved_at = None
        self.save(update_fields=["resolved_by", "resolved_at"])
