"""What the demo's coordinator wrote down: a few lines of her log, and what is next."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from applications.models import Activity, Hotlist
from applications.models.activity import ActivityKind, ActivityReaders
from jobtracker.demo.dates import on_the_hour
from jobtracker.people.models import Representation, User

if TYPE_CHECKING:
    from jobtracker.demo.search import Search


def add_desk(search: "Search") -> None:
    """What Petra did for Mira, and what she means to do."""
    held = Representation.objects.select_related("coordinator__user", "firm").get(
        candidate=search.candidate
    )
    if held.coordinator is None:
        raise RuntimeError("The demo's candidate has somebody who looks after her.")
    hotlist = Hotlist.objects.create(
        firm=held.firm,
        name="Public transport",
        note="Whom to ring first when a transport company asks for people.",
        by=held.coordinator.user,
        at=search.ago(20),
    )
    hotlist.add([held], by=held.coordinator.user, at=search.ago(20))
    log = Log(held, held.coordinator.user, search)
    log.add(9, ActivityKind.MEETING, "Met over coffee. Wants public transport, or close to it.")
    log.add(
        5,
        ActivityKind.CALL,
        "Told her that Municipal Water has not answered yet. We ask again on Monday.",
        visibility=ActivityReaders.SHARED,
    )
    log.add(
        1,
        ActivityKind.LEFT_MESSAGE,
        "Rang about the talk at Nordlys Energy.",
        next_step="Ask how the talk went",
        due_at=on_the_hour(search.now + timedelta(days=1), 9),
    )


class Log:
    """The log of one candidate at the demo's firm."""

    def __init__(self, held: Representation, by: User, search: "Search") -> None:
        self.held, self.by, self.search = held, by, search

    def add(self, days_ago: int, kind: ActivityKind, text: str, **said: Any) -> None:  # noqa: ANN401
        at = self.search.ago(days_ago)
        Activity.objects.log(self.held, by=self.by, at=at, kind=kind, text=text, **said)
