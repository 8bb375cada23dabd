"""What the record says of signing in: who, how and when, and never an address or a password."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from jobtracker.audit.models import Entry, Kind
from jobtracker.people.sign_in.failures import record_next_failure
from jobtracker.work import JOBS
from tests.factories import (
    NOW,
    code_of,
    make_passkey,
    make_second_factor,
    make_session,
    make_user,
    shown_by_app,
)
from tests.passkeys import Passkey
from tests.people.sign_in.visits import (
    PASSWORD,
    ask_for_reset,
    code_in_mail,
    show_again,
    sign_in,
    sign_up,
    type_code,
    use_passkey,
)

pytestmark = pytest.mark.django_db

EMAIL = "ada@example.org"


@pytest.fixture
def ada():
    return make_user(email=EMAIL, password=PASSWORD)


def kept(user):
    """Kinds and details in the order in which they happened."""
    entries = Entry.objects.filter(actor_id=user.pk).order_by("number")
    return [(entry.kind, entry.detail) for entry in entries]


def test_signing_in_and_out(ada, client):
    sign_in(client, EMAIL)
    client.post(reverse("account_logout"))
    assert kept(ada) == [(Kind.SIGNED_IN, {"by": ["password"]}), (Kind.SIGNED_OUT, {})]


def test_every_step_of_signing_in(ada, client):
    app = make_second_factor(ada)
    sign_in(client, EMAIL)
    assert kept(ada) == []
    type_code(client, "mfa_authenticate", "000000")
    type_code(client, "mfa_authenticate", code_of(app))
    assert kept(ada) == [
        (Kind.SIGN_IN_FAILED, {"by": "totp"}),
        (Kind.SIGNED_IN, {"by": ["password", "totp"]}),
    ]


def test_signing_in_by_passkey(ada, client):
    passkey = Passkey()
    make_passkey(ada, passkey)
    use_passkey(client, passkey, ada)
    assert kept(ada) == [(Kind.SIGNED_IN, {"by": ["webauthn"]})]


def record_failures():
    """What the worker does."""
    while record_next_failure(timezone.now()):
        pass


def test_wrong_password_of_a_known_account(ada, client, time_machine):
    time_machine.move_to(NOW, tick=False)
    sign_in(client, EMAIL, "wrong")
    assert kept(ada) == []
    time_machine.shift(2)
    record_failures()
    assert kept(ada) == [(Kind.SIGN_IN_FAILED, {"by": "password"})]
    assert Entry.objects.get().at == NOW


def test_wrong_password_of_nobody_is_not_kept(client):
    sign_in(client, "eve@example.org", "wrong")
    assert record_next_failure(timezone.now())
    assert not record_next_failure(timezone.now())
    assert not Entry.objects.exists()


def test_worker_records_what_failed():
    assert record_next_failure in JOBS


def test_attempt_that_was_not_even_looked_at_is_not_kept(ada):
    for number in range(15):
        sign_in(Client(REMOTE_ADDR=f"192.0.2.{number}"), EMAIL, "wrong")
    record_failures()
    assert len(kept(ada)) == 10


def test_wrong_password_on_the_way_to_something_else(ada, client):
    client.force_login(ada)
    show_again(client, "wrong")
    assert kept(ada) == [(Kind.SIGN_IN_FAILED, {"by": "password"})]


def test_new_password(ada, client):
    client.force_login(ada)
    show_again(client)
    client.post(reverse("account_change_password"), {"password1": "another row of words"})
    assert kept(ada) == [(Kind.PASSWORD_CHANGED, {"how": "chosen"})]


def test_new_password_by_mail(ada, client):
    ask_for_reset(client, EMAIL)
    type_code(client, "account_confirm_password_reset_code", code_in_mail(EMAIL))
    client.post(reverse("account_complete_password_reset"), {"password1": "another phrase"})
    (kind, detail), *_ = kept(ada)
    assert (kind, detail) == (Kind.PASSWORD_CHANGED, {"how": "by mail"})


@pytest.mark.django_db(transaction=True)
def test_second_factors_that_come_and_go(ada, client):
    client.force_login(ada)
    show_again(client)
    client.get(reverse("mfa_activate_totp"))
    code = shown_by_app(client.session["mfa.totp.secret"])
    type_code(client, "mfa_activate_totp", code)
    client.post(reverse("mfa_generate_recovery_codes"))
    client.post(reverse("mfa_deactivate_totp"))
    assert sorted(str(detail) for _, detail in kept(ada)) == [
        "{'added': 'recovery_codes'}",
        "{'added': 'totp'}",
        "{'removed': 'recovery_codes'}",
        "{'removed': 'totp'}",
        "{'renewed': 'recovery_codes'}",
    ]
    assert {kind for kind, _ in kept(ada)} == {Kind.SECOND_FACTOR_CHANGED}


def test_new_address(ada, client):
    client.force_login(ada)
    show_again(client)
    client.post(reverse("account_email"), {"action_add": "", "email": "ada@new.example"})
    assert kept(ada) == []
    type_code(client, "account_email_verification_sent", code_in_mail("ada@new.example"))
    assert kept(ada) == [(Kind.ADDRESS_CHANGED, {})]


def test_address_that_a_new_person_confirms_is_no_change(client):
    sign_up(client, "noa@example.org")
    type_code(client, "account_email_verification_sent", code_in_mail("noa@example.org"))
    assert [entry.kind for entry in Entry.objects.all()] == [Kind.SIGNED_IN]


def test_ended_sessions(ada, client):
    other = make_session(ada)
    client.force_login(ada)
    show_again(client)
    client.post(reverse("usersessions_end", args=[other.pk]))
    client.post(reverse("usersessions_end_others"))
    assert kept(ada) == [
        (Kind.SESSIONS_ENDED, {"which": "one"}),
        (Kind.SESSIONS_ENDED, {"which": "all others"}),
    ]


def test_nothing_personal_is_in_it(ada, client):
    sign_in(client, EMAIL, "a secret mistyped")
    sign_in(client, EMAIL)
    client.post(reverse("account_logout"))
    record_failures()
    text = "".join(f"{entry.target} {entry.detail}" for entry in Entry.objects.all())
    for personal in (EMAIL, ada.name, "mistyped", PASSWORD, "127.0.0.1"):
        assert personal not in text
