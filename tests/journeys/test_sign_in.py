"""Signing up, in and out in a real browser, with a passkey of its own and an app in code."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect

from applications.models import Application
from jobtracker.people.models import User
from tests.factories import (
    make_membership,
    make_passkey,
    make_second_factor,
    make_user,
    shown_by_app,
)
from tests.journeys.conftest import PASSWORD, sign_in
from tests.people.sign_in.visits import code_in_mail, latest_mail
from tests.thorough import LOOKS, only_thorough, some

pytestmark = pytest.mark.django_db(transaction=True)

MIRA, PETRA, NOA = "mira@example.org", "petra@example.org", "noa@example.org"


def give_authenticator(page):
    """A device that keeps passkeys, and knows its owner's finger."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def type_password(page, email):
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def sign_out(page, live_server):
    page.goto(live_server.url + reverse("account_logout"))
    page.get_by_role("button", name="Sign out").last.click()
    page.get_by_role("heading", name="Sign in").wait_for()


@pytest.fixture
def petra(transactional_db):
    """Works for a firm, and has no second factor yet."""
    user = make_user(email=PETRA, name="Petra Nyström", password=PASSWORD)
    make_membership(user=user, has_second_factor=False)
    return user


@pytest.fixture
def complaints(page):
    """What the browser says of the content policy."""
    lines = []
    page.on("console", lambda message: lines.append(message.text))
    page.on("pageerror", lambda error: lines.append(str(error)))
    yield lines
    assert [line for line in lines if "Content Security Policy" in line or "Error" in line] == []


def test_new_person_gets_to_a_first_application_by_keyboard(live_server, page, complaints):
    """Three fields, a code, two fields, and there one is; no mouse, nothing twice."""
    typed = page.keyboard
    page.goto(live_server.url + "/")
    page.get_by_role("link", name="Create an account").focus()
    typed.press("Enter")
    expect(page.get_by_label("Your name")).to_be_focused()
    for text in ("Noa Lind", NOA, "several words in a row"):
        typed.type(text)
        typed.press("Tab")
    typed.press("Enter")
    expect(page.get_by_label("Code")).to_be_focused()
    typed.type(code_in_mail(NOA).lower().replace("-", " "))
    typed.press("Enter")
    page.get_by_role("heading", name="Welcome").wait_for()
    expect(page.get_by_label("Your name")).to_have_value("Noa Lind")
    expect(page.get_by_label("Time zone")).not_to_have_value("")
    page.get_by_role("button", name="Start").focus()
    typed.press("Enter")
    page.wait_for_url(live_server.url + "/")
    page.goto(live_server.url + reverse("applications:new"))
    page.get_by_label("Employer").fill("Harbour & Vale")
    page.get_by_label("Job title").fill("Data Analyst")
    typed.press("Enter")
    page.get_by_role("heading", name="Data Analyst").wait_for()
    assert Application.objects.get().candidate.user.email == NOA


def test_coordinator_is_led_to_a_passkey_and_signs_in_with_it(live_server, page, petra, complaints):
    give_authenticator(page)
    page.goto(live_server.url + reverse("account_login"))
    type_password(page, PETRA)
    page.get_by_text("your password alone is not enough").wait_for()
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("What to call it").fill("My phone")
    page.get_by_role("button", name="Add the passkey").click()
    page.get_by_role("heading", name="Recovery codes").wait_for()
    page.get_by_role("link", name="Done").click()
    page.wait_for_url(live_server.url + reverse("desk:worklist"))
    sign_out(page, live_server)
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(live_server.url + reverse("desk:worklist"))
    page.goto(live_server.url + reverse("mfa_index"))
    expect(page.get_by_text("My phone")).to_be_visible()


def test_passkey_is_also_a_second_step_and_shows_who_one_is(live_server, page, petra, complaints):
    give_authenticator(page)
    sign_in_and_add_passkey(page, live_server)
    sign_out(page, live_server)
    type_password(page, PETRA)
    page.get_by_role("heading", name="One more step").wait_for()
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(live_server.url + reverse("desk:worklist"))
    # Whoever has just signed in is asked nowhere; a while later they are led here.
    back = {"next": reverse("account_change_password")}
    page.goto(live_server.url + reverse("account_reauthenticate", query=back))
    page.get_by_role("link", name="A passkey").click()
    page.get_by_role("button", name="Use your passkey").click()
    page.get_by_label("New password").wait_for()


