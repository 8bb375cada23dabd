"""Archives that people handed us, put back one after the other by the worker."""

import logging
from datetime import datetime
from io import BytesIO

from django.db.models import FileField
from django.utils import timezone

from applications.models import Restoration
from applications.models.restoration import RestorationState
from jobtracker.leave.opening import BY_BROWSER, Opened
from jobtracker.leave.restorable import restored_holdings
from jobtracker.leave.restoring import Restored, refuse_if_not_empty, refuse_unknown, restore
from jobtracker.leave.tables import NotRestorable
from jobtracker.people.models import Candidate, User
from jobtracker.progress import Progress, readable_meanwhile

TROUBLE = "Something went wrong on our side, and nothing went in. Please try again."

logger = logging.getLogger(__name__)


def look_at(content: bytes, user: User) -> None:
    """See what can be told at once.

    :raises NotRestorable: for what is no archive of ours, and where it would be mixed
    """
    refuse_if_not_empty(user)
    with Opened(BytesIO(content), BY_BROWSER) as opened:
        refuse_unknown(opened)


def hand_over(candidate: Candidate, content: bytes) -> Restoration:
    """Leave it to the worker; one that waits already is not put aside for another."""
    waiting = Restoration.objects.filter(candidate=candidate, state=RestorationState.WAITING)
    if found := waiting.first():
        return found
    Restoration.objects.filter(candidate=candidate).delete()
    return Restoration.objects.create(candidate=candidate, content=content)


def restore_next(at: datetime) -> bool:
    """The worker's part: one archive that nobody is at work on; whether there was any."""
    found = Restoration.objects.due(at).select_related("candidate__user").first()
    if found is None or not found.take(at):
        return found is not None
    try:
        state, words = RestorationState.DONE, put_back(found, at).in_words
    except NotRestorable as error:
        state, words = RestorationState.REFUSED, str(error)
    except Exception:
        logger.exception("An archive was not put back")
        state, words = RestorationState.REFUSED, TROUBLE
    found.finish(state, words, at=timezone.now())
    return True


def put_back(found: Restoration, at: datetime) -> Restored:
    user = found.candidate.user
    if user is None:
        raise NotRestorable(TROUBLE)
    with (
        Opened(BytesIO(bytes(found.content)), BY_BROWSER) as opened,
        Progress(found.progress_name, total_of(opened)) as tell,
        readable_meanwhile(),
    ):
        return restore(opened, found.candidate, user, at=at, by=user.pk, tell=tell)


def total_of(opened: Opened) -> int:
    """How many rows and files there are to store."""
    count, found = opened.tables.count, restored_holdings()
    with_files = [
        each for each in found if any(isinstance(column, FileField) for column in each.columns)
    ]
    return sum(count(each.label) for each in (*found, *with_files))


def forget_restorations(at: datetime) -> bool:
    """Remove what was dealt with a day ago; whether there was any."""
    return Restoration.objects.over(at).delete()[0] > 0
