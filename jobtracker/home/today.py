"""What is on the candidate's plate today, in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from interviews.models import Interview, Invitation
from jobtracker.people.models import Candidate

MOST = 20


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
    """Five queries: the slots of the waiting invitations come in one more."""
    invitations = Invitation.objects.filter(candidate=candidate).select_related(
        "application__employer"
    )
    interviews = Interview.objects.filter(candidate=candidate).select_related(
        "application__employer"
    )
    waiting = invitations.awaiting_decision().prefetch_related("slots")
    return Today(
        to_decide=list(waiting[:MOST]),
        asked=list(invitations.asked()[:MOST]),
        coming_up=list(interviews.upcoming(now)[:MOST]),
        to_debrief=list(interviews.to_debrief(now)[:MOST]),
    )
