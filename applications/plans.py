"""What a candidate means to do about the search as a whole, the most pressing first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from applications.models import Application, Offer, RightToRepresent, Task
from applications.silence import pace_of, quiet_rows
from applications.stages import Stage
from jobtracker.nested import Nested, rows_in
from jobtracker.people.models import Candidate
from jobtracker.prepared import Prepared

MOST = 20
AHEAD = timedelta(days=7)
JOB = (
    "application_id",
    "application__job_title",
    "application__employer_id",
    "application__employer__name",
)


@dataclass(frozen=True)
class Plan:
    """One thing to do: about which job, if about one, and on which day, if on one.

    `since` says how long it has been waiting, where that makes a reminder of less and less use.
    """

    text: str
    href: str
    application: Application | None
    on: date | None
    icon: str
    task: Task | None = None
    by: datetime | None = None
    since: datetime | None = None


@dataclass(frozen=True)
class Plans:
    """What is due within a week or at no set time; whether something has been quiet for long."""

    lines: list[Plan]
    is_quiet: bool


def plans_of(candidate: Candidate, at: datetime, since: date = date.min) -> Plans:
    """Two queries: how long answers take, and all the rest; without what was due before `since`."""
    today = timezone.localdate(at)
    [found] = FOUND.rows(
        candidate=candidate.pk,
        today=today,
        since=since,
        until=today + AHEAD,
        heard_before=at - timedelta(days=pace_of(candidate).patience),
    )
    lines = [
        *(of_offer(each) for each in rows_in(Offer, found.has_offers)),
        *of_rights(found.has_rights),
        *in_order([*of_steps(found.has_steps), *of_tasks(found.has_tasks)]),
    ]
    return Plans(lines[:MOST], found.is_quiet)


def _found(
    candidate: int, today: date, since: date, until: date, heard_before: datetime
) -> QuerySet[Candidate]:
    of = OuterRef("pk")
    soon = Q(due_on=None) | Q(due_on__range=(since, until))
    tasks = Task.objects.filter(soon, candidate=of).open()
    offers = Offer.objects.filter(candidate=of).open()
    steps = Application.objects.filter(candidate=of, next_step_on__range=(since, until))
    steps = steps.exclude(next_step="").exclude(stage=Stage.CLOSED).order_by("next_step_on", "pk")
    quiet = quiet_rows(of, today=today, heard_before=heard_before)
    rights = RightToRepresent.objects.filter(candidate=of).waiting(today).of_who_looks_after()
    rights = rights.order_by("valid_until", "pk")
    return Candidate.objects.filter(pk=candidate).annotate(
        has_tasks=Nested(tasks[:MOST], "text", "due_on", *JOB),
        has_offers=Nested(offers[:MOST], "answer_by", "answer_by_zone", *JOB),
        has_steps=Nested(
            steps[:MOST], "job_title", "next_step", "next_step_on", "employer_id", "employer__name"
        ),
        has_rights=Nested(
            rights[:MOST], "job_title", "employer_name", "valid_until", "asked_at", "firm__name"
        ),
        is_quiet=Exists(quiet),
    )


FOUND = Prepared(_found)


def of_offer(offer: Offer) -> Plan:
    job = offer.application
    return Plan("Answer the offer", offer.get_absolute_url(), job, None, "gift", by=offer.answer_by)


def of_rights(data: Any) -> Iterator[Plan]:  # noqa: ANN401
    for each in rows_in(RightToRepresent, data):
        text = f"Say whether {each.firm} may put you forward: {each}"
        href, until = each.get_absolute_url(), each.valid_until
        yield Plan(text, href, None, until, "pen-line", since=each.asked_at)


def of_steps(data: Any) -> Iterator[Plan]:  # noqa: ANN401
    for each in rows_in(Application, data):
        yield Plan(each.next_step, each.get_absolute_url(), each, each.next_step_on, "arrow-right")


def of_tasks(data: Any) -> Iterator[Plan]:  # noqa: ANN401
    for each in rows_in(Task, data):
        href = each.application.get_absolute_url() if each.application else ""
        yield Plan(each.text, href, each.application, each.due_on, "square", task=each)


def in_order(plans: list[Plan]) -> list[Plan]:
    return sorted(plans, key=lambda each: each.on or date.max)
