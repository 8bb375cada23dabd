"""Secrets that we have to know again: kept encrypted under the site's secret key."""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac

# The first use names it for good: what was sealed under it is still opened.
SALT = "jobtracker.people.sign_in.factors"


class Unreadable(Exception):  # noqa: N818 - says what it is
    """It was sealed under a secret key that the site no longer has."""


def seal(text: str) -> str:
    """The text, encrypted."""
    return keys().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """:raises Unreadable: where nobody can read it any more"""
    try:
        return keys().decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise Unreadable from error


def keys() -> MultiFernet:
    """The secret key encrypts; those that it replaced still decrypt."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [salted_hmac(SALT, "", secret=each, algorithm="sha256").digest() for each in secrets]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(each)) for each in digests])
