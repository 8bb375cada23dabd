"""Whether a candidate is in for a job already, before a firm sends them to it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from applications.duplicates import Job, Likeness, likenesses, titles_are_near
from applications.models import Application, RightToRepresent, Submission
from applications.models.right import Applied, Choice
from applications.stages import Stage
from jobtracker.ui.when import in_full

# For so long an employer counts who came first, by what is usual.
COUNTS_FOR = timedelta(days=365)
MOST_COMPARED = 500


class DoubleKind(StrEnum):
    """Whose the other way in is."""

    OURS = "ours"
    OWN = "own"
    DECLARED = "declared"


class Double(NamedTuple):
    """One way in by which the employer has, or may have, the candidate already."""

    kind: DoubleKind
    label: str
    href: str = ""


def doubles_of(right: RightToRepresent, *, at: datetime, with_applications: bool) -> list[Double]:
    """What speaks of another way in than by this right.

    The candidate's own applications count where whoever asks may read them.
    """
    found = [*_ours(right, at), *_declared(right)]
    return [*found, *_own(right, at)] if with_applications else found


def _ours(right: RightToRepresent, at: datetime) -> Iterator[Double]:
    """What the same firm sent them in for; of other firms' it is told nothing."""
    rows = Submission.objects.filter(
        candidate=right.candidate_id,
        firm=right.firm_id,
        client=right.client_id,
        sent_at__gte=at - COUNTS_FOR,
    ).exclude(right=right)
    for each in rows:
        is_same_order = right.order_id is not None and each.order_id == right.order_id
        if is_same_order or titles_are_near(right.job_title, each.job_title):
            sent = in_full(each.sent_at.date()) if each.sent_at else ""
            yield Double(DoubleKind.OURS, f"{each.job_title}, sent on {sent}")


def _declared(right: RightToRepresent) -> Iterator[Double]:
    if right.applied in (Applied.MYSELF, Applied.AGENCY):
        how = f" ({right.applied_how})" if right.applied_how else ""
        whose = "through another agency" if right.applied == Applied.AGENCY else "by themselves"
        yield Double(DoubleKind.DECLARED, f"In for it already, {whose}{how}")


def _own(right: RightToRepresent, at: datetime) -> Iterator[Double]:
    rows = Application.objects.filter(candidate=right.candidate_id, created_at__gte=at - COUNTS_FOR)
    rows = rows.exclude(stage=Stage.SAVED).exclude(submissions__firm=right.firm_id)
    known = [
        Job(
            each.employer.name,
            each.job_title,
            agency=each.agency,
            place=each.place,
            is_unnamed=each.employer.is_unnamed,
            pk=each.pk,
            standing=each.status_label,
        )
        for each in rows.select_related("employer").order_by("-pk")[:MOST_COMPARED]
    ]
    wanted = Job(right.employer_name, right.job_title)
    for alike in likenesses(wanted, known):
        if alike.likeness in (Likeness.NAMES, Likeness.AGENCY):
            via = f", through {alike.job.agency}" if alike.job.agency else ""
            label = f"{alike.job.label}{via}: {alike.job.standing.lower()}"
            yield Double(DoubleKind.OWN, label, alike.href)


def is_settled(right: RightToRepresent, found: list[Double]) -> bool:
    """Whether sending would be no double, or the candidate said that it is to go on."""
    if right.choice == Choice.OWN or any(each.kind == DoubleKind.OURS for each in found):
        return False
    return not found or right.choice == Choice.FIRM
