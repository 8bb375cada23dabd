"""What a candidate shares: accepted, narrowed and ended by one click, with effect at once."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jobtracker.audit.models import Entry, Kind
from jobtracker.people.access import Scope
from jobtracker.people.forms.profile import CandidateProfileForm
from jobtracker.people.forms.sharing import ALWAYS_SHARED
from jobtracker.people.models import Candidate, Representation
from tests.factories import (
    NOW,
    make_application,
    make_candidate,
    make_firm,
    make_membership,
    make_representation,
    make_user,
)

pytestmark = pytest.mark.django_db

SHARING = reverse("people:sharing")


@pytest.fixture
def mira(client):
    candidate = make_candidate(name="Mira")
    client.force_login(candidate.user)
    return candidate


@pytest.fixture
def petra():
    return make_membership(user=make_user(name="Petra Nyström"), firm=make_firm(name="Nordwind"))


@pytest.fixture
def held(mira, petra):
    return make_representation(candidate=mira, firm=petra.firm, coordinator=petra)


def shown(client):
    return client.get(SHARING).content.decode()


def post(client, name, held, **data):
    return client.post(reverse(f"people:{name}", args=[held.pk]), data)


def as_member(client, member):
    client.force_login(member.user)
    return client


def test_page_says_who_sees_what_since_when(client, held):
    text = shown(client)
    shared = "invitations with their original message"
    for words in ("Nordwind", "since 1 June 2026", "Petra Nyström", shared):
        assert words in text
    assert text.count('name="scopes"') == len(Scope)
    assert text.count(" checked") == len(held.scopes)


def test_page_says_what_is_never_shared(client, mira):
    text = shown(client)
    assert "No firm sees your search" in text
    assert "No firm ever sees your interest" in text


def test_narrowing_counts_from_the_next_click_on(client, mira, held, petra):
    application = make_application(candidate=mira)
    firm_client = as_member(type(client)(), petra)
    assert firm_client.get(application.get_absolute_url()).status_code == 200
    answer = post(client, "scopes", held, scopes=["feedback", "documents"])
    assert (answer.status_code, answer.url) == (302, SHARING)
    assert "Nordwind now sees contact details, feedback and documents." in shown(client)
    assert firm_client.get(application.get_absolute_url()).status_code == 404
    held.refresh_from_db()
    assert held.scopes == {Scope.FEEDBACK, Scope.DOCUMENTS}
    assert Entry.objects.get(kind=Kind.SHARING_CHANGED).detail == {
        "shares": ["documents", "feedback"],
        "before": ["applications", "documents", "feedback", "interviews"],
    }


def test_nothing_at_all_may_be_shared(client, held):
    post(client, "scopes", held)
    held.refresh_from_db()
    assert held.scopes == frozenset()
    assert held.ended_at is None
    assert "Nordwind now sees contact details alone." in shown(client)


ABOUT_ONESELF = {
    "name": "Mira Sandberg-Holm",
    "email": "letters@example.org",
    "phone": "070-555 01 02",
    "time_zone": "America/Caracas",
    "looking_for": "Ships to count",
    "notice_period": "Eleven weeks",
    "feedback_by": "voice",
    "situation": "committed",
    "weeks_of_money": 417,
}


def test_what_is_always_shared_is_what_the_firms_page_shows(client, mira, held, petra):
    Candidate.objects.filter(pk=mira.pk).update(**ABOUT_ONESELF)
    page = shown(client)
    assert all(words in page for words in ALWAYS_SHARED.values())
    post(client, "scopes", held)
    firms_page = as_member(client, petra).get(reverse("firm:candidate", args=[held.pk]))
    firms_page = firms_page.content.decode()
    seen = {name for name, value in ABOUT_ONESELF.items() if str(value) in firms_page}
    assert seen == ALWAYS_SHARED.keys()


def test_every_fact_of_the_profile_that_firms_see_is_among_what_is_always_shared(mira):
    asked = set(CandidateProfileForm(of=mira.user).before)
    assert asked - {"language"} == ALWAYS_SHARED.keys()


def test_ending_is_one_click_and_counts_at_once(client, mira, held, petra):
    application = make_application(candidate=mira)
    answer = post(client, "end", held)
    assert answer.url == SHARING
    text = shown(client)
    assert "Nordwind sees nothing of your search from now on" in text
    assert "Earlier firms" in text
    assert as_member(client, petra).get(application.get_absolute_url()).status_code == 404


def test_firms_are_apart(client, mira, held):
    other = make_representation(candidate=mira)
    post(client, "scopes", held, scopes=["pay"])
    post(client, "end", held)
    other.refresh_from_db()
    assert (other.ended_at, other.scopes) == (None, frozenset(Scope) - {Scope.PAY})


def test_offer_shows_what_would_be_shared_and_waits_for_a_yes(client, mira, petra):
    offer = make_representation(candidate=mira, firm=petra.firm, accepted_at=None)
    assert "They offer to look after you" in shown(client)
    post(client, "acceptance", offer, scopes=["applications"])
    offer.refresh_from_db()
    assert offer.accepted_at is not None
    assert offer.scopes == {Scope.APPLICATIONS}
    assert "Nordwind looks after you now, and sees contact details and applications." in shown(
        client
    )


def test_offer_is_refused_by_one_click(client, mira, petra):
    offer = make_representation(candidate=mira, firm=petra.firm, accepted_at=None)
    post(client, "refusal", offer)
    offer.refresh_from_db()
    assert (offer.accepted_at, offer.ended_at is None) == (None, False)
    assert "You said no" in shown(client)
    assert Entry.objects.filter(kind=Kind.REPRESENTATION_REFUSED).count() == 1


@pytest.mark.parametrize("name", ["scopes", "end", "acceptance", "refusal"])
def test_what_is_ended_changes_no_more(client, held, name):
    post(client, "end", held)
    before = Representation.objects.values().get(pk=held.pk)
    assert post(client, name, held, scopes=["pay"]).status_code == 404
    assert Representation.objects.values().get(pk=held.pk) == before


@pytest.mark.parametrize("name", ["acceptance", "refusal"])
def test_what_is_accepted_is_not_answered_again(client, held, name):
    assert post(client, name, held, scopes=["pay"]).status_code == 404
    held.refresh_from_db()
    assert Scope.PAY not in held.scopes


@pytest.mark.parametrize("name", ["scopes", "end"])
def test_coordinator_changes_nothing(client, mira, held, petra, name):
    assert post(as_member(client, petra), name, held, scopes=["pay"]).status_code == 404
    held.refresh_from_db()
    assert (held.ended_at, held.scopes) == (None, frozenset(Scope) - {Scope.PAY})


def test_scope_that_is_none_is_refused(client, held):
    answer = post(client, "scopes", held, scopes=["applications", "everything"])
    assert answer.status_code == 422
    held.refresh_from_db()
    assert Scope.INTERVIEWS in held.scopes


def test_window_left_open_shares_nothing_again(client, held):
    before = client.get(SHARING).context["current"][0].form.mark
    post(client, "scopes", held, scopes=["feedback"], before=before)
    answer = post(client, "scopes", held, scopes=["feedback", "interviews"], before=before)
    assert answer.status_code == 422
    assert "they now see contact details and feedback" in answer.content.decode()
    held.refresh_from_db()
    assert held.scopes == {Scope.FEEDBACK}
    mark = answer.context["current"][0].form.mark
    post(client, "scopes", held, scopes=["feedback", "interviews"], before=mark)
    held.refresh_from_db()
    assert held.scopes == {Scope.FEEDBACK, Scope.INTERVIEWS}


def test_firm_whose_coordinator_left_is_shown(client, mira, held, petra):
    petra.delete()
    assert "Nobody in particular at the moment" in shown(client)


def test_controls_of_several_firms_have_names_of_their_own(client, mira, held):
    make_representation(candidate=mira)
    text = shown(client)
    ids = [part.split('"')[0] for part in text.split(' id="')[1:]]
    assert len(ids) == len(set(ids))


def test_queries_stay_the_same_with_more_firms(client, mira):
    def add():
        for fields in ({}, {"ended_at": NOW}, {"accepted_at": None}):
            member = make_membership()
            offered_at = NOW - timedelta(days=90)
            values = {"candidate": mira, "firm": member.firm, "offered_at": offered_at}
            make_representation(coordinator=member, **values | fields)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            shown(client)
        return len(captured)

    add()
    one = queries()
    add()
    add()
    assert queries() == one <= 4
