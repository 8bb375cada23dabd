"""Taking back a change of address, by a link in the mail to the old one.

Whoever took over an account first changes its address, so that a new password no longer helps its
owner. The link gives the account back to the old mailbox: it is good for a week, once, and ends
every session, the password, and each way in that was added since the day before the change.

The old mailbox could open the account until the change, by a new password. With the link it still
can for that week, but no more than that: a second factor from before stays and is asked for, the
new address is told, and the record says what was done.
"""

from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.mfa.models import Authenticator
from django.core import signing
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from jobtracker.audit.models import Entry, Kind
from jobtracker.people.models import User
from jobtracker.people.sign_in.removal import (
    end_all_sessions,
    remove_factors,
    remove_sign_ons,
    tell,
)

SALT = "jobtracker.people.sign_in.undo"
GOOD_FOR = timedelta(days=7)
# Whoever is in adds a way back for themselves before they are noticed.
BEFORE = timedelta(days=1)
BY_LINK = "link"


# Account, old and new address, and the moment in seconds: as JSON, in a link or in a session.
type Told = list[Any]


class Change(NamedTuple):
    """One account's change from an old address to a new one."""

    user: User
    old: str
    new: str
    at: datetime


def undo_link(user: User, old: str, new: str) -> str:
    """The address of the page that takes the change back, made as it happens."""
    told = [user.pk, old.lower(), new.lower(), timezone.now().timestamp()]
    path = reverse("undo-address", args=[signing.dumps(told, salt=SALT)])
    return str(context.request.build_absolute_uri(path))


def told_by(token: str) -> Told | None:
    """What the link of this token says; None for one that we never made."""
    try:
        pk, old, new, moment = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return [pk, old, new, moment]


def change_in(told: Told | None, *, at: datetime) -> Change | None:
    """The change that the link takes back; None where it does so no longer."""
    if told is None:
        return None
    pk, old, new, moment = told
    changed_at = datetime.fromtimestamp(moment, UTC)
    user = User.objects.filter(pk=pk, is_active=True).first()
    if user is None or user.email == old or at > changed_at + GOOD_FOR:
        return None
    if is_taken(user, old) or is_undone(user, changed_at):
        return None
    return Change(user, old, new, changed_at)


def is_taken(user: User, address: str) -> bool:
    """Whether the address is somebody else's by now, who has shown that it is theirs."""
    known = EmailAddress.objects.filter(email=address, verified=True).exclude(user=user).exists()
    others = User.objects.filter(email=address).exclude(pk=user.pk)
    return known or others.exclude(pk__in=squatters(address)).exists()


def squatters(address: str) -> QuerySet[User]:
    """Accounts under the address that were never confirmed, and that nobody was ever in.

    Else whoever took an account over could keep its owner out by asking for a new one there.
    """
    claimed = EmailAddress.objects.filter(email=address, verified=False)
    confirmed = EmailAddress.objects.filter(verified=True)
    never_in = User.objects.filter(last_login=None, email=address)
    return never_in.filter(pk__in=claimed.values("user")).exclude(pk__in=confirmed.values("user"))


def is_undone(user: User, at: datetime) -> bool:
    """Whether this change, or one before it, was taken back since.

    One that came after it does not count: else whoever changed the address twice could take back
    the second change, and be rid of the owner's link.
    """
    undone = Entry.objects.of(user.pk).filter(kind=Kind.ADDRESS_CHANGED, at__gt=at)
    return any(each.detail.get("undone", at.timestamp() + 1) <= at.timestamp() for each in undone)


def take_back(told: Told | None, *, at: datetime) -> Change | None:
    """Undo the change of this link, once however often it is sent; None where there is none."""
    with transaction.atomic():
        change = change_in(told, at=at)
        if change:
            User.objects.select_for_update().get(pk=change.user.pk)
            change = change_in(told, at=at)
        if change:
            undo(change, at=at)
    return change


def undo(change: Change, *, at: datetime) -> None:
    """Give the account back to the old address, and shut out whoever else is in."""
    user, since = change.user, change.at - BEFORE
    with transaction.atomic():
        squatters(change.old).delete()
        EmailAddress.objects.filter(user=user).delete()
        EmailAddress.objects.create(user=user, email=change.old, primary=True, verified=True)
        user.email = change.old
        user.set_unusable_password()
        user.save(update_fields=["email", "password"])
        user.have_letters_carry(change.old, instead_of=change.new)
        tell(Kind.ADDRESS_CHANGED, user, at, undone=change.at.timestamp(), who=BY_LINK)
        added = Authenticator.objects.filter(user=user, created_at__gte=since)
        remove_factors(user, added, at=at, who=BY_LINK)
        remove_sign_ons(user, since=since, at=at, who=BY_LINK)
        end_all_sessions(user, at=at, who=BY_LINK)
