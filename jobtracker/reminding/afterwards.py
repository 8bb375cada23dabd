"""A mail that asks how an interview went, on the same day; later the morning mail does."""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from interviews.models import Interview
from interviews.reminding import AFTERWARDS, is_same_day
from jobtracker.addresses import in_full
from jobtracker.outbox.models import Mail
from jobtracker.outbox.rights import still_wanted
from jobtracker.people.models import Reminders
from jobtracker.reminding.digest import job
from jobtracker.reminding.mails import is_open_to, queue, read_by, reader_of

PURPOSE = "afterwards"
# Nothing that began earlier is still of the same day.
LONGEST = timedelta(days=1)

logger = logging.getLogger(__name__)


def ask_next(at: datetime) -> bool:
    """Ask about the interview that was over first; whether there was one.

    The mail, and that there was one, are one change.
    """
    due = Interview.objects.to_ask_about(at - AFTERWARDS, longest=LONGEST)
    if not due.exists():
        return False
    with transaction.atomic():
        locked = due.select_for_update(skip_locked=True, of=("self",))
        found = locked.select_related("candidate__user", "application__employer").first()
        if found is not None:
            attend_to(found, at)
    return found is not None


def attend_to(found: Interview, at: datetime) -> None:
    """One that cannot be written keeps nobody else from theirs; the morning mail names it."""
    try:
        with transaction.atomic():
            write(found, at)
    except Exception:
        logger.exception("Nobody is asked about interview %d", found.pk)
    found.reminded_of = found.starts_at
    found.save(update_fields=["reminded_of"])


def write(found: Interview, at: datetime) -> None:
    settings = Reminders.objects.of(found.candidate)
    once = f"{PURPOSE}:{found.pk}:{found.starts_at:%Y%m%dT%H%M%S}"
    is_wished = settings.by_mail and settings.of_afterwards
    if is_wished and is_same_day(found.over_at, settings.hours, at) and is_open_to(settings, once):
        with read_by(found.candidate):
            values = {"job": job(found.application), "link": in_full(found.get_absolute_url())}
            queue(settings, PURPOSE, values, about=found.pk, once=once, at=at)


@still_wanted(PURPOSE)
def is_wanted(mail: Mail) -> bool:
    """On that day, while they have not told."""
    now = timezone.now()
    settings = reader_of(mail, now)
    found = Interview.objects.untold(now).filter(pk=mail.about or 0).first()
    if settings is None or found is None or not settings.of_afterwards:
        return False
    return is_same_day(found.over_at, settings.hours, now)
