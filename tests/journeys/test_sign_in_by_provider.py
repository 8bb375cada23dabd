"""A firm's own sign-on, from the button to the page and back, with a provider of its own."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.urls import reverse

from jobtracker.audit.models import Entry, Kind
from jobtracker.environment import Environment
from jobtracker.people.models import User
from tests import provider as known
from tests.factories import make_candidate, make_membership, make_user
from tests.journeys.conftest import PASSWORD
from tests.thorough import only_thorough

ROOT = Path(__file__).resolve().parent.parent.parent
PEOPLE = [
    {"name": "Ada Okafor", "email": "ada@firm.example", "verified": True},
    {"name": "Eve Unsure", "email": "eve@firm.example", "verified": False},
]


@pytest.fixture(scope="module")
def provider_url(live_server):
    """A provider that sends people back to us."""
    command = [sys.executable, "-m", "tests.provider"]
    told = {"callback": live_server.url + reverse("openid_connect_callback"), "people": PEOPLE}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, cwd=ROOT, text=True, **pipes) as process:
        process.stdin.write(json.dumps(told))
        process.stdin.close()
        yield f"http://localhost:{int(process.stdout.readline())}"
        process.kill()


@pytest.fixture
def provider(transactional_db, provider_url, settings, monkeypatch):
    """The product knows the provider as its environment would tell."""
    monkeypatch.setenv("NO_PROXY", "localhost")
    told = {
        "OIDC_URL": provider_url,
        "OIDC_CLIENT_ID": known.CLIENT_ID,
        "OIDC_CLIENT_SECRET": known.CLIENT_SECRET,
        "OIDC_NAME": "Lindgren Staffing",
    }
    sign_on = Environment(told).sign_on("OIDC")
    settings.SIGN_ON = sign_on
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [sign_on.settings]}}
    policy = settings.SECURE_CSP["form-action"]
    settings.SECURE_CSP = settings.SECURE_CSP | {"form-action": [*policy, sign_on.origin]}
    return sign_on


def go_through(page, live_server, who):
    page.goto(live_server.url + reverse("account_login"))
    page.get_by_role("button", name="Continue with Lindgren Staffing").click()
    page.get_by_label("Username").fill(who)
    page.get_by_label("Password").fill(known.PASSWORD)
    page.get_by_role("button", name="Sign In").click()


def test_new_person_comes_in_with_name_and_address(provider, live_server, page):
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    with page.expect_request("**/identity/o/authorize?**") as asked:
        go_through(page, live_server, "ada")
    page.wait_for_url(live_server.url + reverse("start"))
    assert "code_challenge_method=S256" in asked.value.url
    user = User.objects.get()
    assert (user.name, user.email) == ("Ada Okafor", "ada@firm.example")
    assert EmailAddress.objects.get().verified
    assert not user.has_usable_password()
    assert Entry.objects.filter(kind=Kind.SIGNED_IN, actor_id=user.pk).exists()
    assert not SocialToken.objects.exists()
    assert [text for text in complaints if "Content Security Policy" in text] == []


@only_thorough
def test_second_time_leads_to_the_same_account(provider, live_server, browser):
    for _ in range(2):
        page = browser.new_context().new_page()
        go_through(page, live_server, "ada")
        page.wait_for_url(live_server.url + reverse("start"))
        page.context.close()
    assert User.objects.count() == 1


def test_account_whose_address_both_have_verified_is_the_same(provider, live_server, page):
    ada = make_user(email="ada@firm.example", password="kept as it is")
    go_through(page, live_server, "ada")
    page.wait_for_url(live_server.url + reverse("start"))
    assert SocialAccount.objects.get().user == ada
    ada.refresh_from_db()
    assert ada.check_password("kept as it is")


def test_job_search_is_not_opened_by_the_address_alone(provider, live_server, page):
    make_candidate(user=make_user(email="ada@firm.example"))
    go_through(page, live_server, "ada")
    page.get_by_role("heading", name="Look into your mail").wait_for()
    assert not SocialAccount.objects.exists()


@only_thorough
def test_account_whose_address_we_have_not_verified_is_left_alone(provider, live_server, page):
    make_user(email="ada@firm.example", password="of whoever", is_verified=False)
    go_through(page, live_server, "ada")
    page.get_by_role("heading", name="Look into your mail").wait_for()
    assert not SocialAccount.objects.exists()
    assert User.objects.get().check_password("of whoever")


@only_thorough
def test_address_that_the_provider_has_not_verified_is_confirmed_here(provider, live_server, page):
    go_through(page, live_server, "eve")
    page.get_by_role("heading", name="Look into your mail").wait_for()
    assert not EmailAddress.objects.get().verified


def test_address_that_the_provider_has_not_verified_takes_no_account(provider, live_server, page):
    make_user(email="eve@firm.example", password="hers")
    go_through(page, live_server, "eve")
    page.get_by_role("heading", name="Look into your mail").wait_for()
    assert not SocialAccount.objects.exists()


@only_thorough
def test_second_factor_is_asked_for_all_the_same(provider, live_server, page):
    make_membership(user=make_user(email="ada@firm.example"))
    go_through(page, live_server, "ada")
    page.get_by_role("heading", name="One more step").wait_for()


@only_thorough
def test_provider_that_does_not_answer_is_said_so(provider, live_server, page, settings):
    sign_on = settings.SIGN_ON._replace(url="http://localhost:9/nobody")
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [sign_on.settings]}}
    page.goto(live_server.url + reverse("account_login"))
    page.get_by_role("button", name="Continue with Lindgren Staffing").click()
    page.get_by_role("heading", name="That didn't work").wait_for()


def test_answer_that_nobody_asked_for_is_refused(provider, live_server, page):
    page.goto(live_server.url + reverse("openid_connect_callback") + "?code=x&state=forged")
    page.get_by_role("heading", name="That didn't work").wait_for()
    assert not User.objects.exists()


@only_thorough
def test_person_adds_and_removes_it(provider, live_server, page):
    make_candidate(user=make_user(email="mira@example.org", password=PASSWORD))
    page.goto(live_server.url + reverse("account_login"))
    page.get_by_label("E-mail").fill("mira@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.goto(live_server.url + reverse("mfa_index"))
    page.get_by_role("link", name="Lindgren Staffing").click()
    page.get_by_role("button", name="Add Lindgren Staffing").click()
    page.get_by_label("Username").fill("ada")
    page.get_by_label("Password").fill(known.PASSWORD)
    page.get_by_role("button", name="Sign In").click()
    page.get_by_role("heading", name="Is it you?").wait_for()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.get_by_text("You sign in with Lindgren Staffing as well.").wait_for()
    page.get_by_role("button", name="Stop using it here").click()
    page.get_by_role("button", name="Add Lindgren Staffing").wait_for()
    assert not SocialAccount.objects.exists()
