"""What the morning mail says, and when it says nothing."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone, translation

from applications.models import Task
from applications.stages import Stage
from interviews.models import Choice, Feedback
from jobtracker.clock import zone_named
from jobtracker.people.models import Reminders
from jobtracker.reminding.digest import Digest
from tests.factories import (
    make_application,
    make_candidate,
    make_debrief,
    make_interview,
    make_invitation,
)
from tests.home.test_owed import decide

pytestmark = pytest.mark.django_db
# Half past seven in Stockholm.
MORNING = datetime(2026, 7, 1, 5, 30, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(MORNING, tick=False) as clock:
        yield clock


@pytest.fixture
def mira():
    return make_candidate(name="Mira")


def job(candidate, title="Data Analyst", **fields):
    values = {"employer_name": "Harbour & Vale", "stage": Stage.INTERVIEWING}
    return make_application(candidate=candidate, job_title=title, **values | fields)


def said(candidate, at=MORNING, **settings):
    """The lines by section."""
    reminders = Reminders(candidate=candidate, **settings)
    with timezone.override(zone_named(candidate.time_zone)), translation.override("en"):
        sections = Digest(reminders, at).sections()
    return {
        each.title: [f"{line.text}: {line.when}".removesuffix(": ") for line in each.lines]
        for each in sections
    }


def make_all(candidate):
    """Something for each section."""
    make_invitation(
        application=job(candidate), received_at=MORNING - DAY, reply_by=MORNING + 9 * HOUR
    )
    make_interview(application=job(candidate, "Editor"), starts_at=MORNING + 5 * HOUR)
    make_interview(application=job(candidate, "Cook"), starts_at=MORNING - DAY)
    make_debrief(
        interview=make_interview(application=job(candidate, "Pilot"), starts_at=MORNING - DAY),
        told_at=MORNING - 20 * HOUR,
    )
    Task.objects.create(candidate=candidate, text="Send the portfolio", due_on=MORNING.date())


def test_nothing_to_say_is_said_by_nothing(mira):
    assert said(mira) == {}


def test_what_waits_is_said_with_its_hour_on_the_persons_clock(mira):
    make_all(mira)
    assert said(mira) == {
        "To answer": ["Data Analyst, Harbour & Vale: answer by today, 16:30"],
        "Interviews": ["Editor, Harbour & Vale: today at 12:30"],
        "How did it go?": ["Cook, Harbour & Vale: Tue 30 June, 07:30 (Stockholm)"],
        "Afterwards": ["Look at your interest again, after a night (Pilot, Harbour & Vale)"],
        "To do": ["Send the portfolio"],
    }


@pytest.mark.parametrize(
    ("kind", "titles"),
    [
        ("of_invitations", {"To answer"}),
        ("of_interviews", {"Interviews"}),
        ("of_afterwards", {"How did it go?", "Afterwards"}),
        ("of_plans", {"To do"}),
    ],
)
def test_kind_that_is_not_wanted_is_left_out(mira, kind, titles):
    make_all(mira)
    assert said(mira).keys() - said(mira, **{kind: False}).keys() == titles


def test_nothing_of_somebody_else_is_said(mira):
    make_all(make_candidate())
    assert said(mira) == {}


@pytest.mark.parametrize(("days", "is_said"), [(6, True), (8, False)])
def test_what_has_waited_for_a_week_is_left_to_the_home_page(mira, days, is_said):
    ago = MORNING - days * DAY
    make_invitation(application=job(mira), received_at=ago)
    make_interview(application=job(mira), starts_at=ago)
    Task.objects.create(candidate=mira, text="Call", due_on=ago.date())
    Feedback.objects.ask(job(mira), by=mira.user, at=ago - timedelta(days=4))
    titles = {"To answer", "How did it go?", "To do", "Afterwards"}
    assert said(mira).keys() == (titles if is_said else set())


@pytest.mark.parametrize(
    ("starts", "when"),
    [
        (-HOUR / 2, "since 07:00"),
        (2 * HOUR, "today at 09:30"),
        (1 * DAY, "tomorrow at 07:30"),
        (2 * DAY, None),
    ],
)
def test_interviews_of_today_and_tomorrow_are_said(mira, starts, when):
    make_interview(application=job(mira), starts_at=MORNING + starts)
    assert said(mira) == ({"Interviews": [f"Data Analyst, Harbour & Vale: {when}"]} if when else {})


@pytest.mark.parametrize(("days", "is_said"), [(0, True), (1, False)])
def test_task_is_said_on_its_day(mira, days, is_said):
    Task.objects.create(candidate=mira, text="Call", due_on=(MORNING + days * DAY).date())
    Task.objects.create(candidate=mira, text="Some day")
    assert said(mira) == ({"To do": ["Call"]} if is_said else {})


@pytest.mark.parametrize(("hours", "is_said"), [(2, True), (14, True), (20, False)])
def test_what_is_slept_on_is_said_on_the_day_when_it_comes_back(mira, hours, is_said):
    told = make_debrief(
        interview=make_interview(application=job(mira), starts_at=MORNING - 2 * DAY),
        told_at=MORNING - 2 * DAY,
        confirmed_at=MORNING - DAY,
    )
    decide(told, Choice.SLEEP, at=MORNING - DAY, until=MORNING + hours * HOUR)
    line = "You slept on it: go on, or withdraw? (Data Analyst, Harbour & Vale)"
    assert said(mira) == ({"Afterwards": [line]} if is_said else {})


def test_withdrawal_that_they_do_not_know_of_is_said_with_its_day(mira):
    told = make_debrief(
        interview=make_interview(application=job(mira), starts_at=MORNING - 2 * DAY),
        told_at=MORNING - 2 * DAY,
        confirmed_at=MORNING - DAY,
    )
    decide(told, Choice.WITHDRAW, at=MORNING - 14 * HOUR)
    line = "Let them know that you withdraw (Data Analyst, Harbour & Vale): by today, 17:30"
    assert said(mira) == {"Afterwards": [line]}


@pytest.mark.parametrize(("days", "is_said"), [(2, True), (4, False)])
def test_offer_is_said_in_the_days_before_its_deadline(mira, days, is_said):
    job(mira, stage=Stage.OFFER).offers.create(
        candidate=mira,
        answer_by=MORNING + days * DAY,
        answer_by_zone="Europe/Stockholm",
        received_on=MORNING.date(),
    )
    found = said(mira)
    assert found == (
        {"To do": ["Answer the offer (Data Analyst, Harbour & Vale): by Fri 3 July, 07:30"]}
        if is_said
        else {}
    )


def test_long_list_is_cut_and_the_rest_counted(mira):
    for number in range(7):
        Task.objects.create(candidate=mira, text=f"Call {number}", due_on=MORNING.date())
    with timezone.override(zone_named(mira.time_zone)):
        [section] = Digest(Reminders(candidate=mira), MORNING).sections()
    assert (len(section.lines), section.more) == (5, 2)


def test_morning_takes_as_many_queries_whatever_waits(mira, django_assert_num_queries):
    make_all(mira)
    with django_assert_num_queries(6):
        said(mira)
    for _ in range(2):
        make_all(mira)
    with django_assert_num_queries(6):
        said(mira)
