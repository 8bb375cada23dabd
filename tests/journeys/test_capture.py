"""A posting on its way into the search, in a real browser: the field, a bookmark, an extension."""

import io
import json
import shutil
import zipfile
from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from applications.from_browser import extension
from applications.models import Application
from tests.applications.capture.pages import JOB, in_script
from tests.applications.web import answer, internet
from tests.conftest import BROWSER_FLAGS, CHROMIUM
from tests.factories import make_application
from tests.test_content_policy import messages_of

TRAP = {**JOB, "title": "<img src=x onerror='window.caught=1'>Voyage Planner"}
PAGES = {
    "/1": answer(in_script(JOB).encode()),
    "/isolated": answer(in_script(JOB).encode(), Cross_Origin_Opener_Policy="same-origin"),
    "/strict": answer(
        in_script(JOB).encode(), Content_Security_Policy="default-src 'none'; form-action 'none'"
    ),
    "/trap": answer(in_script(json.dumps(TRAP).replace("<", "\\u003c")).encode()),
}


@pytest.fixture
def site():
    """Another site, with postings."""
    with internet(lambda path: PAGES.get(path, answer(status="404 Not Found"))) as net:
        host, port = net.site.server_address
        yield f"http://{host}:{port}"


def add(page):
    page.get_by_role("button", name="Add it").click()
    page.wait_for_url("**/applications/*/")


def test_few_words_become_an_application_by_keyboard(signed_in, live_server, mira):
    page = signed_in
    known = make_application(candidate=mira, employer_name="Acme", job_title="Data Analyst")
    page.goto(live_server.url + reverse("applications:new"))
    page.keyboard.type("Data analyst at Acme, Berlin, EUR 55–60k")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("Please check what we read").wait_for()
    expect(page.get_by_text("Our guess. Please check it.")).to_have_count(6)
    assert page.locator("#alike").get_by_role("link").get_attribute("href") == (
        known.get_absolute_url()
    )
    expect(page.get_by_label("Place")).to_have_value("Berlin")
    add(page)
    assert Application.objects.latest("pk").pay_to == 60_000


def test_few_words_become_an_application_without_script(page_without_script, live_server):
    page = page_without_script
    page.goto(live_server.url + reverse("applications:new"))
    page.get_by_label("Paste a link").fill(in_script(JOB))
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_label("Employer")).to_have_value("Harbour & Vale")
    add(page)
    assert Application.objects.latest("pk").posting.text.startswith("You plan the voyages.")


def test_likeness_is_shown_while_one_types(signed_in, live_server, mira):
    page = signed_in
    page.goto(live_server.url + reverse("applications:new"))
    page.get_by_label("Employer").fill("Harbour and Vale")
    page.get_by_label("Job title").fill("Data analyst")
    page.get_by_label("Job title").press("Tab")
    page.get_by_text("You may have this one already").wait_for()
    expect(page.get_by_label("Job title")).to_have_value("Data analyst")


def bookmark_on(page, live_server):
    """What stands in the bookmarks bar."""
    page.goto(live_server.url + reverse("applications:browser"))
    href = page.get_by_role("link", name="Add to Jobtracker").get_attribute("href")
    return unquote(href.removeprefix("javascript:"))


def captured(page, code):
    """The tab that the bookmark opens."""
    with page.context.expect_page() as opened:
        page.evaluate(code)
    return opened.value


@pytest.mark.parametrize("path", ["/1", "/strict"])
def test_bookmark_brings_the_page_that_is_looked_at(tab_of, live_server, mira, site, path):
    page = tab_of(mira.user)
    code = bookmark_on(page, live_server)
    page.goto(site + path)
    there = captured(page, code)
    there.get_by_text("Please check what we read").wait_for()
    expect(there.get_by_label("Employer")).to_have_value("Harbour & Vale")
    expect(there.get_by_label("Link to the posting")).to_have_value(site + path)
    assert Application.objects.count() == 1
    assert there.evaluate("window.opener") is None
    add(there)
    assert Application.objects.latest("pk").posting_url == site + path


def test_page_that_lets_go_of_its_tabs_leaves_its_link(tab_of, live_server, mira, site):
    page = tab_of(mira.user)
    code = bookmark_on(page, live_server)
    page.goto(f"{site}/isolated")
    there = captured(page, code)
    field = there.get_by_label("Paste a link")
    field.wait_for()
    expect(field).to_have_value(f"{site}/isolated")
    assert there.url == live_server.url + reverse("applications:from-browser")


def test_markup_of_the_page_does_nothing_on_ours(tab_of, live_server, mira, site):
    page = tab_of(mira.user)
    code = bookmark_on(page, live_server)
    page.goto(f"{site}/trap")
    there = captured(page, code)
    lines = messages_of(there)
    there.get_by_text("Please check what we read").wait_for()
    expect(there.get_by_label("Job title")).to_have_value("Voyage Planner")
    assert there.evaluate("window.caught") is None
    assert lines == []


