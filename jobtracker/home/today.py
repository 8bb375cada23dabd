"""What is on the candidate's plate today, in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Subquery

from interviews.letters import LetterKind
from interviews.models import Interview, Invitation, Letter
from interviews.models.invitation import InvitationQuerySet, State
from jobtracker.people.models import Candidate

MOST = 50
# A question may be asked once more after a day.
PATIENCE = timedelta(hours=24)


@dataclass(frozen=True)
class Today:
    """Each list is in the order to deal with it; `to_nudge` are numbers of those asked.

    What was asked about and stayed open until a day before the talk is to be decided, too.
    """

    to_decide: Sequence[Invitation]
    asked: Sequence[Invitation]
    coming_up: Sequence[Interview]
    to_debrief: Sequence[Interview]
    to_nudge: frozenset[int] = frozenset()

    @property
    def is_empty(self) -> bool:
        return not (self.to_decide or self.asked or self.coming_up or self.to_debrief)


def today(candidate: Candidate, now: datetime) -> Today:
    """Three queries: invitations, their proposed times, and interviews."""
    invitations = with_last_word(Invitation.objects.filter(candidate=candidate).undecided())
    waiting = list(
        invitations.select_related("application__employer").prefetch_related("slots")[:MOST]
    )
    asked = [each for each in waiting if each.state == State.ASKED]
    open_ones = [each for each in asked if not each.is_left_unanswered(now)]
    interviews = Interview.objects.filter(candidate=candidate).planned()
    # The latest first, so that what is to come is never cut off by what was never told.
    latest = list(interviews.select_related("application__employer").reverse()[:MOST])
    return Today(
        to_decide=[each for each in waiting if each not in open_ones],
        asked=open_ones,
        coming_up=[each for each in reversed(latest) if each.over_at > now],
        to_debrief=[each for each in latest if each.over_at <= now],
        to_nudge=frozenset(each.pk for each in open_ones if is_to_nudge(each, now)),
    )


def with_last_word(rows: InvitationQuerySet) -> InvitationQuerySet:
    """With when a letter about it went out last, and whether one asked once more."""
    sent = Letter.objects.filter(decision__invitation=OuterRef("pk"), sent_at__isnull=False)
    last = sent.order_by("-sent_at").values("sent_at")[:1]
    nudge = sent.filter(kind=LetterKind.NUDGE)
    return rows.annotate(last_word_at=Subquery(last), is_nudged=Exists(nudge))


def is_to_nudge(invitation: Any, now: datetime) -> bool:  # noqa: ANN401 - with its last word
    """Whether a question waits for a day, and was asked once."""
    last: datetime | None = invitation.last_word_at
    return last is not None and last <= now - PATIENCE and not invitation.is_nudged
