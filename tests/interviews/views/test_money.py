"""Money pressure changes our words and nothing else, and nobody but the candidate reads them."""

import pytest

from interviews.models import Invitation
from tests.factories import (
    make_application,
    make_candidate,
    make_invitation,
    make_membership,
    make_representation,
)

pytestmark = pytest.mark.django_db

SHORT = "Money is short"


@pytest.fixture
def mira():
    return make_candidate(weeks_of_money=3)


@pytest.fixture
def invitation(mira):
    return make_invitation(application=make_application(candidate=mira))


def page(client, invitation, user):
    client.force_login(user)
    return client.get(invitation.get_absolute_url())


@pytest.mark.parametrize(("weeks", "is_said"), [(None, False), (0, True), (8, True), (9, False)])
def test_money_is_mentioned_only_where_it_is_short(weeks, is_said, client, mira, invitation):
    mira.tell_weeks_of_money(weeks)
    assert (SHORT in page(client, invitation, mira.user).content.decode()) == is_said


def test_costly_interview_gets_another_word(client, mira, invitation):
    Invitation.objects.update(is_costly=True)
    assert "pay the journey" in page(client, invitation, mira.user).content.decode()


def test_advice_is_the_same_with_and_without(client, mira, invitation):
    with_pressure = page(client, invitation, mira.user).context["briefing"].advice
    mira.tell_weeks_of_money(None)
    assert page(client, invitation, mira.user).context["briefing"].advice == with_pressure


def test_coordinator_reads_nothing_of_it(client, mira, invitation):
    petra = make_membership()
    make_representation(candidate=mira, firm=petra.firm)
    answer = page(client, invitation, petra.user)
    assert answer.status_code == 200
    assert SHORT not in answer.content.decode()
