"""The candidate's calendar: days, a week, a month."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from applications.models import Offer, Task
from interviews.busy.reading import Busy
from interviews.models import Interview, Subscription
from interviews.schedule import entries_between
from tests.factories import (
    make_application,
    make_candidate,
    make_interview,
    make_invitation,
    make_user,
)
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

SCHEDULE = reverse("interviews:schedule")
STOCKHOLM = ZoneInfo("Europe/Stockholm")
NOON = datetime(2026, 7, 9, 10, tzinfo=UTC)


@pytest.fixture
def mira(client):
    candidate = make_candidate(user=make_user(time_zone="Europe/Stockholm"))
    client.force_login(candidate.user)
    return candidate


@pytest.fixture
def application(mira):
    return make_application(candidate=mira, employer_name="Vale", job_title="Cook")


def told(mira, first="2026-07-09", last="2026-07-09", clock=STOCKHOLM):
    found = entries_between(mira, date.fromisoformat(first), date.fromisoformat(last), clock)
    return [(on.day, each.what) for on, entries in found.items() for each in entries]


def shown(client, **query):
    return client.get(SCHEDULE, query).content.decode()


def test_each_kind_stands_on_its_day_in_order(mira, application):
    make_interview(application=application, starts_at=NOON)
    make_invitation(application=application, reply_by=NOON + timedelta(hours=2), slots=[])
    Offer.objects.create(
        candidate=mira,
        application=application,
        answer_by=NOON + timedelta(hours=1),
        answer_by_zone="Europe/Stockholm",
        received_on=NOON.date(),
    )
    Task.objects.create(candidate=mira, application=application, text="Bake", due_on=NOON.date())
    application.plan("Write", on=NOON.date())
    assert told(mira) == [
        (9, "Bake"),
        (9, "Write"),
        (9, "Interview"),
        (9, "Answer the offer"),
        (9, "Answer by"),
    ]


@pytest.mark.parametrize(
    ("clock", "on"),
    [("Pacific/Auckland", 10), ("Europe/Stockholm", 9), ("Pacific/Honolulu", 9)],
)
def test_day_is_that_of_the_reader(mira, application, clock, on):
    make_interview(application=application, starts_at=NOON + timedelta(hours=3))
    assert told(mira, "2026-07-01", "2026-07-31", ZoneInfo(clock)) == [(on, "Interview")]


def test_day_reaches_from_midnight_to_midnight_where_the_clock_changes(mira, application):
    # On 25 October the day has 25 hours in Stockholm.
    for hour in (-2, -3, 22, 23):
        start = datetime(2026, 10, 25, tzinfo=UTC) + timedelta(hours=hour)
        make_interview(application=application, starts_at=start)
    assert len(told(mira, "2026-10-25", "2026-10-25")) == 2


def test_times_that_are_offered_stand_there_until_it_is_decided(mira, application):
    invitation = make_invitation(application=application, reply_by=None)
    slot = invitation.slots.get()
    on = slot.starts_at.astimezone(STOCKHOLM).date().isoformat()
    assert [what for _, what in told(mira, on, on)] == ["Offered"]
    invitation.state = "declined"
    invitation.save()
    assert told(mira, on, on) == []


def test_what_is_done_or_over_or_anothers_is_not_there(mira, application):
    Task.objects.create(candidate=mira, text="Bake", due_on=NOON.date(), done_at=NOON)
    application.plan("Write", on=NOON.date())
    application.stage, application.outcome = "closed", "rejected"
    application.save()
    make_interview(starts_at=NOON)
    assert told(mira) == []


def test_interview_that_was_called_off_says_so(client, mira, application):
    make_interview(application=application, starts_at=NOON)
    Interview.objects.cancel(at=NOON)
    page = shown(client, day="2026-07-09")
    assert "Cancelled" in page
    assert "Called off" in page


@pytest.mark.parametrize("layout", ["days", "week", "month"])
def test_each_layout_shows_it_and_leads_on(client, application, layout):
    found = make_interview(application=application, starts_at=NOON)
    page = shown(client, layout=layout, day="2026-07-09")
    assert found.get_absolute_url() in page
    assert "12:00" in page
    links = [
        each.attributes["href"]
        for each in LexborHTMLParser(page).css('[aria-label="Other days"] a')
    ]
    for link in links:
        assert client.get(link).status_code == 200
    assert found.get_absolute_url() not in client.get(links[-1]).content.decode()


def test_weeks_begin_as_the_reader_is_used_to(client, mira):
    def first():
        return LexborHTMLParser(shown(client, layout="month")).css_first("thead th").text()

    assert first() == "Mon"
    mira.user.language = "en-us"
    mira.user.save()
    assert first() == "Sun"


@pytest.mark.parametrize("day", ["", "x", "0001-01-01", "9999-12-31", "2026-02-30", "²"])
@pytest.mark.parametrize("layout", ["days", "week", "month", "x"])
def test_odd_day_or_layout_is_today(client, mira, day, layout):
    assert client.get(SCHEDULE, {"day": day, "layout": layout}).status_code == 200


def test_as_many_queries_for_one_as_for_many(client, mira, application):
    make_interview(application=application, starts_at=NOON)
    address = f"{SCHEDULE}?layout=month&day=2026-07-09"
    few = queries_of(client, address)
    for days in range(5):
        make_interview(application=application, starts_at=NOON + timedelta(days=days))
        make_invitation(application=make_application(candidate=mira), reply_by=NOON)
    assert len(queries_of(client, address)) == len(few) <= 4


def test_own_calendar_says_when_one_is_busy_and_no_more(client, mira):
    own = Subscription.objects.start(
        mira, name="Canary", address="https://calendar.example/a.ics", at=NOON
    )
    until = NOON + timedelta(hours=1)
    own.was_read([Busy("1", NOON, until, False), Busy("2", NOON, until, True)], at=NOON)
    [found] = entries_between(mira, NOON.date(), NOON.date(), STOCKHOLM).values()
    assert [(each.what, each.at) for each in found] == [
        ("Busy", None),
        ("Busy", NOON.astimezone(STOCKHOLM)),
    ]
    page = shown(client, day="2026-07-09")
    assert "Busy" in page
    assert "Canary" not in page
