"""What the feedback desk shows: each interview with the next act, and by when it is due."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import chain

from django.db.models import Exists, OuterRef

from interviews.due import held_lately, without_request
from interviews.models import FeedbackRequest, Interview, NoNews
from jobtracker.people.access import Scope, shares
from jobtracker.people.models import Firm, Representation, User
from jobtracker.people.models.representation import RepresentationQuerySet
from jobtracker.targets import Target, Working, due

MOST = 100
# After that long nobody remembers enough of a talk.
ASKED_WITHIN = timedelta(days=30)


class Part(StrEnum):
    """What is to be done about it."""

    RELAY = "relay"
    ESCALATE = "escalate"
    CHASE = "chase"
    ASK = "ask"
    WAIT = "wait"
    DONE = "done"


PARTS = {
    Part.RELAY: ("To pass on", "message-square-quote"),
    Part.ESCALATE: ("To ask a colleague about", "users"),
    Part.CHASE: ("To ask again", "message-circle-question-mark"),
    Part.ASK: ("To ask about", "plus"),
    Part.WAIT: ("Asked, and waiting", "hourglass"),
    Part.DONE: ("Passed on lately", "check"),
}


@dataclass(frozen=True)
class Line:
    """One interview; `request` is None where nobody was asked yet.

    `silence_due` is by when the candidate should hear that there is no news; None once they did.
    """

    interview: Interview
    request: FeedbackRequest | None
    held: Representation
    part: Part
    due_at: datetime | None
    silence_due: datetime | None
    is_overdue: bool
    may_chase: bool

    @property
    def is_silent(self) -> bool:
        return self.silence_due is not None

    @property
    def with_whom(self) -> str:
        """Which colleague helps with it."""
        to = self.request and self.request.escalated_to
        return f"With {to}" if to else ""

    @property
    def relay_href(self) -> str:
        """Where it is written for the candidate."""
        return f"{self.request.get_absolute_url()}#relay" if self.request else ""

    @property
    def escalate_href(self) -> str:
        """Where a colleague is chosen."""
        return f"{self.request.get_absolute_url()}#colleague" if self.request else ""

    @property
    def by_urgency(self) -> tuple[bool, datetime]:
        return self.due_at is None, self.due_at or self.interview.over_at


@dataclass(frozen=True)
class Board:
    """Lines by part; `by` are the representations by which the page shows anything."""

    lines: dict[Part, list[Line]]
    by: Sequence[Representation]
    is_cut: bool

    @property
    def parts(self) -> Iterator[tuple[str, str, list[Line]]]:
        """Title, icon and lines of each that has any."""
        for part, (title, icon) in PARTS.items():
            if self.lines[part]:
                yield title, icon, self.lines[part]

    @property
    def overdue(self) -> int:
        return sum(line.is_overdue for line in chain.from_iterable(self.lines.values()))

    @property
    def overdue_words(self) -> str:
        return f"{self.overdue} overdue"


def board_of(user: User, now: datetime, *, only_mine: bool) -> Board:
    """Three queries, whatever the size of the caseload."""
    held = looked_after(user)
    if only_mine:
        held = held.filter(coordinator__user=user)
    requests = list(requests_of(user, held, now)[: MOST + 1])
    interviews = list(unasked(user, held, now)[: MOST + 1])
    about = {each.candidate_id for each in requests} | {each.candidate_id for each in interviews}
    by = {
        (each.candidate_id, each.firm_id): each
        for each in held.filter(candidate__in=about)
        .select_related("candidate", "firm")
        .order_by("-pk")
    }
    lines = [
        *lines_of_requests(requests[:MOST], by, now, Working(user.time_zone)),
        *lines_of_interviews(interviews[:MOST], by, now, Working(user.time_zone)),
    ]
    shown = {line.held.pk: line.held for line in lines}
    return Board(
        lines={part: in_order(lines, part) for part in Part},
        by=[*shown.values()],
        is_cut=max(len(requests), len(interviews)) > MOST,
    )


def in_order(lines: Sequence[Line], part: Part) -> list[Line]:
    return sorted((line for line in lines if line.part is part), key=lambda each: each.by_urgency)


def looked_after(user: User) -> RepresentationQuerySet:
    """By which the person's firms may ask for feedback on somebody else's interviews."""
    held: RepresentationQuerySet = shares(user, Scope.FEEDBACK)  # type: ignore[assignment]
    return held.filter(shares_interviews=True).exclude(candidate__user=user)


def requests_of(
    user: User, held: RepresentationQuerySet, now: datetime
) -> "Sequence[FeedbackRequest]":
    told = NoNews.objects.filter(interview=OuterRef("interview"), firm=OuterRef("firm"))
    rows = FeedbackRequest.objects.shared_with(user).on_the_desk(now)
    rows = rows.filter(firm__in=Firm.objects.of(user), candidate__in=held.values("candidate"))
    return rows.annotate(was_told=Exists(told)).select_related(  # type: ignore[return-value]
        "candidate", "interview__application__employer", "escalated_to"
    )


def unasked(user: User, held: RepresentationQuerySet, now: datetime) -> "Sequence[Interview]":
    """Those that are over, and that no firm of the person's asked about."""
    firms = Firm.objects.of(user)
    told = NoNews.objects.filter(interview=OuterRef("pk"), firm__in=firms)
    rows = without_request(held_lately(now, within=ASKED_WITHIN), firm__in=firms)
    rows = rows.shared_with(user).filter(candidate__in=held.values("candidate"))
    return rows.annotate(was_told=Exists(told)).select_related(  # type: ignore[return-value]
        "candidate", "application__employer"
    )


