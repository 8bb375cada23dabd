"""The work behind the pages, done by `manage.py work`: rows that are due are the queue.

Any number of these may run. Each job takes what nobody else has, a piece at a time, so that a
worker can be ended at any moment and another goes on.
"""

import logging
import os
import select
import signal
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from types import FrameType

from django.db import close_old_connections
from django.utils import timezone

from applications.importing import forget_tables, take_next
from applications.models import DocumentVersion
from applications.models.change import forget_changes
from applications.strays import Strays
from interviews.mailroom.catch_all import look_into_ours
from interviews.mailroom.importing import import_next
from interviews.mailroom.looking import look_next
from interviews.mailroom.reading import read_some as read_some_mail
from interviews.models import MailboxImport
from interviews.subscribing import read_next as read_next_calendar
from jobtracker.leave.waiting import forget_restorations, restore_next
from jobtracker.once import forget_keys
from jobtracker.outbox.folder import remove_old_files
from jobtracker.outbox.sending import forget_old, send_next
from jobtracker.people.sign_in.failures import record_next_failure
from jobtracker.people.sign_in.forgetting import forget_over
from jobtracker.reminding.afterwards import ask_next
from jobtracker.reminding.deadlines import remind_next
from jobtracker.reminding.morning import begin, write_next
from jobtracker.uploads import remove_left_uploads

type Job = Callable[[datetime], bool]

POLL_SECONDS = 1.0
# A job that fails fills no log, and hammers no database that is only just coming back.
REST = timedelta(seconds=10)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)

logger = logging.getLogger(__name__)


class Daily:
    """A job that has something to do when the worker starts, and once a day from then on."""

    interval = DAY

    def __init__(self, job: Job) -> None:
        self.job = job
        self.due_at: datetime | None = None

    def __call__(self, at: datetime) -> bool:
        if self.due_at and at < self.due_at:
            return False
        did_something = self.job(at)
        self.due_at = at + self.interval
        return did_something


class Hourly(Daily):
    """As a daily one, and twenty-four times as often."""

    interval = HOUR


# Each does one piece of what is due, and says whether there was any.
JOBS: tuple[Job, ...] = (
    send_next,
    record_next_failure,
    take_next,
    restore_next,
    read_some_mail,
    look_into_ours,
    look_next,
    import_next,
    read_next_calendar,
    write_next,
    remind_next,
    ask_next,
    Daily(forget_old),
    Daily(remove_old_files),
    Daily(forget_over),
    Daily(forget_keys),
    Daily(Strays("documents", DocumentVersion)),
    Daily(Strays("mailboxes", MailboxImport)),
    Daily(remove_left_uploads),
    Daily(forget_changes),
    Daily(forget_restorations),
    Hourly(forget_tables),
    Hourly(begin),
)


class Worker:
    """Does jobs in turn; one that fails rests a while, and the others go on."""

    def __init__(self, jobs: Iterable[Job]) -> None:
        self.rested_at: dict[Job, datetime | None] = dict.fromkeys(jobs)
        self.has_failed = False

    def run(self, stop: "StopSignals") -> None:
        """Do what is due, and look again each second, until told to stop."""
        while not stop.wait(0):
            if not self.do_a_round():
                stop.wait(POLL_SECONDS)

    def run_once(self, stop: "StopSignals") -> None:
        """Do what is due now, and no more."""
        while not stop.wait(0) and self.do_a_round():
            pass

    def do_a_round(self) -> bool:
        """One piece of each job; whether there was any."""
        return sum(self._do(job, timezone.now()) for job in self.rested_at) > 0

    def _do(self, job: Job, at: datetime) -> bool:
        rested_at = self.rested_at[job]
        if rested_at and at < rested_at:
            return False
        try:
            return job(at)
        except Exception:
            logger.exception("A job failed, and is tried again in %d seconds", REST.seconds)
            self.has_failed = True
            self.rested_at[job] = at + REST
            # The error may be that the database has gone; the next query connects anew.
            close_old_connections()
            return False


class StopSignals:
    """Ends the wait, never the work: what was begun is finished before anyone looks here."""

    def __init__(self) -> None:
        self._reader, self._writer = os.pipe()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._arrived)

    def wait(self, seconds: float) -> bool:
        """Whether a signal has arrived, or does within that time."""
        readable, _, _ = select.select([self._reader], [], [], seconds)
        return bool(readable)

    def _arrived(self, _signal: int, _frame: FrameType | None) -> None:
        os.write(self._writer, b".")
