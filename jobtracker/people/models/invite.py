"""An invitation by mail: to claim a record that a firm keeps, or to join a firm."""

import hashlib
import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Self

from django.db import models, transaction

from jobtracker.audit.models import Entry, Kind
from jobtracker.people.access import Scope
from jobtracker.people.models.firm import ROLE_LABELS, Firm, Membership, Role
from jobtracker.people.models.representation import Representation
from jobtracker.people.models.user import User

TOKEN_BYTES = 32


class Purpose(StrEnum):
    """What the person who follows the link may do."""

    CLAIM = "claim"
    JOIN = "join"


A_DAY = timedelta(days=1)
LASTS = {Purpose.CLAIM: timedelta(days=14), Purpose.JOIN: timedelta(days=7)}
# How long the firm still sees that one ran out, or was answered with a no.
REMEMBERED = timedelta(days=30)
MOST_A_DAY = 100


class TooMany(Exception):  # noqa: N818 - says what is wrong
    """Raised where somebody has sent so many invites in a day that more would look like spam."""


class Spent(Exception):  # noqa: N818 - says what the invite is
    """Raised where an invite was used, withdrawn or has run out by the time it is used."""


class InviteQuerySet(models.QuerySet["Invite"]):
    """Invites in the words of those who look for them."""

    def open(self, at: datetime) -> Self:
        """Those that somebody can still use."""
        unused = self.filter(used_at__isnull=True, withdrawn_at__isnull=True)
        return unused.filter(expires_at__gt=at)

    def open_or_lately_over(self, at: datetime) -> Self:
        """Those that somebody can still use, and those that ran out or were refused of late."""
        since = at - REMEMBERED
        unanswered = models.Q(used_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=since)
        return self.filter(unanswered | models.Q(refused_at__gt=since))

    def with_token(self, token: str) -> Self:
        """The one that the secret in a link belongs to."""
        return self.filter(digest=digest_of(token))

    def issue(
        self,
        purpose: Purpose,
        *,
        firm: Firm,
        email: str,
        made_by: User,
        at: datetime,
        **what: Any,  # noqa: ANN401
    ) -> tuple["Invite", str]:
        """A new invite with the secret for its link; an earlier one for the same ends.

        The secret is in the answer alone: what is stored cannot be turned back into it.

        :raises TooMany: where the person has sent as many as a day allows
        """
        if self.filter(made_by=made_by, made_at__gt=at - A_DAY).count() >= MOST_A_DAY:
            raise TooMany
        token = secrets.token_urlsafe(TOKEN_BYTES)
        email = email.strip().lower()
        with transaction.atomic():
            earlier = self.filter(firm=firm, purpose=purpose).open(at)
            same = {"representation": what["representation"]} if "representation" in what else {}
            earlier.filter(**same or {"email": email}).update(withdrawn_at=at)
            invite = self.create(
                purpose=purpose,
                firm=firm,
                email=email,
                digest=digest_of(token),
                made_by=made_by,
                made_at=at,
                expires_at=at + LASTS[purpose],
                **what,
            )
            invite.record(Kind.INVITE_SENT, by=made_by, at=at)
        return invite, token


class Invite(models.Model):
    """Bound to one firm, one address and one purpose; works once. Its secret is kept as a hash."""

    purpose = models.CharField(max_length=8, choices=[(each, each) for each in Purpose])
    firm = models.ForeignKey(Firm, on_delete=models.CASCADE, related_name="invites")
    email = models.EmailField("e-mail address", max_length=254)
    digest = models.CharField(max_length=64, unique=True)
    representation = models.ForeignKey(
        Representation, on_delete=models.CASCADE, null=True, blank=True, related_name="invites"
    )
    role = models.CharField(max_length=16, choices=[*ROLE_LABELS.items()], blank=True)
    made_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="invites_made"
    )
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    # Their address may be another by the time they leave.
    used_by = models.ForeignKey(
        User, on_delete=models.CASCADE, null=True, blank=True, related_name="invites_used"
    )
    refused_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InviteQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    models.Q(purpose=Purpose.CLAIM, representation__isnull=False)
                    # The record that it was for is gone.
                    | models.Q(purpose=Purpose.CLAIM, refused_at__isnull=False)
                    | models.Q(purpose=Purpose.JOIN, representation__isnull=True)
                    & ~models.Q(role="")
                ),
                name="invite_says_what_for",
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} invite of {self.firm}"

    def is_open(self, at: datetime) -> bool:
        """Whether it can be used."""
        return self.used_at is None and self.withdrawn_at is None and at < self.expires_at

    def spend(self, *, by: User, at: datetime) -> None:
        """Use it up; of two who try at once, one gets through.

        :raises Spent: where it cannot be used, or no longer
        """
        if Invite.objects.open(at).filter(pk=self.pk).update(used_at=at, used_by=by) != 1:
            raise Spent
        self.used_at, self.used_by = at, by

    def withdraw(self, *, by: User, at: datetime) -> None:
        """Make the link useless."""
        with transaction.atomic():
            Invite.objects.open(at).filter(pk=self.pk).update(withdrawn_at=at)
            self.record(Kind.INVITE_WITHDRAWN, by=by, at=at)

    def claim(self, user: User, scopes: Collection[Scope], *, at: datetime) -> Representation:
        """Make the record the person's own, and share these scopes of it with the firm."""
        with transaction.atomic():
            asked = self._held()
            self.spend(by=user, at=at)
            return asked.claim(user, scopes, at=at)

    def refuse(self, user: User, *, at: datetime) -> None:
        """Say no: to the firm's offer, or to working for it. That they did is all that is kept."""
        with transaction.atomic():
            asked = self._held() if self.purpose == Purpose.CLAIM else None
            self.spend(by=user, at=at)
            self.refused_at = at
            if asked:
                # What was written down about them goes with the record, their address included.
                self.representation, self.email = None, ""
            self.save(update_fields=["refused_at", "representation", "email"])
            if asked:
                asked.refuse(by=user, at=at)

    def _held(self) -> Representation:
        """The representation it is about, which the firm neither ends nor changes meanwhile.

        Nobody takes over a record that is somebody's already.
        """
        if self.representation_id is None:
            raise ValueError("This invite is to join the firm.")
        unclaimed = Representation.objects.not_ended().filter(candidate__user=None)
        found = unclaimed.held().filter(pk=self.representation_id).first()
        if found is None:
            raise Spent
        return found

    def join(self, user: User, *, at: datetime) -> Membership:
        """Make the person a member of the firm; who is one already keeps their role."""
        with transaction.atomic():
            self.spend(by=user, at=at)
            member, is_new = Membership.objects.get_or_create(
                user=user, firm=self.firm, defaults={"role": Role(self.role), "since": at}
            )
            if user.removed_from_id == self.firm_id:
                user.hear_of_removal(None)
            if is_new:
                Entry.objects.record(
                    Kind.MEMBER_JOINED,
                    actor_id=user.pk,
                    firm_id=self.firm_id,
                    at=at,
                    detail={"member": user.pk, "role": self.role},
                )
        return member

    def record(self, kind: Kind, *, by: User, at: datetime) -> None:
        """Keep that it was sent or withdrawn; the address stays out of it."""
        candidate_id = self.representation.candidate_id if self.representation else None
        Entry.objects.record(
            kind,
            actor_id=by.pk,
            candidate_id=candidate_id,
            firm_id=self.firm_id,
            at=at,
            detail={"invite": self.pk, "for": self.purpose},
        )


def digest_of(token: str) -> str:
    """What is stored of the secret: enough to recognise it, and not to make it again."""
    return hashlib.sha256(token.encode()).hexdigest()
