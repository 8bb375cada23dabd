"""Pages are compressed for whoever takes it, unless their size could tell what is in them."""

import gzip

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory
from django.urls import reverse

from jobtracker.compression import MOST_PADDING, compress_pages
from tests.factories import make_application, make_candidate

PAGE = "<p>Ä long page</p>" * 100
ASKED = {"Accept-Encoding": "gzip, deflate, br"}


def answer(response=None, *, path="/", headers=ASKED, method="get"):
    request = getattr(RequestFactory(), method)(path, headers=headers)
    return compress_pages(lambda _request: response or HttpResponse(PAGE))(request)


def test_page_travels_compressed_and_says_so():
    found = answer()
    assert found["Content-Encoding"] == "gzip"
    assert found["Vary"] == "Accept-Encoding"
    assert int(found["Content-Length"]) == len(found.content) < len(PAGE) / 4
    assert gzip.decompress(found.content).decode() == PAGE


def test_length_is_another_each_time():
    lengths = {len(answer().content) for _ in range(50)}
    assert 5 < len(lengths) <= MOST_PADDING + 1


@pytest.mark.parametrize(
    "options",
    [
        {"path": "/?q=guess"},
        {"method": "post"},
        {"headers": {}},
        {"headers": {"Accept-Encoding": "br"}},
        {"headers": {"Accept-Encoding": "gzip;q=0, br"}},
        {"response": HttpResponse("short")},
        {"response": HttpResponse(PAGE, status=404)},
        {"response": HttpResponse(PAGE, content_type="text/csv")},
        {"response": HttpResponse(PAGE, headers={"Content-Encoding": "br"})},
        {"response": StreamingHttpResponse([PAGE.encode()])},
    ],
)
def test_what_repeats_the_request_or_is_no_page_is_left_as_it_is(options):
    assert answer(**options).get("Content-Encoding", "") in ("", "br")


@pytest.mark.django_db
def test_list_is_compressed_and_its_search_is_not(client):
    candidate = make_candidate()
    make_application(candidate=candidate)
    client.force_login(candidate.user)
    address = reverse("applications:list")
    assert client.get(address, headers=ASKED)["Content-Encoding"] == "gzip"
    assert not client.get(address, {"q": "a"}, headers=ASKED).has_header("Content-Encoding")
