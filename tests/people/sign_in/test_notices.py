"""The mails that tell of a change to one's account say what to do about that change."""

import pytest
from allauth.account.adapter import get_adapter
from allauth.core.context import request_context
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client
from django.urls import reverse

from jobtracker.outbox.models import Mail
from tests.factories import APP_KEY, make_second_factor, make_user, shown_by_app
from tests.people.sign_in.visits import PASSWORD, latest_mail, sign_in, type_code

pytestmark = pytest.mark.django_db

EMAIL = "ada@example.org"
SETTINGS = f"http://testserver{reverse('mfa_index')}"
RESET = f"http://testserver{reverse('account_reset_password')}"


@pytest.fixture
def ada():
    return make_user(email=EMAIL, password=PASSWORD)


@pytest.fixture
def client(ada, client):
    sign_in(client, EMAIL)
    return client


@pytest.fixture
def codes(ada):
    """Those of somebody who is not signed in."""
    make_second_factor(ada)
    return RecoveryCodes.activate(ada).generate_codes()


def use(code):
    client = Client()
    sign_in(client, EMAIL)
    assert type_code(client, "mfa_authenticate", code).url == reverse("home")
    return latest_mail(EMAIL)


@pytest.mark.parametrize(
    ("notice", "leads_to", "said"),
    [
        ("mfa/email/totp_activated", SETTINGS, "a new password alone does not close it"),
        ("mfa/email/webauthn_added", SETTINGS, "ask whoever runs this site"),
        ("mfa/email/recovery_codes_generated", SETTINGS, "make new ones"),
        ("mfa/email/totp_deactivated", RESET, "set up an app or a passkey again"),
        ("mfa/email/webauthn_removed", RESET, "set up an app or a passkey again"),
        ("account/email/password_changed", RESET, "look where you are signed in"),
        ("account/email/password_reset", RESET, "look where you are signed in"),
    ],
)
def test_notice_says_what_helps_against_that_change(ada, rf, notice, leads_to, said):
    with request_context(rf.get("/")):
        get_adapter().send_notification_mail(notice, ada)
    text = latest_mail(EMAIL).text
    assert said in " ".join(text.split())
    (other,) = {SETTINGS, RESET} - {leads_to}
    assert (leads_to in text, other in text) == (True, False)


def test_app_that_was_removed_leaves_the_password_to_be_changed(ada, client):
    make_second_factor(ada)
    client.post(reverse("mfa_deactivate_totp"))
    mail = latest_mail(EMAIL)
    assert mail.subject == "Your authenticator app was removed"
    assert RESET in mail.text
    assert "set up an app or a passkey again" in mail.text


def test_recovery_code_that_was_used_is_told_with_how_many_are_left(codes):
    mail = use(codes[0])
    assert mail.subject == "A recovery code was used"
    assert "9 are left." in mail.text
    assert "New ones" not in mail.text


def test_last_recovery_codes_say_where_new_ones_are_made(codes):
    for code in codes[:-2]:
        use(code)
    assert "1 is left. New ones are made in your settings:" in use(codes[-2]).text
    assert "It was the last one." in use(codes[-1]).text


def test_code_of_an_app_is_told_to_nobody(ada):
    make_second_factor(ada)
    client = Client()
    sign_in(client, EMAIL)
    type_code(client, "mfa_authenticate", shown_by_app(APP_KEY))
    assert not Mail.objects.exists()
    assert Authenticator.objects.get().last_used_at
