"""The candidate's calendar, day by day: meetings, times offered, days to answer by."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import OuterRef, QuerySet

from applications.models import Application, Offer, Task
from applications.stages import Stage
from interviews.models import BusyTime, Interview, Invitation, Slot
from interviews.models.interview import CALLED_OFF
from interviews.models.invitation import UNDECIDED
from jobtracker.addresses import address
from jobtracker.nested import Nested, rows_in
from jobtracker.people.models import Candidate
from jobtracker.prepared import Prepared

# Of each kind; nobody has more in six weeks.
MOST = 200
A_DAY = timedelta(days=1)
JOB = (
    "application_id",
    "application__job_title",
    "application__employer_id",
    "application__employer__name",
)
OF_INVITATION = ("invitation_id", *(f"invitation__{name}" for name in JOB))


@dataclass(frozen=True)
class Entry:
    """One thing on one day; `at` is an aware time on the reader's clock, None for all day."""

    on: date
    what: str
    job: str
    href: str
    icon: str
    tone: str
    at: datetime | None = None
    is_off: bool = False

    @property
    def order(self) -> tuple[date, float]:
        """By day; within it what is due at any hour first."""
        return self.on, self.at.timestamp() if self.at else 0


def entries_between(
    candidate: Candidate, first: date, last: date, clock: ZoneInfo
) -> dict[date, list[Entry]]:
    """By the days from `first` to `last`, as they are on that clock; one query."""
    [found] = FOUND.rows(
        candidate=candidate.pk,
        first=first,
        last=last,
        start=datetime.combine(first, time(), clock),
        end=datetime.combine(last + A_DAY, time(), clock),
    )
    every = [
        *(of_interview(each, clock) for each in rows_in(Interview, found.has_interviews)),
        *(of_slot(each, clock) for each in rows_in(Slot, found.has_slots)),
        *(of_busy(each, clock) for each in rows_in(BusyTime, found.has_busy)),
        *(of_invitation(each, clock) for each in rows_in(Invitation, found.has_invitations)),
        *(of_offer(each, clock) for each in rows_in(Offer, found.has_offers)),
        *of_tasks(found.has_tasks),
        *of_steps(found.has_steps),
    ]
    by_day: dict[date, list[Entry]] = {}
    for entry in sorted(every, key=lambda each: each.order):
        by_day.setdefault(entry.on, []).append(entry)
    return by_day


def _found(
    candidate: int, first: date, last: date, start: datetime, end: datetime
) -> QuerySet[Candidate]:
    of = OuterRef("pk")
    timed = {"starts_at__gte": start, "starts_at__lt": end}
    interviews = Interview.objects.filter(candidate=of, **timed).order_by("starts_at", "pk")
    slots = Slot.objects.filter(candidate=of, invitation__state__in=UNDECIDED, **timed)
    busy = BusyTime.objects.filter(candidate=of, **timed).order_by("starts_at", "pk")
    asked = Invitation.objects.filter(candidate=of, answer_by__gte=start, answer_by__lt=end)
    offers = Offer.objects.filter(candidate=of, answer_by__gte=start, answer_by__lt=end).open()
    tasks = Task.objects.filter(candidate=of, due_on__gte=first, due_on__lte=last).open()
    steps = Application.objects.filter(
        candidate=of, next_step_on__gte=first, next_step_on__lte=last
    ).exclude(stage=Stage.CLOSED)
    return Candidate.objects.filter(pk=candidate).annotate(
        has_interviews=Nested(interviews[:MOST], "starts_at", "zone", "state", *JOB),
        has_slots=Nested(slots.order_by("starts_at", "pk")[:MOST], "starts_at", *OF_INVITATION),
        has_busy=Nested(busy[:MOST], "starts_at", "is_all_day"),
        has_invitations=Nested(asked.undecided()[:MOST], "answer_by", *JOB),
        has_offers=Nested(offers[:MOST], "answer_by", *JOB),
        has_tasks=Nested(tasks[:MOST], "text", "due_on", *JOB),
        has_steps=Nested(
            steps.order_by("next_step_on", "pk")[:MOST],
            "job_title",
            "next_step",
            "next_step_on",
            "employer_id",
            "employer__name",
        ),
    )


FOUND = Prepared(_found)


def of_interview(each: Interview, clock: ZoneInfo) -> Entry:
    at, is_off = each.starts_at.astimezone(clock), each.state in CALLED_OFF
    what = each.get_state_display() if is_off else "Interview"
    href = each.get_absolute_url()
    return Entry(
        at.date(), what, str(each.application), href, "calendar", "teal", at=at, is_off=is_off
    )


def of_slot(each: Slot, clock: ZoneInfo) -> Entry:
    at, invitation = each.starts_at.astimezone(clock), each.invitation
    href = invitation.get_absolute_url()
    return Entry(at.date(), "Offered", str(invitation.application), href, "mail", "stone", at=at)


def of_busy(each: BusyTime, clock: ZoneInfo) -> Entry:
    """A whole day has no hour."""
    local = each.starts_at.astimezone(clock)
    at = None if each.is_all_day else local
    href = f"{address('interviews:feeds')}#own"
    return Entry(local.date(), "Busy", "Your own calendar", href, "calendar-x", "stone", at=at)


def of_invitation(each: Any, clock: ZoneInfo) -> Entry:  # noqa: ANN401
    at, href = each.answer_by.astimezone(clock), each.get_absolute_url()
    return Entry(at.date(), "Answer by", str(each.application), href, "hourglass", "amber", at=at)


def of_offer(each: Any, clock: ZoneInfo) -> Entry:  # noqa: ANN401
    at, href = each.answer_by.astimezone(clock), each.get_absolute_url()
    return Entry(at.date(), "Answer the offer", str(each.application), href, "gift", "green", at=at)


def of_tasks(data: Any) -> Iterator[Entry]:  # noqa: ANN401
    for each in rows_in(Task, data):
        job = each.application
        href = job.get_absolute_url() if job else "/"
        if each.due_on:
            yield Entry(each.due_on, each.text, str(job or ""), href, "square-check", "blue")


def of_steps(data: Any) -> Iterator[Entry]:  # noqa: ANN401
    for each in rows_in(Application, data):
        if each.next_step and each.next_step_on:
            href = each.get_absolute_url()
            yield Entry(each.next_step_on, each.next_step, str(each), href, "arrow-right", "blue")
