"""Cards on the board go from column to column: by mouse, by keyboard, and without a script."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect

from applications.models import Application
from applications.stages import Outcome, Stage
from tests.factories import make_application
from tests.thorough import some

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def card(mira):
    Application.objects.filter(candidate=mira).delete()
    return make_application(
        candidate=mira, employer_name="Acme", job_title="Analyst", stage=Stage.APPLIED
    )


@pytest.fixture
def board(tab_of, live_server, mira, card):
    def opened(**options):
        page = tab_of(mira.user, **options)
        page.goto(live_server.url + reverse("applications:board"))
        return page

    return opened


def column(page, place):
    return page.locator(f'[data-place="{place}"]')


def grip(page):
    return page.get_by_role("button", name="Move Analyst, Acme")


def stands(card):
    card.refresh_from_db()
    return card.standing


def test_card_is_dragged_and_taken_back(board, card):
    page = board()
    page.locator("[data-card]").drag_to(column(page, "interviewing"))
    page.get_by_text("Moved Analyst at Acme to “Interviewing”").wait_for()
    expect(column(page, "interviewing").locator("[data-card]")).to_have_count(1)
    expect(column(page, "interviewing").locator("[data-count]")).to_have_text("1")
    expect(column(page, "applied").locator("[data-count]")).to_have_text("0")
    assert stands(card) == Stage.INTERVIEWING
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("Taken back.").wait_for()
    assert page.url.endswith(reverse("applications:board"))
    expect(column(page, "applied").locator("[data-card]")).to_have_count(1)
    assert stands(card) == Stage.APPLIED


def middle_of(locator):
    box = locator.bounding_box()
    return {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}


def test_card_is_dragged_by_a_finger_that_is_held(board, card):
    page = board(has_touch=True)
    fingers = page.context.new_cdp_session(page)

    def touch(kind, *points):
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    start = middle_of(page.get_by_text("Acme", exact=True))
    end = middle_of(column(page, "in_contact").locator("[data-cards]"))
    touch("touchStart", start)
    page.locator("[data-card].sortable-chosen").wait_for()
    for part in range(1, 11):
        point = {side: start[side] + (end[side] - start[side]) * part / 10 for side in start}
        touch("touchMove", point)
    touch("touchEnd")
    page.get_by_text("Moved Analyst at Acme to “In contact”").wait_for()
    assert stands(card) == Stage.IN_CONTACT


def test_finger_that_only_passes_scrolls(board, card):
    page = board(has_touch=True)
    page.get_by_text("Acme", exact=True).tap()
    expect(page.locator("[data-card].sortable-chosen")).to_have_count(0)
    assert stands(card) == Stage.APPLIED


def test_card_is_carried_by_keyboard(board, card):
    page = board()
    grip(page).focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    page.get_by_text("Moved Analyst at Acme to “Interviewing”").wait_for()
    assert page.evaluate("document.activeElement.matches('[data-grip]')")
    assert stands(card) == Stage.INTERVIEWING


def test_escape_puts_the_card_back(board, card):
    page = board()
    grip(page).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowRight")
    expect(column(page, "in_contact").locator("[data-card]")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(column(page, "applied").locator("[data-card]")).to_have_count(1)
    expect(page.locator("[data-announcer]")).to_have_text("Put back.")
    assert stands(card) == Stage.APPLIED


@pytest.mark.parametrize("leave", ["tab", "click"])
def test_card_that_is_left_in_the_air_is_put_back(leave, board, card):
    page = board()
    grip(page).focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    expect(column(page, "in_contact").locator("[data-card]")).to_have_count(1)
    if leave == "tab":
        page.keyboard.press("Tab")
    else:
        page.get_by_role("heading", name="Applications").click()
    column(page, "applied").locator("[data-card]").wait_for()
    expect(page.locator("[data-held]")).to_have_count(0)
    assert stands(card) == Stage.APPLIED


def test_counts_say_where_a_card_is_that_was_moved_meanwhile(board, card):
    page = board()
    Application.objects.filter(pk=card.pk).update(stage=Stage.OFFER)
    page.locator("[data-card]").drag_to(column(page, "interviewing"))
    column(page, "offer").locator("[data-card]").wait_for()
    counts = {
        place: column(page, place).locator("[data-count]").inner_text()
        for place in ("applied", "interviewing", "offer")
    }
    assert counts == {"applied": "0", "interviewing": "0", "offer": "1"}


def test_finger_at_the_edge_of_a_phone_brings_the_next_columns(board, card):
    page = board(has_touch=True, viewport={"width": 390, "height": 844})
    grip(page).scroll_into_view_if_needed()
    fingers = page.context.new_cdp_session(page)

    def touch(kind, *points):
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    start = middle_of(page.get_by_text("Acme", exact=True))
    scrolled = "document.querySelector('[data-board]').scrollLeft"
    before = page.evaluate(scrolled)
    touch("touchStart", start)
    page.locator("[data-card].sortable-chosen").wait_for()
    for x in range(int(start["x"]), 376, 12):
        touch("touchMove", {"x": x, "y": start["y"]})
    # A finger is never quite still.
    for step in range(200):
        touch("touchMove", {"x": 380 + step % 3, "y": start["y"]})
        page.wait_for_timeout(50)
        if page.evaluate(scrolled) >= before + 250:
            break
    else:
        pytest.fail("The next columns never came.")
    touch("touchEnd")


def test_enter_in_the_tag_field_tags(board, card):
    page = board()
    page.get_by_role("checkbox", name="Tick Analyst, Acme").check()
    page.get_by_label("Tag for the ticked").fill("trains")
    page.keyboard.press("Enter")
    page.locator(".board-card .tag", has_text="trains").wait_for()
    assert stands(card) == Stage.APPLIED


def test_all_that_is_shown_is_ticked_at_once(tab_of, live_server, mira, card):
    make_application(candidate=mira, employer_name="Brio")
    page = tab_of(mira.user)
    page.goto(live_server.url + reverse("applications:list"))
    every = page.get_by_role("checkbox", name="Tick all shown")
    every.check()
    expect(page.locator("[name=applications]:checked")).to_have_count(2)
    page.locator("[name=applications]").first.uncheck()
    assert every.evaluate("(box) => box.indeterminate && !box.checked")
    every.check()
    every.uncheck()
    expect(page.locator("[name=applications]:checked")).to_have_count(0)


@pytest.mark.parametrize(
    ("button", "expected"), [("Close it", Outcome.REJECTED), ("Not now", Stage.APPLIED)]
)
def test_closing_asks_how_it_ended(button, expected, board, card):
    page = board()
    page.locator("[data-card]").drag_to(page.locator('[data-group="theirs"]'))
    page.get_by_role("heading", name="How did it end?").wait_for()
    page.get_by_role("radio", name="Rejected").check()
    page.get_by_role("button", name=button).click()
    if expected is Outcome.REJECTED:
        page.get_by_text("Closed Analyst at Acme: rejected").wait_for()
        expect(page.locator("[data-card]")).to_have_count(0)
    else:
        expect(column(page, "applied").locator("[data-card]")).to_have_count(1)
    assert stands(card) == expected


def test_card_goes_back_where_the_server_is_not_reached(board, card):
    page = board()
    page.route("**/stage/", lambda route: route.abort())
    page.locator("[data-card]").drag_to(column(page, "offer"))
    page.get_by_text("It could not be moved").wait_for(state="attached")
    expect(column(page, "applied").locator("[data-card]")).to_have_count(1)


def test_tick_and_button_do_without_a_script(board, card):
    page = board(java_script_enabled=False)
    expect(grip(page)).not_to_be_visible()
    expect(page.get_by_role("button", name="Move", exact=True)).not_to_be_visible()
    page.get_by_role("checkbox", name="Tick Analyst, Acme").check()
    page.get_by_label("Move the ticked to").select_option("Offer")
    page.get_by_role("button", name="Move", exact=True).click()
    page.get_by_text("Moved Analyst at Acme to “Offer”").wait_for()
    assert stands(card) == Stage.OFFER


@pytest.mark.parametrize("scheme", some(["dark", "light"], 2))
def test_board_has_no_accessibility_violation(scheme, board):
    page = board(color_scheme=scheme, bypass_csp=True)
    page.get_by_role("checkbox", name="Tick Analyst, Acme").check()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
