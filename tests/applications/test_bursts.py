"""Many applications within a day get a tag, and nothing else."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from applications import acts
from applications.bursts import MANY, TAG, note_burst
from applications.models import Application, Employer, Import, Tag
from tests.factories import make_candidate, make_membership, make_representation, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def mira():
    return make_candidate()


def add(candidate, *, ago=timedelta(0), by=None, **fields):
    by, at = by or candidate.user, timezone.now() - ago
    employer = Employer.objects.named(candidate, "Acme")
    added = Application.objects.start(
        by=by, at=at, candidate=candidate, employer=employer, created_at=at, **fields
    )
    note_burst(added, by=by, at=at)
    return added


def tagged(candidate):
    return Tag.objects.filter(candidate=candidate, name=TAG).count()


@pytest.mark.parametrize(("count", "expected"), [(MANY - 1, 0), (MANY, MANY), (MANY + 2, MANY + 2)])
def test_burst_is_tagged_from_the_tenth_on(mira, count, expected):
    for _ in range(count):
        add(mira)
    assert tagged(mira) == expected


def test_ten_over_two_days_are_no_burst(mira):
    for number in range(MANY):
        add(mira, ago=timedelta(hours=5 * (MANY - number)))
    assert tagged(mira) == 0


def test_what_others_added_or_a_table_brought_is_no_burst(mira):
    run = Import.objects.create(candidate=mira, by=mira.user, file_name="a.csv", content=b"")
    for _ in range(MANY):
        add(mira, by=make_user())
        add(mira, imported_by=run)
    add(mira)
    assert tagged(mira) == 0


def test_tag_that_was_taken_off_stays_off(mira):
    first, *_ = [add(mira) for _ in range(MANY)]
    first.tag([])
    last = add(mira)
    assert not first.tags.exists()
    assert last.tags.get().name == TAG


def test_page_says_nothing_of_a_burst(client, mira):
    client.force_login(mira.user)
    for _ in range(MANY - 1):
        add(mira)
    answer = client.post(reverse("applications:new"), {"employer_name": "Acme"})
    assert tagged(mira) == MANY
    assert [*answer.wsgi_request._messages] == []


def test_what_a_coordinator_adds_is_no_burst(client, mira):
    member = make_membership()
    make_representation(candidate=mira, firm=member.firm)
    client.force_login(member.user)
    address = reverse("applications:new", query={"candidate": mira.pk})
    for number in range(MANY):
        client.post(address, {"employer_name": f"Acme {number}"})
    assert mira.applications.count() == MANY
    assert tagged(mira) == 0


def test_what_somebody_at_a_firm_added_is_no_burst(mira):
    coordinator = make_membership().user
    for _ in range(MANY):
        add(mira, by=coordinator)
    assert tagged(mira) == 0


@pytest.fixture
def petra(mira):
    membership = make_membership()
    make_representation(candidate=mira, firm=membership.firm)
    return membership.user


@pytest.mark.parametrize("layout", ["list", "board"])
def test_firm_learns_nothing_of_a_burst(mira, petra, client, layout):
    for _ in range(MANY):
        add(mira)
    page = reverse(f"applications:{layout}") + f"?candidate={mira.pk}"
    client.force_login(mira.user)
    assert client.get(page).content.count(f">{TAG}<".encode()) == MANY
    client.force_login(petra)
    assert TAG.encode() not in client.get(page).content
    assert b"Acme" in client.get(page).content
    assert b"Acme" not in client.get(page + f"&tag={TAG}").content


def test_firm_that_edits_the_tags_leaves_the_burst(mira, petra, client):
    first, *_ = [add(mira) for _ in range(MANY)]
    client.force_login(petra)
    assert TAG.encode() not in client.get(first.get_absolute_url()).content
    assert TAG.encode() not in client.get(reverse("applications:edit", args=[first.pk])).content
    first.tag(["remote"], is_own=False)
    assert {tag.name for tag in first.tags.all()} == {"remote", TAG}


def test_burst_taken_off_and_undone_is_private_again(mira, petra):
    rows = [add(mira) for _ in range(MANY)]
    now = timezone.now()
    assert acts.untag(rows, TAG, by=petra, at=now) is None
    change = acts.untag(rows, TAG, by=mira.user, at=now)
    assert tagged(mira) == 0
    change.undo(by=mira.user, at=now)
    assert tagged(mira) == MANY
    assert not Tag.objects.visible_to(petra).exists()
