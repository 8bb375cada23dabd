"""Somebody claims their record, or erases it, while a firm is at work on it."""

from itertools import count

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from applications.models import Application
from jobtracker.leave.erasure import erase
from jobtracker.people.access import Scope
from jobtracker.people.models import Candidate, Invite
from jobtracker.people.models.invite import Purpose
from tests.access.interleaving import Interleaving, Rival, forgo_durability
from tests.factories import (
    NOW,
    make_application,
    make_candidate,
    make_membership,
    make_representation,
)

pytestmark = pytest.mark.django_db(transaction=True)
JOB = {"employer_name": "Harbour & Vale", "job_title": "Analyst"}


@pytest.fixture
def member(db):
    forgo_durability()
    return make_membership()


def make_kept(member):
    """A record with an application at the same employer, and the invite to claim it."""
    contact = {"name": "Kept", "email": "kept@example.org"}
    held = member.firm.add_candidate(member, at=NOW, **contact)
    make_application(candidate=held.candidate, employer_name=JOB["employer_name"])
    invite, _ = Invite.objects.issue(
        Purpose.CLAIM,
        firm=member.firm,
        email=contact["email"],
        representation=held,
        made_by=member.user,
        at=NOW,
    )
    return held.candidate, invite


@pytest.mark.parametrize("shared", [[Scope.APPLICATIONS], []])
@pytest.mark.parametrize("has_record", [True, False])
def test_nothing_is_lost_that_the_firm_adds_meanwhile(has_record, shared, member):
    client, came = Client(), 0
    client.force_login(member.user)
    with Rival() as rival:
        for place in count():
            kept, invite = make_kept(member)
            person = make_candidate() if has_record else make_candidate(user=None)
            user = person.user if has_record else make_membership().user
            address = reverse("applications:new", query={"candidate": kept.pk})

            def claim(invite=invite, user=user):
                Invite.objects.get(pk=invite.pk).claim(user, shared, at=NOW)

            with Interleaving(rival, claim, place) as moment:
                answer = client.post(address, JOB)
            if not moment.came:
                break
            came += moment.waited
            mine = Candidate.objects.get(user=user)
            titles = set(
                Application.objects.filter(candidate=mine).values_list("job_title", flat=True)
            )
            assert answer.status_code in (302, 404), place
            assert ("Analyst" in titles) == (answer.status_code == 302), place
            assert "Data Analyst" in titles
    assert 0 < came < place


def test_erasure_waits_for_the_firm_or_the_firm_finds_nobody(member):
    client, came = Client(), 0
    client.force_login(member.user)
    with Rival() as rival:
        for place in count():
            held = make_representation(firm=member.firm, coordinator=member)
            make_application(candidate=held.candidate, employer_name=JOB["employer_name"])
            address = reverse("applications:new", query={"candidate": held.candidate_id})

            def leave(user=held.candidate.user):
                erase(user, at=timezone.now())

            with Interleaving(rival, leave, place) as moment:
                answer = client.post(address, JOB)
            if not moment.came:
                break
            came += moment.waited
            assert answer.status_code == (302 if moment.waited else 404), place
            assert not Candidate.objects.exists()
            assert not Application.objects.exists()
    assert 0 < came < place
