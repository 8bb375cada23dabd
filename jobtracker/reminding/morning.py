"""The morning mail: written by the worker, at each candidate's own hour, once a day."""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from jobtracker.addresses import in_full
from jobtracker.clock import zone_named
from jobtracker.outbox.models import Mail
from jobtracker.outbox.rights import still_wanted
from jobtracker.people.mail import seen
from jobtracker.people.models import Reminders
from jobtracker.reminding.digest import Digest

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
    candidate, user = found.candidate, found.candidate.user
    once = f"{PURPOSE}:{candidate.pk}:{found.hours.day_of(at)}"
    if user is None or not user.is_active or Mail.objects.filter(once=once).exists():
        return
    with timezone.override(zone_named(candidate.time_zone)), translation.override(user.reads):
        digest = Digest(found, at)
        if sections := digest.sections():
            way_out = in_full(reverse("people:way-out", args=[found.way_out_token]))
            values = {
                "name": seen(candidate.name),
                "day": digest.day,
                "sections": sections,
                "home": in_full(reverse("home")),
                "settings": in_full(f"{reverse('people:profile')}#reminders"),
                "way_out": way_out,
            }
            Mail.objects.enqueue(
                purpose=PURPOSE,
                to=user.email,
                subject=render_to_string("reminding/morning.subject.txt", values).strip(),
                text=render_to_string("reminding/morning.txt", values).strip() + "\n",
                about=found.pk,
                recipient=user,
                candidate_id=candidate.pk,
                way_out=way_out,
                once=once,
                at=at,
            )


@still_wanted(PURPOSE)
def is_wanted(mail: Mail) -> bool:
    """While it is still that day there and not quiet, by somebody who still reads that mailbox."""
    now = timezone.now()
    wanting = Reminders.objects.wanting_mail().filter(pk=mail.about or 0)
    found = wanting.select_related("candidate__user").first()
    if found is None or found.candidate.user is None or found.candidate.user.email != mail.to:
        return False
    hours = found.hours
    return hours.day_of(mail.queued_at) == hours.day_of(now) and not hours.is_quiet(now)


def begin(at: datetime) -> bool:
    """See that everybody has settings; whether anybody had none."""
    return Reminders.objects.begin(at) > 0
