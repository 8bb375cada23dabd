"""Hotlists: whom a firm wants in sight together, while it looks after them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from applications.models import Activity, Hotlist, HotlistEntry
from jobtracker.audit.models import Entry
from jobtracker.desk.hotlists import reading
from tests.factories import (
    NOW,
    make_candidate,
    make_membership,
    make_representation,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def petra(client):
    member = make_membership()
    client.force_login(member.user)
    return member


@pytest.fixture
def hotlist(petra):
    return Hotlist.objects.create(firm=petra.firm, name="Rail", by=petra.user)


def on_it(hotlist, member, **fields):
    held = make_representation(firm=member.firm, coordinator=member, **fields)
    hotlist.add([held], by=member.user, at=NOW)
    return held


def shown(client, hotlist):
    rows = client.get(hotlist.get_absolute_url()).context["rows"]
    return [each.held for each in rows]


def sizes(client, petra):
    lines = client.get(reverse("desk:hotlists", args=[petra.firm_id])).context["lines"]
    return {str(line.hotlist): line.size for line in lines}


def test_list_is_made_and_renamed_and_removed(client, petra):
    all_href = reverse("desk:hotlists", args=[petra.firm_id])
    answer = client.post(all_href, {"name": "  Rail   people ", "note": "For spring"})
    found = Hotlist.objects.get()
    assert (answer.url, found.name, found.by) == (
        found.get_absolute_url(),
        "Rail people",
        petra.user,
    )
    client.post(reverse("desk:edit-hotlist", args=[found.pk]), {"name": "Ferries", "note": ""})
    found.refresh_from_db()
    assert found.name == "Ferries"
    client.post(reverse("desk:hotlist-removal", args=[found.pk]))
    assert not Hotlist.objects.exists()


def test_name_is_taken_once_a_firm_whatever_its_capitals(client, petra, hotlist):
    all_href = reverse("desk:hotlists", args=[petra.firm_id])
    answer = client.post(all_href, {"name": "rAIL", "note": "Kept"})
    assert answer.status_code == 422
    assert "Kept" in answer.content.decode()
    other = make_membership()
    client.force_login(other.user)
    assert client.post(reverse("desk:hotlists", args=[other.firm_id]), {"name": "Rail"}).url


def test_ticked_ones_are_put_on_once_and_taken_off(client, petra, hotlist):
    held = [make_representation(firm=petra.firm) for _ in range(3)]
    onto = reverse("desk:hotlist-entries", args=[petra.firm_id])
    for ticked in (held[:2], held):
        client.post(onto, {"hotlist": hotlist.pk, "held": [each.pk for each in ticked]})
    assert {*shown(client, hotlist)} == {*held}
    off = reverse("desk:hotlist-entry-removal", args=[hotlist.pk])
    client.post(off, {"held": [held[0].pk]})
    assert {*shown(client, hotlist)} == {*held[1:]}
    assert client.post(off, {}).status_code == 422


def test_nobody_of_another_firm_is_put_on(client, petra, hotlist):
    foreign = make_representation()
    onto = reverse("desk:hotlist-entries", args=[petra.firm_id])
    client.post(onto, {"hotlist": hotlist.pk, "held": [foreign.pk]})
    assert not HotlistEntry.objects.exists()


def test_list_of_another_firm_takes_nobody(client, petra):
    other = Hotlist.objects.create(firm=make_membership().firm, name="Theirs")
    held = make_representation(firm=petra.firm)
    onto = reverse("desk:hotlist-entries", args=[petra.firm_id])
    client.post(onto, {"hotlist": other.pk, "held": [held.pk]})
    assert not HotlistEntry.objects.exists()


@pytest.mark.parametrize("ticks", [["x"], [""], ["1"] * 1 + [str(n) for n in range(2, 103)]])
def test_odd_ticks_are_refused(client, petra, hotlist, ticks):
    off = reverse("desk:hotlist-entry-removal", args=[hotlist.pk])
    assert client.post(off, {"held": ticks}).status_code == 422


def test_who_is_no_longer_looked_after_is_neither_shown_nor_counted(client, petra, hotlist):
    stays, goes = on_it(hotlist, petra), on_it(hotlist, petra)
    goes.end(by=goes.candidate.user, at=NOW)
    assert shown(client, hotlist) == [stays]
    assert sizes(client, petra) == {"Rail": 1}
    caseload = reverse("firm:caseload", args=[petra.firm_id])
    rows = client.get(caseload, {"hotlist": hotlist.pk}).context["rows"]
    assert [held for held, _ in rows] == [stays]


def test_who_works_there_is_not_told_that_they_are_on_it(client, petra, hotlist):
    on_it(hotlist, petra, candidate=make_candidate(user=petra.user))
    assert shown(client, hotlist) == []
    assert sizes(client, petra) == {"Rail": 0}
    caseload = reverse("firm:caseload", args=[petra.firm_id])
    assert client.get(caseload, {"hotlist": hotlist.pk}).context["rows"] == []


def test_caseload_is_filtered_by_hotlist_and_whose(client, petra, hotlist):
    on = on_it(hotlist, petra)
    make_representation(firm=petra.firm)
    caseload = reverse("firm:caseload", args=[petra.firm_id])
    rows = client.get(caseload, {"hotlist": hotlist.pk, "whose": "mine"}).context["rows"]
    assert [held for held, _ in rows] == [on]
    everybody = client.get(caseload, {"hotlist": "x"}).context["rows"]
    assert len(everybody) == 2


def test_candidates_page_puts_on_and_takes_off(client, petra, hotlist):
    second = Hotlist.objects.create(firm=petra.firm, name="Second")
    held = on_it(hotlist, petra)
    address = reverse("desk:candidate-hotlists", args=[held.pk])
    client.post(address, {"hotlists": [second.pk]})
    assert [entry.hotlist for entry in HotlistEntry.objects.all()] == [second]
    client.post(address, {"hotlists": ["987"]})
    assert [entry.hotlist for entry in HotlistEntry.objects.all()] == [second]


def test_candidates_page_takes_off_none_that_it_does_not_show(client, petra, hotlist, monkeypatch):
    held = on_it(hotlist, petra)
    Hotlist.objects.create(firm=petra.firm, name="First")
    monkeypatch.setattr(reading, "MOST_LISTS", 1)
    client.post(reverse("desk:candidate-hotlists", args=[held.pk]), {"hotlists": []})
    assert [entry.hotlist for entry in HotlistEntry.objects.all()] == [hotlist]


def test_two_records_that_become_one_are_on_it_once(petra, hotlist):
    mine = on_it(hotlist, petra).candidate
    kept = petra.firm.add_candidate(petra, at=NOW, name="Kept")
    hotlist.add([kept], by=petra.user, at=NOW)
    mine.absorb(kept.candidate, by=mine.user, at=NOW)
    assert [entry.candidate for entry in HotlistEntry.objects.all()] == [mine]


def test_record_does_not_tell_of_the_list(client, petra, hotlist):
    held = on_it(hotlist, petra)
    client.get(hotlist.get_absolute_url())
    client.post(reverse("desk:hotlist-entry-removal", args=[hotlist.pk]), {"held": [held.pk]})
    client.post(reverse("desk:candidate-hotlists", args=[held.pk]), {"hotlists": [hotlist.pk]})
    about = Entry.objects.about(held.candidate_id)
    assert {entry.kind for entry in about} == {"read", "changed"}
    assert {entry.target for entry in about} == {f"firm:caseload {petra.firm_id}"}


def test_next_step_stands_beside_the_name(client, petra, hotlist):
    held = on_it(hotlist, petra)
    for due in (NOW, None):
        Activity.objects.log(held, by=petra.user, at=NOW, kind="call", due_at=due)
    [row] = client.get(hotlist.get_absolute_url()).context["rows"]
    assert row.due_at == NOW


@pytest.mark.parametrize("name", ["desk:hotlist", "desk:hotlists", "firm:caseload"])
def test_page_takes_as_many_queries_for_more(name, client, petra, hotlist):
    counts = []
    number = hotlist.pk if name == "desk:hotlist" else petra.firm_id
    for times in (1, 2):
        for _ in range(times):
            on_it(hotlist, petra)
            Hotlist.objects.create(firm=petra.firm, name=f"List {Hotlist.objects.count()}")
        client.get(reverse(name, args=[number]))
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse(name, args=[number]))
        counts.append(len(asked))
    assert counts[0] == counts[1]
