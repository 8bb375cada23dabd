"""What all mails of reminders have in common: who reads them, and the way out."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from jobtracker.addresses import in_full
from jobtracker.clock import zone_named
from jobtracker.outbox.models import Mail
from jobtracker.people.mail import seen
from jobtracker.people.models import Candidate, Reminders


@contextmanager
def read_by(candidate: Candidate) -> Iterator[None]:
    """Days and hours are written as the candidate reads them, on their own clock."""
    language = candidate.user.reads if candidate.user else None
    with timezone.override(zone_named(candidate.time_zone)), translation.override(language):
        yield


def is_open_to(found: Reminders, once: str) -> bool:
    """Whether there is somebody to read it, who was not sent it before."""
    user = found.candidate.user
    return user is not None and user.is_active and not Mail.objects.filter(once=once).exists()


def queue(
    found: Reminders,
    purpose: str,
    values: Mapping[str, object],
    *,
    about: int,
    once: str,
    at: datetime,
    after: timedelta = timedelta(0),
) -> None:
    """Queue the mail whose text is named after its purpose; it goes no sooner than `after`."""
    candidate = found.candidate
    way_out = in_full(reverse("people:way-out", args=[found.way_out_token]))
    every = {
        "name": seen(candidate.name),
        "home": in_full(reverse("home")),
        "settings": in_full(f"{reverse('people:profile')}#reminders"),
        "way_out": way_out,
        **values,
    }
    Mail.objects.enqueue(
        purpose=purpose,
        to=candidate.user.email if candidate.user else "",
        subject=render_to_string(f"reminding/{purpose}.subject.txt", every).strip(),
        text=render_to_string(f"reminding/{purpose}.txt", every).strip() + "\n",
        about=about,
        recipient=candidate.user,
        candidate_id=candidate.pk,
        way_out=way_out,
        once=once,
        at=at,
        after=after,
    )


def reader_of(mail: Mail, now: datetime) -> Reminders | None:
    """The settings of whoever it is for, while they want it at that address and it is not quiet."""
    wanting = Reminders.objects.wanting_mail().filter(candidate=mail.candidate_id or 0)
    found = wanting.select_related("candidate__user").first()
    is_theirs = found is not None and found.candidate.user_id == mail.recipient_id
    if found is None or not is_theirs or found.candidate.user is None:
        return None
    same_address = found.candidate.user.email == mail.to
    return found if same_address and not found.hours.is_quiet(now) else None