@pytest.mark.parametrize(
    "message",
    [
        "'jobtracker:page'",
        "null",
        "{kind: 'jobtracker:page', url: 'https://bank.example/', html: '<h1>Cook</h1>'}",
        "{kind: 'jobtracker:page', url: 'not an address', html: '<h1>Cook</h1>'}",
        "{kind: 'jobtracker:page', url: location.href, html: {}}",
        "{kind: 'other', url: location.href, html: '<h1>Cook</h1>'}",
    ],
)
def test_page_speaks_for_itself_alone(tab_of, live_server, mira, site, message):
    page = tab_of(mira.user)
    page.goto(f"{site}/1")
    there = live_server.url + reverse("applications:from-browser")
    opening = f"() => {{ window.theirs = window.open({there!r}); }}"
    with page.context.expect_page() as opened:
        page.evaluate(opening)
    opened.value.wait_for_load_state()
    page.evaluate(f"() => window.theirs.postMessage({message}, '*')")
    # Messages come in the order they are sent: this last one is taken.
    page.evaluate(
        "() => window.theirs.postMessage("
        "{kind: 'jobtracker:page', url: location.href, html: '<h1>Baker</h1>'}, '*')"
    )
    opened.value.get_by_label("Job title").wait_for()
    expect(opened.value.get_by_label("Job title")).to_have_value("Baker")


def test_page_that_nobody_opened_listens_to_no_frame_or_stranger(tab_of, live_server, mira, site):
    page = tab_of(mira.user)
    page.goto(f"{site}/1")
    framed = live_server.url + reverse("applications:from-browser")
    page.evaluate(
        "(url) => new Promise((done) => { const it = document.createElement('iframe');"
        " it.src = url; it.onload = done; document.body.append(it); })",
        framed,
    )
    expect(page.frames[-1].locator("form")).to_have_count(0)


@pytest.fixture
def with_extension(tmp_path, live_server, mira, playwright, site):
    """A browser that has the extension as it is downloaded, and may read the other site too.

    The person's click on its button gives it that right; no test can click there.
    """
    if CHROMIUM is None:
        pytest.skip("No chromium on the path: install it to run the browser tests.")
    zipfile.ZipFile(io.BytesIO(extension(live_server.url))).extractall(tmp_path)
    folder = tmp_path / "jobtracker-extension"
    manifest = json.loads((folder / "manifest.json").read_text())
    assert manifest["host_permissions"] == [f"{live_server.url}/*"]
    manifest["host_permissions"].append(f"{site}/*")
    (folder / "manifest.json").write_text(json.dumps(manifest))
    context = playwright.chromium.launch_persistent_context(
        tmp_path / "profile",
        executable_path=CHROMIUM,
        headless=False,
        args=[
            *BROWSER_FLAGS,
            "--headless=new",
            f"--disable-extensions-except={folder}",
            f"--load-extension={folder}",
        ],
    )
    yield context
    context.close()
    shutil.rmtree(tmp_path / "profile", ignore_errors=True)


def click_extension(context, page):
    """As its button does, on the tab that is in front."""
    worker = next(iter(context.service_workers), None) or context.wait_for_event("serviceworker")
    with context.expect_page() as opened:
        worker.evaluate(
            "async (url) => { const [tab] = await chrome.tabs.query({ url });"
            " chrome.action.onClicked.dispatch(tab); }",
            page.url,
        )
    return opened.value


def remember(context, live_server, user):
    client = Client()
    client.force_login(user)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "sameSite": "Lax"}
    context.add_cookies([{**cookie, "url": live_server.url}])


@pytest.mark.browser
def test_extension_brings_the_page_that_is_looked_at(with_extension, live_server, mira, site):
    remember(with_extension, live_server, mira.user)
    page = with_extension.new_page()
    page.goto(f"{site}/strict")
    there = click_extension(with_extension, page)
    there.get_by_text("Please check what we read").wait_for()
    expect(there.get_by_label("Employer")).to_have_value("Harbour & Vale")
    expect(there.get_by_label("Link to the posting")).to_have_value(f"{site}/strict")
    assert Application.objects.count() == 1
    add(there)
    assert Application.objects.latest("pk").job_title == "Voyage Planner"


@pytest.mark.browser
def test_extension_waits_for_the_sign_in(with_extension, live_server, mira, site):
    page = with_extension.new_page()
    page.goto(f"{site}/1")
    there = click_extension(with_extension, page)
    there.get_by_label("Password").wait_for()
    remember(with_extension, live_server, mira.user)
    there.goto(live_server.url + reverse("applications:from-browser"))
    there.get_by_text("Please check what we read").wait_for()
    expect(there.get_by_label("Employer")).to_have_value("Harbour & Vale")