def sign_in_and_add_passkey(page, live_server):
    page.goto(live_server.url + reverse("account_login"))
    type_password(page, PETRA)
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_role("button", name="Add the passkey").click()
    page.get_by_role("heading", name="Recovery codes").wait_for()


def test_passkey_that_is_not_there_is_said_so(live_server, page, transactional_db):
    give_authenticator(page)
    page.goto(live_server.url + reverse("account_login"))
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_text("That didn't work.").wait_for()
    assert page.get_by_role("button", name="Sign in", exact=True).is_enabled()


@pytest.mark.parametrize("way", some(["signed_in", "page_without_script"], 2))
def test_app_is_set_up_and_its_codes_let_in_once(way, request, live_server):
    page = request.getfixturevalue(way)
    page.goto(live_server.url + reverse("mfa_index"))
    page.get_by_role("link", name="Set up an app").click()
    expect(page.get_by_role("img", name="A square for the camera")).to_be_visible()
    page.get_by_text("No camera?").click()
    key = page.locator("#app-key").inner_text()
    page.get_by_label("Code").fill(shown_by_app(key))
    page.get_by_role("button", name="Set it up").click()
    page.get_by_role("heading", name="Recovery codes").wait_for()
    recovery = page.locator("#codes").inner_text().split()
    assert len(recovery) == 10
    for code in (shown_by_app(key, steps=1), recovery[3]):
        sign_out(page, live_server)
        type_password(page, MIRA)
        page.get_by_label("Code").fill(code)
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_url(live_server.url + "/")


@only_thorough
def test_recovery_codes_are_downloaded(signed_in, live_server, mira):
    make_second_factor(mira.user)
    page = signed_in
    page.goto(live_server.url + reverse("mfa_generate_recovery_codes"))
    page.get_by_role("button", name="Make new ones").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download them").click()
    shown = page.locator("#codes").inner_text().split()
    assert set(shown) <= set(Path(download.value.path()).read_text().split())


@only_thorough
def test_session_elsewhere_is_ended(signed_in, live_server, browser):
    page = signed_in
    context = browser.new_context()
    elsewhere = context.new_page()
    sign_in(elsewhere, live_server)
    page.goto(live_server.url + reverse("mfa_index"))
    page.get_by_role("link", name="Where you are signed in").click()
    page.get_by_role("button", name="Sign out there").click()
    page.get_by_text("Signed out there.").wait_for()
    page.get_by_text("You are signed in nowhere else.").wait_for()
    elsewhere.goto(live_server.url + "/")
    elsewhere.get_by_role("heading", name="Sign in").wait_for()
    context.close()


@pytest.mark.parametrize("way", some(["page", "page_without_script"], 2))
def test_wrong_password_is_said_beside_it_and_typed_again_by_keyboard(
    way, request, live_server, mira
):
    page = request.getfixturevalue(way)
    if way == "page_without_script":
        sign_out(page, live_server)
    page.goto(live_server.url + reverse("account_login"))
    expect(page.get_by_label("E-mail")).to_be_focused()
    for key in (MIRA, "Tab", "not the password", "Enter"):
        page.keyboard.press(key) if key in ("Tab", "Enter") else page.keyboard.type(key)
    page.get_by_role("link", name="Password: This address").focus()
    page.keyboard.press("Enter")
    field = page.get_by_label("Password", exact=True)
    told = [page.locator(f"#{each}") for each in field.get_attribute("aria-describedby").split()]
    assert "don't belong together" in "".join(each.inner_text() for each in told)
    expect(field).to_be_focused()
    assert (page.get_by_label("E-mail").input_value(), field.input_value()) == (MIRA, "")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(live_server.url + "/")


@pytest.mark.parametrize("way", some(["page", "page_without_script"], 2))
def test_forgotten_password_is_replaced_by_mail(way, request, live_server, mira):
    page = request.getfixturevalue(way)
    if way == "page_without_script":
        sign_out(page, live_server)
    page.goto(live_server.url + reverse("account_login"))
    page.get_by_role("link", name="Forgot your password?").click()
    page.get_by_label("E-mail").fill(MIRA)
    page.get_by_role("button", name="Send the code").click()
    page.get_by_label("Code").fill(code_in_mail(MIRA))
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("New password").fill("quite another phrase")
    page.get_by_role("button", name="Save the new password").click()
    page.wait_for_url(live_server.url + "/")
    assert User.objects.get().check_password("quite another phrase")


