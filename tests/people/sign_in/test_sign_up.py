"""From nothing to an account, with an address that is known to be the person's."""

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from jobtracker.outbox.models import Mail
from jobtracker.people.models import User
from tests.factories import make_user
from tests.people.sign_in.visits import (
    PASSWORD,
    code_in_mail,
    is_signed_in,
    latest_mail,
    sign_in,
    sign_up,
    type_code,
)

pytestmark = pytest.mark.django_db

EMAIL = "noa@example.org"


def confirm(client, code):
    return type_code(client, "account_email_verification_sent", code)


def test_code_from_the_mail_lets_in_and_leads_on(client):
    assert sign_up(client, EMAIL).url == reverse("account_email_verification_sent")
    assert not is_signed_in(client)
    assert confirm(client, code_in_mail(EMAIL)).url == reverse("home")
    assert client.get(reverse("home")).url == reverse("start")
    user = User.objects.get()
    assert (user.name, user.email) == ("Noa Lind", EMAIL)
    address = EmailAddress.objects.get()
    assert (address.email, address.verified, address.primary) == (EMAIL, True, True)


def test_address_is_known_whatever_its_capitals(client):
    sign_up(client, "Noa@Example.ORG")
    assert User.objects.get().email == EMAIL
    confirm(client, code_in_mail(EMAIL))
    client.logout()
    assert sign_in(client, "NOA@example.org").url == reverse("home")


def test_wrong_codes_let_nobody_in_and_end_the_attempt(client):
    sign_up(client, EMAIL)
    right = code_in_mail(EMAIL)
    for _ in range(3):
        confirm(client, "BBBB-BBBB")
    assert confirm(client, right).url == reverse("account_login")
    assert not is_signed_in(client)


def test_new_code_replaces_the_one_before(client, time_machine):
    time_machine.move_to("2026-07-01T09:00:00Z")
    sign_up(client, EMAIL)
    first = code_in_mail(EMAIL)
    time_machine.shift(60)
    client.post(reverse("account_email_verification_sent"), {"action": "resend"})
    assert Mail.objects.count() == 2
    assert confirm(client, first).status_code == 200
    assert confirm(client, code_in_mail(EMAIL)).url == reverse("home")


def test_code_runs_out(client, time_machine):
    time_machine.move_to("2026-07-01T09:00:00Z")
    sign_up(client, EMAIL)
    code = code_in_mail(EMAIL)
    time_machine.shift(16 * 60)
    assert confirm(client, code).url == reverse("account_login")
    assert not is_signed_in(client)


def test_sign_in_before_the_address_is_confirmed_sends_a_code(client):
    make_user(email=EMAIL, password=PASSWORD, is_verified=False)
    assert sign_in(client, EMAIL).url == reverse("account_email_verification_sent")
    assert not is_signed_in(client)
    assert confirm(client, code_in_mail(EMAIL)).url == reverse("home")


def test_known_address_gets_a_mail_that_says_so_and_nothing_else_changes(client):
    before = make_user(email=EMAIL, password=PASSWORD)
    assert sign_up(client, EMAIL, "another long phrase").url == reverse(
        "account_email_verification_sent"
    )
    assert "There is one already" in latest_mail(EMAIL).text
    assert User.objects.get().password == before.password


def test_nobodys_code_fits_for_a_known_address(client):
    make_user(email=EMAIL)
    sign_up(client, EMAIL)
    for code in ("", "BBBB-BBBB"):
        assert confirm(client, code).status_code == 200
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"password1": "too short"}, "at least 10 characters"),
        ({"password1": "password123"}, "too common"),
        ({"password1": "noa@example.org"}, "too similar"),
        ({"email": "noa"}, "valid email"),
        ({"name": ""}, "required"),
    ],
)
def test_refused_form_says_why_and_keeps_what_was_typed(client, typed, words):
    given = {"name": "Noa Lind", "email": EMAIL, "password1": PASSWORD} | typed
    page = LexborHTMLParser(client.post(reverse("account_signup"), given).content)
    assert words in page.text()
    assert page.css_first("input[name=email]").attributes["value"] == given["email"]
    assert "value" not in page.css_first("input[name=password1]").attributes
    assert not User.objects.exists()


def test_mail_of_a_stranger_carries_none_of_their_words(client):
    sign_up(client, EMAIL, name="Buy at https://evil.example")
    mail = latest_mail(EMAIL)
    assert "evil" not in mail.text + mail.subject


def test_account_and_mail_come_together_or_not_at_all(client, monkeypatch):
    def fail(*_args, **_kwargs):
        raise OSError("no room")

    monkeypatch.setattr(Mail.objects, "enqueue", fail)
    with pytest.raises(OSError, match="no room"):
        sign_up(client, EMAIL)
    assert not User.objects.exists()
    assert not EmailAddress.objects.exists()


def test_second_of_two_sign_ups_at_once_is_told_by_mail(client, monkeypatch):
    """Both found the address free; the database lets one in."""
    from jobtracker.people.sign_in.forms import SignUp

    make_user(email=EMAIL)
    monkeypatch.setattr(SignUp, "validate_unique_email", lambda _form, email: email)
    assert sign_up(client, EMAIL).url == reverse("account_email_verification_sent")
    assert "There is one already" in latest_mail(EMAIL).text
    assert User.objects.count() == 1


def test_pages_lead_to_one_another(client):
    page = client.get(reverse("account_login") + "?next=/desk/").content.decode()
    assert f"{reverse('account_signup')}?next=%2Fdesk%2F" in page
    assert reverse("account_reset_password") in page
