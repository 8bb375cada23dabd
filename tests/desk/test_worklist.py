"""The desk: what waits across the caseload, and only what is shared."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from interviews.models.invitation import State
from jobtracker.desk import worklist
from jobtracker.people.models import Situation
from tests.factories import (
    NOW,
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


def test_invitations_come_by_when_to_answer_across_candidates(client, petra):
    days = {3: None, 2: None, 4: None}
    for number in days:
        days[number] = represented(petra)
        days[number].change(reply_by=NOW + timedelta(days=number))
    unsaid = represented(petra)
    assert desk(client).context["worklist"].waiting == [unsaid, days[2], days[3], days[4]]


def test_open_question_is_listed_apart_and_an_answered_one_nowhere(client, petra):
    asked, accepted = represented(petra), represented(petra)
    asked.change(state=State.ASKED)
    accepted.change(state=State.ACCEPTED)
    worklist = desk(client).context["worklist"]
    assert (worklist.waiting, worklist.asked) == ([], [asked])


def test_candidate_who_cannot_sign_in_is_looked_after_too(client, petra):
    candidate = make_candidate(user=None)
    make_representation(firm=petra.firm, candidate=candidate)
    invitation = make_invitation(application=make_application(candidate=candidate))
    assert desk(client).context["worklist"].waiting == [invitation]


@pytest.mark.parametrize("terms", [{"accepted_at": None}, {"ended_at": NOW}])
def test_candidate_without_a_representation_in_force_is_not_shown(client, petra, terms):
    name = represented(petra, **terms).candidate.name
    assert name not in desk(client).content.decode()


def test_caseload_of_another_firm_is_not_shown(client, petra):
    name = represented(make_membership()).candidate.name
    assert name not in desk(client).content.decode()


@pytest.mark.parametrize(
    ("shares", "addresses"),
    [
        ({}, ["applications:list", "interviews:bring-in"]),
        ({"shares_applications": False}, ["interviews:bring-in"]),
        ({"shares_interviews": False}, ["applications:list"]),
    ],
)
def test_caseload_leads_to_what_is_shared(client, petra, shares, addresses):
    candidate = represented(petra, **shares).candidate
    links = LexborHTMLParser(desk(client).content).css("a[href*='candidate=']")
    found = [link.attributes["href"] for link in links]
    assert found == [f"{reverse(address)}?candidate={candidate.pk}" for address in addresses]
    assert all(client.get(href).status_code == 200 for href in found)


def test_caseload_leads_to_each_candidate_and_to_the_whole(client, petra):
    held = represented(petra).candidate.representations.get()
    links = LexborHTMLParser(desk(client).content).css("main a[href]")
    hrefs = [link.attributes["href"] for link in links]
    assert reverse("desk:candidate", args=[held.pk]) in hrefs
    assert reverse("firm:caseload", args=[petra.firm_id]) in hrefs
    assert all(client.get(href).status_code == 200 for href in hrefs)


def test_empty_caseload_leads_to_the_first_candidate(client, petra):
    href = reverse("firm:add-candidate", args=[petra.firm_id])
    assert LexborHTMLParser(desk(client).content).css_first(f"a[href='{href}']") is not None


def test_situation_stays_with_the_candidate(client, petra):
    candidate = represented(petra).candidate
    candidate.tell_situation(Situation.COMMITTED, on=NOW.date())
    assert candidate.get_situation_display() not in desk(client).content.decode()


def test_more_than_a_page_holds_is_said(client, petra, monkeypatch):
    monkeypatch.setattr(worklist, "MOST", 2)
    for _ in range(2):
        represented(petra)
    assert "the first are shown" not in desk(client).content.decode()
    represented(petra)
    answer = desk(client)
    assert "the first are shown" in answer.content.decode()
    assert len(answer.context["worklist"].waiting) == 2


def test_who_works_for_no_firm_has_no_desk(client):
    client.force_login(make_candidate().user)
    assert desk(client).status_code == 404


def test_desk_is_only_read(client, petra):
    assert client.post(reverse("desk:worklist")).status_code == 405


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
    desk(client)
    with_record = []
    for number in (1, 3):
        for _ in range(number):
            represented(petra)
        with_record.append(queries())
    # The transaction and the row that it adds to the record come on top of the list itself.
    assert with_record[0] == with_record[1] <= 10
    assert queries() <= 7
