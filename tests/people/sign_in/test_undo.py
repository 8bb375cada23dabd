"""A change of address is taken back by whoever reads the old mailbox: for a week, and once."""

import re
from datetime import UTC, datetime

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from jobtracker.audit.models import Entry, Kind
from jobtracker.leave.erasure import erase
from jobtracker.outbox.models import Mail
from jobtracker.people.models import Candidate, User
from tests.factories import make_candidate, make_passkey, make_second_factor, make_user
from tests.people.sign_in.visits import (
    PASSWORD,
    ask_for_reset,
    code_in_mail,
    is_signed_in,
    latest_mail,
    show_again,
    sign_in,
    sign_up,
    type_code,
)

pytestmark = pytest.mark.django_db

OLD, NEW, NEWER = "ada@example.org", "eve@evil.example", "eve2@evil.example"
LINK = re.compile(r"http://testserver(/account/e-mail/undo/\S+/)")
NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)
DAY = 24 * 3600
PAGE = reverse("undo-address-change")


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(NOON, tick=False)
    return time_machine


@pytest.fixture
def ada():
    return make_user(email=OLD, password=PASSWORD)


@pytest.fixture
def thief(ada):
    """Somebody who knows the password, and is in."""
    client = Client()
    sign_in(client, OLD)
    return client


def change(client, email):
    client.post(reverse("account_email"), {"email": email, "action_add": "1"})
    type_code(client, "account_email_verification_sent", code_in_mail(email))


def link_to(email):
    return LINK.search(latest_mail(email).text)[1]


def is_still_in(client):
    return is_signed_in(client)


def look(link, client=None):
    """The page that the link leads to."""
    return (client or Client()).get(link, follow=True)


def take_back(link, client=None):
    client = client or Client()
    client.get(link)
    return client.post(PAGE)


@pytest.fixture
def link(thief):
    """What the owner finds in their old mailbox."""
    change(thief, NEW)
    return link_to(OLD)


def test_looking_says_what_would_happen_and_changes_nothing(link, thief):
    browser = Client()
    answer = browser.get(link)
    # The secret leaves the address before anything is shown, and is sent to nobody from there.
    assert (answer.url, answer.headers["Referrer-Policy"]) == (PAGE, "no-referrer")
    page = browser.get(PAGE)
    assert page.status_code == 200
    for words in (OLD, NEW, "Take it back"):
        assert words in page.text
    assert User.objects.get().email == NEW
    assert is_still_in(thief)


def test_taking_it_back_gives_the_account_to_the_old_mailbox(link, thief):
    owner = Client()
    answer = take_back(link, owner)
    assert answer.url == reverse("account_reset_password")
    assert f"The address of your account is {OLD} again." in owner.get(answer.url).text
    assert [*EmailAddress.objects.values_list("email", "verified", "primary")] == [
        (OLD, True, True)
    ]
    assert not is_still_in(thief)
    for address in (OLD, NEW):
        assert sign_in(Client(), address).status_code == 200
    ask_for_reset(owner, OLD)
    type_code(owner, "account_confirm_password_reset_code", code_in_mail(OLD))
    owner.post(reverse("account_complete_password_reset"), {"password1": "another phrase"})
    assert is_signed_in(owner)


def test_both_mailboxes_and_the_record_are_told(ada, link):
    take_back(link)
    assert latest_mail(OLD).subject == "Your address is the old one again"
    gone = latest_mail(NEW)
    assert gone.subject == "This is no longer your address with us"
    assert LINK.search(gone.text) is None
    told = Entry.objects.of(ada.pk).filter(kind=Kind.ADDRESS_CHANGED)
    assert [each.detail.get("who") for each in told] == ["link", None]
    ended = Entry.objects.of(ada.pk).get(kind=Kind.SESSIONS_ENDED)
    assert ended.detail == {"which": "all", "who": "link"}


