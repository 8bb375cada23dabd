from urllib.parse import parse_qs, urlsplit

import pytest
from django.http import HttpResponse
from django.urls import reverse
from django.utils.cache import patch_vary_headers

from jobtracker.middleware import keep_no_copies

pytestmark = pytest.mark.django_db


def test_closed_page_sends_a_stranger_to_sign_in(client):
    response = client.get(reverse("home"))
    assert response.status_code == 302
    assert urlsplit(response.headers["Location"]).path == reverse("sign-in")


def test_closed_fragment_sends_htmx_to_sign_in_and_back_to_its_page(client):
    page = "http://testserver/somewhere/?page=2"
    headers = {"HX-Request": "true", "HX-Current-URL": page}
    response = client.get(reverse("home"), headers=headers)
    target = urlsplit(response.headers["HX-Redirect"])
    assert response.status_code == 200
    assert target.path == reverse("sign-in")
    assert parse_qs(target.query)["next"] == ["/somewhere/?page=2"]


def test_page_of_another_site_is_no_page_to_return_to(client):
    headers = {"HX-Request": "true", "HX-Current-URL": "https://evil.example/"}
    response = client.get(reverse("home"), headers=headers)
    assert parse_qs(urlsplit(response.headers["HX-Redirect"]).query)["next"] == ["/"]


def test_answer_made_for_one_person_is_stored_nowhere(rf):
    def view(request):
        response = HttpResponse()
        patch_vary_headers(response, ["Cookie"])
        return response

    assert keep_no_copies(view)(rf.get("/")).headers["Cache-Control"] == "no-store, private"


def test_answer_that_is_the_same_for_all_may_be_kept(rf):
    assert (
        "Cache-Control" not in keep_no_copies(lambda request: HttpResponse())(rf.get("/")).headers
    )


def test_cache_control_of_a_view_is_left_alone(rf):
    def view(request):
        return HttpResponse(headers={"Vary": "Cookie", "Cache-Control": "no-cache"})

    assert keep_no_copies(view)(rf.get("/")).headers["Cache-Control"] == "no-cache"
