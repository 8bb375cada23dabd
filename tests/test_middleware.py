from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers

from jobtracker.middleware import keep_no_copies, own_clock_and_language
from jobtracker.people.models import User
from tests.factories import make_application, make_candidate, make_interview, make_user

pytestmark = pytest.mark.django_db


def test_closed_page_sends_a_stranger_to_sign_in(client):
    response = client.get(reverse("home"))
    assert response.status_code == 302
    assert urlsplit(response.headers["Location"]).path == reverse("account_login")


def test_closed_fragment_sends_htmx_to_sign_in_and_back_to_its_page(client):
    page = "http://testserver/somewhere/?page=2"
    headers = {"HX-Request": "true", "HX-Current-URL": page}
    response = client.get(reverse("home"), headers=headers)
    target = urlsplit(response.headers["HX-Redirect"])
    assert response.status_code == 200
    assert target.path == reverse("account_login")
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


def test_end_of_a_session_clears_what_pages_left_in_the_browser(client):
    client.force_login(make_user())
    assert "Clear-Site-Data" not in client.get(reverse("home")).headers
    signed_out = client.post(reverse("account_logout"))
    # Its cookies stay: one holds the notice of the next page.
    assert signed_out.headers["Clear-Site-Data"] == '"cache", "storage"'
    client.cookies.pop("sessionid")
    assert "Clear-Site-Data" not in client.get(reverse("account_login")).headers


@pytest.fixture
def clock(rf):
    """The name of the clock that a view is called under, by the time zone of its user."""

    def clock(user):
        request = rf.get("/")
        request.user = user
        middleware = own_clock_and_language(
            lambda request: HttpResponse(timezone.get_current_timezone_name())
        )
        return middleware(request).content.decode()

    return clock


def test_times_are_on_the_clock_of_whoever_is_signed_in(clock):
    assert clock(make_user(time_zone="Australia/Sydney")) == "Australia/Sydney"
    assert clock(make_user(time_zone="Europe/Stockholm")) == "Europe/Stockholm"


@pytest.fixture
def language(rf):
    """The language that a view is called in, by its user."""

    def language(user):
        request = rf.get("/")
        request.user = user
        middleware = own_clock_and_language(
            lambda request: HttpResponse(translation.get_language())
        )
        return middleware(request).content.decode()

    return language


@pytest.mark.parametrize(
    ("stored", "used"), [("en", "en"), ("en-us", "en-us"), ("xx", "en"), ("", "en")]
)
def test_page_is_in_ones_own_language_if_we_write_it(language, stored, used):
    before = translation.get_language()
    assert language(User(language=stored)) == used
    assert translation.get_language() == before


def test_stranger_is_addressed_in_the_language_of_the_site(language):
    assert language(AnonymousUser()) == "en"


def test_american_sees_american_times_on_a_page_that_says_so(client):
    user = make_user(time_zone="Australia/Sydney", language="en-us")
    application = make_application(candidate=make_candidate(user=user))
    make_interview(application=application, starts_at=datetime(2036, 7, 9, 12, tzinfo=UTC))
    client.force_login(user)
    text = client.get(reverse("home")).content.decode()
    assert '<html lang="en-us">' in text
    assert "Wed, July 9, 2036, 2:00 PM (Stockholm)" in text
    assert "10:00 PM your time" in text


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
        own_clock_and_language(view)(request)
    assert timezone.get_current_timezone_name() == before


def test_page_of_a_signed_in_person_is_on_their_clock(client):
    candidate = make_candidate(user=make_user(time_zone="Australia/Sydney"))
    application = make_application(candidate=candidate)
    make_interview(application=application, starts_at=datetime(2036, 7, 9, 12, tzinfo=UTC))
    client.force_login(candidate.user)
    assert "22:00 your time" in client.get(reverse("home")).content.decode()


@pytest.mark.parametrize(
    ("name", "args", "above"),
    [
        ("applications:moves", [], "applications:list"),
        ("applications:stage", [7], "applications:application"),
    ],
)
def test_address_that_only_takes_changes_leads_back_to_its_page(name, args, above, client):
    client.force_login(make_candidate(user=make_user()).user)
    response = client.get(reverse(name, args=args))
    assert response.status_code == 405
    assert response.headers["Allow"] == "POST"
    assert f'href="{reverse(above, args=args)}"' in response.text


def test_other_methods_are_told_in_the_head_alone(client):
    client.force_login(make_candidate(user=make_user()).user)
    response = client.put(reverse("applications:list"))
    assert (response.status_code, response.content) == (405, b"")
