"""The firm's record: for its administrators, with the names that the firm may know."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from jobtracker.audit.models import Entry, Kind
from jobtracker.people.access import Scope
from jobtracker.people.models import Role
from jobtracker.people.views.acts import PLACES, what_was_done_to_them
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
    assert "Petra looked at the applications" in text
    assert "Mira" in text


@pytest.mark.parametrize(
    ("kind", "target", "said"),
    [
        (Kind.READ, "applications:export-file", "took the applications along as a table"),
        (Kind.READ, "applications:application 3", "looked at an application"),
        (Kind.READ, "desk:worklist", "looked at what is due for their candidates"),
        (Kind.READ, "firm:record 1", "looked at what the firm did and whose data it looked at"),
        (Kind.CHANGED, "firm:contact 3", "corrected how to reach them"),
        (Kind.CHANGED, "interviews:paste", "brought in an invitation"),
        (Kind.READ, "somewhere:new 9", "looked at the record"),
    ],
)
def test_act_is_told_as_to_the_candidate(client, admin, petra, mira, kind, target, said):
    add(petra, kind, candidate_id=mira.pk, target=target)
    assert f"Petra {said}</p>" in text_of(client, admin)


def test_no_act_is_told_as_if_it_were_the_readers_own():
    said = {
        what_was_done_to_them(Entry(kind=kind, target=target))
        for kind in (Kind.READ, Kind.CHANGED)
        for target in (*PLACES, "somewhere:new")
    }
    assert not [words for words in said if re.search(r"\byours?\b|\byou\b", words)]


def test_one_look_at_many_candidates_is_one_line(client, admin, petra, mira):
    others = [make_candidate(name=f"Other {n}") for n in (1, 2)]
    held = [make_representation(candidate=each, firm=admin.firm) for each in others]
    looked_at = dict.fromkeys([mira.pk, *(each.candidate_id for each in held)], admin.firm_id)
    for minutes in (0, 90):
        at = NOW + timedelta(minutes=minutes)
        Entry.objects.record_reads(
            looked_at, actor_id=petra.user_id, target="firm:caseload 1", at=at
        )
    ((_, lines),) = look(client, admin).context["days"]
    assert [(line.title, line.whose) for line in lines] == [
        ("Petra looked at the list of their candidates", "3 candidates")
    ] * 2
    assert "Other 2, Other 1, Mira" in client.get(reverse("firm:record", args=[admin.firm_id])).text


def test_colleague_whom_it_was_about_is_named(client, admin, petra, mira):
    carl = make_membership(firm=admin.firm, user=make_user(name="Carl"))
    mira.representations.update(coordinator=petra)
    petra.hand_over(carl, by=petra.user, at=NOW)
    carl.change_role(Role.ADMINISTRATOR, by=admin.user, at=NOW)
    admin.change_role(Role.COORDINATOR, by=admin.user, at=NOW)
    petra.remove(by=carl.user, at=NOW)
    carl.hand_over(admin, by=carl.user, at=NOW)
    titles = [line.title for _, lines in look(client, carl).context["days"] for line in lines]
    assert titles == [
        "Carl handed over to Ada",
        "Carl removed Petra",
        "Ada became coordinator",
        "Ada made Carl administrator",
        "Petra handed over to Carl",
    ]


def test_what_candidates_agreed_to_is_told(client, admin, mira):
    held = mira.representations.get()
    held.share([Scope.FEEDBACK], by=mira.user, at=NOW)
    held.accept([], by=mira.user, at=NOW)
    text = text_of(client, admin)
    assert "changed what they share: now contact details and feedback" in text
    assert "agreed to be looked after, and shared contact details alone" in text


def test_looking_at_it_is_a_look_at_those_it_names(client, admin, petra, mira):
    ended = make_representation(firm=admin.firm)
    for candidate_id in (mira.pk, ended.candidate_id):
        add(petra, candidate_id=candidate_id, at=timezone.now())
    ended.end(by=ended.candidate.user, at=timezone.now())
    look(client, admin)
    told = Entry.objects.filter(kind=Kind.READ, target=f"firm:record {admin.firm_id}")
    assert [(each.actor_id, each.candidate_id) for each in told] == [(admin.user_id, mira.pk)]


def test_who_has_left_is_still_named(client, admin, petra, mira):
    add(petra, Kind.CHANGED, candidate_id=mira.pk)
    petra.remove(by=admin.user, at=NOW)
    text = text_of(client, admin)
    assert "Petra changed the applications" in text
    assert "Ada removed Petra" in text


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
        # The first look at somebody is written down.
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
