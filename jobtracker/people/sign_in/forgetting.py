"""What is over by itself, and of no use to anybody but a thief, is removed once a day."""

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from jobtracker.people.models import ShortLived


def forget_over(at: datetime) -> bool:
    """Remove counts and sessions whose time is up, and where from these were; whether any."""
    over = [ShortLived.objects.over(at), Session.objects.filter(expire_date__lte=at)]
    removed = sum(each.delete()[0] for each in over)
    ended = UserSession.objects.exclude(session_key__in=Session.objects.values("session_key"))
    return removed + ended.delete()[0] > 0
