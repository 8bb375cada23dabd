"""What is done to one application or to hundreds at once, so that it can be undone.

The rows are locked by whoever calls, in the transaction of the act. Each act takes a fixed number
of statements, and is one `Change`; it is None where nothing was left to do.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import timezone

from applications.models import Application, Change, Event, Tag
from applications.models.change import APPLICATION, TAG, Values, add_tags, state_of
from applications.stages import OUTCOME_LABELS, STAGE_LABELS, Outcome, Stage
from jobtracker.people.models import User

# Below what a form may hold in fields, with room for the rest of it.
MOST_AT_ONCE = 400


def move(
    applications: Sequence[Application],
    stage: Stage,
    outcome: Outcome = Outcome.NONE,
    *,
    by: User,
    at: datetime,
) -> Change | None:
    """To a stage, each with a line in its history; those that are there already stay as they are.

    What is applied to has a day on which that was: today, where none is known.
    """
    before = {each.pk: state_of(each) for each in applications}
    turned = [(each, each.turn_to(stage, outcome, by=by, at=at)) for each in applications]
    moved = [each for each, event in turned if event]
    if not moved:
        return None
    today = timezone.localdate(at) if stage is Stage.APPLIED else None
    store(moved, today)
    Event.objects.bulk_create(event for _, event in turned if event)
    rows = [differing(each.pk, before[each.pk], state_of(each)) for each in moved]
    label = words_of(moved, stage, outcome)
    return Change.objects.keep(moved[0].candidate_id, label, rows, by=by, at=at)


def store(moved: Sequence[Application], today: date | None) -> None:
    """All of them in one statement: they go to the same place at the same time."""
    first = moved[0]
    for each in moved:
        each.applied_on = each.applied_on or today
    Application.objects.filter(pk__in=[each.pk for each in moved]).update(
        stage=first.stage,
        outcome=first.outcome,
        moved_at=first.moved_at,
        applied_on=Coalesce("applied_on", today) if today else F("applied_on"),
    )


def tag(applications: Sequence[Application], name: str, *, by: User, at: datetime) -> Change | None:
    """Put a word on each that has not got it yet, capitals aside."""
    added = add_tags(applications, {each.pk: name for each in applications})
    if not added:
        return None
    rows = [row_of(TAG, each.pk, None, tagged(each)) for each in added]
    label = f"Tagged {what([each.application for each in added])} “{name}”"
    return Change.objects.keep(added[0].candidate_id, label, rows, by=by, at=at)


def untag(
    applications: Sequence[Application], name: str, *, by: User, at: datetime
) -> Change | None:
    """Take a word off each that has it, capitals aside."""
    by_pk = {each.pk: each for each in applications}
    tags = Tag.objects.visible_to(by).filter(application__in=applications).order_by("pk")
    removed = [each for each in tags if each.name.lower() == name.lower()]
    if not removed:
        return None
    Tag.objects.filter(pk__in=[each.pk for each in removed]).delete()
    rows = [row_of(TAG, each.pk, tagged(each), None) for each in removed]
    of = [by_pk[each.application_id] for each in removed]
    label = f"Took the tag “{removed[0].name}” off {what(of)}"
    return Change.objects.keep(of[0].candidate_id, label, rows, by=by, at=at)


def differing(pk: int, before: Values, after: Values) -> Values:
    """Only what the act changed, so that it can be undone whatever else is changed by then."""
    names = [name for name in after if after[name] != before[name]]
    was, became = ({name: state[name] for name in names} for state in (before, after))
    return row_of(APPLICATION, pk, was, became)


def row_of(model: str, pk: int, before: Values | None, after: Values | None) -> Values:
    return {"model": model, "pk": pk, "before": before, "after": after}


def tagged(each: Tag) -> Values:
    return {"application": each.application_id, "name": each.name, "is_private": each.is_private}


def words_of(moved: Sequence[Application], stage: Stage, outcome: Outcome) -> str:
    """What was done, such as "Closed 12 applications: no response"."""
    if stage is Stage.CLOSED:
        return f"Closed {what(moved)}: {OUTCOME_LABELS[outcome].lower()}"
    return f"Moved {what(moved)} to “{STAGE_LABELS[stage]}”"


def what(applications: Sequence[Application]) -> str:
    if len(applications) == 1:
        return str(applications[0])
    return f"{len(applications)} applications"
