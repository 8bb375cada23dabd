"""How an interview went is asked on the same day, once, unless it was told already."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from interviews.models import Interview
from interviews.models.interview import InterviewState
from jobtracker.outbox.models import Mail, State
from jobtracker.outbox.sending import send_next
from jobtracker.people.models import Reminders
from jobtracker.reminding import afterwards
from jobtracker.reminding.afterwards import ask_next
from jobtracker.reminding.morning import begin
from tests.factories import make_application, make_candidate, make_interview

pytestmark = pytest.mark.django_db
# Two in the afternoon in Stockholm; over at three.
START = datetime(2026, 7, 1, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(START - DAY, tick=False) as clock:
        yield clock


def make_planned(candidate=None, starts_at=START, **fields):
    candidate = candidate or make_candidate(name="Mira", time_zone="Europe/Stockholm")
    begin(starts_at - DAY)
    job = make_application(candidate=candidate, employer_name="Harbour & Vale")
    return make_interview(application=job, starts_at=starts_at, **fields)


def sent_between(clock, mailoutbox, start, end):
    """By how many hours after the start each mail went."""
    moments, at = [], start
    while at < end:
        clock.move_to(at)
        before = len(mailoutbox)
        while ask_next(at) or send_next(at):
            pass
        moments += [(at - START) / HOUR] * (len(mailoutbox) - before)
        at += HOUR / 2
    return moments


def test_mail_comes_an_hour_after_it_is_over_and_never_again(clock, mailoutbox):
    found = make_planned()
    assert sent_between(clock, mailoutbox, START - HOUR, START + DAY) == [2]
    [mail] = mailoutbox
    assert (mail.subject, mail.to) == ("How did it go?", [found.candidate.user.email])
    assert "\nData Analyst, Harbour & Vale\nhttp://localhost:8000" in mail.body
    assert found.get_absolute_url() in mail.body
    assert "List-Unsubscribe" in mail.extra_headers


def test_length_that_was_planned_counts(clock, mailoutbox):
    make_planned(ends_at=START + 3 * HOUR)
    assert sent_between(clock, mailoutbox, START, START + DAY) == [4]


@pytest.mark.parametrize("state", [InterviewState.DONE, InterviewState.CANCELLED])
def test_what_was_told_or_called_off_is_not_asked_about(clock, mailoutbox, state):
    make_planned(state=state)
    assert sent_between(clock, mailoutbox, START, START + DAY) == []


@pytest.mark.parametrize(("hours", "expected"), [(5.5, [7.5]), (6, []), (9, [])])
def test_late_in_the_evening_it_is_left_to_the_morning(clock, mailoutbox, hours, expected):
    make_planned(starts_at=START + hours * HOUR)
    assert sent_between(clock, mailoutbox, START, START + 2 * DAY) == expected


def test_worker_that_was_down_asks_on_the_same_day_or_never(clock, mailoutbox):
    make_planned()
    assert sent_between(clock, mailoutbox, START + 5 * HOUR, START + 6 * HOUR) == [5]
    make_planned()
    assert sent_between(clock, mailoutbox, START + 20 * HOUR, START + 2 * DAY) == []


@pytest.mark.parametrize("setting", ["by_mail", "of_afterwards"])
def test_who_wants_none_gets_none(clock, mailoutbox, setting):
    make_planned()
    Reminders.objects.get().keep({setting: False}, at=START)
    assert sent_between(clock, mailoutbox, START, START + DAY) == []


def test_interview_that_is_moved_is_asked_about_when_it_is_over(clock, mailoutbox):
    make_planned()
    assert sent_between(clock, mailoutbox, START, START + DAY) == [2]
    Interview.objects.update(starts_at=START + 3 * DAY)
    assert sent_between(clock, mailoutbox, START + DAY, START + 4 * DAY) == [74]


def test_told_while_the_mail_waits_it_is_dropped(clock, mailoutbox):
    make_planned()
    at = START + 2 * HOUR
    clock.move_to(at)
    assert ask_next(at)
    Interview.objects.update(state=InterviewState.DONE)
    assert send_next(at)
    assert (mailoutbox, Mail.objects.get().state) == ([], State.DROPPED)


def test_record_that_nobody_claimed_is_nobodys_to_ask(clock, mailoutbox):
    make_planned(make_candidate(user=None))
    assert sent_between(clock, mailoutbox, START, START + DAY) == []


def test_one_that_cannot_be_written_keeps_nobody_else_from_theirs(
    clock, mailoutbox, monkeypatch, caplog
):
    broken, other = make_planned(), make_planned()
    write = afterwards.write

    def fail(found, at):
        if found.pk == broken.pk:
            raise RuntimeError("secret")
        write(found, at)

    monkeypatch.setattr(afterwards, "write", fail)
    assert sent_between(clock, mailoutbox, START, START + DAY) == [2]
    assert mailoutbox[0].to == [other.candidate.user.email]
    assert "Nobody is asked" in caplog.text
