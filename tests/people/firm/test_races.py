"""Two who change a firm at once: one waits, and what both would have done never happens."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from jobtracker.people.models import (
    Candidate,
    Invite,
    LastAdministrator,
    Membership,
    Role,
    Spent,
)
from jobtracker.people.models.invite import Purpose
from tests.factories import make_membership, make_user
from tests.people.firm.conftest import make_unclaimed

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 4


def at_once(*calls):
    """Start them together, each on a connection of its own; what each returned or raised."""
    start = Barrier(len(calls))

    def run(call):
        try:
            start.wait(timeout=10)
            return call()
        except (LastAdministrator, Spent) as error:
            return type(error)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(run, calls))


def administrators(firm):
    return Membership.objects.filter(firm=firm, role=Role.ADMINISTRATOR)


@pytest.fixture
def second(firm):
    return make_membership(firm=firm, role=Role.ADMINISTRATOR)


@pytest.mark.parametrize("name", ["role", "removal"])
def test_two_administrators_who_oust_each_other_leave_one(signed_in, anna, second, firm, name):
    clients = [(signed_in(anna), second), (signed_in(second), anna)]

    def oust(client, other):
        address = reverse(f"firm:{name}", args=[other.pk])
        return lambda: client.post(address, {"role": Role.COORDINATOR, "sure": "on"}).status_code

    statuses = at_once(*(oust(client, other) for client, other in clients))
    assert administrators(firm).count() == 1
    assert sorted(statuses) == [302, 403 if name == "role" else 404]


def test_two_administrators_who_step_down_leave_one(anna, second, firm):
    for _ in range(ROUNDS):
        Membership.objects.filter(firm=firm).update(role=Role.ADMINISTRATOR)
        both = list(Membership.objects.at(firm.pk).select_related("user"))
        steps = [
            partial(one.change_role, Role.COORDINATOR, by=one.user, at=timezone.now())
            for one in both
        ]
        assert at_once(*steps).count(LastAdministrator) == 1
        assert administrators(firm).count() == 1


def test_caseloads_that_are_handed_over_crosswise_stay_whole(signed_in, anna, petra, carl):
    for member in (petra, carl):
        make_unclaimed(member, name="Somebody")
    clients = [(signed_in(petra), petra, carl), (signed_in(carl), carl, petra)]

    def hand_over(client, source, target):
        address = reverse("firm:handover", args=[source.pk])
        return lambda: client.post(address, {"to": target.pk}).status_code

    assert at_once(*(hand_over(*each) for each in clients)) == [302, 302]
    assert petra.caseload.count() + carl.caseload.count() == 2


def test_candidate_is_handed_to_nobody_who_is_just_removed(signed_in, anna, petra, carl, jonas):
    giving, removing = signed_in(petra), signed_in(anna)
    at_once(
        lambda: giving.post(reverse("firm:coordinator", args=[jonas.pk]), {"to": carl.pk}),
        lambda: removing.post(reverse("firm:removal", args=[carl.pk]), {"to": petra.pk}),
    )
    jonas.refresh_from_db()
    there = set(Membership.objects.filter(firm=anna.firm).values_list("pk", flat=True))
    assert jonas.coordinator_id in there


@pytest.fixture
def asked(petra):
    """A record to claim, its invite, and who claims it: new ones at each call."""

    def ask():
        held = make_unclaimed(petra, name="Ida", email="ida@example.org")
        invite, _ = Invite.objects.issue(
            Purpose.CLAIM,
            firm=held.firm,
            email="ida@example.org",
            representation=held,
            made_by=petra.user,
            at=timezone.now(),
        )
        return held, invite, make_user()

    return ask


def test_record_is_claimed_or_gone_but_never_both(signed_in, petra, asked):
    for _ in range(ROUNDS):
        held, invite, user = asked()
        address = reverse("firm:ending", args=[held.pk])
        claimed, _ = at_once(
            partial(invite.claim, user, [], at=timezone.now()),
            partial(signed_in(petra).post, address, {"sure": "on"}),
        )
        assert Candidate.objects.filter(user=user).exists() is (claimed is not Spent)


def test_address_is_corrected_or_claimed_but_never_both(signed_in, petra, asked):
    for _ in range(ROUNDS):
        held, invite, user = asked()
        address = reverse("firm:contact", args=[held.pk])
        contact = {"name": "Ida", "email": "other@example.org", "time_zone": "UTC"}
        claimed, answer = at_once(
            partial(invite.claim, user, [], at=timezone.now()),
            partial(signed_in(petra).post, address, contact),
        )
        candidate = Candidate.objects.get(pk=held.candidate_id)
        if claimed is Spent:
            assert (answer.status_code, candidate.user) == (302, None)
            assert candidate.email == "other@example.org"
        else:
            assert (answer.status_code, candidate.user) == (403, user)
            assert candidate.email == "ida@example.org"
