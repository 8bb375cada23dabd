"""A coordinator's day: what is due across the caseload, the most urgent first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Any

from applications.models import Activity, Application
from interviews.client_mail import address_of
from interviews.models import Errand, FeedbackRequest, Interview, Invitation
from interviews.models.errand import Matter, notes_about
from jobtracker.addresses import address
from jobtracker.clock import zone_named
from jobtracker.desk.worklist.filters import Filters
from jobtracker.desk.worklist.matters import SOURCES, Clock, Source
from jobtracker.desk.worklist.rows import due_rows
from jobtracker.people.models import Membership, Representation, User
from jobtracker.people.models.representation import RepresentationQuerySet
from jobtracker.targets import Working

# Of each kind, and all together.
MOST = 100


class When(StrEnum):
    """How soon something is due."""

    LATE = "Past its time"
    TODAY = "Today"
    TOMORROW = "Tomorrow"
    LATER = "Later"


@dataclass(frozen=True)
class Item:
    """One thing that is due: for whom, about which job, by when, in which words."""

    source: Source
    row: Any
    clock: Clock
    held: Representation
    errand: Errand | None

    @property
    def matter(self) -> Matter:
        return self.source.matter

    @property
    def subject(self) -> int:
        return int(self.row.pk)

    @property
    def key(self) -> str:
        """By which the page knows it."""
        return f"{self.matter}-{self.subject}"

    @property
    def candidate_name(self) -> str:
        return self.held.candidate.name

    @property
    def address(self) -> str:
        """Where the candidate reads mail; "" where nobody knows."""
        return address_of(self.held.candidate)

    @property
    def words(self) -> str:
        return self.source.words(self.row, self.clock)

    @cached_property
    def due(self) -> datetime:
        return self.source.due(self.row, self.clock)

    @property
    def is_late(self) -> bool:
        return self.due < self.clock.now

    @cached_property
    def when(self) -> When:
        if self.is_late:
            return When.LATE
        zone = zone_named(self.clock.work.zone)
        today = self.clock.now.astimezone(zone).date()
        days = (self.due.astimezone(zone).date() - today).days
        return {0: When.TODAY, 1: When.TOMORROW}.get(days, When.LATER)

    @property
    def application(self) -> Application | None:
        """The job that it is about, if it is about one."""
        return job_of(self.row)

    @property
    def href(self) -> str:
        """Where it is done, else what it is about: invitation, interview, job, or the person."""
        if self.source.page:
            return address(self.source.page, self.subject)
        if isinstance(self.row, Application | Activity):
            about = self.application
            return about.get_absolute_url() if about else self.candidate_href
        return about_of(self.row).get_absolute_url()

    @property
    def candidate_href(self) -> str:
        """The firm's page of the candidate."""
        return address("desk:candidate", self.held.pk)

    @property
    def act_href(self) -> str:
        """Where it is put off, handed on, or said to be dealt with."""
        return address(f"desk:{self.matter}", self.subject)

    @property
    def tone(self) -> str:
        """The colour of its deadline, which words tell as well."""
        return {When.LATE: "rose", When.TODAY: "amber"}.get(self.when, "stone")

    @property
    def moment(self) -> datetime:
        """What it is about, for whoever says that it is dealt with."""
        found: datetime = moment_of(self.row, self.source)
        return found

    def deal_with(self, errand: Errand, *, by: User, at: datetime) -> None:
        """It is dealt with: by the firm's own row, where it is one, else by the note on it."""
        if self.source.is_of_firm:
            self.row.finish(by=by, at=at)
        else:
            errand.deal_with(self.moment, by=by, at=at)

    def reopen(self, errand: Errand) -> None:
        """It was not dealt with after all."""
        (self.row if self.source.is_of_firm else errand).reopen()

    @property
    def handed_to(self) -> Membership | None:
        """Who has it, other than the candidate's own coordinator."""
        return self.errand.assigned_to if self.errand else None

    @property
    def snoozed_until(self) -> datetime | None:
        return self.errand.snoozed_until if self.errand else None


@dataclass(frozen=True)
class Worklist:
    """What is due, in the order to deal with it; `is_cut` where there is more than a page holds.

    `by` are the representations by which the page shows anything.
    """

    items: Sequence[Item]
    is_cut: bool

    @property
    def by(self) -> list[Representation]:
        return [*{each.held.pk: each.held for each in self.items}.values()]

    @property
    def groups(self) -> list[tuple[str, list[Item]]]:
        """Those of each time, where there are any."""
        sorted_in = {when: [each for each in self.items if each.when is when] for when in When}
        return [(when.value, items) for when, items in sorted_in.items() if items]


def worklist(user: User, me: Membership, filters: Filters, now: datetime) -> Worklist:
    """Three queries, whatever the size of the caseload."""
    clock = Clock(now, Working(user.time_zone))
    found = list(due_rows(user, me, filters, clock, most=MOST))
    whose = {row.candidate_id for _, row in found}
    held = {each.candidate_id: each for each in in_force(user, me).filter(candidate__in=whose)}
    notes = notes_about(user, me.firm_id, [*whose])
    noted = {(each.matter, each.subject): each for each in notes}
    # Who withdrew between two of the queries is no longer held.
    items = [
        Item(source, row, clock, held[row.candidate_id], noted.get((source.matter, row.pk)))
        for source, row in found
        if row.candidate_id in held
    ]
    items.sort(key=lambda each: (each.due, each.key))
    is_cut = len(items) > MOST or any(
        sum(each.source is source for each in items) >= MOST for source in SOURCES
    )
    return Worklist(items[:MOST], is_cut)


def in_force(user: User, me: Membership) -> RepresentationQuerySet:
    """Those of the firm, with whom they are for and who looks after them."""
    rows = Representation.objects.in_force().filter(firm=me.firm_id, firm__memberships__user=user)
    return rows.select_related("candidate", "firm", "coordinator__user")


def job_of(row: Any) -> Application | None:  # noqa: ANN401 - of any source
    if isinstance(row, Application):
        return row
    about = row if isinstance(row, Activity) else about_of(row)
    found: Application | None = about.application
    return found


def about_of(row: Any) -> Invitation | Interview:  # noqa: ANN401 - of any source
    """The invitation or interview itself, or what was asked about or decided on."""
    if isinstance(row, FeedbackRequest):
        return row.interview
    return row if isinstance(row, Invitation | Interview) else row.about


def moment_of(row: Any, source: Source) -> Any:  # noqa: ANN401
    return row.heard_at if isinstance(row, Application) else getattr(row, source.moment)
