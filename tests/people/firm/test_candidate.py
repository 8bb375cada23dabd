"""One candidate of a firm: what is theirs stays theirs, what is the firm's can be put right."""

import pytest
from django.urls import reverse
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from jobtracker.audit.models import Entry, Kind
from jobtracker.people.access import Scope
from jobtracker.people.models import Candidate, Invite, Representation
from jobtracker.people.models.invite import Purpose
from tests.cast import make_rows
from tests.factories import (
    NOW,
    make_application,
    make_membership,
    make_representation,
    make_user,
)

pytestmark = pytest.mark.django_db

ACTIONS = ("contact", "claim-invite", "claim-withdrawal", "coordinator", "ending")


def page(client, held):
    return client.get(reverse("firm:candidate", args=[held.pk]))


def post(client, name, held, /, **data):
    return client.post(reverse(f"firm:{name}", args=[held.pk]), data)


def issue(held):
    return Invite.objects.issue(
        Purpose.CLAIM,
        firm=held.firm,
        email=held.candidate.email,
        representation=held,
        made_by=held.coordinator.user,
        at=timezone.now(),
    )[0]


def contact(**data):
    return {"name": "Jonas Weber", "time_zone": "Europe/Berlin", "email": "", "phone": ""} | data


def test_page_says_how_to_reach_them_and_what_is_shared(signed_in, petra, mira):
    text = page(signed_in(petra), mira).content.decode()
    assert "mira@example.org" in text
    badges = LexborHTMLParser(text).css("ul.cluster .badge")
    tones = {each.text(strip=True): each.attributes["data-tone"] for each in badges}
    assert tones == {
        "Applications": "green",
        "Interviews": "green",
        "Feedback": "green",
        "Documents": "green",
        "Pay": "stone",
    }


LED_TO = {
    "applications:list": {Scope.APPLICATIONS},
    "interviews:feedback-list": {Scope.APPLICATIONS, Scope.FEEDBACK},
    "applications:documents": {Scope.DOCUMENTS},
    "applications:offers": {Scope.PAY},
    "interviews:bring-in": {Scope.INTERVIEWS},
}


def links_on(page):
    found = LexborHTMLParser(page.content).css("main a[href^='/']")
    return [link.attributes["href"] for link in found]


@pytest.mark.parametrize(
    "scopes", [*({each} for each in Scope), *(set(Scope) - {each} for each in Scope), set()]
)
def test_page_leads_to_what_is_shared(signed_in, petra, mira, scopes):
    make_rows(mira.candidate)
    mira.share(scopes, by=mira.candidate.user, at=NOW)
    client = signed_in(petra)
    hrefs = [href for href in links_on(page(client, mira)) if "candidate=" in href]
    assert hrefs == [
        f"{reverse(name)}?candidate={mira.candidate_id}"
        for name, needs in LED_TO.items()
        if needs <= scopes
    ]
    # Nor does any of these pages lead to what is not shared.
    further = {further for href in hrefs for further in links_on(client.get(href))}
    answers = {href: client.get(href, follow=True).status_code for href in {*hrefs, *further}}
    assert {href: status for href, status in answers.items() if status != 200} == {}


def test_any_colleague_sees_the_page_and_a_stranger_none(signed_in, carl, anna, stranger, mira):
    assert page(signed_in(carl), mira).status_code == 200
    assert page(signed_in(anna), mira).status_code == 200
    client = signed_in(stranger)
    assert page(client, mira).status_code == 404
    assert {post(client, name, mira).status_code for name in ACTIONS} == {404}


@pytest.mark.parametrize("terms", [{"accepted_at": None}, {"ended_at": NOW}])
def test_candidate_who_did_not_agree_or_left_has_no_page(signed_in, petra, terms):
    held = make_representation(firm=petra.firm, coordinator=petra, **terms)
    client = signed_in(petra)
    assert page(client, held).status_code == 404
    assert {post(client, name, held).status_code for name in ACTIONS} == {404}


def test_looking_and_changing_are_recorded(signed_in, petra, jonas):
    client = signed_in(petra)
    page(client, jonas)
    post(client, "contact", jonas, **contact())
    told = Entry.objects.filter(candidate_id=jonas.candidate_id).order_by("pk")
    assert [(each.kind, each.target) for each in told] == [
        (Kind.READ, f"firm:candidate {jonas.pk}"),
        (Kind.CHANGED, f"firm:contact {jonas.pk}"),
    ]


def test_contact_of_an_unclaimed_record_is_corrected(signed_in, carl, jonas):
    new = contact(name="Jonas Weber-Holm", email="New@Example.org", phone="+49 30 1")
    assert post(signed_in(carl), "contact", jonas, **new).status_code == 302
    kept = Candidate.objects.get(pk=jonas.candidate_id)
    assert (kept.name, kept.email, kept.phone) == (
        "Jonas Weber-Holm",
        "New@Example.org",
        "+49 30 1",
    )


