"""One person in two tabs: a sign-in that is renewed or ends in one is felt in the other."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect

from applications.models import RedFlag
from interviews.models import Message
from tests.factories import make_invitation
from tests.journeys.conftest import LETTER, sign_in
from tests.thorough import only_thorough, some

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

ONLY_IF_CACHED = """async (address) => {
    try {
        const options = {cache: "only-if-cached", mode: "same-origin"};
        return (await fetch(address, options)).ok;
    } catch { return false; }
}"""
STORED = """async () => [
    Object.entries(localStorage), Object.entries(sessionStorage),
    await indexedDB.databases(), await caches.keys(),
].flat()"""


def heading(page, name):
    return page.get_by_role("heading", name=name)


def sign_out(page, live_server):
    page.goto(live_server.url + reverse("account_logout"))
    page.get_by_role("button", name="Sign out").last.click()
    heading(page, "Sign in").wait_for()


def sign_in_anew(context, live_server):
    page = context.new_page()
    sign_out(page, live_server)
    sign_in(page, live_server)


def assert_accessible(page):
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.fixture(params=some(["page_without_script", "signed_in"], 2))
def tab(request):
    return request.getfixturevalue(request.param)


@pytest.fixture
def pasted(tab, live_server):
    tab.goto(live_server.url + "/invitations/new/")
    tab.get_by_label("The text of the message").fill(LETTER)
    return tab


def send_again(page):
    page.get_by_role("button", name="Send it again").click()


@only_thorough
def test_letter_pasted_before_signing_in_anew_is_not_lost(pasted, live_server):
    sign_in_anew(pasted.context, live_server)
    pasted.get_by_role("button", name="Read it").first.click()
    heading(pasted, "This page was open for too long").wait_for()
    assert not Message.objects.exists()
    send_again(pasted)
    heading(pasted, "Is this right?").wait_for()
    assert bytes(Message.objects.get().raw).decode().split() == LETTER.split()


def test_letter_pasted_before_signing_out_is_not_lost(pasted, live_server):
    sign_out(pasted.context.new_page(), live_server)
    pasted.get_by_role("button", name="Read it").first.click()
    heading(pasted, "You are signed out").wait_for()
    with pasted.context.expect_page() as opened:
        pasted.get_by_role("link", name="sign in again").click()
    sign_in(opened.value, live_server)
    send_again(pasted)
    heading(pasted, "This page was open for too long").wait_for()
    send_again(pasted)
    heading(pasted, "Is this right?").wait_for()


@only_thorough
def test_concern_typed_into_a_part_of_the_page_is_not_lost(signed_in, live_server, mira):
    invitation = make_invitation(application=mira.applications.get())
    address = live_server.url + invitation.get_absolute_url()
    signed_in.goto(address)
    signed_in.get_by_text("Add a red flag").click()
    signed_in.get_by_label("What is it about?").fill("Three weeks of unpaid “trial”")
    signed_in.get_by_label("Where is it from?").select_option(index=1)
    sign_in_anew(signed_in.context, live_server)
    signed_in.get_by_role("button", name="Add the red flag").click()
    # Somebody who can't see the page is told, too.
    expect(heading(signed_in, "This page was open for too long")).to_be_focused()
    expect(signed_in.locator("main")).to_have_count(1)
    assert_accessible(signed_in)
    send_again(signed_in)
    signed_in.wait_for_url(address + "**")
    expect(signed_in.get_by_text("Three weeks of unpaid “trial”").first).to_be_visible()
    assert RedFlag.objects.get().topic == "Three weeks of unpaid “trial”"


@only_thorough
def test_page_that_hands_back_is_accessible(signed_in, live_server):
    signed_in.goto(live_server.url + "/invitations/new/")
    signed_in.get_by_label("The text of the message").fill(LETTER)
    sign_in_anew(signed_in.context, live_server)
    signed_in.get_by_role("button", name="Read it").first.click()
    signed_in.get_by_text("What will be sent").click()
    expect(signed_in.get_by_text("meet.google.com")).to_be_visible()
    assert_accessible(signed_in)


@pytest.fixture
def remembering(launch_browser, live_server, mira):
    """A browser that keeps the pages one left, as people's do; Playwright turns that off."""
    browser = launch_browser(ignore_default_args=["--disable-back-forward-cache"])
    page = browser.new_page()
    sign_in(page, live_server)
    yield page
    browser.close()


def test_nothing_personal_is_left_after_signing_out(remembering, live_server, mira):
    page, application = remembering, mira.applications.get()
    invitation = make_invitation(application=application)
    personal = [reverse("home"), application.get_absolute_url(), invitation.get_absolute_url()]
    for address in personal:
        page.goto(live_server.url + address)
        assert "Harbour & Vale" in page.inner_text("main")
        assert not page.evaluate(ONLY_IF_CACHED, address)
    # The look into the cache finds what may be there.
    assert page.evaluate(ONLY_IF_CACHED, page.locator("link[rel=stylesheet]").get_attribute("href"))
    assert page.evaluate(STORED) == []
    page.evaluate("localStorage.setItem('left', 'by a page')")

    page.get_by_text("Mira Sandberg").first.click()
    page.get_by_role("button", name="Sign out").click()
    heading(page, "Sign in").wait_for()
    assert page.evaluate(STORED) == []
    assert not any(page.evaluate(ONLY_IF_CACHED, address) for address in personal)
    kept = [cookie["value"] for cookie in page.context.cookies()]
    assert not any("Mira" in value or "mira" in value for value in kept)
    for _ in personal:
        page.go_back()
        heading(page, "Sign in").wait_for()
        assert "Harbour" not in page.content()
        assert "Mira" not in page.content()
