"""Every page, mail and message of signing in is in our own words."""

import inspect
from pathlib import Path

import allauth
import pytest
from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as social
from django.template.loader import get_template
from django.urls import reverse

from tests.factories import make_user
from tests.people.sign_in.visits import PASSWORD, show_again

LIBRARY = Path(allauth.__file__).parent
# Ways in that we don't offer, and what an address opened by a link would need.
NOT_OFFERED = {
    "account/confirm_login_code.html",
    "account/confirm_phone_verification_code.html",
    "account/email_confirm.html",
    "account/password_reset_done.html",
    "account/password_reset_from_key_done.html",
    "account/phone_change.html",
    "account/request_login_code.html",
    "account/signup_by_passkey.html",
    "account/verification_sent.html",
    "mfa/trust.html",
    "mfa/webauthn/authenticator_list.html",
    "mfa/webauthn/signup_form.html",
}
MAILS_NOT_SENT = {
    "account/email/email_confirm",
    "account/email/email_deleted",
    "account/email/login_code",
    "account/email/password_reset_key",
}


def templates_of(*modules):
    for module in modules:
        for _, view in inspect.getmembers(module, inspect.isclass):
            if isinstance(name := getattr(view, "template_name", None), str):
                yield name


def mails():
    """What the library sends mail from, by the templates it brings along."""
    for subject in LIBRARY.glob("templates/*/email/*_subject.txt"):
        yield str(subject.relative_to(LIBRARY / "templates")).removesuffix("_subject.txt")


def test_every_page_is_ours():
    names = set(templates_of(account, mfa, recovery, totp, webauthn, social))
    assert names
    for name in sorted(names - NOT_OFFERED):
        assert LIBRARY not in Path(get_template(name).origin.name).parents


@pytest.mark.parametrize("prefix", sorted(set(mails()) - MAILS_NOT_SENT))
def test_every_mail_is_ours(prefix):
    for part in ("subject", "message"):
        template = get_template(f"{prefix}_{part}.txt")
        assert LIBRARY not in Path(template.origin.name).parents


@pytest.mark.django_db
def test_pages_of_ones_account_carry_no_words_of_the_library(client):
    user = make_user(password=PASSWORD)
    client.force_login(user)
    show_again(client)
    for name in (
        "mfa_index",
        "account_email",
        "account_change_password",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "usersessions_list",
        "socialaccount_connections",
    ):
        page = client.get(reverse(name)).content.decode()
        assert "Sign-in" in page
        for foreign in ("Two-Factor", "Security Key", "Third-Party", "placeholder="):
            assert foreign not in page, name
