"""Where a candidate stands, as far as they share it with the firm: a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model, QuerySet

from applications.models import Activity, Application, Note
from applications.models.activity import ActivityQuerySet
from applications.models.note import Visibility
from interviews.models import Feedback, Interview, Invitation
from jobtracker.people.access import Scope
from jobtracker.people.models import Representation, User

JOB = ("application__employer",)
MOST = 50
MOST_NOTES = 6
MOST_ACTIVITIES = 30


@dataclass(frozen=True)
class Whereabouts:
    """What is open, each part empty where it is not shared.

    `next_interviews` are to come; those in `untold` are over, and nobody has said how they went.
    """

    applications: Sequence[Application]
    invitations: Sequence[Invitation]
    next_interviews: Sequence[Interview]
    untold: Sequence[Interview]
    feedback: Sequence[Feedback]
    internal_notes: Sequence[Note]
    shared_notes: Sequence[Note]
    is_cut: bool


@dataclass(frozen=True)
class Log:
    """The firm's log of one candidate: what is due, and what was done, the latest first."""

    due: Sequence[Activity]
    lines: Sequence[Activity]
    has_more: bool


def whereabouts_of(held: Representation, user: User, *, now: datetime) -> Whereabouts:
    """Five queries where all is shared; parts that are not are not asked for."""
    candidate, shared = held.candidate, held.scopes
    invitations = Invitation.objects.visible_to(user).filter(candidate=candidate).undecided()
    planned = Interview.objects.visible_to(user).filter(candidate=candidate).planned()
    said = Feedback.objects.visible_to(user).filter(candidate=candidate)
    written = Note.objects.visible_to(user).filter(candidate=candidate)
    sees_jobs, sees_interviews = Scope.APPLICATIONS in shared, Scope.INTERVIEWS in shared
    found = first(open_jobs(held, user), MOST) if sees_jobs else []
    meetings = first(planned.select_related(*JOB), MOST) if sees_interviews else []
    notes = first(written.select_related(*JOB), 2 * MOST_NOTES) if sees_jobs else []
    untold = [each for each in meetings if each.over_at <= now]
    return Whereabouts(
        applications=found[:MOST],
        invitations=first(invitations.select_related(*JOB), MOST) if sees_interviews else [],
        next_interviews=[each for each in meetings if each not in untold],
        untold=untold,
        feedback=latest(said) if sees_jobs and Scope.FEEDBACK in shared else [],
        internal_notes=[each for each in notes if each.visibility == Visibility.INTERNAL],
        shared_notes=[each for each in notes if each.visibility == Visibility.SHARED],
        is_cut=len(found) > MOST,
    )


def open_jobs(held: Representation, user: User) -> QuerySet[Application]:
    """The candidate's open applications, the last moved first."""
    rows = Application.objects.visible_to(user).filter(candidate=held.candidate).open()
    return rows.select_related("employer").order_by("-moved_at", "-pk")


def first[M: Model](rows: QuerySet[M], most: int) -> list[M]:
    """So many of them, and one more where there is one."""
    return list(rows[: most + 1])


def latest(rows: QuerySet[Feedback]) -> list[Feedback]:
    return list(rows.select_related(*JOB).order_by("-created_at", "-pk")[:MOST_NOTES])


def log_of(held: Representation, user: User) -> Log:
    """Two queries; a line about a job where jobs are not shared is in neither."""
    rows = lines_of(held, user)
    lines = first(rows.latest_first(), MOST_ACTIVITIES)
    return Log(
        due=first(rows.due_first(), MOST)[:MOST],
        lines=lines[:MOST_ACTIVITIES],
        has_more=len(lines) > MOST_ACTIVITIES,
    )


def lines_of(held: Representation, user: User) -> ActivityQuerySet:
    """The firm's own lines about the candidate."""
    rows = Activity.objects.shared_with(user)
    of_both = rows.filter(candidate=held.candidate_id, firm=held.firm_id)
    return of_both.select_related("by", "done_by", "application__employer")