def test_invite_to_a_wrong_address_opens_nothing_any_more(signed_in, petra, jonas):
    invite = issue(jonas)
    post(signed_in(petra), "contact", jonas, **contact(email="jonas@example.org", name="Jonas"))
    invite.refresh_from_db()
    assert invite.withdrawn_at is None
    post(signed_in(petra), "contact", jonas, **contact(email="other@example.org"))
    invite.refresh_from_db()
    assert invite.withdrawn_at is not None
    assert Entry.objects.filter(kind=Kind.INVITE_WITHDRAWN, actor_id=petra.user_id).exists()


def test_refused_correction_keeps_what_was_typed(signed_in, petra, jonas):
    answer = post(signed_in(petra), "contact", jonas, **contact(name="", phone="555"))
    assert answer.status_code == 422
    assert answer.context["contact_form"]["phone"].value() == "555"
    jonas.candidate.refresh_from_db()
    assert jonas.candidate.name == "Jonas Weber"


@pytest.mark.parametrize("name", ["contact", "claim-invite", "claim-withdrawal"])
def test_contact_of_a_claimed_record_is_the_candidates_own(signed_in, petra, mira, name):
    client = signed_in(petra)
    assert post(client, name, mira, **contact()).status_code == 403
    assert reverse(f"firm:{name}", args=[mira.pk]) not in page(client, mira).content.decode()
    mira.candidate.refresh_from_db()
    assert mira.candidate.name == "Mira Sandberg"


def test_record_that_is_claimed_meanwhile_is_corrected_no_more(jonas, petra):
    Candidate.objects.filter(pk=jonas.candidate_id).update(user=make_user())
    assert not jonas.correct(by=petra.user, at=NOW, **contact(name="Other"))
    assert Candidate.objects.get(pk=jonas.candidate_id).name == "Jonas Weber"


def test_candidate_without_an_address_is_not_invited(signed_in, petra, jonas):
    Candidate.objects.filter(pk=jonas.candidate_id).update(email="")
    client = signed_in(petra)
    address = reverse("firm:claim-invite", args=[jonas.pk])
    assert address not in page(client, jonas).content.decode()
    assert "needs an address" in client.post(address, follow=True).content.decode()
    assert not Invite.objects.exists()


def test_invite_is_withdrawn(signed_in, petra, jonas):
    invite = issue(jonas)
    assert post(signed_in(petra), "claim-withdrawal", jonas).status_code == 302
    invite.refresh_from_db()
    assert invite.withdrawn_at is not None


def test_candidate_is_taken_over_and_handed_over(signed_in, petra, carl, mira):
    post(signed_in(carl), "coordinator", mira, to=carl.pk)
    mira.refresh_from_db()
    assert mira.coordinator == carl
    post(signed_in(carl), "coordinator", mira, to=petra.pk)
    mira.refresh_from_db()
    assert mira.coordinator == petra
    told = Entry.objects.filter(kind=Kind.CASELOAD_HANDED_OVER, candidate_id=mira.candidate_id)
    assert {each.detail["to"] for each in told} == {petra.user_id, carl.user_id}


@pytest.mark.parametrize("has_colleague", [False, True])
def test_handing_over_is_offered_where_there_is_somebody_but_oneself(
    signed_in, petra, mira, has_colleague
):
    mira.coordinator = None
    mira.save()
    if has_colleague:
        make_membership(firm=petra.firm)
    text = page(signed_in(petra), mira).text
    assert "Take over" in text
    assert ("Hand over to a colleague" in text) is has_colleague


@pytest.mark.parametrize("who", ["", "nobody", "stranger"])
def test_candidate_stays_with_the_firms_own_people(signed_in, petra, stranger, mira, who):
    to = stranger.pk if who == "stranger" else who
    assert post(signed_in(petra), "coordinator", mira, to=to).status_code == 422
    mira.refresh_from_db()
    assert mira.coordinator == petra


def test_stopping_needs_a_tick(signed_in, petra, jonas):
    assert post(signed_in(petra), "ending", jonas).status_code == 422
    assert Representation.objects.in_force().filter(pk=jonas.pk).exists()


def test_stopping_deletes_an_unclaimed_record(signed_in, petra, jonas):
    make_application(candidate=jonas.candidate)
    answer = post(signed_in(petra), "ending", jonas, sure="on")
    assert answer.url == reverse("firm:caseload", args=[petra.firm_id])
    assert not Candidate.objects.filter(pk=jonas.candidate_id).exists()
    assert Entry.objects.filter(kind=Kind.REPRESENTATION_ENDED, actor_id=petra.user_id).exists()


def test_stopping_leaves_a_claimed_record_to_its_owner(signed_in, petra, mira):
    application = make_application(candidate=mira.candidate)
    client = signed_in(petra)
    assert client.get(application.get_absolute_url()).status_code == 200
    post(client, "ending", mira, sure="on")
    assert client.get(application.get_absolute_url()).status_code == 404
    assert page(client, mira).status_code == 404
    assert Candidate.objects.filter(pk=mira.candidate_id).exists()


def test_pages_answer_to_their_method_alone(signed_in, petra, mira):
    client = signed_in(petra)
    assert client.post(reverse("firm:candidate", args=[mira.pk])).status_code == 405
    addresses = [reverse(f"firm:{name}", args=[mira.pk]) for name in ACTIONS]
    assert {client.get(address).status_code for address in addresses} == {405}
