"""Rows from which something is due to whoever looks after candidates, whosever they are.

Who asks narrows them to those that are shared with them: see `jobtracker.desk.worklist`.
"""

from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q

from applications.models import Activity, Application
from applications.silence import USUAL_DAYS
from applications.stages import IN_PROCESS
from interviews.models import (
    Choice,
    Decision,
    FeedbackRequest,
    Interview,
    Invitation,
    Letter,
    NoNews,
)
from jobtracker.people.access import OwnedQuerySet

# So many days back a question is still of help.
WORTH_ASKING = timedelta(days=14)
WORTH_PASSING_ON = timedelta(days=7)
QUIET = timedelta(days=USUAL_DAYS)
# Two working days with a weekend between them, and the hours of the day.
EARLIEST_CALL = timedelta(days=5)
A_DAY = timedelta(days=1)
SOONEST_WITHOUT_NEWS = timedelta(days=2)
NEXT_STEPS_AHEAD = timedelta(days=7)
# What is told to the client of each.
TOLD = {Choice.ACCEPT: "a yes", Choice.DECLINE: "a no", Choice.WITHDRAW: "a withdrawal"}


class Asked(NamedTuple):
    """When it is asked, on which day, and which firm asks."""

    now: datetime
    today: date
    firm_id: int


def to_answer(_asked: Asked) -> OwnedQuerySet[Any]:
    return Invitation.objects.undecided()


def to_prepare(asked: Asked) -> OwnedQuerySet[Any]:
    return Interview.objects.planned().filter(
        starts_at__gt=asked.now, starts_at__lt=asked.now + EARLIEST_CALL
    )


def on_today(asked: Asked) -> OwnedQuerySet[Any]:
    return Interview.objects.planned().filter(
        starts_at__gt=asked.now, starts_at__lt=asked.now + A_DAY
    )


def to_debrief(asked: Asked) -> OwnedQuerySet[Any]:
    return Interview.objects.untold(asked.now).filter(starts_at__gt=asked.now - WORTH_ASKING)


def to_pass_on(asked: Asked) -> OwnedQuerySet[Any]:
    """Answers that no letter of the candidate's has told."""
    sent = Letter.objects.filter(decision=OuterRef("pk"), sent_at__isnull=False)
    is_over = Q(choice=Choice.ACCEPT, slot_start__lt=asked.now)
    recent = Decision.objects.filter(
        ~Exists(sent), at__gt=asked.now - WORTH_PASSING_ON, superseded_by=None, choice__in=TOLD
    )
    return recent.exclude(is_over).order_by("at", "pk")


def to_ask_about(asked: Asked) -> OwnedQuerySet[Any]:
    """Interviews about which the firm has asked no client yet."""
    return without_request(held_lately(asked.now), firm=asked.firm_id)


def without_news(asked: Asked) -> OwnedQuerySet[Any]:
    """Interviews after which the candidate has heard nothing of the firm for days."""
    of = {"interview": OuterRef("pk"), "firm": asked.firm_id}
    requests = FeedbackRequest.objects.standing().filter(**of)
    heard = requests.filter(Q(answered_at__isnull=False) | Q(none_at__isnull=False))
    told = NoNews.objects.filter(**of)
    long_ago = held_lately(asked.now).filter(starts_at__lt=asked.now - SOONEST_WITHOUT_NEWS)
    return long_ago.filter(~Exists(heard), ~Exists(told))


def held_lately(now: datetime, within: timedelta = WORTH_ASKING) -> OwnedQuerySet[Any]:
    """Interviews that are over, and began no longer ago."""
    rows = Interview.objects.taking_place().over(now).filter(starts_at__gt=now - within)
    return rows.order_by("starts_at", "pk")


def without_request(interviews: OwnedQuerySet[Any], **firms: object) -> OwnedQuerySet[Any]:
    """Those about which none of the firms has asked a client."""
    standing = FeedbackRequest.objects.standing()
    return interviews.filter(~Exists(standing.filter(interview=OuterRef("pk"), **firms)))


def asked_clients(asked: Asked) -> OwnedQuerySet[Any]:
    """Questions to clients that wait for an answer, and answers that wait to be passed on."""
    waiting = FeedbackRequest.objects.on_the_desk(asked.now).filter(relayed_at=None)
    return waiting.order_by("asked_at", "pk")


def next_steps(asked: Asked) -> OwnedQuerySet[Any]:
    """What somebody of a firm wrote down to do next."""
    return Activity.objects.due_first().filter(due_at__lt=asked.now + NEXT_STEPS_AHEAD)


def silent(asked: Asked) -> OwnedQuerySet[Any]:
    """Where they had answered before, and nothing is planned.

    That nobody answers an application at all is the rule, and the candidate's own list tells it.
    """
    of = OuterRef("pk")
    talks = Interview.objects.taking_place().filter(application=of, starts_at__gt=asked.now - QUIET)
    open_ones = Invitation.objects.undecided().filter(application=of)
    waiting = Application.objects.filter(stage__in=IN_PROCESS)
    unplanned = waiting.exclude(next_step_on__gte=asked.today)
    return unplanned.filter(~Exists(talks), ~Exists(open_ones)).quiet_since(asked.now - QUIET)
