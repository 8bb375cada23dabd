"""A mail some hours before an invitation has to be answered, once for each deadline it has."""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from interviews.models import Invitation
from interviews.models.invitation import InvitationQuerySet, State
from interviews.reminding import Reminder, next_reminder
from jobtracker.addresses import in_full
from jobtracker.clock import zone_named
from jobtracker.outbox.models import Mail
from jobtracker.outbox.rights import still_wanted
from jobtracker.people.models import Reminders
from jobtracker.reminding.digest import job
from jobtracker.reminding.mails import is_open_to, queue, read_by, reader_of
from jobtracker.ui.when import due

PURPOSE = "deadline"
# An invitation that waits is looked at so often, whatever the clock was when that was planned.
LOOK_AGAIN_AFTER = timedelta(hours=12)
LEFT_ALONE_AFTER = timedelta(days=7)
# What went wrong may be over by then.
PAUSE = timedelta(minutes=10)

logger = logging.getLogger(__name__)


def remind_next(at: datetime) -> bool:
    """Look at the invitation that has waited longest for it; whether there was one.

    The mail, and when to look again, are one change.
    """
    if not waiting(at).exists():
        return False
    with transaction.atomic():
        locked = waiting(at).select_for_update(skip_locked=True, of=("self",))
        found = locked.select_related("candidate__user", "application__employer").first()
        if found is not None:
            attend_to(found, at)
    return found is not None


def waiting(at: datetime) -> InvitationQuerySet:
    """Those to look at, the longest due first. None is planned so far off that can be right."""
    due_now = Q(remind_at__lte=at) | Q(remind_at__gt=at + LOOK_AGAIN_AFTER)
    return Invitation.objects.filter(due_now).order_by("remind_at", "pk")


def attend_to(found: Invitation, at: datetime) -> None:
    """One that cannot be written keeps nobody else from theirs."""
    try:
        with transaction.atomic():
            look_at(found, at)
    except Exception:
        logger.exception("The reminder of invitation %d is put off", found.pk)
        Invitation.objects.filter(pk=found.pk).update(remind_at=at + PAUSE)


def look_at(found: Invitation, at: datetime) -> None:
    """Remind the candidate where it is time to; and know when to look again."""
    settings = Reminders.objects.of(found.candidate)
    coming = coming_reminder(found, settings, at)
    if coming and coming.at <= at:
        if settings.by_mail and settings.of_deadlines:
            write(found, settings, coming, at)
        found.reminded_of = coming.deadline
        coming = coming_reminder(found, settings, at)
    look_again(found, coming, at)


def look_again(found: Invitation, coming: Reminder | None, at: datetime) -> None:
    """When the next reminder is due, and before that twice a day; what is over for long is left."""
    last = max(found.deadlines, default=None)
    soon = at + LOOK_AGAIN_AFTER
    found.remind_at = min(coming.at, soon) if coming else soon
    if last is None or last <= at - LEFT_ALONE_AFTER:
        found.remind_at = None
    found.save(update_fields=["remind_at", "reminded_of"])


def coming_reminder(found: Invitation, settings: Reminders, at: datetime) -> Reminder | None:
    return next_reminder(
        found.deadlines,
        received_at=found.received_at,
        reminded_of=found.reminded_of,
        hours=settings.hours,
        now=at,
    )


def write(found: Invitation, settings: Reminders, coming: Reminder, at: datetime) -> None:
    once = f"{PURPOSE}:{found.pk}:{coming.deadline:%Y%m%dT%H%M%S}"
    if not is_open_to(settings, once):
        return
    with read_by(found.candidate):
        zone = zone_named(found.candidate.time_zone)
        values = {
            "job": job(found.application),
            "by": due(coming.deadline, at, zone),
            "is_asked": found.state == State.ASKED,
            "is_theirs": coming.deadline == found.reply_by,
            "is_outer": coming.deadline != found.answer_by,
            "link": in_full(found.get_absolute_url()),
        }
        queue(settings, PURPOSE, values, about=found.pk, once=once, at=at)


@still_wanted(PURPOSE)
def is_wanted(mail: Mail) -> bool:
    """While they still owe that answer, and it is not too late for it."""
    now = timezone.now()
    settings = reader_of(mail, now)
    found = Invitation.objects.filter(pk=mail.about or 0, candidate=mail.candidate_id).first()
    if settings is None or not settings.of_deadlines or found is None:
        return False
    return found.reminded_of in found.deadlines and found.reminded_of > now
