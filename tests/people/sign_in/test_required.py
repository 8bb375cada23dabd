"""Who sees what is others' has a second factor, or may do nothing but set one up."""

import pytest
from django.urls import reverse

from jobtracker.people.sign_in.required import OPEN
from tests.access.account_policies import ACCOUNT_POLICIES
from tests.factories import (
    make_candidate,
    make_membership,
    make_passkey,
    make_second_factor,
    make_user,
)

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}
SECURITY = "/account/security/"


def make_coordinator():
    return make_membership(has_second_factor=False).user


def make_candidate_who_coordinates():
    user = make_candidate().user
    make_membership(user=user, has_second_factor=False)
    return user


def make_staff():
    return make_user(is_staff=True)


def make_superuser():
    return make_user(is_superuser=True)


BOUND = [make_coordinator, make_candidate_who_coordinates, make_staff, make_superuser]


@pytest.mark.parametrize("make", BOUND)
@pytest.mark.parametrize("name", ["home", "people:profile", "applications:list", "start"])
def test_without_a_second_factor_every_page_leads_to_setting_one_up(client, make, name):
    client.force_login(make())
    for ask in (client.get, client.post):
        assert ask(reverse(name)).url == SECURITY
        assert ask(reverse(name), headers=HTMX).headers["HX-Redirect"] == SECURITY


def test_page_that_it_leads_to_says_why(client):
    client.force_login(make_coordinator())
    page = client.get(SECURITY).content.decode()
    assert "other people's job searches" in page
    assert reverse("mfa_activate_totp") in page
    assert reverse("mfa_add_webauthn") in page
    assert reverse("usersessions_list") not in page


@pytest.mark.parametrize("name", sorted(ACCOUNT_POLICIES))
def test_of_the_account_what_it_takes_is_open_and_the_rest_is_not(client, name):
    client.force_login(make_coordinator())
    args = [1] if ACCOUNT_POLICIES[name].row else ACCOUNT_POLICIES[name].args
    answer = client.get(reverse(name, args=args))
    is_led_on = getattr(answer, "url", "") == SECURITY
    assert is_led_on is (name not in OPEN)


def test_signing_out_is_always_possible(client):
    client.force_login(make_coordinator())
    assert client.post(reverse("account_logout")).url == reverse("account_login")


@pytest.mark.parametrize("add", [make_second_factor, make_passkey])
@pytest.mark.parametrize("make", BOUND)
def test_with_one_every_page_opens(client, make, add):
    user = make()
    add(user)
    client.force_login(user)
    assert client.get(reverse("people:profile")).status_code == 200


def test_candidate_needs_none(client):
    client.force_login(make_candidate().user)
    assert client.get(reverse("home")).status_code == 200
    assert "other people's job searches" not in client.get(SECURITY).content.decode()


def test_candidate_who_joins_a_firm_needs_one_from_the_next_click_on(client):
    user = make_candidate().user
    client.force_login(user)
    make_membership(user=user, has_second_factor=False)
    assert client.get(reverse("home")).url == SECURITY


def test_asking_costs_no_query(client, django_assert_num_queries):
    client.force_login(make_coordinator())
    # The session, and the person with all that every page asks about them.
    with django_assert_num_queries(2):
        client.get(reverse("home"))


@pytest.fixture
def just_shown(settings):
    """Nobody is asked once more who they are."""
    settings.ACCOUNT_REAUTHENTICATION_REQUIRED = settings.MFA_REAUTHENTICATION_REQUIRED = False


def test_last_app_of_a_coordinator_is_kept(client, just_shown):
    user = make_membership().user
    client.force_login(user)
    assert "your last one" in client.post(reverse("mfa_deactivate_totp")).content.decode()
    make_passkey(user)
    assert client.post(reverse("mfa_deactivate_totp")).url == SECURITY


def test_last_passkey_of_a_coordinator_is_kept(client, just_shown):
    user = make_coordinator()
    first, second = make_passkey(user), make_passkey(user)
    client.force_login(user)
    assert client.post(reverse("mfa_remove_webauthn", args=[first.pk])).url == SECURITY
    page = client.post(reverse("mfa_remove_webauthn", args=[second.pk])).content.decode()
    assert "your last one" in page
    assert client.get(reverse("people:profile")).status_code == 200


def test_candidate_may_remove_the_last_one(client, just_shown):
    user = make_candidate().user
    make_second_factor(user)
    client.force_login(user)
    client.post(reverse("mfa_deactivate_totp"))
    assert not type(user).objects.get(pk=user.pk).has_second_factor
