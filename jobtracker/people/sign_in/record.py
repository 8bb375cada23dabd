"""The record of who signed in, how, and who changed what it takes to sign in."""

from typing import Any

from allauth.account import signals as account
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from allauth.socialaccount import signals as social
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.contrib.auth import signals as django
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest
from django.utils import timezone

from jobtracker.audit.models import Entry, Kind


def record(kind: Kind, user: AbstractBaseUser, **detail: Any) -> None:  # noqa: ANN401
    """Keep that the person did it, or that it was tried in their name; no address goes in."""
    Entry.objects.record(kind, actor_id=user.pk, at=timezone.now(), detail=detail)


def listen() -> None:
    """Hear of what allauth does, by its own announcements."""
    account.user_logged_in.connect(signed_in)
    django.user_logged_out.connect(signed_out)
    for change in (account.password_changed, account.password_set):
        change.connect(password_changed)
    account.password_reset.connect(password_reset)
    mfa.authenticator_added.connect(factor_added)
    mfa.authenticator_removed.connect(factor_removed)
    mfa.authenticator_reset.connect(factor_renewed)
    mfa.authentication_failed.connect(factor_refused)
    mfa.authenticator_used.connect(code_used)
    account.email_changed.connect(address_changed)
    social.social_account_added.connect(sign_on_added)
    social.social_account_removed.connect(sign_on_removed)


def signed_in(request: HttpRequest, user: AbstractBaseUser, **_: object) -> None:
    steps = get_authentication_records(request, user)
    record(Kind.SIGNED_IN, user, by=[each.get("type", each["method"]) for each in steps])


def signed_out(user: AbstractBaseUser | None, **_: object) -> None:
    if user is not None and user.is_authenticated:
        record(Kind.SIGNED_OUT, user)


def password_changed(user: AbstractBaseUser, **_: object) -> None:
    record(Kind.PASSWORD_CHANGED, user, how="chosen")


def password_reset(user: AbstractBaseUser, **_: object) -> None:
    record(Kind.PASSWORD_CHANGED, user, how="by mail")


def factor_added(user: AbstractBaseUser, authenticator: Authenticator, **_: object) -> None:
    record(Kind.SECOND_FACTOR_CHANGED, user, added=authenticator.type)


def factor_removed(user: AbstractBaseUser, authenticator: Authenticator, **_: object) -> None:
    record(Kind.SECOND_FACTOR_CHANGED, user, removed=authenticator.type)


def factor_renewed(user: AbstractBaseUser, authenticator: Authenticator, **_: object) -> None:
    record(Kind.SECOND_FACTOR_CHANGED, user, renewed=authenticator.type)


def factor_refused(user: AbstractBaseUser, authenticator: Authenticator, **_: object) -> None:
    record(Kind.SIGN_IN_FAILED, user, by=authenticator.type)


def code_used(user: AbstractBaseUser, authenticator: Authenticator, **_: object) -> None:
    """Tell by mail that a recovery code is gone, and how many are left."""
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        # The one at hand was read before the code was used up.
        codes = Authenticator.objects.get(pk=authenticator.pk).wrap()
        left = len(codes.get_unused_codes())
        get_adapter().send_notification_mail("mfa/email/recovery_code_used", user, {"left": left})


def address_changed(
    user: AbstractBaseUser, from_email_address: EmailAddress | None, **_: object
) -> None:
    """The first address of a new account takes the place of none."""
    if from_email_address is not None:
        record(Kind.ADDRESS_CHANGED, user)


def sign_on_added(sociallogin: SocialLogin, **_: object) -> None:
    record(Kind.SIGN_ON_CHANGED, sociallogin.account.user, added="provider")


def sign_on_removed(socialaccount: SocialAccount, **_: object) -> None:
    record(Kind.SIGN_ON_CHANGED, socialaccount.user, removed="provider")
