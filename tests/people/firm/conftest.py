"""A firm with an administrator, Petra who looks after candidates, and her colleague Carl."""

import pytest
from django.test import Client

from jobtracker.people.models import Role
from tests.factories import make_candidate, make_firm, make_membership, make_representation


@pytest.fixture
def firm(db):
    return make_firm(name="Lindgren Staffing")


@pytest.fixture
def anna(firm):
    return make_membership(firm=firm, role=Role.ADMINISTRATOR)


@pytest.fixture
def petra(firm):
    return make_membership(firm=firm)


@pytest.fixture
def carl(firm):
    return make_membership(firm=firm)


@pytest.fixture
def stranger(db):
    """An administrator of another firm."""
    return make_membership(role=Role.ADMINISTRATOR)


@pytest.fixture
def mira(petra):
    """A candidate who agreed to be looked after by Petra, sharing all but pay."""
    candidate = make_candidate(name="Mira Sandberg", email="mira@example.org")
    return make_representation(candidate=candidate, firm=petra.firm, coordinator=petra)


@pytest.fixture
def jonas(petra):
    """A candidate who has not claimed the record that Petra keeps."""
    contact = {"name": "Jonas Weber", "email": "jonas@example.org", "time_zone": "Europe/Berlin"}
    return make_unclaimed(petra, **contact)


def make_unclaimed(member, **contact):
    candidate = make_candidate(user=None, **contact)
    return make_representation(
        candidate=candidate,
        firm=member.firm,
        coordinator=member,
        accepted_at=None,
        shares_pay=True,
    )


@pytest.fixture
def signed_in():
    """A browser of a member's own."""

    def client_of(member):
        client = Client()
        client.force_login(member.user)
        return client

    return client_of
