"""A candidate shares, narrows and ends; a firm's open tab feels it at the next click."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from jobtracker.audit.models import Entry, Kind
from jobtracker.people.access import Scope
from jobtracker.people.models import Candidate, Invite, Representation, Role
from jobtracker.people.models.invite import Purpose
from tests.factories import (
    make_firm,
    make_invitation,
    make_membership,
    make_representation,
    make_user,
)
from tests.journeys.conftest import PASSWORD
from tests.thorough import LOOKS, WITH_AND_WITHOUT_SCRIPT

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def petra(transactional_db):
    return make_membership(user=make_user(name="Petra Nyström"), firm=make_firm(name="Nordwind"))


@pytest.fixture
def held(mira, petra):
    return make_representation(candidate=mira, firm=petra.firm, coordinator=petra)


def is_gone(page):
    return page.get_by_role("heading", name="There is nothing here").is_visible()


@pytest.mark.parametrize("has_script", WITH_AND_WITHOUT_SCRIPT)
def test_open_tab_of_the_firm_gets_nothing_from_the_next_click_on(
    has_script, tab_of, live_server, mira, held, petra
):
    application = mira.applications.get()
    invitation = make_invitation(application=application)
    firm_tab = tab_of(petra.user)
    firm_tab.goto(live_server.url + application.get_absolute_url())
    link = firm_tab.locator(f'a[href="{invitation.get_absolute_url()}"]').first
    link.wait_for()

    page = tab_of(mira.user, java_script_enabled=has_script)
    page.goto(live_server.url + "/settings/sharing/")
    page.get_by_role("checkbox", name="Interviews").uncheck()
    page.get_by_role("button", name="Share what is ticked").click()
    page.get_by_text("now sees contact details, applications, feedback and documents.").wait_for()

    link.click()
    assert is_gone(firm_tab)
    firm_tab.go_back()
    expect(firm_tab.get_by_role("heading", name="Data Analyst")).to_be_visible()

    page.get_by_role("button", name="End it").click()
    page.get_by_text("It is ended.").wait_for()
    firm_tab.locator(".back").click()
    assert is_gone(firm_tab)
    held.refresh_from_db()
    assert held.ended_at is not None


def test_keyboard_is_enough(tab_of, live_server, mira, held):
    page = tab_of(mira.user)
    page.goto(live_server.url + "/settings/")
    page.locator(".menu-button").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Settings").wait_for()
    page.get_by_role("link", name="Sharing").focus()
    page.keyboard.press("Enter")
    page.get_by_role("checkbox", name="Pay").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("Nordwind now sees").wait_for()
    held.refresh_from_db()
    assert held.scopes == frozenset(Scope)
    page.get_by_role("button", name="Share what is ticked").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("It is ended.").wait_for()


def claim_link(petra, live_server):
    held = petra.firm.add_candidate(
        petra, name="Ada", email="ada@example.org", phone="070", at=timezone.now()
    )
    _, token = Invite.objects.issue(
        Purpose.CLAIM,
        firm=petra.firm,
        email="ada@example.org",
        representation=held,
        made_by=petra.user,
        at=timezone.now(),
    )
    return live_server.url + reverse("people:invite", args=[token])


def join_link(petra, live_server):
    _, token = Invite.objects.issue(
        Purpose.JOIN,
        firm=petra.firm,
        email="ada@example.org",
        role=Role.COORDINATOR,
        made_by=petra.user,
        at=timezone.now(),
    )
    return live_server.url + reverse("people:invite", args=[token])


@pytest.mark.parametrize("has_script", WITH_AND_WITHOUT_SCRIPT)
def test_invite_is_followed_through_the_sign_in_page(has_script, browser, petra, live_server):
    ada = make_user(email="ada@example.org", name="Ada", password=PASSWORD)
    link = claim_link(petra, live_server)
    context = browser.new_context(java_script_enabled=has_script)
    page = context.new_page()
    page.goto(link)
    expect(page).to_have_url(live_server.url + "/invites/open/")
    page.get_by_role("link", name="Sign in").click()
    page.get_by_label("mail").first.fill("ada@example.org")
    page.get_by_label("Password").first.fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("heading", name="Nordwind").wait_for()
    page.get_by_role("checkbox", name="Documents").uncheck()
    page.get_by_role("button", name="Accept").click()
    page.get_by_text("Nordwind looks after you now").wait_for()
    assert Candidate.objects.get(user=ada).name == "Ada"
    assert Representation.objects.get().scopes == {
        Scope.APPLICATIONS,
        Scope.INTERVIEWS,
        Scope.FEEDBACK,
    }
    page.goto(link)
    page.get_by_text("You answered this invitation already").wait_for()
    context.close()


def assert_accessible(page):
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_pages_have_no_accessibility_violation(
    width, scheme, tab_of, browser, live_server, mira, held, petra
):
    look = {"bypass_csp": True, "viewport": {"width": width, "height": 900}, "color_scheme": scheme}
    Entry.objects.record(
        Kind.READ,
        actor_id=petra.user_id,
        candidate_id=mira.pk,
        firm_id=petra.firm_id,
        target=f"applications:application {mira.applications.get().pk}",
        at=timezone.now(),
    )
    page = tab_of(mira.user, **look)
    for address in ("/", "/settings/", "/settings/sharing/", "/settings/seen/"):
        page.goto(live_server.url + address)
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("link", name="Profile").click()
    page.get_by_label("Your name").fill("")
    page.get_by_label("Your name").evaluate("field => field.form.noValidate = true")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("One thing needs your attention").wait_for()
    assert_accessible(page)


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_pages_of_an_invite_have_no_accessibility_violation(
    width, scheme, tab_of, browser, live_server, petra
):
    look = {"bypass_csp": True, "viewport": {"width": width, "height": 900}, "color_scheme": scheme}
    ada = make_user(email="ada@example.org", name="Ada")
    claim, join = claim_link(petra, live_server), join_link(petra, live_server)
    stranger = browser.new_context(**look).new_page()
    stranger.goto(claim)
    assert_accessible(stranger)
    stranger.context.close()
    page = tab_of(ada, **look)
    forged = live_server.url + "/invites/forged/"
    for link, heading in [(claim, "Nordwind"), (join, "Nordwind"), (forged, "does not work")]:
        page.goto(link)
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
