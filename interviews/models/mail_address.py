"""A private address to which the candidate forwards mail about their search."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Self, override

from django.conf import settings
from django.db import models
from django.utils import timezone

from jobtracker.people.access import PrivateQuerySet
from jobtracker.people.models import Candidate
from jobtracker.people.models.invite import digest_of
from jobtracker.sealing import Unreadable, seal, unseal

# Read out and typed by hand at times: no letter or digit looks like another.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
LENGTH = 20
# That mail still comes is told by the day.
A_DAY = timedelta(days=1)


class MailAddressQuerySet(PrivateQuerySet["MailAddress"]):
    """Addresses in the words of those who hand them out, and of those who deliver."""

    def with_local_part(self, local: str) -> Self:
        """The one that mail to this name before the @ belongs to, while the account is open."""
        return self.with_local_parts([local])

    def with_local_parts(self, names: Iterable[str]) -> Self:
        """Those of several names."""
        digests = [digest_of(each.lower()) for each in names]
        return self.filter(digest__in=digests, candidate__user__is_active=True)

    @override
    def move(self, source: Candidate, target: Candidate) -> None:
        """Each person has one: where both records have, the one that goes on keeps its own."""
        if self.filter(candidate=target).exists():
            self.filter(candidate=source).delete()
        super().move(source, target)

    def issue(self, candidate: Candidate, *, at: datetime) -> "MailAddress":
        """A new address; mail to the one before it is dropped from now on."""
        local = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        values = {"digest": digest_of(local), "sealed": seal(local), "made_at": at}
        address, _ = self.update_or_create(
            candidate=candidate, defaults={**values, "last_mail_at": None}
        )
        return address


class MailAddress(models.Model):
    """One candidate's address. What is before the @ is a secret: found by its hash, kept sealed."""

    candidate = models.OneToOneField(
        Candidate, on_delete=models.CASCADE, related_name="mail_address"
    )
    digest = models.CharField(max_length=64, unique=True)
    sealed = models.TextField()
    made_at = models.DateTimeField(default=timezone.now)
    last_mail_at = models.DateTimeField(null=True, blank=True)

    objects = MailAddressQuerySet.as_manager()

    def __str__(self) -> str:
        return f"The mail address of {self.candidate_id}"

    @property
    def address(self) -> str:
        """To forward to; "" where it can no longer be known, or this site takes no mail."""
        if not settings.MAIL_DOMAIN:
            return ""
        try:
            return f"{unseal(self.sealed)}@{settings.MAIL_DOMAIN}"
        except Unreadable:
            return ""

    def was_used(self, at: datetime) -> None:
        """Note the day on which mail last came."""
        if self.last_mail_at is None or self.last_mail_at < at - A_DAY:
            MailAddress.objects.filter(pk=self.pk).update(last_mail_at=at)
