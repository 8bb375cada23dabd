"""A private address at which a calendar program reads the interviews."""

from datetime import timedelta

import icalendar
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from interviews.feeds import KEPT_FOR
from interviews.models import Feed, Interview
from interviews.models.feed import MOST
from tests.factories import make_application, make_candidate, make_interview
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

FEEDS = reverse("interviews:feeds")
A_DAY = timedelta(days=1)


@pytest.fixture
def mira(client):
    candidate = make_candidate()
    client.force_login(candidate.user)
    return candidate


@pytest.fixture
def interview(mira):
    application = make_application(candidate=mira, employer_name="Vale", job_title="Cook")
    starts_at = timezone.now().replace(microsecond=0) + A_DAY
    return make_interview(application=application, starts_at=starts_at)


def address_in(answer):
    return LexborHTMLParser(answer.content).css_first("#address").attributes["value"]


def new_feed(client, **values):
    return address_in(client.post(FEEDS, {"name": "My phone", **values}))


def read(address, **headers):
    """As a program does that has never signed in."""
    return Client().get(address, headers=headers)


def events(address):
    return icalendar.Calendar.from_ical(read(address).content).walk("VEVENT")


def test_program_that_knows_the_address_reads_the_interviews(client, interview):
    address = new_feed(client)
    answer = read(address)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-cache" in answer.headers["Cache-Control"]
    [event] = events(address)
    assert event["SUMMARY"] == "Interview: Cook at Vale"
    assert event["UID"] == str(interview.uid)
    assert event.start == interview.starts_at
    assert event["URL"].endswith(interview.get_absolute_url())


def test_discreet_one_says_when_and_nothing_else(client, interview):
    [event] = events(new_feed(client, is_discreet="on"))
    assert event["SUMMARY"] == "Appointment"
    assert not {"LOCATION", "DESCRIPTION", "URL"} & set(event)


def test_what_is_called_off_is_told_and_what_is_long_over_is_not(client, mira, interview):
    Interview.objects.filter(pk=interview.pk).cancel(at=timezone.now())
    long_ago = timezone.now() - KEPT_FOR - A_DAY
    make_interview(application=interview.application, starts_at=long_ago)
    [event] = events(new_feed(client))
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 1)


def test_unchanged_calendar_is_not_sent_again(client, interview):
    address = new_feed(client)
    first = read(address)
    same = read(address, if_none_match=first.headers["ETag"])
    assert (same.status_code, same.content) == (304, b"")
    Interview.objects.filter(pk=interview.pk).update(place="Hull", sequence=1)
    assert read(address, if_none_match=first.headers["ETag"]).status_code == 200


def test_interviews_of_nobody_else_are_in_it(client, interview):
    make_interview(starts_at=timezone.now() + A_DAY)
    assert len(events(new_feed(client))) == 1


def test_secret_is_shown_once_and_kept_as_a_hash(client, mira):
    address = new_feed(client)
    token = address.split("/")[-2]
    assert len(token) >= 43
    assert token not in client.get(FEEDS).content.decode()
    assert token not in str(Feed.objects.values())


def test_ended_feed_is_as_absent_as_none(client, interview):
    address = new_feed(client)
    client.post(reverse("interviews:feed-removal", args=[Feed.objects.get().pk]))
    unknown = reverse("interviews:feed", args=["x" * 43])
    ended = read(address)
    assert (ended.status_code, ended.content) == (404, read(unknown).content)


def test_feed_of_a_closed_account_is_gone(client, mira):
    address = new_feed(client)
    mira.user.is_active = False
    mira.user.save()
    assert read(address).status_code == 404


def test_it_opens_nothing_but_the_calendar(client, interview):
    holder = Client()
    assert holder.get(new_feed(client)).status_code == 200
    assert not holder.cookies
    assert holder.get(interview.get_absolute_url()).status_code == 302


def test_page_says_when_it_was_last_read(client, interview):
    address = new_feed(client)
    assert "not read yet" in client.get(FEEDS).content.decode()
    read(address)
    assert "last read on" in client.get(FEEDS).content.decode()


def test_nobody_needs_more_than_a_few(client, mira):
    for number in range(MOST):
        new_feed(client, name=f"Phone {number}")
    answer = client.post(FEEDS, {"name": "One more"})
    assert answer.status_code == 422
    assert "End one" in answer.content.decode()
    assert 'value="One more"' in answer.content.decode()
    assert Feed.objects.count() == MOST


def test_reading_takes_as_many_queries_for_one_as_for_many(client, interview):
    address = new_feed(client)
    read(address)
    few = queries_of(Client(), address)
    for days in range(2, 6):
        make_interview(application=interview.application, starts_at=timezone.now() + days * A_DAY)
    assert len(queries_of(Client(), address)) == len(few) == 2