type ByPair = dict[tuple[int, int], Representation]


def lines_of_requests(
    requests: Sequence[FeedbackRequest], by: ByPair, now: datetime, work: Working
) -> Iterator[Line]:
    for each in requests:
        # Who withdrew between two of the queries is gone by now.
        if (held := by.get((each.candidate_id, each.firm_id))) is None:
            continue
        due_at = each.due_at(work)
        part = part_of(each, due_at, now)
        yield Line(
            interview=each.interview,
            request=each,
            held=held,
            part=part,
            due_at=due_at,
            silence_due=silence_due(each.interview, each.was_told, now, work)  # type: ignore[attr-defined]
            if each.is_awaited
            else None,
            is_overdue=due_at is not None and due_at <= now,
            may_chase=each.may_be_chased(now, work),
        )


def lines_of_interviews(
    interviews: Sequence[Interview], by: ByPair, now: datetime, work: Working
) -> Iterator[Line]:
    of_candidate = {candidate: held for (candidate, _), held in by.items()}
    for each in interviews:
        if (held := of_candidate.get(each.candidate_id)) is None:
            continue
        due_at = due(Target.ASK_CLIENT, each.over_at, work)
        yield Line(
            interview=each,
            request=None,
            held=held,
            part=Part.ASK,
            due_at=due_at,
            silence_due=silence_due(each, each.was_told, now, work),  # type: ignore[attr-defined]
            is_overdue=due_at <= now,
            may_chase=False,
        )


def part_of(request: FeedbackRequest, due_at: datetime | None, now: datetime) -> Part:
    if request.relayed_at:
        return Part.DONE
    if request.is_to_relay:
        return Part.RELAY
    if due_at is None or due_at > now:
        return Part.WAIT
    return Part.ESCALATE if request.chased_at else Part.CHASE


def silence_due(
    interview: Interview, was_told: bool, now: datetime, work: Working
) -> datetime | None:
    """By when the candidate should have heard that there is none; None before that is near."""
    at = due(Target.NO_NEWS, interview.over_at, work)
    return at if not was_told and work.has_dawned(at, now) else None
