"""What belongs to one candidate is on nobody else's page; what is private on nobody's at all."""

import pytest
from django.urls import reverse

from tests.access.test_every_address import PARTS, POLICIES
from tests.cast import SECRET, make_rows
from tests.factories import make_candidate, make_representation

SHARED = ("Title", "Company", "Topic", "Subject", "Text", "People")
PRIVATE = ("Detail", "Blocker", "Need", "Unknown", "Learned", "Notes")


@pytest.mark.parametrize("part", [part for part in PARTS if part not in ("jonas", "anonymous")])
def test_rows_of_jonas_show_nowhere(part, cast, as_person):
    client = as_person(part)
    for name, policy in POLICIES.items():
        args = [getattr(cast.rows, policy.row).pk] if policy.row else []
        if policy.get:
            assert SECRET.encode() not in client.get(reverse(name, args=args)).content, name


@pytest.fixture
def shared(cast):
    """A candidate whose every text is marked, in force with the coordinator's firm."""
    candidate = make_candidate(name="Marked")
    firm = cast.people["coordinator"].memberships.get().firm
    make_representation(candidate=candidate, firm=firm)
    return make_rows(candidate, "MARK")


def pages_of(rows, client):
    for name, policy in POLICIES.items():
        if policy.get and policy.row:
            address = reverse(name, args=[getattr(rows, policy.row).pk])
            yield client.get(address).content.decode()


def test_coordinator_sees_what_is_shared_and_nothing_private(shared, as_person):
    text = "".join(pages_of(shared, as_person("coordinator")))
    assert {word for word in SHARED if f"{word} MARK" in text} == set(SHARED)
    assert {word for word in PRIVATE if f"{word} MARK" in text} == set()


def test_candidate_sees_what_is_private(shared, as_person, client):
    client.force_login(shared.application.candidate.user)
    text = "".join(pages_of(shared, client))
    assert {word for word in PRIVATE if f"{word} MARK" in text} == set(PRIVATE)


def test_interest_is_hidden_from_the_coordinator(shared, as_person):
    text = "".join(pages_of(shared, as_person("coordinator")))
    assert "Interest" not in text
    assert "would very likely turn it down" not in text
