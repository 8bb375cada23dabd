"""The worker's part of subscriptions: one calendar that is due, fetched and read."""

from datetime import datetime, timedelta

from django.conf import settings

from applications.fetching import CALENDAR, NotFetched, Why, fetch
from interviews.busy.reading import Busy, NoCalendar
from interviews.busy.sandbox import read_safely
from interviews.models import Subscription
from interviews.models.subscription import Trouble
from jobtracker.leases import work_on

# From yesterday, so that what is under way counts, to as far as interviews are planned.
BACK, AHEAD = timedelta(days=1), timedelta(days=120)
TROUBLES = {
    Why.ADDRESS: Trouble.NOT_PUBLIC,
    Why.NOT_PUBLIC: Trouble.NOT_PUBLIC,
    Why.REFUSED: Trouble.REFUSED,
    Why.NO_PAGE: Trouble.NO_CALENDAR,
    Why.TOO_LARGE: Trouble.TOO_LARGE,
}


def read_next(at: datetime) -> bool:
    """Read the calendar that has been due longest; whether there was one."""
    if not settings.FETCH_LINKS:
        return False
    found = Subscription.objects.due(at).select_related("candidate").first()
    return work_on(found, read, at)


def read(found: Subscription, at: datetime) -> None:
    """Fetch and read it outside of any transaction: others may write meanwhile."""
    if not found.address:
        found.failed(Trouble.UNREADABLE, at=at)
        return
    try:
        times = times_at(found, at)
    except NotFetched as error:
        found.failed(TROUBLES.get(error.why, Trouble.UNREACHABLE), at=at)
    except NoCalendar:
        found.failed(Trouble.NO_CALENDAR, at=at)
    else:
        found.was_read(times, at=at)


def times_at(found: Subscription, at: datetime) -> list[Busy]:
    """:raises NotFetched: where nothing came
    :raises NoCalendar: where what came is none
    """
    page = fetch(found.address, CALENDAR)
    zone = found.candidate.time_zone
    return read_safely(page.content, zone=zone, start=at - BACK, end=at + AHEAD)
