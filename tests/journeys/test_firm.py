"""A firm is set up, grows, looks after somebody, and lets a coordinator go."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect

from jobtracker.outbox.models import Mail
from jobtracker.people.models import Firm, Representation, Role
from tests.factories import (
    make_candidate,
    make_firm,
    make_membership,
    make_representation,
    make_second_factor,
    make_user,
)
from tests.people.firm.conftest import make_unclaimed
from tests.thorough import LOOKS, WITH_AND_WITHOUT_SCRIPT, only_thorough

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people(transactional_db):
    """Anna and Petra, who are to work for a firm, and Ida, who looks for work."""
    named = {name: f"{name.lower()}@example.org" for name in ("Anna", "Petra", "Ida")}
    users = {name: make_user(name=name, email=email) for name, email in named.items()}
    for name in ("Anna", "Petra"):
        make_second_factor(users[name])
    return users


def link_in_mail_to(email, live_server):
    mail = Mail.objects.filter(to=email).latest("pk")
    return live_server.url + re.search(r"https?://[^/]+(/invites/[^/\s]+/)", mail.text)[1]


def accept(page, link):
    page.goto(link)
    page.get_by_role("button", name="Accept").click()


def is_gone(page):
    return page.get_by_role("heading", name="There is nothing here").is_visible()


@pytest.mark.parametrize("has_script", WITH_AND_WITHOUT_SCRIPT)
def test_firm_from_its_first_day_to_a_farewell(has_script, tab_of, live_server, people):
    tabs = {name: tab_of(user, java_script_enabled=has_script) for name, user in people.items()}
    anna, petra, ida = tabs.values()

    anna.goto(live_server.url + "/settings/")
    anna.get_by_role("link", name="Set it up here").click()
    anna.get_by_label("The firm’s name").fill("Lindgren Staffing")
    anna.get_by_role("button", name="Set it up").click()
    anna.get_by_text("Lindgren Staffing is set up, and you run it.").wait_for()
    anna.get_by_label("E-mail address").fill("petra@example.org")
    anna.get_by_role("button", name="Send the invitation").click()
    anna.get_by_text("The invitation to petra@example.org is on its way.").wait_for()

    accept(petra, link_in_mail_to("petra@example.org", live_server))
    petra.get_by_text("You work for Lindgren Staffing now").wait_for()
    petra.get_by_role("link", name="Caseload", exact=True).first.click()
    petra.get_by_role("link", name="Add a candidate").first.click()
    petra.get_by_label("Name").fill("Ida Holm")
    petra.get_by_label("E-mail address").fill("ida@example.org")
    petra.get_by_role("checkbox", name="Send the invitation now").check()
    petra.get_by_role("button", name="Add the candidate").click()
    petra.get_by_text("The invitation to ida@example.org is on its way.").wait_for()

    accept(ida, link_in_mail_to("ida@example.org", live_server))
    ida.get_by_text("Lindgren Staffing looks after you now").wait_for()
    petra.reload()
    petra.get_by_text("They keep this up to date themselves.").wait_for()
    petra.get_by_role("link", name="Applications").first.click()
    petra.get_by_text("You are working on Ida").wait_for()
    petra.go_back()

    anna.goto(live_server.url + reverse("firm:members", args=[Firm.objects.get().pk]))
    anna.get_by_role("link", name="Change Petra").click()
    anna.locator("form[action$='/removal/'] select").select_option(label="Anna (anna@example.org)")
    anna.get_by_role("checkbox", name="Yes, remove Petra").check()
    anna.get_by_role("button", name="Remove").click()
    anna.get_by_text("Petra no longer sees anything of Lindgren Staffing.").wait_for()
    petra.get_by_role("link", name="Applications").first.click()
    assert is_gone(petra)
    assert Representation.objects.get().coordinator.user == people["Anna"]


@pytest.fixture
def firm_tab(tab_of, people):
    """An administrator of a firm with a colleague and two candidates, in a browser of hers."""
    firm = make_firm(name="Lindgren Staffing")
    anna = make_membership(user=people["Anna"], firm=firm, role=Role.ADMINISTRATOR)
    petra = make_membership(user=people["Petra"], firm=firm)
    ida = make_candidate(user=people["Ida"], name="Ida Holm", email="ida@example.org")
    make_representation(candidate=ida, firm=firm, coordinator=petra)
    make_unclaimed(petra, name="Jonas Weber", email="jonas@example.org")
    return lambda **options: (tab_of(people["Anna"], **options), anna, petra)


def test_keyboard_is_enough(firm_tab, live_server):
    page, anna, _ = firm_tab()
    page.goto(live_server.url + reverse("firm:caseload", args=[anna.firm_id]))
    page.get_by_role("link", name="Jonas Weber").focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Contact and sharing").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Take over").focus()
    page.keyboard.press("Enter")
    page.get_by_text("You look after Jonas Weber now.").wait_for()
    page.locator("summary", has_text="Stop looking after them").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("Jonas Weber and all that was written down are gone.").wait_for()


@only_thorough
def test_possible_double_is_shown_before_it_is_added(firm_tab, live_server):
    page, anna, _ = firm_tab()
    page.goto(live_server.url + reverse("firm:add-candidate", args=[anna.firm_id]))
    page.get_by_label("Name").fill("ida holm")
    page.get_by_role("button", name="Add the candidate").click()
    page.get_by_text("You may have them already").wait_for()
    expect(page.get_by_label("Name")).to_have_value("ida holm")
    page.get_by_role("button", name="Add them anyway").click()
    page.get_by_text("ida holm is on the caseload.").wait_for()


def assert_accessible(page, width):
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_pages_have_no_accessibility_violation(width, scheme, firm_tab, live_server):
    look = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
    page, anna, petra = firm_tab(bypass_csp=True, **look)
    page.goto(live_server.url + reverse("firm:start"))
    assert_accessible(page, width)
    for name in ("caseload", "add-candidate", "members"):
        page.goto(live_server.url + reverse(f"firm:{name}", args=[anna.firm_id]))
        assert_accessible(page, width)
    page.get_by_role("link", name="Change Petra").click()
    page.get_by_role("checkbox", name="Yes, remove Petra").check()
    remove = page.get_by_role("button", name="Remove")
    remove.evaluate("button => button.form.noValidate = true")
    remove.click()
    page.get_by_text("One thing needs your attention").wait_for()
    assert_accessible(page, width)
    for held in petra.caseload.all():
        page.goto(live_server.url + reverse("firm:candidate", args=[held.pk]))
        for summary in page.locator(".disclosure > summary").all():
            summary.click()
        assert_accessible(page, width)
