"""Whom a client was sent, and how it deals with them; nothing is told of fewer than five."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from django.db.models import QuerySet

from applications.models import Client, Order, Submission
from interviews.models import Feedback
from jobtracker.desk.insights.measures import FEWEST, in_words
from jobtracker.people.models import Representation, User

MOST_SHOWN = 50
# Of the newest so many.
MOST_MEASURED = 1_000
SINCE = timedelta(days=365)


@dataclass(frozen=True)
class Sent:
    """Somebody who was put forward, and how the firm holds them."""

    submission: Submission
    held: Representation


@dataclass(frozen=True)
class Figures:
    """How a client answers, over a year; "" for what there are too few of."""

    answers: str = ""
    feedback: str = ""


def sent_to(client: Client, user: User) -> list[Sent]:
    """Whom the client was sent, as far as the firm looks after them; two queries."""
    return held_of(Submission.objects.shared_with(user).filter(client=client), client.firm_id)


def sent_for(order: Order, user: User) -> list[Sent]:
    """Whom the client was sent for that order; two queries."""
    return held_of(Submission.objects.shared_with(user).filter(order=order), order.firm_id)


def held_of(rows: QuerySet[Submission], firm_id: int) -> list[Sent]:
    found = list(rows[:MOST_SHOWN])
    held = Representation.objects.in_force().filter(
        firm=firm_id, candidate__in={each.candidate_id for each in found}
    )
    by = {each.candidate_id: each for each in held.select_related("candidate")}
    return [Sent(each, by[each.candidate_id]) for each in found if each.candidate_id in by]


def figures_of(client: Client, user: User, *, at: datetime) -> Figures:
    """Two queries: what was sent within a year, and what was said of those who were met."""
    rows = Submission.objects.shared_with(user).filter(client=client, sent_at__gte=at - SINCE)
    found = list(rows.order_by("-sent_at")[:MOST_MEASURED])
    return Figures(answer_time(found), coverage(found, user))


def answer_time(found: Iterable[Submission]) -> str:
    """Such as "Half of them within 2 days, of 7 answers"."""
    waits = [
        (each.answered_at - each.sent_at).total_seconds() / 3600
        for each in found
        if each.answered_at and each.sent_at
    ]
    if len(waits) < FEWEST:
        return ""
    return f"Half of them within {in_words(median(waits))}, of {len(waits)} answers"


def coverage(found: Sequence[Submission], user: User) -> str:
    """After how many interviews there was feedback, where that is shared: "6 of 8"."""
    met = {each.application_id for each in found if each.interview_at and each.application_id}
    if len(met) < FEWEST:
        return ""
    said = Feedback.objects.visible_to(user).filter(application__in=met, received_at__isnull=False)
    return f"{said.values('application').distinct().count()} of {len(met)}"
