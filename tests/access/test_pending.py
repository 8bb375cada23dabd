"""Whoever passed the password and not yet the second factor is nobody, at every address."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.access.policies import POLICIES, address_of
from tests.factories import make_second_factor, make_user
from tests.people.sign_in.visits import PASSWORD, sign_in

pytestmark = pytest.mark.walk

CLOSED = [name for name, policy in POLICIES.items() if not policy.is_public]


@pytest.fixture
def pending(db):
    user = make_user(password=PASSWORD)
    make_second_factor(user)
    client = Client()
    assert sign_in(client, user.email).url == reverse("mfa_authenticate")
    return client


@pytest.mark.parametrize("name", CLOSED)
def test_password_alone_opens_nothing(name, cast, pending):
    for ask in (pending.get, pending.post):
        answer = ask(address_of(name, cast.rows))
        assert answer.status_code == 302
        assert answer.url.startswith(reverse("account_login"))
