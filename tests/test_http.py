import json

import pytest
from django.http import HttpResponse
from django.test import override_settings
from django.urls import path
from django_htmx.middleware import HtmxDetails

from jobtracker.http import (
    redirect,
    render_fragment,
    render_or_fragment,
    show_url,
    swap_into,
    trigger,
)

PAGE = "<main>{% partialdef row inline %}<p>{{ name }}</p>{% endpartialdef %}</main>"
HTMX = {"HX-Request": "true"}
PARTIAL = {**HTMX, "HX-Request-Type": "partial"}
FULL = {**HTMX, "HX-Request-Type": "full"}

urlpatterns = [path("elsewhere/<int:number>/", lambda request, number: None, name="elsewhere")]


@pytest.fixture
def page(settings):
    loaders = [("django.template.loaders.locmem.Loader", {"page.html": PAGE})]
    settings.TEMPLATES = [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {"loaders": loaders},
        }
    ]
    return "page.html"


def ask(rf, headers):
    request = rf.get("/", headers=headers)
    request.htmx = HtmxDetails(request)
    return request


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, "<main><p>Ada</p></main>"),
        (FULL, "<main><p>Ada</p></main>"),
        (HTMX, "<p>Ada</p>"),
        (PARTIAL, "<p>Ada</p>"),
    ],
)
def test_fragment_only_where_htmx_asks_for_a_part(rf, page, headers, expected):
    response = render_or_fragment(ask(rf, headers), page, "row", {"name": "Ada"}, status=422)
    assert response.content.decode() == expected
    assert response.status_code == 422


def test_answer_varies_with_the_headers_it_depends_on(rf, page):
    response = render_or_fragment(ask(rf, {}), page, "row", {"name": "Ada"})
    assert response.headers["Vary"] == "HX-Request, HX-Request-Type"


def test_fragment_alone_for_a_url_without_a_page(rf, page):
    assert render_fragment(ask(rf, {}), page, "row", {"name": "Ada"}).content == b"<p>Ada</p>"


@override_settings(ROOT_URLCONF=__name__)
def test_redirect_of_a_browser(rf):
    response = redirect(ask(rf, {}), "elsewhere", number=7)
    assert (response.status_code, response.headers["Location"]) == (302, "/elsewhere/7/")
    assert "HX-Redirect" not in response.headers


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize("headers", [PARTIAL, FULL])
def test_redirect_of_htmx_is_an_ordinary_answer(rf, headers):
    response = redirect(ask(rf, headers), "elsewhere", number=7)
    assert (response.status_code, response.headers["HX-Redirect"]) == (200, "/elsewhere/7/")
    assert "Location" not in response.headers


def test_trigger_adds_to_earlier_events():
    response = trigger(trigger(HttpResponse(), "decision:made"), "toast", {"text": "Kept"})
    assert json.loads(response.headers["HX-Trigger"]) == {
        "decision:made": {},
        "toast": {"text": "Kept"},
    }


def test_shown_url_is_a_new_entry_or_replaces_the_last():
    assert show_url(HttpResponse(), "/a/").headers["HX-Push-Url"] == "/a/"
    assert show_url(HttpResponse(), "/a/", replace=True).headers["HX-Replace-Url"] == "/a/"


def test_answer_swapped_into_another_element():
    assert swap_into(HttpResponse(), "#board").headers["HX-Retarget"] == "#board"
