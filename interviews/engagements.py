"""What else the candidate has on at some time, in one query however much there is.

Planned interviews and their own calendar take time. What was offered to them elsewhere, or proposed
by them, is only under discussion: it is said, and stands in nobody's way.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from applications.models import Application
from interviews.models import BusyTime, Decision, Interview, Invitation, OtherTime, Slot
from interviews.models.interview import USUAL_LENGTH
from interviews.models.invitation import UNDECIDED, State
from jobtracker.clock import zone_named
from jobtracker.nested import Nested, rows_in
from jobtracker.people.models import Candidate
from jobtracker.prepared import Prepared
from jobtracker.ui.when import between

# Of each kind.
MOST = 100
MOST_UIDS = 1_000
JOB = (
    "application_id",
    "application__job_title",
    "application__employer_id",
    "application__employer__name",
)


class Kind(StrEnum):
    """What it is."""

    INTERVIEW = "interview"
    BUSY = "busy"
    OFFERED = "offered"
    PROPOSED = "proposed"


WORDS = {
    Kind.INTERVIEW: "Clashes with your interview",
    Kind.BUSY: "Your own calendar says busy",
    Kind.OFFERED: "Also offered to you",
    Kind.PROPOSED: "You also proposed it",
}


@dataclass(frozen=True)
class Engagement:
    """One of them, with aware times; `about` is the application where there is one.

    `interview` and `invitation` are the numbers of the rows that it comes from.
    """

    kind: Kind
    starts_at: datetime
    ends_at: datetime
    about: Application | None = None
    is_all_day: bool = False
    interview: int | None = None
    invitation: int | None = None

    @property
    def takes_time(self) -> bool:
        """Whether nothing else fits beside it; a note for the whole day says too little."""
        return self.kind is Kind.INTERVIEW or (self.kind is Kind.BUSY and not self.is_all_day)

    def touches(self, start: datetime, end: datetime) -> bool:
        """Whether it is on between the two."""
        return self.starts_at < end and start < self.ends_at

    def in_words(self, zone: str) -> str:
        """Such as "Clashes with your interview, 14:30–15:30: Analyst at Nordwind"."""
        if self.is_all_day:
            return "Your own calendar has something on that day"
        hours = between(self.starts_at, self.ends_at, zone_named(zone))
        said = f"{WORDS[self.kind]}, {hours}"
        return f"{said}: {self.about}" if self.about else said


def in_the_way(
    found: Collection[Engagement], start: datetime, end: datetime | None
) -> list[Engagement]:
    """Those at that time, what takes time first; without an end it takes the usual one."""
    until = end or start + USUAL_LENGTH
    return sorted(
        (each for each in found if each.touches(start, until)), key=lambda each: not each.takes_time
    )


def engagements_of(
    candidate: int,
    start: datetime,
    end: datetime,
    *,
    but: Invitation | None = None,
    but_interview: Interview | None = None,
) -> Sequence[Engagement]:
    """Those that touch the span, but for what belongs to an invitation or is an interview.

    What stands in the candidate's own calendar because it is an interview or an invitation of
    theirs is known from here, and not held against itself.
    """
    [found] = FOUND.rows(candidate=candidate, start=start, end=end)
    uids = {each.uid for each in rows_in(Invitation, found.has_uids)}
    own = {each.uid for each in rows_in(Interview, found.has_own_uids)}
    every = [
        *of_interviews(found.has_interviews),
        *of_busy(found.has_busy, uids, own),
        *of_times(rows_in(Slot, found.has_slots), Kind.OFFERED),
        *of_times(rows_in(OtherTime, found.has_proposed), Kind.PROPOSED),
    ]
    own_invitation = but.pk if but else 0
    own_interview = but_interview.pk if but_interview else 0
    return [
        each
        for each in every
        if each.invitation != own_invitation and each.interview != own_interview
    ]


def _found(candidate: int, start: datetime, end: datetime) -> QuerySet[Candidate]:
    of = OuterRef("pk")
    is_on = Q(ends_at__gt=start) | Q(ends_at=None, starts_at__gt=start - USUAL_LENGTH)
    timed = Q(is_on, starts_at__lt=end)
    interviews = Interview.objects.filter(timed, candidate=of).planned()
    busy = BusyTime.objects.filter(candidate=of).between(start, end)
    slots = Slot.objects.filter(timed, candidate=of, invitation__state__in=UNDECIDED)
    standing = Decision.objects.filter(pk=OuterRef("decision"), superseded_by=None)
    proposed = OtherTime.objects.filter(
        timed, Exists(standing), candidate=of, decision__invitation__state=State.ASKED
    )
    named = Invitation.objects.filter(candidate=of).exclude(uid="").order_by("-pk")
    own = Interview.objects.filter(candidate=of).order_by("-pk")
    about = tuple(f"invitation__{name}" for name in JOB)
    meant = ("decision__invitation_id", *(f"decision__{name}" for name in about))
    return Candidate.objects.filter(pk=candidate).annotate(
        has_interviews=Nested(interviews[:MOST], "starts_at", "ends_at", "invitation_id", *JOB),
        has_busy=Nested(busy[:MOST], "uid", "starts_at", "ends_at", "is_all_day"),
        has_slots=Nested(slots[:MOST], "starts_at", "ends_at", "invitation_id", *about),
        has_proposed=Nested(proposed[:MOST], "starts_at", "ends_at", "decision_id", *meant),
        has_uids=Nested(named[:MOST_UIDS], "uid"),
        has_own_uids=Nested(own[:MOST_UIDS], "uid"),
    )


FOUND = Prepared(_found)


def of_interviews(data: Any) -> Iterator[Engagement]:  # noqa: ANN401
    for each in rows_in(Interview, data):
        yield Engagement(
            Kind.INTERVIEW,
            each.starts_at,
            each.over_at,
            each.application,
            interview=each.pk,
            invitation=each.invitation_id,
        )


def of_busy(data: Any, uids: set[str], own: set[UUID]) -> Iterator[Engagement]:  # noqa: ANN401
    for each in rows_in(BusyTime, data):
        if each.uid not in uids and uuid_in(each.uid) not in own:
            yield Engagement(Kind.BUSY, each.starts_at, each.ends_at, is_all_day=each.is_all_day)


def uuid_in(uid: str) -> UUID | None:
    """The name by which calendars know an interview of ours; others have names of any shape."""
    try:
        return UUID(uid)
    except ValueError:
        return None


def of_times(rows: Sequence[Slot | OtherTime], kind: Kind) -> Iterator[Engagement]:
    for each in rows:
        invitation = each.invitation if isinstance(each, Slot) else each.decision.invitation
        if invitation is not None:
            end = each.ends_at or each.starts_at + USUAL_LENGTH
            yield Engagement(
                kind, each.starts_at, end, invitation.application, invitation=invitation.pk
            )
