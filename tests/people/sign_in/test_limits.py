"""Guesses are counted by account, in one place for all processes, and the owner still gets in."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Lock

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import cache
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from jobtracker.people.models import ShortLived
from jobtracker.people.sign_in.hashing import MOST_AT_ONCE, CappedArgon2
from tests.factories import code_of, make_passkey, make_second_factor, make_user
from tests.passkeys import Passkey
from tests.people.sign_in.visits import (
    PASSWORD,
    ask_for_reset,
    code_in_mail,
    is_signed_in,
    show_again,
    sign_in,
    type_code,
    use_passkey,
)

EMAIL = "ada@example.org"
MOST = 10
REFUSED = "tried too often"


@pytest.fixture
def ada(db):
    return make_user(email=EMAIL, password=PASSWORD)


@pytest.fixture
def guesses(monkeypatch):
    """What reached the hasher."""
    reached = []
    verify = MD5PasswordHasher.verify

    def counting(self, password, encoded):
        reached.append(password)
        return verify(self, password, encoded)

    monkeypatch.setattr(MD5PasswordHasher, "verify", counting)
    return reached


def guess(number, email=EMAIL, **headers):
    client = Client(REMOTE_ADDR=f"198.51.{number // 250}.{number % 250 + 1}")
    return sign_in(client, email, f"wrong guess {number}", **headers)


def test_ten_guesses_reach_the_hasher_from_however_many_addresses(ada, guesses):
    answers = [guess(number) for number in range(50)]
    assert len(guesses) == MOST
    assert [REFUSED in answer.content.decode() for answer in answers] == [False] * 10 + [True] * 40


def test_right_password_is_refused_too_once_too_many_were_wrong(ada, guesses):
    for number in range(MOST):
        guess(number)
    assert REFUSED in sign_in(Client(), EMAIL).content.decode()
    assert len(guesses) == MOST


@pytest.mark.parametrize(
    "headers",
    [
        lambda n: {"X-Forwarded-For": f"203.0.113.{n}"},
        lambda n: {"X-Forwarded-For": f"203.0.113.{n}, 192.0.2.1"},
        lambda n: {"Forwarded": f"for=203.0.113.{n}"},
        lambda n: {"X-Real-IP": f"203.0.113.{n}"},
        lambda n: {"Host": f"testserver:{1000 + n}"},
        lambda n: {"User-Agent": f"guesser {n}"},
        lambda n: {"HX-Request": "true"},
    ],
)
def test_forged_headers_give_no_further_guess(ada, guesses, headers):
    for number in range(25):
        guess(number, **headers(number))
    assert len(guesses) == MOST


def test_capitals_and_blanks_give_no_further_guess(ada, guesses):
    for number, email in enumerate(5 * ["ADA@example.org", " ada@example.org ", "Ada@Example.Org"]):
        guess(number, email)
    assert len(guesses) == MOST


@pytest.mark.parametrize("is_trusted", [False, True])
def test_address_is_taken_from_a_listed_proxy_alone(db, settings, guesses, is_trusted):
    """Only the last entry is the proxy's own; whoever asks writes the ones before it."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = int(is_trusted)
    for number in range(30):
        client = Client(REMOTE_ADDR="127.0.0.1")
        forwarded = {"X-Forwarded-For": f"203.0.113.{number}, 192.0.2.{number}"}
        make_user(email=f"person{number}@example.org", password=PASSWORD)
        sign_in(client, f"person{number}@example.org", "wrong", **forwarded)
    assert len(guesses) == (30 if is_trusted else 20)


def test_other_accounts_are_not_locked_out(ada):
    make_user(email="eve@example.org", password=PASSWORD)
    for number in range(MOST + 1):
        guess(number)
    assert sign_in(Client(), "eve@example.org").url == reverse("home")


def test_guesses_are_forgotten_after_a_quarter_of_an_hour(ada, guesses, time_machine):
    time_machine.move_to("2026-07-01T09:00:00Z")
    for number in range(MOST):
        guess(number)
    time_machine.shift(14 * 60)
    assert REFUSED in sign_in(Client(), EMAIL).content.decode()
    time_machine.shift(2 * 60)
    assert sign_in(Client(), EMAIL).url == reverse("home")


def test_one_who_knows_the_password_does_not_use_guesses_up(ada, guesses):
    for _ in range(MOST + 5):
        assert sign_in(Client(), EMAIL).url == reverse("home")


def test_one_own_success_gives_no_further_guess(ada, guesses):
    """A guesser who signs in now and then to an account of their own gains nothing."""
    make_user(email="eve@example.org", password=PASSWORD)
    for number in range(15):
        guess(number)
        sign_in(Client(), "eve@example.org")
    assert sum(each.startswith("wrong") for each in guesses) == MOST


def test_showing_again_who_one_is_counts_as_a_guess(ada, guesses, client):
    client.force_login(ada)
    for _ in range(MOST + 5):
        show_again(client, "wrong again")
    guess(1)
    assert len(guesses) == MOST


def test_owner_gets_in_by_passkey_while_guesses_go_on(ada):
    passkey = Passkey(host="testserver", scheme="https")
    make_passkey(ada, passkey)
    for number in range(MOST + 1):
        guess(number)
    client = Client()
    assert use_passkey(client, passkey, ada).url == reverse("home")
    assert is_signed_in(client)


