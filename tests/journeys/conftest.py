"""Signed-in people in a real browser."""

import pytest
from django.test import Client

from tests.factories import make_application, make_candidate, make_user

PASSWORD = "a long enough phrase"

LETTER = """From: Ada Okafor <ada@harbourvale.example>
To: mira@example.org
Subject: Interview for the Data Analyst position
Date: Tue, 30 Jun 2026 09:12:00 +0200
Message-ID: <one@harbourvale.example>
Content-Type: text/plain; charset=utf-8

Dear Mira,

we would like to invite you to an interview for the Data Analyst position at Harbour & Vale.

Date: Thursday, 9 July 2036
Time: 14:00 - 15:00 CEST
Video call: https://meet.google.com/abc-defg-hij

Please reply by 3 July 2036.

Best regards,
Ada Okafor
"""


@pytest.fixture
def mira(transactional_db):
    user = make_user(
        email="mira@example.org",
        name="Mira Sandberg",
        password=PASSWORD,
        time_zone="Europe/Stockholm",
    )
    candidate = make_candidate(
        user=user, name="Mira Sandberg", email="mira@example.org", time_zone="Europe/Stockholm"
    )
    make_application(candidate=candidate, employer_name="Harbour & Vale", job_title="Data Analyst")
    return candidate


def sign_in(page, live_server, email="mira@example.org"):
    page.goto(live_server.url + "/account/sign-in/")
    page.get_by_label("mail").first.fill(email)
    page.get_by_label("Password").first.fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(live_server.url + "/")


@pytest.fixture
def signed_in(page, live_server, mira):
    sign_in(page, live_server)
    return page


@pytest.fixture
def page_without_script(browser, live_server, mira):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, live_server)
    yield page
    context.close()


@pytest.fixture
def tab_of(browser, live_server):
    """A browser of their own, in which the person is signed in."""
    contexts = []

    def tab_of(user, **options):
        client = Client()
        client.force_login(user)
        contexts.append(browser.new_context(**options))
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
        contexts[-1].add_cookies([{**cookie, "url": live_server.url}])
        return contexts[-1].new_page()

    yield tab_of
    for context in contexts:
        context.close()
