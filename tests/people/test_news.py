"""What a firm hears of its candidates by mail, and a member of the firm they work for."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from jobtracker.leave.erasure import erase
from jobtracker.outbox.models import Mail, State
from jobtracker.outbox.sending import send_next
from jobtracker.people.models import Invite, Role, User
from jobtracker.people.models.invite import Purpose
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
def firm():
    return make_firm(name="Nordwind")


@pytest.fixture
def anna(firm):
    return make_membership(firm=firm, role=Role.ADMINISTRATOR, user=make_user(name="Anna"))


@pytest.fixture
def petra(firm):
    return make_membership(firm=firm, user=make_user(name="Petra"))


@pytest.fixture
def mira():
    return make_candidate(name="Mira Sandberg")


@pytest.fixture
def held(mira, petra, anna):
    return make_representation(candidate=mira, firm=petra.firm, coordinator=petra)


def post(user, name, *args, **data):
    client = Client()
    client.force_login(user)
    answer = client.post(reverse(name, args=args), data)
    assert answer.status_code == 302
    return client


def send_all():
    while send_next(timezone.now()):
        pass
    return set(Mail.objects.values_list("state", flat=True))


def test_coordinator_hears_what_is_shared_from_now_on(mira, held, petra):
    post(mira.user, "people:scopes", held.pk, scopes=["feedback"])
    mail = Mail.objects.get()
    assert (mail.to, mail.recipient) == (petra.user.email, petra.user)
    assert mail.subject == "Mira Sandberg changed what you see"
    assert "From now on you see contact details and feedback." in mail.text
    assert f"http://testserver{reverse('firm:candidate', args=[held.pk])}\n" in mail.text
    assert send_all() == {State.SENT}


def test_coordinator_hears_of_a_yes_by_name_and_of_a_no_without(mira, petra):
    yes, no = "Mira Sandberg said yes", "Somebody whom you asked said no"
    for name, said in (("acceptance", yes), ("refusal", no)):
        offer = make_representation(
            candidate=mira, firm=make_firm(name="Nordwind"), accepted_at=None
        )
        offer.coordinator = make_membership(firm=offer.firm)
        offer.save()
        post(mira.user, f"people:{name}", offer.pk, scopes=["pay"])
        mail = Mail.objects.get(to=offer.coordinator.user.email)
        assert mail.subject == said
        assert ("Mira" in mail.text, "deleted" in mail.text) == (name == "acceptance", False)


def test_coordinator_hears_of_an_end_although_nothing_is_shared_any_more(mira, held):
    post(mira.user, "people:end", held.pk)
    mail = Mail.objects.get()
    assert mail.subject == "Mira Sandberg has ended it"
    assert "Please send nothing more on their behalf." in mail.text
    assert send_all() == {State.SENT}


def test_without_a_coordinator_those_who_run_the_firm_hear_of_it(mira, held, anna):
    held.coordinator = None
    held.save()
    post(mira.user, "people:end", held.pk)
    assert [mail.to for mail in Mail.objects.all()] == [anna.user.email]


def test_what_is_shared_is_not_told_once_it_is_ended(mira, held):
    post(mira.user, "people:scopes", held.pk, scopes=["feedback"])
    held.refresh_from_db()
    held.end(by=mira.user, at=timezone.now())
    assert send_all() == {State.DROPPED}


@pytest.mark.parametrize("name", ["scopes", "end"])
def test_who_works_there_no_more_hears_of_nobody(mira, held, petra, name):
    post(mira.user, f"people:{name}", held.pk, scopes=["feedback"])
    petra.delete()
    assert send_all() == {State.DROPPED}


def test_who_is_erased_is_told_of_without_a_name(mira, held, petra):
    number = mira.pk
    make_representation(candidate=mira, accepted_at=None, coordinator=make_membership())
    erase(mira.user, at=NOW)
    mail = Mail.objects.get(to=petra.user.email)
    assert mail.subject == "A candidate has left"
    assert "Mira" not in mail.text
    assert f"candidate {number}." in mail.text
    assert Mail.objects.filter(purpose="news-of-an-end").count() == 1


def test_member_who_is_removed_gets_a_mail_and_a_sentence_until_it_is_read(anna, petra):
    post(anna.user, "firm:removal", petra.pk, sure="on")
    mail = Mail.objects.get()
    assert (mail.to, mail.subject) == (
        petra.user.email,
        "You no longer work for Nordwind on Jobtracker",
    )
    assert "Anna has removed you from Nordwind" in mail.text
    client = Client()
    client.force_login(petra.user)
    for page in ("people:profile", "start"):
        assert "You no longer work for Nordwind" in client.get(reverse(page)).text
    client.post(reverse("people:farewell"))
    assert "Nordwind" not in client.get(reverse("people:profile")).text


def test_who_comes_back_is_not_told_that_they_are_gone(anna, petra, firm):
    post(anna.user, "firm:removal", petra.pk, sure="on")
    again = {"firm": firm, "email": petra.user.email, "role": Role.COORDINATOR, "at": NOW}
    invite, _ = Invite.objects.issue(Purpose.JOIN, made_by=anna.user, **again)
    invite.join(User.objects.get(pk=petra.user_id), at=NOW)
    assert User.objects.get(pk=petra.user_id).removed_from is None


def test_who_leaves_by_themselves_needs_no_telling(anna, petra, firm):
    make_membership(firm=firm, role=Role.ADMINISTRATOR)
    client = post(anna.user, "firm:removal", anna.pk, sure="on")
    assert not Mail.objects.exists()
    assert "I have read it" not in client.get(reverse("people:profile")).text


def test_other_role_is_told_and_asks_for_another_sign_in(anna, petra):
    client = post(anna.user, "firm:role", petra.pk, role="administrator")
    mail = Mail.objects.get()
    assert mail.subject == "You are administrator at Nordwind now"
    assert "sign in once more" in mail.text
    assert "We asked them to sign in once more." in client.get(reverse("people:profile")).text