def test_link_is_good_once(link):
    take_back(link)
    mails = Mail.objects.count()
    assert [look(link).status_code, take_back(link).status_code] == [404, 404]
    assert Mail.objects.count() == mails


@pytest.mark.parametrize(("days", "status"), [(6, 200), (8, 404)])
def test_link_is_good_for_a_week(link, clock, days, status):
    clock.shift(days * DAY)
    assert look(link).status_code == status


def test_forged_link_is_good_for_nothing(link):
    for odd in (link.replace("undo/", "undo/x"), "/account/e-mail/undo/nonsense/"):
        assert look(odd).status_code == 404
        assert take_back(odd).status_code == 404
    assert User.objects.get().email == NEW


def test_what_was_set_up_since_the_day_before_goes_and_what_was_there_before_stays(
    ada, thief, clock
):
    before = make_passkey(ada, name="The owner's")
    SocialAccount.objects.create(user=ada, provider="firm", uid="before")
    clock.shift(2 * DAY)
    thief = Client()
    thief.force_login(ada)
    show_again(thief)
    make_second_factor(ada)
    clock.shift(DAY // 2)
    show_again(thief)
    change(thief, NEW)
    make_passkey(ada, name="The thief's")
    SocialAccount.objects.create(user=ada, provider="firm", uid="after")
    take_back(link_to(OLD))
    assert [*Authenticator.objects.all()] == [before]
    assert [each.uid for each in SocialAccount.objects.all()] == ["before"]
    assert ada.has_second_factor


def test_changing_it_twice_leaves_the_owner_their_link(thief, link):
    change(thief, NEWER)
    assert take_back(link_to(NEW)).status_code == 302
    assert User.objects.get().email == NEW
    assert take_back(link).status_code == 302
    assert User.objects.get().email == OLD


def test_once_taken_back_no_later_change_of_theirs_is(thief, link, clock):
    change(thief, NEWER)
    second = link_to(NEW)
    clock.shift(60)
    take_back(link)
    assert take_back(second).status_code == 404
    assert User.objects.get().email == OLD


def test_owner_may_change_it_later_and_take_that_back_too(ada, link, clock):
    take_back(link)
    clock.shift(3600)
    ada.set_password(PASSWORD)
    ada.save(update_fields=["password"])
    owner = Client()
    sign_in(owner, OLD)
    change(owner, NEWER)
    assert take_back(link_to(OLD)).status_code == 302
    assert User.objects.get().email == OLD


def test_link_that_waits_in_a_session_goes_with_the_account(ada, link):
    browser = Client()
    browser.get(link)
    erase(User.objects.get(pk=ada.pk), at=NOON)
    assert not Session.objects.filter(pk=browser.session.session_key).exists()
    assert browser.post(PAGE).status_code == 404


def test_address_that_is_somebody_elses_by_now_stays_theirs(link):
    make_user(email=OLD)
    assert take_back(link).status_code == 404


def test_nobody_keeps_the_owner_out_by_asking_for_a_new_account(link):
    sign_up(Client(), OLD)
    assert User.objects.filter(email=OLD).exists()
    assert take_back(link).status_code == 302
    (ada,) = User.objects.all()
    assert ada.email == OLD


def test_letters_go_back_with_it_where_they_had_gone_along(ada, thief):
    make_candidate(user=ada, email=OLD)
    change(thief, NEW)
    page = thief.get(reverse("account_email")).text
    assert f"Your letters carry <strong>{OLD}</strong>" in page
    thief.post(reverse("people:letters"))
    assert Candidate.objects.get().email == NEW
    assert "Letters go by another address" not in thief.get(reverse("account_email")).text
    take_back(link_to(OLD))
    assert Candidate.objects.get().email == OLD


def test_whoever_is_signed_in_where_it_is_taken_back_is_signed_out(ada, link):
    other = Client()
    other.force_login(make_user())
    take_back(link, other)
    assert not is_still_in(other)
