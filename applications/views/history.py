"""The history of an application, as its page shows it."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from applications.models import Event
from applications.models.event import EventKind
from jobtracker.people.models import Candidate, Firm, Membership, User
from jobtracker.people.views.whose import Viewer

ICONS: Mapping[EventKind, str] = {
    EventKind.CREATED: "plus",
    EventKind.STAGE_CHANGED: "arrow-right",
    EventKind.INTEREST_CHANGED: "gauge",
    EventKind.INVITATION_RECEIVED: "mail",
    EventKind.INVITATION_CHANGED: "pencil-line",
    EventKind.DECIDED: "pointer",
    EventKind.DEBRIEFED: "message-square-text",
    EventKind.FEEDBACK_ASKED: "message-circle-question-mark",
    EventKind.FEEDBACK_CHASED: "message-circle-question-mark",
    EventKind.FEEDBACK_RECEIVED: "message-square-quote",
    EventKind.FEEDBACK_NONE: "message-square-off",
    EventKind.FLAG_RAISED: "flag",
    EventKind.FLAG_CHECKED: "search-check",
    EventKind.FLAG_RESOLVED: "check",
    EventKind.FLAG_REOPENED: "rotate-ccw",
    EventKind.EMPLOYER_CHANGED: "building-2",
    EventKind.FOLLOWED_UP: "send",
    EventKind.OFFER_RECEIVED: "hand-coins",
    EventKind.OFFER_CHANGED: "pencil-line",
    EventKind.OFFER_ANSWERED: "check",
    EventKind.FACTS_CHANGED: "pencil-line",
    EventKind.PUT_FORWARD: "send",
}

type Known = frozenset[int | None] | None


class Line(NamedTuple):
    """One event, the icon of its kind, and who did it, as far as the reader may know."""

    event: Event
    icon: str
    by: str


def history(events: Iterable[Event], known: Known) -> list[Line]:
    """The events in words that the reader may read."""
    return [
        Line(event, ICONS[EventKind(event.kind)], named(event.by, event.by_id, known))
        for event in events
    ]


def known_to(viewer: Viewer, candidate: Candidate) -> Known:
    """Whose names a firm may read: its own people and the candidate, never another firm's.

    None for the candidate, who may read them all.
    """
    if viewer.is_own:
        return None
    colleagues = Membership.objects.filter(firm__in=Firm.objects.of(viewer.user))
    return frozenset({candidate.user_id, *colleagues.values_list("user_id", flat=True)})


def named(by: User | None, number: int | None, known: Known) -> str:
    """Who it was; "" where nobody knows any more."""
    if by is None:
        return ""
    return str(by) if known is None or number in known else "someone else"