def test_changed_address_is_taken_back_from_the_old_mailbox(signed_in, live_server, browser):
    """What the page asks of the browser must not keep its own form from being taken."""
    signed_in.goto(live_server.url + reverse("account_email"))
    signed_in.get_by_label("New e-mail address").fill(NOA)
    signed_in.get_by_role("button", name="Send the code").click()
    signed_in.get_by_label("Code").fill(code_in_mail(NOA))
    signed_in.get_by_role("button", name="Confirm").click()
    signed_in.get_by_text("Thank you, the address is confirmed.").wait_for()
    context = browser.new_context()
    tab = context.new_page()
    tab.goto(re.search(r"http\S+/undo/\S+", latest_mail(MIRA).text)[0])
    tab.get_by_role("button", name="Take it back").click()
    tab.get_by_text(f"The address of your account is {MIRA} again.").wait_for()
    context.close()
    signed_in.goto(live_server.url + "/")
    signed_in.get_by_role("heading", name="Sign in").wait_for()


def test_without_scripts_nothing_is_offered_that_needs_one(page_without_script, live_server):
    page = page_without_script
    page.goto(live_server.url + reverse("mfa_add_webauthn"))
    expect(page.get_by_text("This needs a browser that knows passkeys")).to_be_visible()
    expect(page.get_by_role("button", name="Add the passkey")).not_to_be_visible()
    sign_out(page, live_server)
    expect(page.get_by_role("button", name="Use a passkey")).not_to_be_visible()


@only_thorough
def test_closing_the_question_leads_home(signed_in, live_server):
    page = signed_in
    page.goto(live_server.url + reverse("account_reauthenticate"))
    page.get_by_role("link", name="Not now").click()
    page.wait_for_url(live_server.url + "/")


def assert_accessible(page):
    page.get_by_role("heading", level=1).wait_for()
    found = Axe().run(page)
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"


@pytest.fixture(params=LOOKS)
def plain_page(request, browser):
    """A page that axe may look into."""
    width, scheme = request.param
    context = browser.new_context(
        bypass_csp=True, viewport={"width": width, "height": 900}, color_scheme=scheme
    )
    yield context.new_page()
    context.close()


def test_pages_for_strangers_have_no_accessibility_violation(plain_page, live_server, mira):
    page = plain_page
    for name in ("account_login", "account_signup", "account_reset_password", "account_inactive"):
        page.goto(live_server.url + reverse(name))
        assert_accessible(page)
        page.evaluate("document.querySelector('form')?.setAttribute('novalidate', '')")
        if page.locator("button[data-kind=primary]").count():
            page.locator("button[data-kind=primary]").click()
            assert_accessible(page)
    page.goto(live_server.url + reverse("account_reset_password"))
    page.get_by_label("E-mail").fill(MIRA)
    page.get_by_role("button", name="Send the code").click()
    assert_accessible(page)
    page.get_by_label("Code").fill(code_in_mail(MIRA))
    page.get_by_role("button", name="Go on").click()
    assert_accessible(page)


def test_pages_of_ones_account_have_no_accessibility_violation(plain_page, live_server, mira):
    page = plain_page
    sign_in(page, live_server)
    make_passkey(mira.user)
    for name in (
        "account_reauthenticate",
        "mfa_index",
        "account_email",
        "account_change_password",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "usersessions_list",
        "socialaccount_connections",
        "account_logout",
    ):
        page.goto(live_server.url + reverse(name))
        assert_accessible(page)
    page.goto(live_server.url + reverse("mfa_activate_totp"))
    page.get_by_text("No camera?").click()
    page.get_by_label("Code").fill(shown_by_app(page.locator("#app-key").inner_text()))
    page.get_by_role("button", name="Set it up").click()
    assert_accessible(page)
    for name in ("mfa_deactivate_totp", "mfa_generate_recovery_codes", "mfa_reauthenticate"):
        page.goto(live_server.url + reverse(name))
        assert_accessible(page)


def test_pages_that_wait_for_a_second_factor_have_no_accessibility_violation(
    plain_page, live_server, petra
):
    page = plain_page
    page.goto(live_server.url + reverse("account_login"))
    type_password(page, PETRA)
    page.get_by_text("your password alone is not enough").wait_for()
    assert_accessible(page)
    sign_out(page, live_server)
    make_second_factor(petra)
    type_password(page, PETRA)
    page.get_by_role("heading", name="One more step").wait_for()
    assert_accessible(page)
