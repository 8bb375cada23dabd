"""The content policy, as a real browser enforces it on the first page a stranger sees."""

from django.urls import reverse
from playwright.sync_api import expect


def messages_of(page):
    """What the browser's console says from now on; a violation of the policy is among it."""
    lines = []
    page.on("console", lambda message: lines.append(message.text))
    page.on("pageerror", lambda error: lines.append(str(error)))
    return lines


def test_sign_in_page_breaks_no_rule(live_server, page):
    lines = messages_of(page)
    page.goto(live_server.url + reverse("account_login"), wait_until="networkidle")
    assert page.locator("input[type=password]").count() == 1
    assert lines == []


def test_browser_refuses_what_a_letter_might_smuggle_in(live_server, page):
    lines = messages_of(page)
    page.goto(live_server.url + reverse("account_login"))
    page.evaluate("""() => {
        const script = document.createElement("script");
        script.textContent = "window.smuggled = true";
        document.body.append(script);
        const image = document.createElement("img");
        image.src = "https://tracker.example/pixel.gif";
        document.body.append(image);
    }""")
    assert page.evaluate("window.smuggled") is None
    expect(page.locator("img[src*=tracker]")).to_have_js_property("complete", True)
    assert len([line for line in lines if "Content Security Policy" in line]) == 2
