import copy

import pytest
from django.db import transaction
from django.test import Client

from jobtracker.people.views.invites import KEPT_AS
from tests import canaries
from tests.cast import make_cast


@pytest.fixture(scope="module")
def everybody(django_db_setup, django_db_blocker):
    """The cast, everybody's sign-in and what is planted: made once, and taken back at the end."""
    with django_db_blocker.unblock():
        atomic = transaction.atomic()
        atomic.__enter__()
        cast = make_cast()
        cookies = {part: cookies_of(part, cast) for part in cast.people}
        planted = canaries.snapshot()
    yield cast, cookies, planted
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        atomic.__exit__(None, None, None)


def cookies_of(part, cast):
    client = Client()
    if cast.people[part] is not None:
        client.force_login(cast.people[part])
    if part in cast.links:
        session = client.session
        session[KEPT_AS] = cast.links[part]
        session.save()
    return client.cookies


@pytest.fixture
def cast(everybody, db):
    """A copy for one test, whose changes to the rows are taken back after it."""
    made, _, planted = everybody
    canaries.restore(planted)
    return copy.deepcopy(made)


@pytest.fixture
def as_person(everybody, cast):
    """A client signed in as the person of that part."""

    def client_for(part):
        client = Client(raise_request_exception=False)
        client.cookies = copy.deepcopy(everybody[1][part])
        return client

    return client_for


@pytest.fixture
def visit(as_person):
    """One request in the part of that person, which leaves nothing behind."""

    def ask(part, method, address, *args, **options):
        with transaction.atomic():
            answer = getattr(as_person(part), method)(address, *args, **options)
            transaction.set_rollback(True)
        return answer

    return ask
