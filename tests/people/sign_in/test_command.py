"""Whoever runs the site takes a lost second factor away, and everybody hears of it."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from jobtracker.audit.models import Entry, Kind
from jobtracker.outbox.models import Mail
from tests.factories import (
    make_membership,
    make_passkey,
    make_second_factor,
    make_session,
    make_user,
)
from tests.people.sign_in.visits import PASSWORD, is_signed_in, sign_in

pytestmark = pytest.mark.django_db

EMAIL = "ada@example.org"


@pytest.fixture
def ada():
    user = make_user(email=EMAIL, password=PASSWORD)
    make_second_factor(user)
    make_passkey(user)
    RecoveryCodes.activate(user)
    return user


def remove(email, capsys):
    call_command("second_factor", remove=email)
    return capsys.readouterr().out


def test_password_alone_lets_in_from_then_on(ada, capsys):
    make_second_factor(make_user())
    assert sign_in(Client(), EMAIL).url == reverse("mfa_authenticate")
    assert "Removed 3 ways in" in remove(" Ada@Example.org ", capsys)
    client = Client()
    assert sign_in(client, EMAIL).url == reverse("home")
    assert is_signed_in(client)
    assert Authenticator.objects.exclude(user=ada).count() == 1


def test_sessions_end_and_it_is_recorded_logged_and_told(ada, capsys, caplog):

    key = make_session(ada).session_key
    remove(EMAIL, capsys)
    browser = Client()
    browser.cookies["sessionid"] = key
    assert not is_signed_in(browser)
    told = Entry.objects.of(ada.pk).order_by("pk").values_list("kind", "detail")
    by = {"who": "operator"}
    assert [(kind, {**detail}) for kind, detail in told][-4:] == [
        *(
            (Kind.SECOND_FACTOR_CHANGED, {"removed": factor, **by})
            for factor in ("totp", "webauthn", "recovery_codes")
        ),
        (Kind.SESSIONS_ENDED, {"which": "all", **by}),
    ]
    assert f"account {ada.pk} was removed by command" in caplog.text
    assert EMAIL not in caplog.text
    assert Mail.objects.get().subject == "Your second step was removed"


def test_who_needs_one_sets_up_another(ada, capsys):
    make_membership(user=ada)
    assert "They set up a new one" in remove(EMAIL, capsys)
    client = Client()
    sign_in(client, EMAIL)
    assert client.get(reverse("people:profile")).url == reverse("mfa_index")


@pytest.mark.parametrize("email", ["nobody@example.org", "plain@example.org"])
def test_where_there_is_nothing_to_remove_it_says_so(email, capsys):
    make_user(email="plain@example.org")
    with pytest.raises(CommandError):
        remove(email, capsys)
    assert not Mail.objects.exists()
