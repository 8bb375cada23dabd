"""Workers as processes of their own: killed at each step, several at once, told to stop."""

import os
import signal
import subprocess
import sys
import time as clock
from contextlib import contextmanager
from datetime import UTC, datetime, time
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection, transaction

from applications.models import Task
from jobtracker.outbox.models import Mail, State
from jobtracker.people.models import Candidate, Reminders
from tests.factories import make_candidate, make_mail
from tests.outbox.mail_server import PATIENCE

pytestmark = pytest.mark.django_db(transaction=True)
PAST = datetime(2020, 1, 1, tzinfo=UTC)
WAITING_FOR_A_LOCK = (
    "FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
)
ROOT = Path(__file__).resolve().parent.parent.parent


def database_url():
    """The test database, as a process of its own would be told of it."""
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{database['NAME']}"
    password = f":{quote(database['PASSWORD'])}" if database["PASSWORD"] else ""
    host = f"{database['USER']}{password}@{database['HOST']}:{database['PORT'] or 5432}"
    return f"postgres://{host}/{database['NAME']}"


@pytest.fixture
def worker(mail_server, tmp_path):
    """Starts `manage.py work`, and sees to it that it ends with the test."""
    environment = {
        "PATH": os.environ["PATH"],
        "JOBTRACKER_DATA": str(tmp_path),
        "DATABASE_URL": database_url(),
        "EMAIL_URL": mail_server.url,
    }

    @contextmanager
    def start(*arguments):
        command = [sys.executable, "manage.py", "work", *arguments]
        with subprocess.Popen(
            command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True
        ) as process:
            try:
                yield process
            finally:
                process.kill()

    return start


def work_once(worker):
    with worker("--once") as process:
        _, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, errors


def kill(process):
    """End it as a power cut would, with what its database was about to do for it."""
    process.send_signal(signal.SIGKILL)
    process.wait(PATIENCE)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT pg_terminate_backend(pid) {WAITING_FOR_A_LOCK}")


def until(is_true):
    deadline = clock.monotonic() + PATIENCE
    while not is_true():
        assert clock.monotonic() < deadline, "It never happened."
        clock.sleep(0.01)


def has_begun(process):
    """Whether it is at the database: on PostgreSQL waiting for a lock, on SQLite just there."""
    if connection.vendor == "sqlite":
        database = os.path.realpath(connection.settings_dict["NAME"])
        files = Path(f"/proc/{process.pid}/fd").iterdir()
        return database in map(os.path.realpath, files)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(f"SELECT EXISTS (SELECT {WAITING_FOR_A_LOCK})")
        return cursor.fetchone()[0]


@contextmanager
def locked(rows=None):
    """Nobody else can write to the outbox meanwhile; or to what hangs on these rows."""
    with transaction.atomic():
        list((Mail.objects.all() if rows is None else rows).select_for_update())
        yield


def end_lease():
    """As if its time had passed."""
    assert Mail.objects.filter(lease_until__isnull=False).update(lease_until=PAST) == 1


def message_ids(inbox):
    return [mail["Message-ID"] for mail, _ in inbox.mails]


def states():
    return set(Mail.objects.values_list("state", flat=True))


def test_killed_before_it_takes_the_mail_nothing_has_happened(worker, inbox):
    make_mail(at=PAST)
    with worker() as process, locked():
        until(lambda: has_begun(process))
        kill(process)
    mail = Mail.objects.get()
    assert (mail.state, mail.attempts, mail.lease_until) == (State.WAITING, 0, None)
    work_once(worker)
    assert message_ids(inbox) == [mail.message_id]


def test_killed_before_the_server_has_the_mail_it_goes_once_the_lease_ends(worker, inbox):
    mail = make_mail(at=PAST)
    reached = inbox.hold_at("MAIL")
    with worker() as process:
        assert reached.wait(PATIENCE)
        kill(process)
    inbox.let_go()
    work_once(worker)
    assert (message_ids(inbox), states()) == ([], {State.WAITING})
    end_lease()
    work_once(worker)
    assert (message_ids(inbox), states()) == ([mail.message_id], {State.SENT})


