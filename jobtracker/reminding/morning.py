"""The morning mail: written by the worker, at each candidate's own hour, once a day."""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from jobtracker.outbox.models import Mail
from jobtracker.outbox.rights import still_wanted
from jobtracker.people.models import Reminders
from jobtracker.reminding.digest import Digest
from jobtracker.reminding.mails import is_open_to, queue, read_by, reader_of

PURPOSE = "morning"
# What went wrong may be over by then.
PAUSE = timedelta(hours=1)

logger = logging.getLogger(__name__)


def write_next(at: datetime) -> bool:
    """Write the mail that has been due longest; whether there was one.

    The mail and the next morning are one change: whoever is ended half-way has done neither.
    """
    if not Reminders.objects.due(at).exists():
        return False
    with transaction.atomic():
        locked = Reminders.objects.due(at).select_for_update(skip_locked=True, of=("self",))
        found = locked.select_related("candidate__user").first()
        if found is not None:
            attend_to(found, at)
    return found is not None


def attend_to(found: Reminders, at: datetime) -> None:
    """One that cannot be written keeps nobody else from theirs."""
    try:
        with transaction.atomic():
            if is_time(found, at):
                write(found, at)
            found.go_on(at)
    except Exception:
        logger.exception("The morning mail of candidate %d is put off", found.candidate_id)
        found.put_off(at + PAUSE)


def is_time(found: Reminders, at: datetime) -> bool:
    """Whether it is past their hour of the day and not quiet.

    A worker that was down writes late on the same day, and never at night.
    """
    hours = found.hours
    return hours.morning_of(hours.day_of(at)) <= at and not hours.is_quiet(at)


def write(found: Reminders, at: datetime) -> None:
    """Queue the mail of their day, unless it was queued before or says nothing."""
    once = f"{PURPOSE}:{found.candidate_id}:{found.hours.day_of(at)}"
    if not is_open_to(found, once):
        return
    with read_by(found.candidate):
        digest = Digest(found, at)
        if sections := digest.sections():
            values = {"day": digest.day, "sections": sections}
            queue(found, PURPOSE, values, about=found.pk, once=once, at=at)


@still_wanted(PURPOSE)
def is_wanted(mail: Mail) -> bool:
    """While it is still that day where they are."""
    now = timezone.now()
    found = reader_of(mail, now)
    return found is not None and found.hours.day_of(mail.queued_at) == found.hours.day_of(now)


def begin(at: datetime) -> bool:
    """See that everybody has settings; whether anybody had none."""
    return Reminders.objects.begin(at) > 0
