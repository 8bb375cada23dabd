"""The desk: what waits across the caseload, and only what is shared."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import (
    make_application,
    make_candidate,
    make_invitation,
    make_membership,
    make_representation,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def petra(client):
    member = make_membership()
    client.force_login(member.user)
    return member


def represented(member, **shares):
    held = make_representation(firm=member.firm, coordinator=member, **shares)
    return make_invitation(application=make_application(candidate=held.candidate))


def desk(client):
    return client.get(reverse("desk:worklist"))


def test_empty_desk_says_so(client, petra):
    assert "Nothing waits." in desk(client).content.decode()


def test_shared_invitation_waits_with_its_candidate(client, petra):
    invitation = represented(petra)
    answer = desk(client)
    assert answer.context["worklist"].waiting == [invitation]
    assert invitation.candidate.name in answer.content.decode()


def test_invitation_that_is_not_shared_is_not_listed(client, petra):
    represented(petra, shares_interviews=False)
    answer = desk(client)
    assert answer.context["worklist"].waiting == []
    assert "Applications" in answer.content.decode()


def test_own_search_is_not_part_of_the_desk(client, petra):
    own = make_candidate(user=petra.user)
    make_invitation(application=make_application(candidate=own))
    assert desk(client).context["worklist"].waiting == []


def test_queries_stay_the_same_with_more_rows(client, petra):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            desk(client)
        return len(captured)

    represented(petra)
    one = queries()
    represented(petra)
    represented(petra)
    assert queries() == one <= 5