@pytest.mark.parametrize("is_answered", [False, True])
def test_killed_before_it_notes_that_the_server_has_the_mail_a_copy_follows(
    is_answered, worker, inbox
):
    mail = make_mail(at=PAST)
    reached = inbox.hold_at("DATA")
    with worker() as process:
        assert reached.wait(PATIENCE)
        with locked():
            if is_answered:
                inbox.let_go()
                until(lambda: has_begun(process))
            kill(process)
    inbox.let_go()
    assert states() == {State.WAITING}
    end_lease()
    work_once(worker)
    assert (message_ids(inbox), states()) == ([mail.message_id] * 2, {State.SENT})
    first, second = (mail for mail, _ in inbox.mails)
    assert first.as_bytes() == second.as_bytes()


def test_killed_after_it_noted_that_the_mail_is_sent_none_follows(worker, inbox):
    make_mail(at=PAST)
    reached = inbox.hold_at("QUIT")
    with worker() as process:
        assert reached.wait(PATIENCE)
        kill(process)
    inbox.let_go()
    work_once(worker)
    assert (len(inbox.mails), states()) == (1, {State.SENT})


def test_nothing_goes_for_a_change_that_was_rolled_back(worker, inbox):
    with transaction.atomic():
        make_mail(at=PAST)
        transaction.set_rollback(True)
    kept = make_mail(at=PAST)
    work_once(worker)
    assert message_ids(inbox) == [kept.message_id]


def test_two_at_once_send_each_mail_once(worker, inbox):
    mails = [make_mail(at=PAST) for _ in range(12)]
    both_hold_one = inbox.hold_at("MAIL", clients=2)
    with worker("--once") as first, worker("--once") as second:
        assert both_hold_one.wait(PATIENCE)
        inbox.let_go()
        for process in (first, second):
            _, errors = process.communicate(timeout=PATIENCE)
            assert process.returncode == 0, errors
    assert sorted(message_ids(inbox)) == sorted(mail.message_id for mail in mails)
    assert set(Mail.objects.values_list("state", "attempts")) == {(State.SENT, 1)}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_told_to_stop_it_finishes_the_mail_under_way_and_begins_no_other(number, worker, inbox):
    for _ in range(2):
        make_mail(at=PAST)
    reached = inbox.hold_at("DATA")
    with worker() as process:
        assert reached.wait(PATIENCE)
        process.send_signal(number)
        inbox.let_go()
        _, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, errors
    assert len(inbox.mails) == 1
    assert sorted(Mail.objects.values_list("state", flat=True)) == [State.SENT, State.WAITING]


def test_told_to_stop_while_it_waits_it_ends_cleanly(worker, inbox):
    make_mail(at=PAST)
    with worker() as process:
        until(lambda: states() == {State.SENT})
        process.terminate()
        _, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert errors.count("\n") == 1
    assert "was sent" in errors


def test_mail_queued_while_it_waits_is_found(worker, inbox):
    make_mail(at=PAST)
    with worker():
        until(lambda: states() == {State.SENT})
        make_mail(at=PAST)
        until(lambda: len(inbox.mails) == 2)


def test_killed_while_it_writes_or_sends_a_morning_mail_there_is_one_in_the_end(worker, inbox):
    candidate = make_candidate(time_zone="UTC")
    Task.objects.create(candidate=candidate, text="Call", due_on=datetime.now(UTC).date())
    always = {"morning": time(0), "quiet_from": time(0), "quiet_until": time(0)}
    Reminders.objects.create(candidate=candidate, due_at=PAST, **always)
    with worker() as process, locked(Candidate.objects.all()):
        until(lambda: has_begun(process))
        kill(process)
    assert not Mail.objects.exists()
    reached = inbox.hold_at("MAIL")
    with worker() as process:
        assert reached.wait(PATIENCE)
        kill(process)
    inbox.let_go()
    Reminders.objects.update(due_at=PAST)
    end_lease()
    for _ in range(2):
        work_once(worker)
    [mail] = Mail.objects.all()
    assert (message_ids(inbox), mail.state) == ([mail.message_id], State.SENT)
    assert Reminders.objects.get().due_at > datetime.now(UTC)
