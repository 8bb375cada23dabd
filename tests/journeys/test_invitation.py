"""Journeys 2 and 3: an invitation comes in, the guidance answers, the decision is kept."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from applications.stages import Outcome, Stage
from interviews.models import Decision, Interview, Invitation
from tests.journeys.conftest import LETTER
from tests.thorough import LOOKS, only_thorough

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def mail_file(tmp_path) -> Path:
    path = tmp_path / "invitation.eml"
    path.write_text(LETTER)
    return path


def bring_in(page, live_server, mail_file):
    page.goto(live_server.url + "/invitations/new/")
    page.get_by_label("A mail (.eml, .msg)").set_input_files(mail_file)
    page.get_by_role("button", name="Read it").last.click()
    page.get_by_role("heading", name="Is this right?").wait_for()


def confirm(page):
    page.get_by_role("button", name="Yes, keep the invitation").click()
    page.get_by_role("heading", name="Your choice").wait_for()


def assert_accessible(page):
    page.context.set_extra_http_headers({})
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def decide_from_mail(page, live_server, mail_file):
    bring_in(page, live_server, mail_file)
    assert page.get_by_label("Link to join").input_value().startswith("https://meet.google.com/")
    expect(page.get_by_label("Starts").first).to_have_value("2036-07-09T14:00")
    confirm(page)
    expect(page.get_by_text("say yes", exact=False).first).to_be_visible()
    page.get_by_role("button", name="Accept").click()
    page.get_by_role("textbox", name="Message").wait_for()
    assert "Data Analyst" in page.get_by_role("textbox", name="Message").input_value()


@pytest.mark.parametrize("way", ["signed_in", "page_without_script"])
def test_invitation_from_a_mail_is_decided(way, request, live_server, mail_file):
    page = request.getfixturevalue(way)
    decide_from_mail(page, live_server, mail_file)
    decision = Decision.objects.get()
    assert decision.choice == "accept"
    assert decision.known_facts.stage == "first"
    assert decision.invitation.application.stage == Stage.INTERVIEWING
    assert Interview.objects.get().starts_at.isoformat() == "2036-07-09T12:00:00+00:00"


def test_letter_is_edited_and_downloaded(signed_in, live_server, mail_file):
    page = signed_in
    decide_from_mail(page, live_server, mail_file)
    page.get_by_role("textbox", name="Message").fill("Dear Ada,\n\nyes, gladly.\n\nMira")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download as .eml").click()
    text = Path(download.value.path()).read_text()
    assert "In-Reply-To: <one@harbourvale.example>" in text
    assert "yes, gladly." in text
    page.goto(live_server.url + f"/invitations/{Invitation.objects.get().pk}/letter/")
    assert "yes, gladly." in page.get_by_role("textbox", name="Message").input_value()


@only_thorough
def test_mail_link_carries_what_is_written(signed_in, live_server, mail_file):
    page = signed_in
    decide_from_mail(page, live_server, mail_file)
    page.get_by_role("textbox", name="Message").fill("Dear Ada & all,\nyes?")
    href = page.get_by_role("link", name="Open in mail program").get_attribute("href")
    assert href.startswith("mailto:ada@harbourvale.example?subject=Re%3A%20")
    assert href.endswith("&body=Dear%20Ada%20%26%20all%2C%0D%0Ayes%3F")


def test_low_interest_asks_why_before_the_verdict(signed_in, live_server, mail_file):
    page = signed_in
    bring_in(page, live_server, mail_file)
    confirm(page)
    page.get_by_role("radio", name="2").check(force=True)
    page.get_by_text("what speaks against it?").first.wait_for()
    page.get_by_role("button", name="The pay").click()
    page.get_by_text("What would change this").or_(page.get_by_text("Next step")).first.wait_for()
    invitation = Invitation.objects.get()
    assert invitation.doubt == "pay"
    assert invitation.application.interest_now == 2


@only_thorough
def test_decline_closes_and_a_second_decision_supersedes(signed_in, live_server, mail_file):
    page = signed_in
    bring_in(page, live_server, mail_file)
    confirm(page)
    page.get_by_role("button", name="Decline").click()
    page.get_by_role("textbox", name="Message").wait_for()
    invitation = Invitation.objects.select_related("application").get()
    assert invitation.application.outcome == Outcome.WITHDRAWN_BEFORE
    page.goto(live_server.url + invitation.get_absolute_url())
    page.get_by_role("button", name="Accept").click()
    page.get_by_role("textbox", name="Message").wait_for()
    first, second = Decision.objects.order_by("pk")
    assert second.supersedes == first
    invitation.application.refresh_from_db()
    assert invitation.application.stage == Stage.INTERVIEWING


def test_call_is_jotted_down(signed_in, live_server):
    page = signed_in
    page.goto(live_server.url + "/invitations/new/")
    page.get_by_role("link", name="Jot down the call").click()
    page.get_by_label("Employer").fill("Northern Rail")
    page.get_by_label("Who invites you").fill("Per Lindqvist")
    page.get_by_role("button", name="Keep the invitation").click()
    page.get_by_role("heading", name="Your choice").wait_for()
    expect(page.get_by_text("Not said: worth asking").first).to_be_visible()
    assert Invitation.objects.get().channel == "phone"


def test_red_flag_changes_the_advice_in_place(signed_in, live_server, mail_file):
    page = signed_in
    bring_in(page, live_server, mail_file)
    confirm(page)
    before = page.locator("#verdict-headline").inner_text()
    page.get_by_text("Add a red flag").click()
    page.get_by_label("What is it about?").fill("Unpaid wages")
    page.get_by_label("Absolute", exact=False).check()
    page.get_by_label("Where is it from?").select_option("someone_i_know")
    page.get_by_role("button", name="Add the red flag").click()
    page.get_by_text("Unpaid wages").first.wait_for()
    with_flag = page.locator("#verdict-headline").inner_text()
    assert with_flag != before
    address = page.url
    page.get_by_role("button", name="cleared up").click()
    page.get_by_role("button", name="Reopen").wait_for()
    expect(page.locator("#verdict-headline")).to_have_text(before)
    expect(page).to_have_url(address)


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_pages_have_no_accessibility_violation(
    width, scheme, browser, live_server, mira, mail_file
):
    from tests.journeys.conftest import sign_in

    context = browser.new_context(
        bypass_csp=True, viewport={"width": width, "height": 900}, color_scheme=scheme
    )
    page = context.new_page()
    sign_in(page, live_server)
    assert_accessible(page)
    page.goto(live_server.url + "/invitations/new/")
    assert_accessible(page)
    page.goto(live_server.url + "/invitations/new/call/")
    assert_accessible(page)
    bring_in(page, live_server, mail_file)
    assert_accessible(page)
    confirm(page)
    assert_accessible(page)
    page.get_by_role("button", name="Ask, or other times").click()
    page.get_by_role("textbox", name="Message").wait_for()
    assert_accessible(page)
    page.goto(live_server.url + "/applications/")
    assert_accessible(page)
    context.close()
