"""The mails that tell a candidate what a firm asks of them, or does on their behalf."""

from collections.abc import Mapping
from datetime import datetime

from django.template.loader import render_to_string
from django.utils import timezone, translation

from applications.models import RightToRepresent, Submission
from applications.models.right import Choice, RightQuerySet
from jobtracker.addresses import address, in_full
from jobtracker.clock import zone_named
from jobtracker.outbox.models import Mail
from jobtracker.outbox.rights import still_wanted
from jobtracker.people.mail import seen
from jobtracker.people.models import Candidate, Firm, User
from jobtracker.ui.when import in_full as day_in_full

ASKED, CHOOSE, SENT = "right-asked", "right-double", "submission-sent"


def tell_asked(right: RightToRepresent, *, by: User, at: datetime) -> None:
    """Ask by mail too, where the candidate has an account to answer with."""
    values = {
        "job": seen(right.job_title),
        "employer": seen(right.employer_name),
        "pay": seen(right.pay),
        "until": day_in_full(right.valid_until),
        "link": in_full(right.get_absolute_url()),
    }
    tell(ASKED, right.candidate, right.firm, values, about=right.pk, by=by, at=at)


def tell_double(right: RightToRepresent, *, by: User, at: datetime) -> None:
    """Ask the candidate which way in counts."""
    values = {
        "job": seen(right.job_title),
        "employer": seen(right.employer_name),
        "link": in_full(right.get_absolute_url()),
    }
    tell(CHOOSE, right.candidate, right.firm, values, about=right.pk, by=by, at=at)


def tell_sent(submission: Submission, *, by: User, at: datetime) -> None:
    """Say that the client has their papers now."""
    values = {
        "job": seen(submission.job_title),
        "employer": seen(submission.employer_name),
        "pay": seen(submission.pay),
        "link": in_full(submission.get_absolute_url()),
    }
    tell(SENT, submission.candidate, submission.firm, values, about=submission.pk, by=by, at=at)


def tell(
    purpose: str,
    candidate: Candidate,
    firm: Firm,
    values: Mapping[str, object],
    *,
    about: int,
    by: User,
    at: datetime,
) -> None:
    """Queue the mail whose text is named after its purpose; nobody reads one without an account."""
    reader = candidate.user
    if reader is None or not reader.is_active:
        return
    every = {
        "name": seen(candidate.name),
        "by": seen(str(by)),
        "firm": seen(firm.name),
        "all": in_full(address("applications:on-behalf")),
        **values,
    }
    with timezone.override(zone_named(candidate.time_zone)), translation.override(reader.reads):
        subject = render_to_string(f"applications/mail/{purpose}.subject.txt", every)
        text = render_to_string(f"applications/mail/{purpose}.txt", every)
    Mail.objects.enqueue(
        purpose=purpose,
        to=reader.email,
        subject=subject.strip(),
        text=text.strip() + "\n",
        about=about,
        recipient=reader,
        candidate_id=candidate.pk,
        at=at,
    )


@still_wanted(ASKED)
def is_still_asked(mail: Mail) -> bool:
    """While the question is open, the firm looks after them, and the record is theirs."""
    return right_of(mail).waiting(timezone.localdate()).exists()


@still_wanted(CHOOSE)
def is_still_to_choose(mail: Mail) -> bool:
    return right_of(mail).in_force(timezone.localdate()).filter(choice=Choice.NONE).exists()


def right_of(mail: Mail) -> RightQuerySet:
    """The right that it is about, while it is the reader's and the firm looks after them."""
    whose = {"pk": mail.about or 0, "candidate__user": mail.recipient_id}
    return RightToRepresent.objects.filter(**whose).of_who_looks_after()


@still_wanted(SENT)
def is_still_sent(mail: Mail) -> bool:
    rows = Submission.objects.filter(pk=mail.about or 0, candidate__user=mail.recipient_id)
    return rows.sent().exists()
