"""A mail before an invitation has to be answered: once for each deadline, while it is owed."""

from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine
from django.core import mail as sent_mail

from interviews.models import Invitation
from interviews.models.invitation import State
from jobtracker.outbox.models import Mail
from jobtracker.outbox.models import State as MailState
from jobtracker.outbox.sending import send_next
from jobtracker.people.models import Reminders
from jobtracker.reminding import deadlines
from jobtracker.reminding.deadlines import remind_next
from jobtracker.reminding.morning import begin
from tests.factories import make_application, make_candidate, make_invitation, make_slot_draft

pytestmark = pytest.mark.django_db
# Eleven in Stockholm; the first mail is due at seven the next morning, the second at eleven.
RECEIVED = datetime(2026, 7, 1, 9, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(RECEIVED, tick=False) as clock:
        yield clock


def make_waiting(candidate=None, slots=(), **fields):
    candidate = candidate or make_candidate(name="Mira", time_zone="Europe/Stockholm")
    begin(RECEIVED)
    job = make_application(candidate=candidate, employer_name="Harbour & Vale")
    return make_invitation(application=job, received_at=RECEIVED, slots=[*slots], **fields)


def sent_between(clock, start, end, *, step=30 * MINUTE):
    """By how many hours after it came each mail went."""
    moments, at = [], start
    while at < end:
        clock.move_to(at)
        before = len(sent_mail.outbox)
        while remind_next(at) or send_next(at):
            pass
        moments += [(at - RECEIVED) / HOUR] * (len(sent_mail.outbox) - before)
        at += step
    return moments


def test_two_mails_for_who_does_not_answer(clock, mailoutbox):
    found = make_waiting()
    assert sent_between(clock, RECEIVED, RECEIVED + 10 * DAY, step=2 * HOUR) == [20, 44]
    first, second = mailoutbox
    assert first.to == [found.candidate.user.email]
    assert first.subject == "An answer is due today, 11:00"
    assert "Harbour & Vale\nhttp://localhost:8000" + found.get_absolute_url() in first.body
    assert "best given by today, 11:00" in first.body
    assert "still a good one until today, 11:00" in second.body
    assert "List-Unsubscribe" in first.extra_headers
    found.refresh_from_db()
    assert found.remind_at is None


def test_deadline_of_their_own_is_the_only_one(clock, mailoutbox):
    make_waiting(reply_by=RECEIVED + 4 * DAY)
    assert sent_between(clock, RECEIVED, RECEIVED + 5 * DAY) == [92]
    assert "they asked for an answer to this invitation by today, 11:00" in mailoutbox[0].body


def test_what_was_asked_is_waited_for_until_a_day_before_the_first_time(clock, mailoutbox):
    found = make_waiting(slots=[make_slot_draft(datetime(2026, 7, 5, 11))])
    found.change(state=State.ASKED)
    assert sent_between(clock, RECEIVED, RECEIVED + 5 * DAY) == [68]
    assert "By today, 11:00 it is best to decide without it" in mailoutbox[0].body


@pytest.mark.parametrize("state", [State.ACCEPTED, State.DECLINED, State.EXPIRED, State.CANCELLED])
def test_who_has_answered_hears_nothing(clock, state):
    found = make_waiting()
    assert sent_between(clock, RECEIVED, RECEIVED + HOUR) == []
    found.change(state=state)
    assert sent_between(clock, RECEIVED + HOUR, RECEIVED + 3 * DAY, step=HOUR) == []
    assert Invitation.objects.get().remind_at is None


def test_answer_between_two_mails_ends_them(clock):
    found = make_waiting()
    assert sent_between(clock, RECEIVED, RECEIVED + DAY) == [20]
    Invitation.objects.get(pk=found.pk).change(state=State.ACCEPTED)
    assert sent_between(clock, RECEIVED + DAY, RECEIVED + 3 * DAY) == []


def test_change_of_something_else_brings_no_second_mail(clock):
    found = make_waiting()
    for hours in range(18, 23):
        start = RECEIVED + hours * HOUR
        assert sent_between(clock, start, start + HOUR) == ([20] if hours == 20 else [])
        Invitation.objects.get(pk=found.pk).change(place="Room 7")


def test_deadline_that_is_moved_on_is_told_again(clock):
    found = make_waiting(reply_by=RECEIVED + DAY)
    assert sent_between(clock, RECEIVED, RECEIVED + 22 * HOUR) == [20]
    Invitation.objects.get(pk=found.pk).change(reply_by=RECEIVED + 3 * DAY)
    assert sent_between(clock, RECEIVED + 22 * HOUR, RECEIVED + 4 * DAY) == [68]


@pytest.mark.parametrize("setting", ["by_mail", "of_deadlines"])
def test_who_wants_none_gets_none(clock, setting):
    found = make_waiting()
    Reminders.objects.get().keep({setting: False}, at=RECEIVED)
    assert sent_between(clock, RECEIVED, RECEIVED + 3 * DAY, step=HOUR) == []
    assert found


def test_new_quiet_hours_hold_for_what_is_planned_already(clock):
    make_waiting()
    assert sent_between(clock, RECEIVED, RECEIVED + HOUR) == []
    quiet = {"quiet_from": time(4), "quiet_until": time(9)}
    Reminders.objects.get().keep(quiet, at=RECEIVED + HOUR)
    assert sent_between(clock, RECEIVED + HOUR, RECEIVED + 30 * HOUR) == [22]


def test_worker_that_was_down_reminds_while_it_helps(clock):
    make_waiting()
    assert sent_between(clock, RECEIVED + 22.5 * HOUR, RECEIVED + 25 * HOUR) == [22.5]


@pytest.mark.parametrize("jump", [DAY, -DAY, 3 * DAY])
def test_clock_that_jumps_and_comes_back_loses_and_doubles_nothing(clock, jump):
    make_waiting(reply_by=RECEIVED + 4 * DAY)
    assert sent_between(clock, RECEIVED, RECEIVED + HOUR) == []
    at = RECEIVED + HOUR
    assert sent_between(clock, at + jump, at + jump + HOUR) == []
    assert sent_between(clock, at, at + 5 * DAY) == [92]


def test_mail_that_waits_is_dropped_once_they_answered(clock, mailoutbox):
    found = make_waiting()
    at = RECEIVED + 20 * HOUR
    clock.move_to(at)
    assert remind_next(at)
    Invitation.objects.get(pk=found.pk).change(state=State.DECLINED)
    assert send_next(at)
    assert mailoutbox == []
    assert Mail.objects.get().state == MailState.DROPPED


@pytest.mark.parametrize("later", [12 * HOUR, 5 * HOUR])
def test_mail_that_could_not_go_for_hours_does_not_go_at_night_or_too_late(clock, later):
    make_waiting()
    at = RECEIVED + 20 * HOUR
    clock.move_to(at)
    assert remind_next(at)
    clock.move_to(at + later)
    assert send_next(at + later)
    assert Mail.objects.get().state == MailState.DROPPED


def test_database_takes_one_mail_of_a_deadline(clock):
    make_waiting()
    assert sent_between(clock, RECEIVED, RECEIVED + DAY) == [20]
    Invitation.objects.update(remind_at=RECEIVED, reminded_of=None)
    assert sent_between(clock, RECEIVED + 21 * HOUR, RECEIVED + 22 * HOUR) == []
    assert Mail.objects.count() == 1


def test_one_that_cannot_be_written_keeps_nobody_else_from_theirs(clock, monkeypatch, caplog):
    broken, other = make_waiting(), make_waiting()
    write = deadlines.write

    def fail(found, *rest):
        if found.pk == broken.pk:
            raise RuntimeError("secret")
        write(found, *rest)

    monkeypatch.setattr(deadlines, "write", fail)
    assert sent_between(clock, RECEIVED, RECEIVED + 20.5 * HOUR) == [20]
    assert sent_mail.outbox[0].to == [other.candidate.user.email]
    assert "is put off" in caplog.text
    monkeypatch.undo()
    assert sent_between(clock, RECEIVED + 20.5 * HOUR, RECEIVED + 22 * HOUR) == [20.5]


def test_record_that_nobody_claimed_is_nobodys_to_remind(clock):
    make_waiting(make_candidate(user=None))
    assert sent_between(clock, RECEIVED, RECEIVED + 3 * DAY, step=HOUR) == []
