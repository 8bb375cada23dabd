"""The forms of second factors."""

import json
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, override

from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django.contrib.auth.models import AbstractBaseUser
from django.core.cache import cache

from jobtracker.people.sign_in.forms import InOurWords

# Longer than any code is good for, with those before and after it.
USED_SECONDS = 300
NONSENSE = (
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
)


class OneTimeCode(InOurWords, base.BaseAuthenticateForm):
    """A code from an app or a list, which lets nobody in a second time."""

    words = {"code": ("Code", "From your authenticator app, or one of your recovery codes.")}
    first = "code"

    authenticator: Authenticator

    @override
    def clean_code(self) -> str:
        code = super().clean_code()
        if self.authenticator.type == Authenticator.Type.TOTP:
            spend(self.user, code)
        return code


class Authenticate(OneTimeCode, base.AuthenticateForm):
    pass


class Reauthenticate(OneTimeCode, base.ReauthenticateForm):
    pass


class ActivateApp(InOurWords, totp.ActivateTOTPForm):
    words = {"code": ("Code", "The six digits that the app shows now.")}

    @override
    def clean_code(self) -> str:
        code = super().clean_code()
        spend(self.user, code)
        return code


class Answered(webauthn.AuthenticateWebAuthnForm):
    """What a passkey answered, or what somebody wrote in its place."""

    @override
    def clean_credential(self) -> Authenticator:
        with refused_not_broken():
            return super().clean_credential()


class SignInByPasskey(Answered, webauthn.LoginWebAuthnForm):
    pass


class AuthenticateByPasskey(Answered):
    pass


class AgainByPasskey(Answered, webauthn.ReauthenticateWebAuthnForm):
    pass


class AddPasskey(InOurWords, webauthn.AddWebAuthnForm):
    """A passkey always checks the person too, so that it is both factors."""

    words = {"name": ("What to call it", "The device or the place where you keep it.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        del self.fields["passwordless"]

    def clean_credential(self) -> dict[str, Any]:
        """A character that a database can't store stands in no real one."""
        credential: dict[str, Any] = self.cleaned_data["credential"]
        if "\\u0000" in json.dumps(credential):
            raise get_adapter().validation_error("incorrect_code")
        return credential

    @override
    def clean(self) -> dict[str, Any]:
        self.cleaned_data["passwordless"] = True
        with refused_not_broken():
            return super().clean()


class NamePasskey(InOurWords, webauthn.EditWebAuthnForm):
    words = {"name": ("What to call it", "The device or the place where you keep it.")}
    first = "name"


@contextmanager
def refused_not_broken() -> Iterator[None]:
    """Take what the parsers of keys stumble over for a wrong answer."""
    try:
        yield
    except NONSENSE:
        raise get_adapter().validation_error("incorrect_code") from None


def spend(user: AbstractBaseUser, code: str) -> None:
    """Note that an app's code was used; allauth forgets that before the code runs out.

    :raises ValidationError: for a code that was used before
    """
    key = f"second-factor:{user.pk}:{normalize_user_code(code)}"
    if not cache.add(key, value=True, timeout=USED_SECONDS):
        raise get_adapter().validation_error("incorrect_code")
