"""What a calendar program reads at a private address."""

from collections.abc import Callable
from datetime import datetime, timedelta

from interviews.calendar.publishing import published
from interviews.meetings import meeting_of
from interviews.models import Feed, Interview

NAME = "Interviews"
# Older ones are in the program already; so many nobody has ahead of them.
KEPT_FOR = timedelta(days=180)
MOST = 500


def feed_with(token: str) -> Feed | None:
    """The feed of that secret address; one query."""
    return Feed.objects.with_token(token).first()


def calendar_of(feed: Feed, at: datetime, page_of: Callable[[Interview], str]) -> bytes:
    """The interviews as iCalendar, what was called off included; one query."""
    rows = Interview.objects.filter(candidate=feed.candidate_id, starts_at__gt=at - KEPT_FOR)
    found = rows.select_related("application__employer").order_by("starts_at", "pk")[:MOST]
    meetings = (
        meeting_of(each, page=page_of(each), is_discreet=feed.is_discreet) for each in found
    )
    return published(meetings, name=NAME)
