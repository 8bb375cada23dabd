"""All feedback of a candidate as its list shows it: found by words, counted, set side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from interviews.models import Feedback, FeedbackPoint
from interviews.models.feedback import FeedbackQuerySet
from interviews.models.point import PointKind, is_used
from jobtracker.people.models import Candidate

PAGE_LENGTH = 30
MOST_SETS = 20
MOST_OPEN, MOST_FIRST = 200, 5
JOB = "feedback__application__employer"


class Funnel(NamedTuple):
    """How many points came, were taken up, shown done, and used since."""

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

    @property
    def times(self) -> str:
        """How often it was said: "twice", "3 times"."""
        number = len(self.all)
        return {1: "once", 2: "twice"}.get(number, f"{number} times")

    @property
    def weight(self) -> int:
        """Of all who said it together."""
        return sum(each.feedback.weight for each in self.all)

    @property
    def heaviest(self) -> FeedbackPoint | None:
        """The one whose source weighs more than any other; None where that is nobody."""
        first, second, *_ = sorted(self.all, key=lambda each: -each.feedback.weight)
        return first if first.feedback.weight > second.feedback.weight else None


def found_in(
    rows: FeedbackQuerySet, words: str, source: str, *, is_own: bool, by_weight: bool = False
) -> "QuerySet[Feedback]":
    """Those that hold the words, of that source, the latest first or the weightiest.

    What is private is searched for its owner only.
    """
    if by_weight:
        rows = rows.weightiest_first()
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
    found = points.alias(is_used=is_used()).aggregate(
        received=Count("pk"),
        accepted=Count("pk", filter=Q(accepted_at__isnull=False)),
        done=Count("pk", filter=Q(done_at__isnull=False)),
        used=Count("pk", filter=Q(done_at__isnull=False, is_used=True)),
    )
    return Funnel(**found)


def worth_doing_first(candidate: Candidate) -> list[Beside]:
    """Points that nothing is shown for yet, by who said them and how often; two queries."""
    rows = FeedbackPoint.objects.filter(candidate=candidate, rejected_at=None, done_at=None)
    rows = rows.filter(same_as=None).exclude(kind=PointKind.NO_ACTION)
    found = sorted(with_others(rows.order_by("-pk")[:MOST_OPEN], "repeats"), key=by_weight)
    return found[:MOST_FIRST]


def to_bear_in_mind(candidate: Candidate) -> list[FeedbackPoint]:
    """What was taken up and shows in person, by who said it; one query."""
    rows = FeedbackPoint.objects.filter(candidate=candidate).to_bear_in_mind()
    found = rows.select_related(JOB).order_by("-pk")[:MOST_OPEN]
    return sorted(found, key=lambda point: -point.feedback.weight)[:MOST_FIRST]


def repeats_of(candidate: Candidate) -> list[Beside]:
    """Points that were made more than once, the weightiest first; two queries."""
    return sorted(beside(candidate, "repeats"), key=by_weight)


def by_weight(set_: Beside) -> int:
    return -set_.weight


def disagreements_of(candidate: Candidate) -> list[Beside]:
    """Points that another source contradicts; two queries."""
    return beside(candidate, "contradictions")


def beside(candidate: Candidate, relation: str) -> list[Beside]:
    rows: Any = FeedbackPoint.objects.filter(candidate=candidate, **{f"{relation}__isnull": False})
    return with_others(rows.distinct()[:MOST_SETS], relation)


def with_others(rows: Any, relation: str) -> list[Beside]:  # noqa: ANN401
    """Each with the points that lead to it by that relation."""
    others = FeedbackPoint.objects.select_related(JOB).order_by("pk")
    rows = rows.select_related(JOB).prefetch_related(Prefetch(relation, queryset=others))
    return [Beside(each, getattr(each, relation).all()) for each in rows]
