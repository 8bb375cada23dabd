"""What the morning mail says: what waits today, in a few lines, or nothing at all.

A thing is named while a reminder still helps, and then left to the home page.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from applications.models import Application
from applications.plans import Plan, plans_of
from interviews.models import Interview, Invitation
from interviews.owed import WORTH_ASKING, owed_by
from jobtracker.addresses import in_full
from jobtracker.clock import zone_named
from jobtracker.home.today import today
from jobtracker.people.models import Reminders
from jobtracker.ui.when import at_hour, describe, due

MOST = 5
# How long before its deadline an offer is worth a line each morning.
OFFERS_AHEAD = timedelta(days=3)


@dataclass(frozen=True)
class Line:
    """One thing, where it is, and when, if at any time."""

    text: str
    href: str
    when: str = ""


@dataclass(frozen=True)
class Section:
    """A few lines, and how many there are beside them."""

    title: str
    lines: Sequence[Line]
    more: int


class Digest:
    """The morning of one candidate; their zone and language are the current ones."""

    def __init__(self, reminders: Reminders, now: datetime) -> None:
        self.reminders = reminders
        self.candidate = reminders.candidate
        self.zone = zone_named(self.candidate.time_zone)
        self.now = now
        self.day = now.astimezone(self.zone).date()
        self.recent = now - WORTH_ASKING
        self.first_day = self.day - WORTH_ASKING

    def sections(self) -> list[Section]:
        """What the candidate wants to hear of; none where nothing waits."""
        wanted, found = self.reminders, []
        plate = today(self.candidate, self.now)
        if wanted.of_invitations:
            found.append(("To answer", self.of_invitations(plate.to_decide)))
        if wanted.of_interviews:
            found.append(("Interviews", self.of_interviews(plate.coming_up)))
        if wanted.of_afterwards:
            found.append(("How did it go?", self.of_debriefs(plate.to_debrief)))
            found.append(("Afterwards", self.of_owed()))
        if wanted.of_plans:
            found.append(("To do", self.of_plans()))
        return [section for title, lines in found if (section := section_of(title, lines))]

    def of_invitations(self, waiting: Iterable[Invitation]) -> Iterator[Line]:
        for each in waiting:
            by = each.answer_by or each.received_at
            if by > self.recent:
                when = f"answer by {due(by, self.now, self.zone)}"
                yield Line(job(each.application), in_full(each.get_absolute_url()), when)

    def of_interviews(self, planned: Iterable[Interview]) -> Iterator[Line]:
        for each in planned:
            start = each.starts_at.astimezone(self.zone)
            days = (start.date() - self.day).days
            if days <= 1:
                when = f"{'tomorrow' if days else 'today'} at {at_hour(start)}"
                if each.starts_at <= self.now:
                    when = f"since {at_hour(start)}"
                yield Line(job(each.application), in_full(each.get_absolute_url()), when)

    def of_debriefs(self, over: Iterable[Interview]) -> Iterator[Line]:
        for each in over:
            if each.over_at > self.recent:
                when = describe(each.starts_at, self.zone, this_year=self.day.year)
                yield Line(job(each.application), in_full(each.get_absolute_url()), when)

    def of_owed(self) -> Iterator[Line]:
        tonight = midnight_after(self.now)
        for each in owed_by(self.candidate, self.now, until=tonight):
            if each.since is None or each.since > self.recent:
                yield self.of_plan(each)

    def of_plans(self) -> Iterator[Line]:
        for each in plans_of(self.candidate, self.now, since=self.first_day).lines:
            if self.is_due(each):
                yield self.of_plan(each)

    def is_due(self, plan: Plan) -> bool:
        """Whether it is for today, or was for one of the last days."""
        if plan.by:
            return self.recent < plan.by <= self.now + OFFERS_AHEAD
        return plan.on is not None and plan.on <= self.day

    def of_plan(self, plan: Plan) -> Line:
        text = f"{plan.text} ({job(plan.application)})" if plan.application else plan.text
        href = in_full(plan.href or "/")
        return Line(text, href, f"by {due(plan.by, self.now, self.zone)}" if plan.by else "")


def section_of(title: str, lines: Iterable[Line]) -> Section | None:
    every = [*lines]
    return Section(title, every[:MOST], len(every[MOST:])) if every else None


def job(application: Application) -> str:
    """Which job: "Data Analyst, Harbour & Vale"."""
    return f"{application.job_title or 'A job'}, {application.employer.name}"


def midnight_after(at: datetime) -> datetime:
    """The end of the day on the current clock."""
    local = timezone.localtime(at) + timedelta(days=1)
    return local.replace(hour=0, minute=0, second=0, microsecond=0)
