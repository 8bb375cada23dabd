"""The history of an application, as its page shows it."""

from collections.abc import Mapping
from typing import NamedTuple

from applications.models import Application, Event
from applications.models.event import EventKind

LONGEST = 100
ICONS: Mapping[EventKind, str] = {
    EventKind.CREATED: "plus",
    EventKind.STAGE_CHANGED: "arrow-right",
    EventKind.INTEREST_CHANGED: "gauge",
    EventKind.INVITATION_RECEIVED: "mail",
    EventKind.INVITATION_CHANGED: "pencil-line",
    EventKind.DECIDED: "pointer",
    EventKind.DEBRIEFED: "message-square-text",
    EventKind.FLAG_RAISED: "flag",
    EventKind.FLAG_CHECKED: "search-check",
    EventKind.FLAG_RESOLVED: "check",
    EventKind.FLAG_REOPENED: "rotate-ccw",
}
ABOUT_INTERVIEWS = (
    EventKind.INVITATION_RECEIVED,
    EventKind.INVITATION_CHANGED,
    EventKind.DECIDED,
    EventKind.DEBRIEFED,
)


class Line(NamedTuple):
    """One event and the icon of its kind."""

    event: Event
    icon: str


def history(application: Application, *, with_interviews: bool) -> list[Line]:
    """The latest events, newest first; those about interviews only for whom these are shared."""
    events = application.events.select_related("by")
    if not with_interviews:
        events = events.exclude(kind__in=ABOUT_INTERVIEWS)
    return [Line(event, ICONS[EventKind(event.kind)]) for event in events[:LONGEST]]
