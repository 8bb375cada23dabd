"""Every component in a real browser: accessible, within the content policy, and working."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.thorough import some

PATHS = ["/", "/?errors", "/decision/", "/account/sign-in/"]
WIDTHS = [390, 1280]


@pytest.fixture
def complaints(page):
    """What the browser says against the page: errors, and breaches of the content policy."""
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("width", some(WIDTHS, 2))
def test_page_is_clean_and_fits_its_window(gallery, page, complaints, path, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(gallery + path, wait_until="networkidle")
    assert complaints == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


class TestAccessibility:
    @pytest.fixture
    def browser_context_args(self, browser_context_args):
        """Axe is injected as a script, which our own policy would rightly refuse."""
        return {**browser_context_args, "bypass_csp": True}

    @pytest.mark.parametrize("path", PATHS)
    @pytest.mark.parametrize(("scheme", "width"), some([("dark", 390), ("light", 1280)], 2))
    def test_axe_finds_nothing(self, gallery, page, path, scheme, width):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(gallery + path)
        for disclosure in page.locator("details").all():
            disclosure.evaluate("node => node.open = true")
        results = Axe().run(page)
        assert results.violations_count == 0, results.generate_report()


def test_touch_targets_are_large_enough(gallery, browser):
    context = browser.new_context(
        has_touch=True, is_mobile=True, viewport={"width": 390, "height": 800}
    )
    page = context.new_page()
    page.goto(gallery + "/decision/")
    small = page.eval_on_selector_all(
        ".button, .choice, .nav-link, summary, .scale-step, .back",
        "nodes => nodes.filter(node => node.checkVisibility() && node.offsetHeight < 44)"
        ".map(node => node.textContent.trim())",
    )
    context.close()
    assert small == []


def test_choices_weigh_the_same(gallery, page):
    page.goto(gallery + "/decision/")
    page.evaluate(
        "Promise.all([document.fonts.ready, ...document.getAnimations().map(one => one.finished)])"
        ".then(() => null)"
    )
    looks = page.eval_on_selector_all(
        ".choice",
        "nodes => nodes.map(node => { const style = getComputedStyle(node);"
        "return [node.offsetWidth, node.offsetHeight, style.backgroundColor, style.color,"
        " style.borderColor, style.fontWeight].join() })",
    )
    assert len(looks) == 3
    assert len(set(looks)) == 1


def test_scale_is_set_by_keyboard(gallery, page):
    page.goto(gallery + "/decision/")
    page.get_by_role("radio").first.focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft"):
        page.keyboard.press(key)
    expect(page.get_by_role("radio", name="would very likely turn it down")).to_be_checked()


def test_errors_take_the_focus(gallery, page):
    page.goto(gallery + "/?errors")
    expect(page.locator(".error-summary")).to_be_focused()
    page.get_by_role("link", name="Which interview is it?").click()
    expect(page.get_by_role("radio", name="First interview")).to_be_focused()


def test_copy_puts_the_letter_on_the_clipboard(gallery, page, context):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(gallery)
    page.get_by_label("Message", exact=True).fill("Dear Ms Okafor")
    page.locator(".letter").get_by_role("button", name="Copy").click()
    expect(page.locator(".letter").get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "Dear Ms Okafor"


def test_refused_clipboard_selects_the_text_instead(gallery, page):
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject()")
    page.goto(gallery)
    page.get_by_label("Message", exact=True).fill("Dear Ms Okafor")
    page.locator(".letter").get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Press Ctrl+C to copy")).to_be_visible()
    assert page.evaluate("getSelection().toString()").startswith("Dear Ms Okafor")


@pytest.mark.parametrize(
    ("size", "hint", "is_sent"),
    [
        (2_000, "invitation.eml, 2 kB", True),
        (11_000_000, "more than 10 MB. Choose a smaller file", False),
    ],
)
def test_chosen_file_is_named_and_weighed(gallery, page, size, hint, is_sent):
    page.goto(gallery)
    file = {"name": "invitation.eml", "mimeType": "message/rfc822", "buffer": b"a" * size}
    field = page.get_by_label("The mail or calendar file")
    field.set_input_files(file)
    expect(page.locator("[data-drop-hint]")).to_contain_text(hint)
    assert field.evaluate("field => field.checkValidity()") is is_sent


class TestBrowserZone:
    @pytest.fixture
    def browser_context_args(self, browser_context_args):
        return {**browser_context_args, "timezone_id": "Europe/Stockholm"}

    def test_is_offered_where_none_is_chosen(self, gallery, page):
        page.goto(gallery)
        expect(page.get_by_label("Zone")).to_have_value("Europe/Stockholm")


@pytest.mark.parametrize("leave", ["Escape", "Tab", "click"])
def test_menu_closes_when_left(gallery, page, leave):
    page.goto(gallery + "/decision/")
    menu = page.locator(".menu")
    menu.locator("summary").click()
    expect(menu.get_by_role("button", name="Sign out")).to_be_visible()
    if leave == "click":
        page.locator("h1").click()
    else:
        for _ in range(3 if leave == "Tab" else 1):
            page.keyboard.press(leave)
    expect(menu).not_to_have_attribute("open", "")


class TestWithoutScript:
    @pytest.fixture
    def browser_context_args(self, browser_context_args):
        return {**browser_context_args, "java_script_enabled": False}

    def test_everything_can_be_reached(self, gallery, page):
        page.goto(gallery + "/decision/")
        page.locator(".menu summary").click()
        expect(page.get_by_role("button", name="Sign out")).to_be_visible()
        expect(page.get_by_role("button", name="Save")).to_be_visible()
        page.get_by_text("The original message").click()
        expect(page.get_by_text("we would like to meet you")).to_be_visible()
        page.get_by_role("radio", name="would likely take it").check()

    def test_buttons_that_need_a_script_are_absent(self, gallery, page):
        page.goto(gallery)
        expect(page.get_by_role("button", name="Copy")).to_have_count(0)


def test_htmx_sends_the_token_and_swaps_within_the_policy(gallery, page, complaints):
    page.goto(gallery + "/decision/")
    page.evaluate(
        """() => {
            const main = document.querySelector("main");
            const form = document.createElement("form");
            form.action = "/account/sign-in/";
            form.setAttribute("hx-post", "/account/sign-in/");
            form.setAttribute("hx-target", "#main");
            form.append(Object.assign(document.createElement("button"), {textContent: "Go"}));
            main.replaceChildren(form);
            htmx.process(main);
        }"""
    )
    with page.expect_request("**/account/sign-in/") as sent:
        page.get_by_role("button", name="Go").click()
    assert len(sent.value.headers["x-csrftoken"]) == 64
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert [text for text in complaints if "Content Security Policy" in text] == []
