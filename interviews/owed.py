"""What is left to do after interviews, for the candidate's home page: one query."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from applications.models import Application
from applications.plans import Plan
from applications.stages import IN_PROCESS
from interviews.models import Choice, Debrief, Decision, Feedback, Letter
from jobtracker.clock import zone_named
from jobtracker.nested import Nested, rows_in
from jobtracker.people.models import Candidate, Situation
from jobtracker.prepared import Prepared

MOST = 20
# To look back is an offer: two at a time are plenty.
MOST_LOOKS = 2
# After that long a reminder would be no help any more.
WORTH_ASKING = timedelta(days=7)
JOB = ("id", "job_title", "employer_id", "employer__name")


def owed_by(candidate: Candidate, now: datetime, until: datetime | None = None) -> list[Plan]:
    """What somebody waits for first: withdrawals to send, then what was slept on, and the rest.

    What was slept on counts where it comes back `until` then; without it, by now.
    """
    local = now.astimezone(zone_named(candidate.time_zone))
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    [found] = FOUND.rows(candidate=candidate.pk, now=now, midnight=midnight, until=until or now)
    return [
        *of_refused(found.has_refused),
        *of_withdrawals(found.has_withdrawals, now),
        *of_committed(found.has_to_tell),
        *of_slept_on(found.has_slept_on),
        *of_told(found.has_told),
        *of_asked(found.has_asked),
        *of_judged(found.has_to_judge),
    ]


# By which a letter knows where it is.
OF_LETTERS = (
    "kind",
    "decision_id",
    "decision__invitation_id",
    "decision__interview_id",
    "interview_id",
    "offer_id",
    "application_id",
)


def _found(
    candidate: int, now: datetime, midnight: datetime, until: datetime
) -> QuerySet[Candidate]:
    of = OuterRef("pk")
    return Candidate.objects.filter(pk=candidate).annotate(
        has_refused=Nested(
            refused(of, now)[:MOST], *OF_LETTERS, *(f"application__{name}" for name in JOB)
        ),
        has_withdrawals=Nested(
            unsent(of, now)[:MOST],
            "at",
            "choice",
            "withdraw_hours",
            *job("interview"),
            *job("invitation"),
        ),
        has_slept_on=Nested(
            slept_on(of, until)[:MOST], "until", "invitation_id", *job("interview")
        ),
        has_told=Nested(told(of, midnight, now)[:MOST], *job("interview")),
        has_to_tell=Nested(
            Application.objects.filter(
                candidate=of, candidate__situation=Situation.COMMITTED, stage__in=IN_PROCESS
            ).order_by("created_at", "pk")[:MOST],
            "job_title",
            "employer_id",
            "employer__name",
        ),
        has_to_judge=Nested(
            Decision.objects.filter(candidate=of).to_look_back_on(now)[:MOST_LOOKS],
            "choice",
            *job("interview"),
            *job("invitation"),
        ),
        has_asked=Nested(
            Feedback.objects.filter(candidate=of).to_chase(now)[:MOST],
            "asked_at",
            "chased_at",
            "received_at",
            "none_at",
            "application_id",
            *(f"application__{name}" for name in JOB),
        ),
    )


FOUND = Prepared(_found)


def job(about: str) -> tuple[str, ...]:
    """The columns that name the job, of what a row is about."""
    named = (f"{about}__application__{name}" for name in JOB)
    return (f"{about}_id", f"{about}__application_id", *named)


def refused(of: OuterRef, now: datetime) -> Any:  # noqa: ANN401
    """Letters that their reader's mail server would not take."""
    rows = Letter.objects.filter(candidate=of, sent_at=None, queued_at=None).exclude(refused="")
    return rows.filter(saved_at__gt=now - WORTH_ASKING).order_by("saved_at", "pk")


def unsent(of: OuterRef, now: datetime) -> Any:  # noqa: ANN401
    sent = Letter.objects.filter(decision=OuterRef("pk"), sent_at__isnull=False)
    recent = Decision.objects.filter(candidate=of, at__gt=now - WORTH_ASKING)
    return recent.withdrawals().filter(~Exists(sent)).order_by("at", "pk")


def slept_on(of: OuterRef, until: datetime) -> Any:  # noqa: ANN401
    rows = Decision.objects.filter(candidate=of, choice=Choice.SLEEP, superseded_by=None)
    return rows.filter(until__lte=until, interview__application__outcome="").order_by("until", "pk")


def told(of: OuterRef, midnight: datetime, now: datetime) -> Any:  # noqa: ANN401
    """What was told before today and not looked at again, where it still matters."""
    rows = Debrief.objects.filter(
        candidate=of, confirmed_at=None, interview__application__outcome=""
    )
    recent = rows.filter(told_at__lt=midnight, told_at__gt=now - WORTH_ASKING)
    return recent.order_by("told_at", "pk")


def of_refused(data: Any) -> Iterator[Plan]:  # noqa: ANN401
    for each in rows_in(Letter, data):
        yield Plan(
            "Your letter was refused: check the address", each.get_absolute_url(),
            each.application, None, "mail-x",
        )  # fmt: skip


def of_withdrawals(data: Any, now: datetime) -> Iterator[Plan]:  # noqa: ANN401
    for each in rows_in(Decision, data):
        by = each.tell_by if each.tell_by > now else None
        yield Plan(
            "Let them know that you withdraw", each.letter_url, each.application, None, "mail",
            by=by,
        )  # fmt: skip


def of_committed(data: Any) -> Iterator[Plan]:  # noqa: ANN401
    for each in rows_in(Application, data):
        href = f"{reverse('interviews:application-letter', args=[each.pk])}?letter=elsewhere"
        yield Plan("Tell them that you accepted elsewhere", href, each, None, "mail")


def of_slept_on(data: Any) -> Iterator[Plan]:  # noqa: ANN401
    for each in rows_in(Decision, data):
        href = f"{each.about.get_absolute_url()}#afterwards"
        yield Plan(
            "You slept on it: go on, or withdraw?", href, each.application, None, "moon",
            since=each.until,
        )  # fmt: skip


def of_told(data: Any) -> Iterator[Plan]:  # noqa: ANN401
    for each in rows_in(Debrief, data):
        href = f"{each.interview.get_absolute_url()}#afterwards"
        about = each.interview.application
        yield Plan("Look at your interest again, after a night", href, about, None, "sunrise")


def of_asked(data: Any) -> Iterator[Plan]:  # noqa: ANN401
    for each in rows_in(Feedback, data):
        yield Plan(
            "Ask for feedback again, or note that there is none", each.get_absolute_url(),
            each.application, None, "message-circle-question-mark", since=each.worth_asking_from,
        )  # fmt: skip


def of_judged(data: Any) -> Iterator[Plan]:  # noqa: ANN401
    for each in rows_in(Decision, data):
        yield Plan(
            "Two weeks on: how does that choice sit with you?", each.look_back_url,
            each.application, None, "rotate-ccw",
        )  # fmt: skip
