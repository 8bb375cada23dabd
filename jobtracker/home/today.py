"""What is on the candidate's plate today, in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from interviews.models import Interview, Invitation
from interviews.models.invitation import State
from jobtracker.people.models import Candidate

MOST = 50


@dataclass(frozen=True)
class Today:
    """Each list is in the order to deal with it."""

    to_decide: Sequence[Invitation]
    asked: Sequence[Invitation]
    coming_up: Sequence[Interview]
    to_debrief: Sequence[Interview]

    @property
    def is_empty(self) -> bool:
        return not (self.to_decide or self.asked or self.coming_up or self.to_debrief)


def today(candidate: Candidate, now: datetime) -> Today:
    """Three queries: invitations, their proposed times, and interviews."""
    invitations = Invitation.objects.filter(candidate=candidate).undecided()
    waiting = list(
        invitations.select_related("application__employer").prefetch_related("slots")[:MOST]
    )
    interviews = Interview.objects.filter(candidate=candidate).planned()
    # The latest first, so that what is to come is never cut off by what was never told.
    latest = list(interviews.select_related("application__employer").reverse()[:MOST])
    return Today(
        to_decide=[each for each in waiting if each.state == State.AWAITING],
        asked=[each for each in waiting if each.state == State.ASKED],
        coming_up=[each for each in reversed(latest) if each.over_at > now],
        to_debrief=[each for each in latest if each.over_at <= now],
    )
