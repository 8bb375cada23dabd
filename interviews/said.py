"""All feedback of a candidate as its list shows it: found by words, counted, set side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from interviews.models import Feedback, FeedbackPoint
from interviews.models.feedback import FeedbackQuerySet
from jobtracker.people.models import Candidate

PAGE_LENGTH = 30
MOST_SETS = 20


class Funnel(NamedTuple):
    """How many points came, were taken up, done, and used in an application since."""

    received: int
    accepted: int
    done: int
    used: int


@dataclass(frozen=True)
class Beside:
    """A point, and those that repeat it or say the contrary."""

    point: FeedbackPoint
    others: Sequence[FeedbackPoint]

    @property
    def all(self) -> list[FeedbackPoint]:
        return [self.point, *self.others]


def found_in(
    rows: FeedbackQuerySet, words: str, source: str, *, is_own: bool
) -> "QuerySet[Feedback]":
    """Those that hold the words, of that source; what is private is searched for its owner only."""
    rows = rows.select_related("application__employer").prefetch_related("points")
    if source:
        rows = rows.filter(source=source)
    if not words:
        return rows
    said = FeedbackPoint.objects.filter(feedback=OuterRef("pk"), text__icontains=words)
    names = ("verbatim", "whom", "application__job_title", "application__employer__name")
    holds = Q(Exists(said))
    for name in (*names, "reading") if is_own else names:
        holds |= Q(**{f"{name}__icontains": words})
    return rows.filter(holds)


def funnel_of(points: "QuerySet[FeedbackPoint]") -> Funnel:
    """One query."""
    done = Q(done_at__isnull=False) | Q(task__done_at__isnull=False)
    found = points.aggregate(
        received=Count("pk", distinct=True),
        accepted=Count("pk", filter=Q(accepted_at__isnull=False), distinct=True),
        done=Count("pk", filter=done, distinct=True),
        used=Count("pk", filter=Q(fixed_in__uses__isnull=False), distinct=True),
    )
    return Funnel(**found)


def repeats_of(candidate: Candidate) -> list[Beside]:
    """Points that were made more than once, the oldest first; two queries."""
    return beside(candidate, "repeats")


def disagreements_of(candidate: Candidate) -> list[Beside]:
    """Points that another source contradicts; two queries."""
    return beside(candidate, "contradictions")


def beside(candidate: Candidate, relation: str) -> list[Beside]:
    named = ("feedback__application__employer",)
    rows: Any = FeedbackPoint.objects.filter(candidate=candidate, **{f"{relation}__isnull": False})
    others = FeedbackPoint.objects.select_related(*named).order_by("pk")
    rows = (
        rows.distinct().select_related(*named).prefetch_related(Prefetch(relation, queryset=others))
    )
    return [Beside(each, getattr(each, relation).all()) for each in rows[:MOST_SETS]]
