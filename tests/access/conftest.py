import pytest
from django.test import Client

from tests.cast import make_cast


@pytest.fixture
def cast(db):
    return make_cast()


@pytest.fixture
def as_person(cast):
    """A client signed in as the person of that part."""

    def client_for(part):
        client = Client(raise_request_exception=False)
        if cast.people[part] is not None:
            client.force_login(cast.people[part])
        return client

    return client_for
