"""A firm's own sign-on is believed only as far as it proves what it says."""

import time
from datetime import UTC, datetime

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse

from jobtracker.audit.models import Entry, Kind
from jobtracker.environment import Environment
from jobtracker.people.models import User
from tests import provider as known
from tests.factories import make_candidate, make_user
from tests.people.sign_in.visits import PASSWORD, is_signed_in, show_again, sign_in
from tests.provider.scripted import DISCOVERY, TOKEN, USER_INFO, asked_of, scripted

pytestmark = pytest.mark.django_db
ADA = "ada@firm.example"


@pytest.fixture
def provider(settings, monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with scripted() as provider:
        told = {
            "OIDC_URL": provider.url,
            "OIDC_CLIENT_ID": known.CLIENT_ID,
            "OIDC_CLIENT_SECRET": known.CLIENT_SECRET,
        }
        settings.SIGN_ON = Environment(told).sign_on("OIDC")
        apps = {"APPS": [settings.SIGN_ON.settings]}
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": apps}
        yield provider


def leave(client, **query):
    """Press the button; what the provider is asked for."""
    return asked_of(client.post(reverse("openid_connect_login", query=query)).url)


def come_back(client, **answer):
    return client.get(reverse("openid_connect_callback"), answer)


def go_through(client, provider):
    asked = leave(client)
    return come_back(client, code=provider.grant(asked), state=asked["state"])


def assert_refused(client, answer, status=401):
    assert answer.status_code == status
    assert "That didn't work" in answer.content.decode()
    assert not is_signed_in(client)


def test_person_comes_in(client, provider):
    assert go_through(client, provider).url == reverse("home")
    assert is_signed_in(client)
    assert User.objects.get().name == "Ada Okafor"


def test_nothing_is_kept_of_what_the_provider_tells_beyond_who_it_is(client, provider):
    provider.claims |= {"birthdate": "1990-01-01", "phone_number": "+46 70 1"}
    go_through(client, provider)
    assert SocialAccount.objects.get().extra_data == {}


@pytest.mark.parametrize("said", [True, "true"])
def test_verified_address_is_believed(client, provider, said):
    provider.claims["email_verified"] = said
    go_through(client, provider)
    assert EmailAddress.objects.get().verified


@pytest.mark.parametrize("said", [False, "false", "False", "no", "", 1, None, ["true"], {}])
def test_address_that_is_verified_only_in_a_way_takes_no_account(client, provider, said):
    make_user(email=ADA)
    provider.claims["email_verified"] = said
    go_through(client, provider)
    assert not is_signed_in(client)
    assert not SocialAccount.objects.exists()


def test_address_of_which_nothing_is_said_takes_no_account(client, provider):
    make_user(email=ADA)
    del provider.claims["email_verified"]
    go_through(client, provider)
    assert not is_signed_in(client)


def test_address_alone_opens_no_job_search(client, provider):
    """Who runs the sign-on could name anybody's address; candidates let it in themselves."""
    ada = make_candidate(user=make_user(email=ADA, password=PASSWORD)).user
    go_through(client, provider)
    assert not is_signed_in(client)
    client.post(reverse("account_logout"))
    sign_in(client, ADA)
    show_again(client)
    asked = leave(client, process="connect")
    come_back(client, code=provider.grant(asked), state=asked["state"])
    assert SocialAccount.objects.get().user == ada
    again = Client()
    go_through(again, provider)
    assert is_signed_in(again)


def test_person_is_known_by_the_provider_not_by_the_address(client, provider):
    go_through(client, provider)
    provider.claims |= {"sub": "eve", "email_verified": False}
    provider.id_token["sub"] = "eve"
    stranger = Client()
    go_through(stranger, provider)
    assert not is_signed_in(stranger)


def test_code_is_good_for_the_browser_that_asked_alone(client, provider):
    """Somebody slips another a code of their own, with the state of the other's browser."""
    stolen = provider.grant(leave(Client()))
    answer = come_back(client, code=stolen, state=leave(client)["state"])
    assert_refused(client, answer)


def test_answer_to_what_another_browser_asked_is_refused(client, provider):
    asked = leave(Client())
    assert_refused(client, come_back(client, code=provider.grant(asked), state=asked["state"]))


def test_answer_is_taken_once(client, provider):
    asked = leave(client)
    answer = {"code": provider.grant(asked), "state": asked["state"]}
    come_back(client, **answer)
    client.post(reverse("account_logout"))
    assert_refused(client, come_back(client, **answer))


def test_answer_that_comes_late_is_refused(client, provider, time_machine):
    time_machine.move_to(datetime.now(UTC))
    asked = leave(client)
    time_machine.shift(11 * 60)
    assert_refused(client, come_back(client, code=provider.grant(asked), state=asked["state"]))


def test_address_adds_nothing_to_what_the_provider_is_asked_for(client, provider):
    more = {"auth_params": "redirect_uri=https://eve.example&prompt=none", "scope": "offline"}
    asked = leave(client, **more)
    assert asked["redirect_uri"] == "http://testserver" + reverse("openid_connect_callback")
    assert set(asked["scope"].split()) == {"openid", "profile", "email"}
    assert "prompt" not in asked


@pytest.mark.parametrize(
    "lie",
    [
        {"aud": "somebody else"},
        {"iss": "https://eve.example"},
        {"exp": time.time() - 300},
        {"sub": "eve"},
    ],
    ids=lambda lie: next(iter(lie)),
)
def test_token_that_is_not_about_this_is_refused(client, provider, lie):
    provider.id_token |= lie
    assert_refused(client, go_through(client, provider))


def test_answer_without_a_token_about_the_person_is_refused(client, provider):
    provider.says[TOKEN] = {"access_token": "opens what is Ada's", "token_type": "Bearer"}
    assert_refused(client, go_through(client, provider))


@pytest.mark.parametrize(
    "claims",
    [
        {},
        {"sub": ""},
        {"sub": None},
        {"sub": "a" * 192},
        {"sub": "a\0da"},
        {"error": "out of order"},
    ],
)
def test_person_without_a_name_that_can_be_kept_is_refused(client, provider, claims):
    provider.claims = claims
    provider.id_token["sub"] = claims.get("sub", "ada")
    if not isinstance(provider.id_token["sub"], str):
        del provider.id_token["sub"]
    assert_refused(client, go_through(client, provider))


@pytest.mark.parametrize(
    ("claims", "name"),
    [({"name": "a\0da"}, "ada"), ({"name": 7}, ""), ({"name": "a" * 500}, "a" * 120)],
)
def test_odd_name_keeps_nobody_out(client, provider, claims, name):
    provider.claims |= claims
    go_through(client, provider)
    assert User.objects.get().name == name


@pytest.mark.parametrize("email", [None, 7, "nobody", "a\0da@firm.example", ["a@firm.example"]])
def test_odd_address_is_asked_for(client, provider, email):
    provider.claims["email"] = email
    assert go_through(client, provider).url == reverse("socialaccount_signup")
    assert client.get(reverse("socialaccount_signup")).status_code == 200


@pytest.mark.parametrize("path", [DISCOVERY, TOKEN, USER_INFO])
def test_provider_that_breaks_down_on_the_way_is_said_so(client, provider, path):
    asked = leave(client)
    provider.silent.add(path)
    answer = come_back(client, code=provider.grant(asked), state=asked["state"])
    assert_refused(client, answer, status=502 if path == DISCOVERY else 401)


@pytest.mark.parametrize("said", [{}, {"error": "moved"}, [], "nothing", None])
def test_provider_that_does_not_describe_itself_is_said_so(client, provider, said):
    provider.says[DISCOVERY] = said
    answer = client.post(reverse("openid_connect_login"))
    assert_refused(client, answer, status=502)


@pytest.mark.parametrize("path", [TOKEN, USER_INFO])
@pytest.mark.parametrize("said", [{}, [], "nothing", None])
def test_provider_that_answers_something_else_is_said_so(client, provider, path, said):
    provider.says[path] = said
    assert_refused(client, go_through(client, provider))


def test_account_at_the_provider_that_comes_and_goes_is_recorded(client, provider):
    ada = make_user(email=ADA, password=PASSWORD)
    go_through(client, provider)
    show_again(client)
    added = SocialAccount.objects.get(user=ada)
    client.post(reverse("socialaccount_connections"), {"account": added.pk})
    assert not SocialAccount.objects.exists()
    told = Entry.objects.of(ada.pk).filter(kind=Kind.SIGN_ON_CHANGED).order_by("number")
    assert [entry.detail for entry in told] == [{"added": "provider"}, {"removed": "provider"}]


def test_person_who_says_no_there_is_told_that_nothing_was_kept(client, provider):
    asked = leave(client)
    answer = come_back(client, error="access_denied", state=asked["state"])
    assert answer.url == reverse("socialaccount_login_cancelled")
    assert "nothing was kept" in client.get(answer.url).content.decode()
