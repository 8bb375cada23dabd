"""Applications that nobody has answered for long, held against how long it usually takes.

The median is the person's own, over the answers they have had; of fewer than three it says nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any

from django.db.models import Exists, Min, OuterRef, Q
from django.utils import timezone

from applications.models import Application, Event
from applications.models.application import ApplicationQuerySet
from applications.models.event import EventKind
from applications.stages import OUTCOME_LABELS, STAGE_LABELS, Outcome, Stage
from jobtracker.people.models import Candidate

LEAST_ANSWERS = 3
# Answers older than these tell little of today's search.
MOST_ANSWERS = 300
USUAL_DAYS = 14
LEAST_DAYS = 7
MOST_SHOWN = 100
WAITING = (Stage.APPLIED, Stage.IN_CONTACT, Stage.INTERVIEWING)
# What they did, and not what the person did: a move counts where it says that they answered.
ANSWERED = (
    *(STAGE_LABELS[each] for each in (Stage.IN_CONTACT, Stage.INTERVIEWING, Stage.OFFER)),
    OUTCOME_LABELS[Outcome.REJECTED],
)
ANSWERS = Q(kind=EventKind.INVITATION_RECEIVED) | Q(
    kind=EventKind.STAGE_CHANGED, became__in=ANSWERED
)


@dataclass(frozen=True)
class Pace:
    """How long an answer takes: `days` by the person's own `answers`, None for too few."""

    days: int | None
    answers: int

    @property
    def patience(self) -> int:
        """After how many quiet days one might follow up."""
        return max(LEAST_DAYS, USUAL_DAYS if self.days is None else self.days)


@dataclass(frozen=True)
class Quiet:
    """One application, and for how many whole days nothing was heard."""

    application: Application
    days: int


def pace_of(candidate: Candidate) -> Pace:
    """The median days from applying to the first answer; one query.

    What came with a table was answered at some time that it does not tell. A move that was taken
    back was none.
    """
    later = Event.objects.filter(application=OuterRef("application"), pk__gt=OuterRef("pk"))
    back = later.filter(kind=EventKind.STAGE_CHANGED, was=OuterRef("became"))
    answers = Event.objects.filter(
        ANSWERS,
        ~Exists(back.filter(became=OuterRef("was"))),
        candidate=candidate,
        application__applied_on__isnull=False,
        application__imported_by=None,
    )
    firsts = answers.order_by().values_list("application__applied_on", "application")
    found = firsts.annotate(first=Min("at")).order_by("-application")[:MOST_ANSWERS]
    dated = [(timezone.localdate(first), applied_on) for applied_on, _, first in found]
    waits = [(first - since).days for first, since in dated if since and first >= since]
    return Pace(typical(waits), len(waits))


def typical(waits: Sequence[int]) -> int | None:
    """The median in whole days; None of fewer than three."""
    return round(median(waits)) if len(waits) >= LEAST_ANSWERS else None


def quiet(candidate: Candidate, *, at: datetime, patience: int) -> list[Quiet]:
    """The applications that have been quiet for longer than that, the longest first; one query."""
    since = at - timedelta(days=patience)
    rows = quiet_rows(candidate, today=timezone.localdate(at), heard_before=since)
    rows = rows.select_related("employer")
    return [Quiet(each, (at - each.heard_at).days) for each in rows[:MOST_SHOWN]]


def quiet_rows(
    candidate: Candidate | OuterRef, *, today: date, heard_before: datetime
) -> ApplicationQuerySet:
    """Those that wait for an answer, unless a step is planned or an interview was or will be."""
    waiting = Application.objects.filter(candidate=candidate, stage__in=WAITING)
    unplanned = waiting.exclude(next_step_on__gte=today)
    interviews: Any = Application._meta.get_field("interviews").related_model
    talks = interviews.objects.taking_place().filter(application=OuterRef("pk"))
    talked = Exists(talks.filter(starts_at__gt=heard_before))
    return unplanned.filter(~talked).quiet_since(heard_before)
