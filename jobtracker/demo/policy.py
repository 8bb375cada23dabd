"""How the demo's firm set the guidance: once, and better a month later."""

from datetime import datetime, timedelta

from interviews.guidance import Policy
from interviews.models import FirmPolicy
from jobtracker.people.models import Membership

VERSIONS = (
    (400, "Clients ask for answers on the same day.", Policy(version="first", reply_hours=12)),
    (
        370,
        "A day is fairer to who has a job. Withdrawals we pass on at once.",
        Policy(version="second", withdraw_hours=12),
    ),
)


def add_policy(member: Membership, now: datetime) -> None:
    """Two versions of it."""
    for after, (days_ago, note, settings) in enumerate(VERSIONS):
        at = now - timedelta(days=days_ago)
        FirmPolicy.objects.adopt(
            member.firm, settings, note=note, by=member.user, at=at, after=after
        )
