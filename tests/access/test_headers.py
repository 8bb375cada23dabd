"""What a request says of itself, in headers, opens nothing: neither htmx's nor a browser's."""

import pytest
from django.urls import reverse

from tests.access.forms import yes_to_a_firm
from tests.access.policies import POLICIES, WITH_POST, address_of
from tests.access.policy import PARTS
from tests.thorough import some

pytestmark = pytest.mark.walk

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}
# What somebody may forge who hopes to be taken for a fragment of another page.
FORGED = {
    **HTMX,
    "HX-Current-URL": "http://testserver/applications/",
    "HX-Target": "main",
    "HX-Boosted": "true",
    "HX-History-Restore-Request": "true",
    "Sec-Fetch-Site": "same-origin",
    "Sec-Fetch-Dest": "empty",
    "X-Requested-With": "XMLHttpRequest",
}
FROM_ELSEWHERE = [
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site", **HTMX},
    {"Origin": "https://testserver.evil.example"},
]
CLOSED = [name for name in POLICIES if not POLICIES[name].is_public]
# What a page asks by itself leads nowhere: see tests/applications/test_capture_pages.py.
IN_BACKGROUND = {"applications:duplicates"} | {
    name for name in POLICIES if name.endswith("letter-state")
}
# A mail program that holds the secret sends it without a page: https://www.rfc-editor.org/rfc/rfc8058
# and a mail provider has one, too.
BY_ITSELF = {"people:way-out", "interviews:mail-webhook", "interviews:client-feedback"}
# One of each kind of right.
WHO = ("mira", "narrowed", "nobody")


@pytest.mark.parametrize("name", some(CLOSED, 4))
def test_anonymous_is_led_to_the_sign_in_page_and_back(name, cast, client):
    address, sign_in = address_of(name, cast.rows), reverse("account_login")
    for ask in (client.get, client.post):
        assert ask(address).url == f"{sign_in}?next={address}"
        if name not in IN_BACKGROUND:
            assert ask(address, headers=HTMX).headers["HX-Redirect"].startswith(sign_in)


@pytest.mark.parametrize("name", some(POLICIES, 5))
def test_headers_of_a_fragment_open_nothing(name, cast, visit):
    policy, address = POLICIES[name], address_of(name, cast.rows)
    if name == "people:acceptance":
        yes_to_a_firm(cast)
    for part in WHO:
        for method in ("get", "post"):
            may = policy.expects(part, method)
            for headers in (HTMX, FORGED):
                answer = visit(part, method, address, headers=headers)
                # htmx is told where to go in a header of an ordinary answer.
                may |= {200} if 302 in may else set()
                # The pages of accounts speak JSON to a script, and refuse a form in their own way.
                may |= {400} if 422 in may else set()
                assert answer.status_code in may, (part, method)


@pytest.mark.parametrize("name", [name for name in WITH_POST if name not in BY_ITSELF])
def test_post_without_a_token_is_refused(name, cast, as_person):
    for part in ("anonymous", "mira", "coordinator"):
        client = as_person(part)
        client.handler.enforce_csrf_checks = True
        answer = client.post(address_of(name, cast.rows))
        assert answer.status_code == 403
        assert answer.templates[0].name == "403_csrf.html"


@pytest.mark.parametrize("part", [part for part in PARTS if part != "anonymous"])
def test_post_from_another_site_is_refused_even_with_the_token(part, as_person):
    client = as_person(part)
    client.handler.enforce_csrf_checks = True
    client.get(reverse("people:profile"))
    token = {"csrfmiddlewaretoken": client.cookies["csrftoken"].value}
    for headers in FROM_ELSEWHERE:
        answer = client.post(reverse("account_logout"), token, headers=headers)
        assert answer.status_code == 403, headers
    assert client.post(reverse("account_logout"), token).status_code == 302


def test_token_of_somebody_else_is_refused(as_person):
    theirs, client = as_person("jonas"), as_person("mira")
    for each in (theirs, client):
        each.get(reverse("people:profile"))
    client.handler.enforce_csrf_checks = True
    token = {"csrfmiddlewaretoken": theirs.cookies["csrftoken"].value}
    assert client.post(reverse("account_logout"), token).status_code == 403
