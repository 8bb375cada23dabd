"""The loop of a worker: what it does in turn, and that one job's failure is no other's."""

import os
import signal
from datetime import timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection

from jobtracker import work
from jobtracker.outbox.models import Mail, State
from jobtracker.outbox.sending import KEPT, send_next
from jobtracker.work import DAY, REST, Daily, StopSignals, Worker
from tests.factories import NOW, make_mail

# After a failure the worker lets go of connections, which it may do in a test that has one.
pytestmark = pytest.mark.django_db


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def stop():
    """Signals as a worker takes them, and as they were before once the test is over."""
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield StopSignals()
    for number, handler in before.items():
        signal.signal(number, handler)


class Pieces:
    """A job with so many pieces to do, which keeps when it was asked."""

    def __init__(self, left=0, error=None):
        self.left, self.error, self.asked_at = left, error, []

    def __call__(self, at):
        self.asked_at.append(at)
        if self.error:
            raise self.error
        self.left -= 1
        return self.left >= 0


def test_all_that_is_due_is_done_in_turn(clock, stop):
    long, short = Pieces(3), Pieces(1)
    Worker([long, short]).run_once(stop)
    assert len(long.asked_at) == len(short.asked_at) == 4
    assert set(long.asked_at) == {NOW}


def test_one_job_that_fails_is_logged_and_stops_no_other(clock, stop, caplog):
    failing, other = Pieces(error=RuntimeError("secret-token")), Pieces(2)
    worker = Worker([failing, other])
    worker.run_once(stop)
    assert (len(failing.asked_at), other.left) == (1, -1)
    assert worker.has_failed
    [record] = caplog.records
    assert (record.levelname, record.exc_info[1]) == ("ERROR", failing.error)


def test_job_that_failed_is_tried_again_after_a_rest(clock):
    failing = Pieces(error=RuntimeError())
    worker = Worker([failing])
    for seconds in (0, 1, 9, 10, 11):
        clock.move_to(NOW + timedelta(seconds=seconds))
        worker.do_a_round()
    assert failing.asked_at == [NOW, NOW + REST]


def test_daily_job_runs_at_the_start_and_then_once_a_day():
    job = Pieces()
    daily = Daily(job)
    for hours in (0, 1, 23, 24, 25, 47, 48):
        daily(NOW + timedelta(hours=hours))
    assert job.asked_at == [NOW, NOW + DAY, NOW + 2 * DAY]


def test_daily_job_that_fails_is_still_due():
    job = Pieces(error=RuntimeError())
    daily = Daily(job)
    for _ in range(2):
        with pytest.raises(RuntimeError):
            daily(NOW)
    assert job.asked_at == [NOW, NOW]


@pytest.mark.django_db(transaction=True)
def test_worker_outlives_a_database_that_was_gone(clock, stop, mailoutbox):
    make_mail()
    worker = Worker([send_next])
    connection.ensure_connection()
    connection.connection.close()
    worker.run_once(stop)
    assert (worker.has_failed, mailoutbox) == (True, [])
    clock.shift(REST)
    worker.run_once(stop)
    assert len(mailoutbox) == 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_signal_ends_the_wait_at_once(number, stop):
    assert stop.wait(0) is False
    os.kill(os.getpid(), number)
    assert stop.wait(3600) is True
    assert stop.wait(0) is True


def test_signal_lets_what_was_begun_be_finished(stop):
    def be_told(_at):
        os.kill(os.getpid(), signal.SIGTERM)
        done.append("this")
        return True

    done = []
    Worker([be_told]).run(stop)
    Worker([be_told]).run_once(stop)
    assert done == ["this"]


def test_waiting_worker_looks_again_after_a_while(stop, monkeypatch):
    def be_told_the_third_time(_at):
        looks.append(1)
        if len(looks) == 3:
            os.kill(os.getpid(), signal.SIGTERM)
        return False

    looks = []
    monkeypatch.setattr(work, "POLL_SECONDS", 0.001)
    Worker([be_told_the_third_time]).run(stop)
    assert len(looks) == 3


def test_idle_worker_asks_the_database_once_a_queue(db, clock, stop, django_assert_num_queries):
    worker = Worker(work.JOBS)
    worker.run_once(stop)
    # The outbox, wrong passwords, tables and archives to take in, mail, mailboxes, mornings,
    # deadlines, and interviews.
    with django_assert_num_queries(9):
        worker.run_once(stop)


def test_command_does_what_is_due_and_forgets_what_is_old(db, clock, stop, mailoutbox, monkeypatch):
    monkeypatch.setattr(work, "JOBS", (send_next, Daily(work.forget_old)))
    old, due = make_mail(), make_mail()
    old.settle(State.SENT, at=NOW - KEPT - timedelta(days=1))
    later = make_mail(at=NOW + timedelta(hours=1))
    call_command("work", once=True)
    assert len(mailoutbox) == 1
    assert dict(Mail.objects.values_list("pk", "state")) == {
        due.pk: State.SENT,
        later.pk: State.WAITING,
    }


def test_command_says_by_its_exit_that_something_failed(db, stop, monkeypatch):
    monkeypatch.setattr(work, "JOBS", (Pieces(error=RuntimeError()),))
    with pytest.raises(CommandError, match="log"):
        call_command("work", once=True)
