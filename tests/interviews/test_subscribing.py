"""A calendar of one's own: added, read by the worker, ended; only when one is busy is kept."""

from datetime import timedelta
from itertools import repeat

import pytest
from django.urls import reverse
from django.utils import timezone

from applications.fetching import NotFetched, Page, Why
from interviews import subscribing
from interviews.models import BusyTime, Subscription
from interviews.models.subscription import LEASE, MOST, Trouble
from tests.factories import make_candidate
from tests.interviews.busy.calendars import calendar

pytestmark = pytest.mark.django_db
ADDRESS = "https://calendar.example/private-canary/basic.ics"


@pytest.fixture(autouse=True)
def links(settings):
    settings.FETCH_LINKS = True


@pytest.fixture
def web(monkeypatch):
    """What is fetched: an answer, or why there is none; and what was asked for."""
    asked, answers = [], {}

    def fetch(url, wanted):
        asked.append(url)
        answer = answers.get(url, Why.NO_ANSWER)
        if isinstance(answer, Why):
            raise NotFetched(answer)
        return Page(answer, "utf-8")

    monkeypatch.setattr(subscribing, "fetch", fetch)
    answers["asked"] = asked
    return answers


@pytest.fixture
def mira(client):
    candidate = make_candidate()
    client.force_login(candidate.user)
    return candidate


def add(client, address=ADDRESS, name="My calendar"):
    typed = {"own-address": address, "own-name": name}
    return client.post(reverse("interviews:subscriptions"), typed, follow=True)


def busy_at(moment, **more):
    lines = f"DTSTART:{moment:%Y%m%dT%H%M%SZ}\nDURATION:PT1H"
    return calendar("\n".join([lines, *(f"{name}:{value}" for name, value in more.items())]))


def words(answer):
    return answer.content.decode()


def test_calendar_is_read_at_once_and_then_every_hour(client, mira, web):
    now = timezone.now()
    web[ADDRESS] = busy_at(now + timedelta(days=3))
    add(client)
    assert subscribing.read_next(timezone.now()) is True
    assert subscribing.read_next(timezone.now()) is False
    assert "1 busy time ahead" in words(client.get(reverse("interviews:feeds")))
    web[ADDRESS] = calendar()
    assert subscribing.read_next(now + timedelta(hours=1, minutes=1)) is True
    assert not BusyTime.objects.exists()


def test_address_is_sealed_and_shown_nowhere(client, mira, web):
    page = add(client)
    found = Subscription.objects.get()
    assert found.address == ADDRESS
    assert "canary" not in found.sealed_address
    assert "private-canary" not in words(page)


def test_name_that_programs_use_is_taken(client, mira):
    add(client, "webcal://calendar.example/private-canary/basic.ics")
    assert Subscription.objects.get().address == ADDRESS


@pytest.mark.parametrize(
    "address", ["", "calendar", "ftp://calendar.example/", "file:///etc/passwd", "https://u:p@x/"]
)
def test_what_is_no_address_is_said_beside_it(client, mira, address):
    page = add(client, address)
    assert page.status_code == 422
    assert not Subscription.objects.exists()


def test_so_many_and_no_more(client, mira):
    for number in range(MOST):
        add(client, f"https://calendar.example/{number}.ics")
    page = add(client)
    assert page.status_code == 422
    assert "We read 3 calendars at most" in words(page)
    assert Subscription.objects.count() == MOST


def test_site_that_opens_no_links_says_so_and_asks_nobody(client, mira, web, settings):
    settings.FETCH_LINKS = False
    assert "opens no links" in words(client.get(reverse("interviews:feeds")))
    Subscription.objects.start(mira, name="Mine", address=ADDRESS, at=timezone.now())
    assert subscribing.read_next(timezone.now()) is False
    assert web["asked"] == []


@pytest.mark.parametrize(
    ("answer", "trouble"),
    [
        (Why.NO_ANSWER, Trouble.UNREACHABLE),
        (Why.REFUSED, Trouble.REFUSED),
        (Why.NOT_PUBLIC, Trouble.NOT_PUBLIC),
        (Why.TOO_LARGE, Trouble.TOO_LARGE),
        (b"<html>Sign in</html>", Trouble.NO_CALENDAR),
    ],
)
def test_trouble_is_told_and_what_was_known_still_holds(client, mira, web, answer, trouble):
    now = timezone.now()
    web[ADDRESS] = busy_at(now + timedelta(days=3))
    add(client)
    subscribing.read_next(timezone.now())
    web[ADDRESS] = answer
    subscribing.read_next(now + timedelta(hours=2))
    found = Subscription.objects.get()
    assert (found.trouble, found.failures) == (trouble, 1)
    assert found.get_trouble_display() in words(client.get(reverse("interviews:feeds")))
    assert BusyTime.objects.count() == 1


def test_server_that_is_down_is_left_alone_longer_each_time(client, mira, web):
    add(client)
    at, pauses = timezone.now(), []
    for _ in repeat(None, 7):
        subscribing.read_next(at)
        due = Subscription.objects.get().due_at
        pauses.append((due - at) / timedelta(hours=1))
        at = due
    assert pauses == [1, 2, 4, 8, 16, 24, 24]


def test_one_of_two_workers_reads_it(mira, web):
    found = Subscription.objects.start(mira, name="Mine", address=ADDRESS, at=timezone.now())
    other = Subscription.objects.get()
    now = timezone.now()
    assert [found.lease(at=now), other.lease(at=now)] == [True, False]
    assert not Subscription.objects.due(now).exists()
    assert Subscription.objects.due(now + LEASE).exists()


def test_calendar_that_was_ended_while_it_was_read_leaves_nothing(mira, web):
    found = Subscription.objects.start(mira, name="Mine", address=ADDRESS, at=timezone.now())
    Subscription.objects.all().delete()
    web[ADDRESS] = busy_at(timezone.now() + timedelta(days=3))
    subscribing.read(found, timezone.now())
    assert not BusyTime.objects.exists()


def test_ended_it_is_forgotten_with_all_that_was_read(client, mira, web):
    web[ADDRESS] = busy_at(timezone.now() + timedelta(days=3))
    add(client)
    subscribing.read_next(timezone.now())
    pk = Subscription.objects.get().pk
    client.post(reverse("interviews:subscription-removal", args=[pk]))
    assert not Subscription.objects.exists()
    assert not BusyTime.objects.exists()


def test_key_that_is_gone_is_told_of_and_nothing_fails(client, mira, web, settings):
    add(client)
    settings.SECRET_KEY = "another" * 10
    subscribing.read_next(timezone.now())
    assert Subscription.objects.get().trouble == Trouble.UNREADABLE
