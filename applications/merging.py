"""Two applications for one job become one: all that the other has goes to the one that stays.

Where both know something, the one that stays is believed; the text of a second posting is kept
below the first. The caller holds both rows locked.
"""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from applications.models import (
    Application,
    DocumentUse,
    Involvement,
    Posting,
    SearchText,
    Tag,
)
from applications.models.event import LONGEST_LINE, EventKind
from applications.models.posting import LONGEST_TEXT
from applications.stages import OPEN_STAGES, Outcome, Stage
from jobtracker.people.models import User

# What one application has only once: by model, what makes two of them the same.
ONCE = {Tag: ("name", "is_private"), Involvement: ("contact_id",), DocumentUse: ("version_id",)}
# One row for each application, of which something else is made.
BY_HAND = (Posting, SearchText)
# Where the one that stays says nothing, what the other one says holds.
FILLED_IN = (
    "job_title",
    "posting_url",
    "place",
    "remote",
    "source",
    "motive",
    "agency",
    "interest_at_application",
    "applied_on",
    "imported_by_id",
)
TOGETHER = (
    ("pay_from", "pay_to", "pay_currency", "pay_period"),
    ("interest_now", "interest_now_at"),
    ("next_step", "next_step_on"),
)
BETWEEN_TEXTS = "\n\n— Its other entry said: —\n\n"


def merge(
    stays: Application, other: Application, *, stands_as: Application, by: User, at: datetime
) -> None:
    """Give `stays` all that `other` has, and the standing of either; `other` is gone afterwards.

    :raises ValueError: for one application twice, or two of different candidates
    """
    if stays.pk == other.pk or stays.candidate_id != other.candidate_id:
        raise ValueError("Two applications of one candidate become one.")
    words, since = str(other), stands_as.moved_at
    stays.move_to(Stage(stands_as.stage), Outcome(stands_as.outcome), by=by, at=at)
    stays.moved_at = since
    complete(stays, other)
    join_postings(stays, other)
    hand_over(stays, other)
    other.delete()
    stays.save()
    line = f"Merged with a second entry: {words}"[:LONGEST_LINE]
    stays.record(EventKind.FACTS_CHANGED, line, by=by, at=at)


def further(stays: Application, other: Application) -> Application:
    """Which of the two has come further, as far as one can tell: the one that stays, in doubt."""
    if stays.is_closed or other.is_closed:
        return stays
    return max(stays, other, key=lambda each: OPEN_STAGES.index(Stage(each.stage)))


def complete(stays: Application, other: Application) -> None:
    """Fill in what is not known of the one that stays."""
    if stays.employer.is_unnamed and not other.employer.is_unnamed:
        stays.employer = other.employer
    for names in (*((name,) for name in FILLED_IN), *TOGETHER):
        if all(getattr(stays, name) in (None, "") for name in names):
            for name in names:
                setattr(stays, name, getattr(other, name))
    stays.is_dream = stays.is_dream or other.is_dream
    stays.created_at = min(stays.created_at, other.created_at)
    heard = [each.last_news_at for each in (stays, other) if each.last_news_at]
    stays.last_news_at = max(heard, default=None)


def join_postings(stays: Application, other: Application) -> None:
    """One posting remains, with both texts where they differ."""
    mine, theirs = (Posting.objects.filter(application=each).first() for each in (stays, other))
    if theirs is None:
        return
    if mine is None:
        Posting.objects.filter(pk=theirs.pk).update(application=stays)
        return
    if theirs.text.strip() not in mine.text:
        joined = BETWEEN_TEXTS.join(filter(None, (mine.text, theirs.text)))
        Posting.objects.filter(pk=mine.pk).update(text=joined[:LONGEST_TEXT])


def hand_over(stays: Application, other: Application) -> None:
    """All that names the other one names this one, also what was never heard of here."""
    for relation in Application._meta.related_objects:
        model, field = relation.related_model, relation.field.name
        if model in BY_HAND:
            continue
        rows = model._base_manager.filter(**{field: other})
        if model in ONCE:
            drop_twins(rows, model._base_manager.filter(**{field: stays}), ONCE[model])
        rows.update(**{field: stays})


def drop_twins(rows: QuerySet[Any], there: QuerySet[Any], names: tuple[str, ...]) -> None:
    """Remove those of the rows that are there already, capitals aside; a known role is kept."""
    known = {key_of(each, names): each for each in there}
    for each in rows:
        twin = known.get(key_of(each, names))
        if twin is None:
            continue
        if isinstance(twin, Involvement) and not twin.role:
            twin.role = each.role
            twin.save(update_fields=["role"])
        each.delete()


def key_of(row: Any, names: tuple[str, ...]) -> tuple[object, ...]:  # noqa: ANN401
    values = (getattr(row, name) for name in names)
    return tuple(each.lower() if isinstance(each, str) else each for each in values)
