"""Many applications in a short time get a tag, and no comment: nearly everybody goes through it.

It is the candidate's alone: to a firm it would tell of panic.
"""

from datetime import datetime, timedelta

from applications.models import Application, Tag
from applications.models.event import EventKind
from jobtracker.people.models import User

WITHIN = timedelta(hours=24)
MANY = 10
TAG = "burst"


def note_burst(added: Application, *, by: User, at: datetime) -> None:
    """Tag what the person added within a day, once it is many.

    A tag that they took off again stays off: from then on only the new one gets it.
    """
    if added.candidate.user_id != by.pk:
        return
    rows = Application.objects.filter(
        candidate_id=added.candidate_id,
        imported_by=None,
        created_at__gt=at - WITHIN,
        events__kind=EventKind.CREATED,
        events__by=by,
    )
    found = list(rows.order_by("-pk").values_list("pk", flat=True).distinct()[: MANY + 1])
    if len(found) < MANY:
        return
    new = found if len(found) == MANY else [added.pk]
    Tag.objects.bulk_create(
        [
            Tag(candidate_id=added.candidate_id, application_id=pk, name=TAG, is_private=True)
            for pk in new
        ],
        ignore_conflicts=True,
    )
