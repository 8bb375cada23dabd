from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from jobtracker.middleware import keep_no_copies, own_time_zone
from jobtracker.people.models import User
from tests.factories import make_application, make_candidate, make_interview, make_user

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


@pytest.fixture
def clock(rf):
    """The name of the clock that a view is called under, by the time zone of its user."""

    def clock(user):
        request = rf.get("/")
        request.user = user
        middleware = own_time_zone(
            lambda request: HttpResponse(timezone.get_current_timezone_name())
        )
        return middleware(request).content.decode()

    return clock


def test_times_are_on_the_clock_of_whoever_is_signed_in(clock):
    assert clock(make_user(time_zone="Australia/Sydney")) == "Australia/Sydney"
    assert clock(make_user(time_zone="Europe/Stockholm")) == "Europe/Stockholm"


def test_stranger_sees_times_in_utc(clock):
    assert clock(AnonymousUser()) == "UTC"


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../etc/passwd", "x" * 300])
def test_zone_that_is_known_no_more_keeps_nobody_out(clock, zone):
    assert clock(User(time_zone=zone)) == "UTC"


def test_next_request_starts_on_the_same_clock_as_before(clock):
    before = timezone.get_current_timezone_name()
    clock(make_user(time_zone="Australia/Sydney"))
    assert timezone.get_current_timezone_name() == before


def test_clock_is_put_back_when_a_page_breaks(rf):
    before = timezone.get_current_timezone_name()
    request = rf.get("/")
    request.user = User(time_zone="Australia/Sydney")

    def view(request):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        own_time_zone(view)(request)
    assert timezone.get_current_timezone_name() == before


def test_page_of_a_signed_in_person_is_on_their_clock(client):
    candidate = make_candidate(user=make_user(time_zone="Australia/Sydney"))
    application = make_application(candidate=candidate)
    make_interview(application=application, starts_at=datetime(2036, 7, 9, 12, tzinfo=UTC))
    client.force_login(candidate.user)
    assert "22:00 your time" in client.get(reverse("home")).content.decode()
