"""Consent and membership count from the next statement on."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from applications.models import Application
from interviews.models import Invitation
from jobtracker.people.access import Scope
from jobtracker.people.models import Candidate, Representation, Situation, User
from tests.factories import (
    NOW,
    make_application,
    make_candidate,
    make_firm,
    make_invitation,
    make_membership,
    make_representation,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def member():
    return make_membership()


@pytest.fixture
def held(member):
    return make_representation(firm=member.firm, coordinator=member)


def sees(user, candidate, scope=Scope.APPLICATIONS):
    return Candidate.objects.visible_to(user, scope).filter(pk=candidate.pk).exists()


def test_shared_candidate_is_seen(member, held):
    assert sees(member.user, held.candidate)


def test_scope_that_is_not_shared_is_not_seen(member, held):
    assert not sees(member.user, held.candidate, Scope.PAY)


def test_narrowing_counts_at_once(member, held):
    held.share([Scope.DOCUMENTS], by=held.candidate.user, at=NOW)
    assert held.scopes == {Scope.DOCUMENTS}
    assert not sees(member.user, held.candidate)
    assert sees(member.user, held.candidate, Scope.DOCUMENTS)


def test_ending_counts_at_once(member, held):
    held.end(by=held.candidate.user, at=NOW)
    assert not sees(member.user, held.candidate)


def test_removed_member_sees_nothing(member, held):
    user = member.user
    member.delete()
    assert not sees(user, held.candidate)


def test_offer_to_represent_shows_nothing_until_accepted(member):
    offered = make_representation(firm=member.firm, accepted_at=None)
    assert not sees(member.user, offered.candidate)
    offered.accept(by=offered.candidate.user, at=NOW)
    assert sees(member.user, offered.candidate)


def test_two_firms_with_one_candidate_see_one_row_each(held):
    other = make_membership()
    make_representation(firm=other.firm, candidate=held.candidate)
    make_membership(user=other.user, firm=make_firm())
    application = make_application(candidate=held.candidate)
    assert list(Application.objects.visible_to(other.user)) == [application]


def test_scopes_of_applications_and_invitations_are_apart(member, held):
    held.share([Scope.APPLICATIONS], by=held.candidate.user, at=NOW)
    invitation = make_invitation(application=make_application(candidate=held.candidate))
    assert Application.objects.visible_to(member.user).exists()
    assert not Invitation.objects.visible_to(member.user).exists()
    assert list(Invitation.objects.visible_to(held.candidate.user)) == [invitation]


def test_only_the_candidate_decides(member, held):
    make_invitation(application=make_application(candidate=held.candidate))
    assert not Invitation.objects.decidable_by(member.user).exists()
    assert Invitation.objects.decidable_by(held.candidate.user).exists()


def test_candidate_without_a_user_is_seen_by_the_firm_alone(member):
    candidate = make_candidate(user=None)
    make_representation(firm=member.firm, candidate=candidate)
    assert sees(member.user, candidate)
    assert not sees(make_user(), candidate)


def test_one_representation_at_a_time(held):
    from django.db import IntegrityError, transaction

    with pytest.raises(IntegrityError), transaction.atomic():
        make_representation(firm=held.firm, candidate=held.candidate)
    held.end(by=held.candidate.user, at=NOW)
    assert make_representation(firm=held.firm, candidate=held.candidate).pk
    assert Representation.objects.in_force().count() == 1


def test_address_is_one_whatever_its_capitals():
    user = make_user(email=" Mira@Example.ORG ")
    assert user.email == "mira@example.org"
    assert User.objects.get_by_natural_key("MIRA@example.org") == user


def test_second_start_changes_nothing():
    user = make_user(name="Mira")
    first = Candidate.objects.start(user, name="Mira", time_zone="Europe/Stockholm")
    again = Candidate.objects.start(user, name="Other", time_zone="UTC")
    assert (again, again.name) == (first, "Mira")
    assert user.time_zone == "Europe/Stockholm"


def test_situation_is_asked_again_after_thirty_days():
    from datetime import timedelta

    candidate = make_candidate()
    today = NOW.date()
    assert candidate.asks_situation(today)
    candidate.tell_situation(Situation.EMPLOYED, on=today)
    assert not candidate.asks_situation(today + timedelta(days=29))
    assert candidate.asks_situation(today + timedelta(days=30))


def test_consent_is_held_before_the_row_that_it_opens(client, member, held):
    application = make_application(candidate=held.candidate)
    client.force_login(member.user)
    with CaptureQueriesContext(connection) as queries:
        answer = client.post(
            reverse("applications:stage", args=[application.pk]), {"to": "interviewing"}
        )
    assert answer.status_code == 302
    locks = [each["sql"] for each in queries if " FOR NO KEY UPDATE" in each["sql"]]
    tables = [re.search(r'FROM "(\w+)"', each)[1] for each in locks]
    # SQLite has one writer, and locks no rows.
    if connection.features.has_select_for_update:
        expected = ["people_membership", "people_representation", "applications_application"]
        assert tables[:3] == expected
    else:
        assert tables == []


def test_what_others_share_is_what_is_seen_without_ones_own(member, held):
    shared = make_application(candidate=held.candidate)
    own = make_application(candidate=make_candidate(user=member.user))
    make_application()
    seen = Application.objects.visible_to(member.user)
    assert {*seen} == {shared, own}
    assert [*Application.objects.shared_with(member.user)] == [shared]
    Representation.objects.update(shares_applications=False)
    assert [*Application.objects.shared_with(member.user)] == []