def test_owner_gets_in_by_mail_while_guesses_go_on(ada):
    for number in range(MOST + 1):
        guess(number)
    client = Client()
    ask_for_reset(client, EMAIL)
    type_code(client, "account_confirm_password_reset_code", code_in_mail(EMAIL))
    chosen = {"password1": "another row of words"}
    assert client.post(reverse("account_complete_password_reset"), chosen).url == reverse("home")
    assert is_signed_in(client)
    assert sign_in(Client(), EMAIL, "another row of words").url == reverse("home")


def test_codes_of_the_second_factor_are_counted_too(ada):
    app = make_second_factor(ada)
    client = Client()
    sign_in(client, EMAIL)
    answers = [type_code(client, "mfa_authenticate", f"{n:06}") for n in range(MOST + 2)]
    assert [REFUSED in answer.content.decode() for answer in answers] == [False] * 10 + [True] * 2
    assert REFUSED in type_code(client, "mfa_authenticate", code_of(app)).content.decode()


def test_reset_codes_cannot_be_tried_for_long(ada, client):
    ask_for_reset(client, EMAIL)
    right = code_in_mail(EMAIL)
    for _ in range(3):
        type_code(client, "account_confirm_password_reset_code", "BBBB-BBBB")
    answer = type_code(client, "account_confirm_password_reset_code", right)
    assert answer.url == reverse("account_login")


def test_mails_to_one_address_are_few(ada):
    statuses = [
        ask_for_reset(Client(REMOTE_ADDR=f"198.51.100.{n}"), EMAIL).status_code for n in range(7)
    ]
    assert statuses == [302] * 5 + [429] * 2


@pytest.mark.django_db(transaction=True)
def test_guesses_at_once_are_counted_one_by_one(guesses):
    make_user(email=EMAIL, password=PASSWORD)
    together = Barrier(4, timeout=30)

    def flood(start):
        try:
            together.wait()
            for number in range(start, start + 8):
                guess(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(flood, range(0, 32, 8)))
    assert len(guesses) == MOST


@pytest.mark.django_db(transaction=True)
def test_of_many_who_add_a_value_at_once_one_is_first():
    together = Barrier(6, timeout=30)

    def add(number):
        try:
            together.wait()
            return cache.add("lock", number, timeout=60)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(add, range(6))) == 1


class TestSharedCache:
    @pytest.fixture(autouse=True)
    def clock(self, db, time_machine):
        time_machine.move_to("2026-07-01T09:00:00Z", tick=False)
        return time_machine

    def test_value_is_found_until_its_time_is_up(self, clock):
        cache.set("tries", [1.5, 2.25], timeout=60)
        clock.shift(59)
        assert cache.get("tries") == [1.5, 2.25]
        clock.shift(1)
        assert cache.get("tries", "none") == "none"

    def test_added_value_is_not_replaced_until_its_time_is_up(self, clock):
        assert cache.add("lock", "first", timeout=60)
        assert not cache.add("lock", "second", timeout=60)
        assert cache.get("lock") == "first"
        clock.shift(60)
        assert cache.add("lock", "second", timeout=60)
        assert cache.get("lock") == "second"

    def test_set_value_replaces_what_was_there(self):
        cache.set("tries", 1, timeout=60)
        cache.set("tries", 2, timeout=None)
        assert cache.get("tries") == 2

    def test_deleted_value_is_gone(self):
        cache.set("tries", 1)
        assert cache.delete("tries")
        assert not cache.delete("tries")
        assert cache.get("tries") is None

    def test_cleared_cache_is_empty(self):
        cache.set("tries", 1)
        cache.clear()
        assert not ShortLived.objects.exists()

    def test_many_values_push_none_out(self):
        cache.set("tries", 1, timeout=60)
        for number in range(400):
            cache.set(f"flood-{number}", number, timeout=60)
        assert cache.get("tries") == 1

    def test_what_is_over_can_be_found_to_be_removed(self, clock):
        cache.set("short", 1, timeout=60)
        cache.set("long", 1, timeout=600)
        clock.shift(60)
        over = ShortLived.objects.over(timezone.now())
        assert [row.key for row in over] == [":1:short"]


def test_few_passwords_are_hashed_at_once(monkeypatch):
    running, most, lock = 0, 0, Lock()
    pair = Barrier(MOST_AT_ONCE)

    def encode(_self, _password, _salt):
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        # Both places have to be taken for anybody to get on.
        pair.wait(30)
        with lock:
            running -= 1
        return "hash"

    monkeypatch.setattr(CappedArgon2.__mro__[1], "encode", encode)
    monkeypatch.setattr(CappedArgon2.__mro__[1], "verify", lambda *args: encode(*args) == "hash")
    hasher = CappedArgon2()
    with ThreadPoolExecutor(8) as pool:
        tasks = [pool.submit(hasher.encode, "password", "salt") for _ in range(4)]
        tasks += [pool.submit(hasher.verify, "password", "encoded") for _ in range(4)]
        assert all(task.result(60) for task in tasks)
    assert most == MOST_AT_ONCE


def test_product_hashes_with_argon2():
    encoded = CappedArgon2().encode("several words", "some-salt")
    assert encoded.startswith("argon2$argon2id$")
    assert CappedArgon2().verify("several words", encoded)
    assert not CappedArgon2().verify("other words", encoded)
