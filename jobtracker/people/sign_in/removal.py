"""Taking a second factor away from an account, for who cannot do it themselves."""

from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models import QuerySet

from jobtracker.audit.models import Entry, Kind
from jobtracker.people.models import User


def remove_factors(user: User, factors: QuerySet[Authenticator], *, at: datetime, who: str) -> int:
    """Remove these, and recovery codes that would stand in for nothing; how many were removed."""
    with transaction.atomic():
        removed = [each.type for each in factors]
        factors.delete()
        left = Authenticator.objects.filter(user=user)
        if not left.exclude(type=Authenticator.Type.RECOVERY_CODES).exists():
            removed += [each.type for each in left]
            left.delete()
        for kind in removed:
            tell(Kind.SECOND_FACTOR_CHANGED, user, at, removed=kind, who=who)
    return len(removed)


def remove_sign_ons(user: User, *, since: datetime, at: datetime, who: str) -> None:
    """Remove the ways in by a firm's own sign-on that were added since."""
    found = SocialAccount.objects.filter(user=user, date_joined__gte=since)
    if found.delete()[0]:
        tell(Kind.SIGN_ON_CHANGED, user, at, removed="provider", who=who)


def end_all_sessions(user: User, *, at: datetime, who: str) -> None:
    """Sign the person out wherever they, or somebody else, may be signed in as them."""
    for session in UserSession.objects.filter(user=user):
        session.end()
    tell(Kind.SESSIONS_ENDED, user, at, which="all", who=who)


def tell(kind: Kind, user: User, at: datetime, **detail: Any) -> None:  # noqa: ANN401
    """Keep it in the account's own record, by whomever it was done."""
    Entry.objects.record(kind, actor_id=user.pk, at=at, detail=detail)
