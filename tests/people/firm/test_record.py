"""The firm's record: for its administrators, with the names that the firm may know."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jobtracker.audit.models import Entry, Kind
from jobtracker.people.models import Role
from tests.factories import (
    NOW,
    make_candidate,
    make_firm,
    make_membership,
    make_representation,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin():
    return make_membership(role=Role.ADMINISTRATOR, user=make_user(name="Ada"))


@pytest.fixture
def petra(admin):
    return make_membership(firm=admin.firm, user=make_user(name="Petra"))


@pytest.fixture
def mira(admin):
    mira = make_candidate(name="Mira")
    make_representation(candidate=mira, firm=admin.firm)
    return mira


def look(client, member, **query):
    client.force_login(member.user)
    return client.get(reverse("firm:record", args=[member.firm_id]), query)


def text_of(client, member, **query):
    return look(client, member, **query).content.decode()


def add(member, kind=Kind.READ, at=NOW, **fields):
    target = fields.pop("target", "applications:list")
    Entry.objects.record(
        kind, actor_id=member.user_id, firm_id=member.firm_id, target=target, at=at, **fields
    )


def test_look_is_told_with_names(client, admin, petra, mira):
    add(petra, candidate_id=mira.pk)
    text = text_of(client, admin)
    assert "Petra looked at applications" in text
    assert "Mira" in text


def test_who_has_left_is_still_named(client, admin, petra, mira):
    add(petra, Kind.CHANGED, candidate_id=mira.pk)
    petra.remove(by=admin.user, at=NOW)
    text = text_of(client, admin)
    assert "Petra changed applications" in text
    assert "Ada removed a colleague" in text


def test_candidate_who_is_no_longer_looked_after_is_a_number(client, admin, petra, mira):
    add(petra, candidate_id=mira.pk)
    mira.representations.get().end(by=mira.user, at=NOW)
    text = text_of(client, admin)
    assert f"Candidate {mira.pk}" in text
    assert "Somebody ended the sharing" in text
    assert "Mira" not in text


def test_other_firm_is_not_in_it(client, admin, petra, mira):
    other = make_membership(user=make_user(name="Otto"))
    make_representation(candidate=mira, firm=other.firm)
    add(other, candidate_id=mira.pk)
    assert "Otto" not in text_of(client, admin)


def test_coordinator_may_not_read_it_and_outsiders_find_nothing(client, admin, petra):
    assert look(client, petra).status_code == 403
    client.force_login(make_membership(role=Role.ADMINISTRATOR).user)
    foreign = client.get(reverse("firm:record", args=[admin.firm_id]))
    assert foreign.status_code == 404


def test_older_lines_are_on_the_next_page(client, admin, petra):
    for number in range(51):
        add(petra, at=NOW + timedelta(minutes=number), target=f"applications:application {number}")
    first = look(client, admin)
    assert [len(lines) for _, lines in first.context["days"]] == [50]
    second = client.get(first.context["older_href"])
    assert [len(lines) for _, lines in second.context["days"]] == [1]
    assert not second.context["older_href"]


def test_queries_stay_the_same_with_more_rows(client, admin, petra):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            text_of(client, admin)
        return len(captured)

    def add_another():
        candidate = make_candidate()
        make_representation(candidate=candidate, firm=admin.firm)
        add(make_membership(firm=admin.firm), candidate_id=candidate.pk)

    text_of(client, admin)
    add_another()
    one = queries()
    add_another()
    add_another()
    assert queries() == one


def test_bad_page_is_the_first_one(client, admin, petra):
    add(petra)
    for before in ("x", "-1", "9" * 40, "\x00"):
        assert look(client, admin, before=before).status_code == 200


def test_firm_without_a_past_says_so(client):
    alone = make_membership(role=Role.ADMINISTRATOR, firm=make_firm())
    assert "Nothing" in text_of(client, alone)
