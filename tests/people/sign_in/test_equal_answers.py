"""Whoever asks about an address learns nothing of whether it has an account here."""

import re
from functools import partial

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jobtracker.outbox.models import Mail
from tests.factories import make_membership, make_passkey, make_second_factor, make_user
from tests.people.sign_in.visits import PASSWORD, ask_for_reset, sign_in, sign_up, type_code

pytestmark = pytest.mark.django_db

# As long as one another, so that nothing but the account can differ.
KNOWN, UNKNOWN = "ada@example.org", "eve@example.org"


def make_plain():
    make_user(email=KNOWN, password=PASSWORD)


def make_unverified():
    make_user(email=KNOWN, password=PASSWORD, is_verified=False)


def make_without_password():
    make_user(email=KNOWN)


def make_with_factors():
    user = make_user(email=KNOWN, password=PASSWORD)
    make_second_factor(user)
    make_passkey(user)


def make_coordinator():
    make_membership(user=make_user(email=KNOWN, password=PASSWORD))


def make_closed():
    make_user(email=KNOWN, password=PASSWORD, is_active=False)


ACCOUNTS = [
    make_plain,
    make_unverified,
    make_without_password,
    make_with_factors,
    make_coordinator,
    make_closed,
]


@pytest.fixture
def hashed(monkeypatch):
    """How often a password was hashed."""
    calls = []
    encode = MD5PasswordHasher.encode

    def counting(self, password, salt):
        calls.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counting)
    return calls


def sign_in_wrongly(client, email):
    return sign_in(client, email, "not the right one")


def sign_up_and_mistype(client, email):
    sign_up(client, email, PASSWORD)
    return type_code(client, "account_email_verification_sent", "BBBB-BBBB")


def reset_and_mistype(client, email):
    ask_for_reset(client, email)
    return type_code(client, "account_confirm_password_reset_code", "BBBB-BBBB")


def sign_up_and_look(client, email):
    sign_up(client, email, PASSWORD)
    return client.get(reverse("account_email_verification_sent"))


def sign_up_until_it_ends(client, email):
    sign_up(client, email, PASSWORD)
    *_, last = (type_code(client, "account_email_verification_sent", "B") for _ in range(3))
    return last


def told(act, email, hashed):
    """Everything that can be seen from outside, and what was done behind it."""
    client, mails, hashes = Client(), Mail.objects.count(), len(hashed)
    answer = act(client, email)
    cookies = {**client.cookies}
    body = re.sub(r"[A-Za-z0-9]{64}", "token", answer.content.decode()).replace(email, "address")
    return {
        "status": answer.status_code,
        "headers": {**answer.headers, "Content-Length": ""},
        "body": body,
        "cookies": {name: (len(each.value), each["max-age"]) for name, each in cookies.items()},
        "mails": Mail.objects.count() - mails,
        "hashes": len(hashed) - hashes,
    }


@pytest.mark.parametrize("make", ACCOUNTS)
@pytest.mark.parametrize(
    ("act", "mails", "hashes"),
    [
        (sign_in_wrongly, 0, 1),
        (sign_up, 1, 1),
        (sign_up_and_look, 1, 1),
        (sign_up_and_mistype, 1, 1),
        (sign_up_until_it_ends, 1, 1),
        (ask_for_reset, 1, 0),
        (reset_and_mistype, 1, 0),
    ],
)
def test_known_and_unknown_address_are_answered_alike(
    make, act, mails, hashes, hashed, time_machine
):
    time_machine.move_to("2026-07-01T09:00:00Z", tick=False)
    make()
    del hashed[:]
    known = told(act, KNOWN, hashed)
    assert known == told(act, UNKNOWN, hashed)
    assert (known["mails"], known["hashes"]) == (mails, hashes)


def written(act):
    """What is written for it, before the answer and after: who waits for it can tell how long."""
    with CaptureQueriesContext(connection) as queries:
        act()
    words = [each["sql"].split() for each in queries]
    return [(verb, *rest[:2]) for verb, *rest in words if verb in {"INSERT", "UPDATE", "DELETE"}]


@pytest.mark.parametrize("make", ACCOUNTS)
@pytest.mark.parametrize("act", [sign_in_wrongly, sign_up, ask_for_reset])
def test_as_much_work_is_done_for_nobody(make, act):
    make()
    both = [written(partial(act, Client(), each)) for each in (UNKNOWN, KNOWN)]
    assert both[0] == both[1]


def test_both_are_stopped_after_as_many_guesses():
    make_plain()
    for email in (KNOWN, UNKNOWN):
        answers = [sign_in_wrongly(Client(REMOTE_ADDR=f"192.0.2.{n}"), email) for n in range(12)]
        refused = ["tried too often" in answer.content.decode() for answer in answers]
        assert refused == [False] * 10 + [True] * 2, email


def test_mail_about_an_address_goes_to_that_address_alone():
    make_plain()
    for email in (KNOWN, UNKNOWN):
        for act in (sign_up, ask_for_reset):
            act(Client(), email)
    assert set(Mail.objects.values_list("to", flat=True)) == {KNOWN, UNKNOWN}
