"""The desk: what is due across the caseload, and only what is shared."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from applications.models import Hotlist
from interviews.models import Errand
from interviews.models.errand import Matter
from interviews.models.invitation import State
from jobtracker.desk.worklist import reading
from jobtracker.people.models import Situation
from tests.factories import (
    NOW,
    make_application,
    make_candidate,
    make_interview,
    make_invitation,
    make_membership,
    make_representation,
)

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def petra(client):
    member = make_membership()
    client.force_login(member.user)
    return member


def represented(member, **shares):
    held = make_representation(firm=member.firm, coordinator=member, **shares)
    return make_invitation(application=make_application(candidate=held.candidate))


def desk(client, **query):
    return client.get(reverse("desk:worklist"), query)


def shown(client, **query):
    """What is due, as words by candidate's name."""
    return [(each.matter, each.subject) for each in desk(client, **query).context["worklist"].items]


def due(row, matter=Matter.ANSWER):
    return (matter, row.pk)


def test_firm_without_candidates_is_led_to_the_first(client, petra):
    answer = desk(client)
    href = reverse("firm:add-candidate", args=[petra.firm_id])
    assert LexborHTMLParser(answer.content).css_first(f"main a[href='{href}']") is not None


def test_nothing_due_says_so(client, petra):
    make_representation(firm=petra.firm, coordinator=petra)
    assert "Nothing is due" in desk(client).content.decode()


def test_shared_invitation_waits_with_its_candidate(client, petra):
    invitation = represented(petra)
    answer = desk(client)
    assert shown(client) == [due(invitation)]
    assert invitation.candidate.name in answer.content.decode()


def test_invitation_that_is_not_shared_is_not_listed(client, petra):
    represented(petra, shares_interviews=False)
    assert shown(client) == []


def test_invitations_come_by_when_to_answer_across_candidates(client, petra):
    days = {3: None, 2: None, 4: None}
    for number in days:
        days[number] = represented(petra)
        days[number].change(reply_by=NOW + timedelta(days=number))
    unsaid = represented(petra)
    assert shown(client) == [due(each) for each in (unsaid, days[2], days[3], days[4])]


def test_open_question_says_so_and_an_answered_one_is_not_there(client, petra):
    asked, accepted = represented(petra), represented(petra)
    asked.change(state=State.ASKED)
    accepted.change(state=State.ACCEPTED)
    assert shown(client) == [due(asked)]
    assert "decide if they do not answer" in desk(client).content.decode()


def test_candidate_who_cannot_sign_in_is_looked_after_too(client, petra):
    candidate = make_candidate(user=None)
    make_representation(firm=petra.firm, candidate=candidate)
    invitation = make_invitation(application=make_application(candidate=candidate))
    assert shown(client) == [due(invitation)]


@pytest.mark.parametrize("terms", [{"accepted_at": None}, {"ended_at": NOW}])
def test_candidate_without_a_representation_in_force_is_not_shown(client, petra, terms):
    name = represented(petra, **terms).candidate.name
    assert name not in desk(client).content.decode()


def test_caseload_of_another_firm_is_not_shown(client, petra):
    name = represented(make_membership()).candidate.name
    assert name not in desk(client).content.decode()


def test_rows_lead_to_the_invitation_and_to_the_candidate(client, petra):
    invitation = represented(petra)
    held = invitation.candidate.representations.get()
    links = LexborHTMLParser(desk(client).content).css(".desk-item .row-text a")
    hrefs = [link.attributes["href"] for link in links]
    assert hrefs == [invitation.get_absolute_url(), reverse("desk:candidate", args=[held.pk])]
    assert all(client.get(href).status_code == 200 for href in hrefs)


def test_situation_stays_with_the_candidate(client, petra):
    candidate = represented(petra).candidate
    candidate.tell_situation(Situation.COMMITTED, on=NOW.date())
    assert candidate.get_situation_display() not in desk(client).content.decode()


def test_more_than_a_page_holds_is_said(client, petra, monkeypatch):
    monkeypatch.setattr(reading, "MOST", 3)
    for _ in range(2):
        represented(petra)
    assert "most urgent is shown" not in desk(client).content.decode()
    for _ in range(2):
        represented(petra)
    assert "most urgent is shown" in desk(client).content.decode()
    assert len(shown(client)) == 3


def test_who_works_for_no_firm_has_no_desk(client):
    client.force_login(make_candidate().user)
    assert desk(client).status_code == 404


def test_desk_is_only_read(client, petra):
    assert client.post(reverse("desk:worklist")).status_code == 405


def test_own_search_is_not_part_of_the_desk(client, petra):
    own = make_candidate(user=petra.user)
    make_invitation(application=make_application(candidate=own))
    assert shown(client) == []


def test_own_caseload_comes_first_and_everybodys_on_demand(client, petra):
    mine, theirs = represented(petra), represented(make_membership(firm=petra.firm))
    assert shown(client) == [due(mine)]
    assert {*shown(client, whose="all")} == {due(mine), due(theirs)}
    colleague = theirs.candidate.representations.get().coordinator
    assert shown(client, whose=colleague.pk) == [due(theirs)]


@pytest.mark.parametrize("whose", ["", "nobody", "0", "999999", "9" * 30, "\x00"])
def test_whose_that_is_nobodys_name_is_the_usual(client, petra, whose):
    mine = represented(petra)
    represented(make_membership(firm=petra.firm))
    assert shown(client, whose=whose) == [due(mine)]


def test_one_kind_alone(client, petra):
    invitation = represented(petra)
    before = timezone.now() - HOUR * 3
    talk = make_interview(application=invitation.application, starts_at=before)
    both = {due(talk, Matter.DEBRIEF), due(talk, Matter.ASK_CLIENT)}
    assert {*shown(client)} == {due(invitation), *both}
    assert shown(client, what="debrief") == [due(talk, Matter.DEBRIEF)]
    assert len(shown(client, what="nothing")) == 3


def test_words_find_a_candidate_and_a_client(client, petra):
    one, other = represented(petra), represented(petra)
    assert shown(client, q=one.candidate.name) == [due(one)]
    assert shown(client, q=other.application.employer.name.upper()) == [due(other)]
    assert shown(client, q="%") == []


def test_query_count_stays_the_same_with_more_rows(client, petra):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            desk(client)
        return len(captured)

    represented(petra)
    desk(client)
    with_record = []
    for number in (1, 3):
        for _ in range(number):
            invitation = represented(petra)
            talk = make_interview(
                application=invitation.application, starts_at=timezone.now() - HOUR * 3
            )
            Errand.objects.about(petra.firm_id, Matter.DEBRIEF, talk.pk, talk.candidate_id).assign(
                make_membership(firm=petra.firm)
            )
        with_record.append(queries())
    # The transaction and the row that it adds to the record come on top of the list itself.
    assert with_record[0] == with_record[1] <= 13
    assert queries() <= 10


def test_hotlist_narrows_what_is_due(client, petra):
    one, _ = represented(petra), represented(petra)
    hotlist = Hotlist.objects.create(firm=petra.firm, name="Night shifts")
    hotlist.add([one.candidate.representations.get()], by=petra.user, at=NOW)
    assert shown(client, hotlist=hotlist.pk) == [due(one)]
    assert len(shown(client, hotlist="999999")) == 2
    other = Hotlist.objects.create(firm=make_membership().firm, name="Another firm's")
    assert len(shown(client, hotlist=other.pk)) == 2
