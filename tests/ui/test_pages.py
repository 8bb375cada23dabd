"""The base page and the error pages, as Django itself renders them."""

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.views import defaults
from selectolax.lexbor import LexborHTMLParser

from tests.ui.gallery import Reader


class Candidate(Reader):
    is_coordinator = False


class Coordinator(Reader):
    is_candidate = False


class Nobody:
    is_authenticated = False


@pytest.fixture
def draw_base(settings):
    settings.ROOT_URLCONF = "tests.ui.gallery"
    request = RequestFactory().get("/")
    return lambda user: LexborHTMLParser(
        render_to_string("base.html", {"user": user, "messages": []}, request)
    )


def places(html):
    return [node.text().strip() for node in html.css(".nav-link")]


@pytest.mark.parametrize(
    ("user", "names"),
    [
        (
            Reader(),
            [
                "Home",
                "Applications",
                "Practice",
                "Inbox",
                "Desk",
                "Caseload",
                "Members",
            ],
        ),
        (Candidate(), ["Home", "Applications", "Practice", "Inbox"]),
        (Coordinator(), ["Desk", "Caseload", "Members"]),
        (Nobody(), []),
    ],
)
def test_navigation_offers_what_the_reader_may_open(draw_base, user, names):
    assert places(draw_base(user)) == names


def test_signing_out_is_a_post_with_its_token(draw_base):
    form = draw_base(Reader()).css_first(".menu form")
    assert form.attributes["method"] == "post"
    assert form.css_first("input[name=csrfmiddlewaretoken]").attributes["value"]


def test_htmx_gets_the_token_and_adds_no_style(draw_base):
    html = draw_base(Reader())
    assert "X-CSRFToken" in html.body.attributes["hx-headers:inherited"]
    config = html.css_first("meta[name=htmx-config]").attributes["content"]
    assert '"includeIndicatorCSS": false' in config


def test_skip_link_comes_first_and_leads_to_the_content(draw_base):
    html = draw_base(Reader())
    assert html.css_first("a").attributes["href"] == "#main"
    assert html.css_first("main#main") is not None


@pytest.mark.parametrize(
    ("view", "status", "title"),
    [
        (lambda request: defaults.bad_request(request, Exception()), 400, "could not read"),
        (lambda request: defaults.permission_denied(request, Exception()), 403, "somebody else"),
        (lambda request: defaults.page_not_found(request, Exception()), 404, "nothing here"),
        (defaults.server_error, 500, "went wrong"),
    ],
)
def test_error_page_stands_alone(view, status, title):
    response = view(RequestFactory().get("/"))
    assert response.status_code == status
    assert title in LexborHTMLParser(response.content).css_first("h1").text()


def test_change_that_one_may_not_make_says_so():
    response = defaults.permission_denied(RequestFactory().post("/"), Exception())
    assert "not yours to change" in response.text


def test_csrf_failure_page_says_nothing_was_changed():
    assert "nothing was changed" in render_to_string("403_csrf.html")
