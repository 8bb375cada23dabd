"""What was arranged and changed: new times, or called off. A record that nobody edits."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Self

from django.db import models

from applications.models import Application
from interviews.models.message import Handled, Message
from jobtracker.clock import zone_named
from jobtracker.people.access import OwnedQuerySet, Scope
from jobtracker.people.models import Candidate, User
from jobtracker.ui.when import describe

if TYPE_CHECKING:
    from interviews.models.interview import Interview
    from interviews.models.invitation import Invitation
    from interviews.models.slot import Slot

LONGEST_REASON = 300


class Happened(StrEnum):
    """What became of it."""

    MOVED = "moved"
    CALLED_OFF = "called_off"
    MISSED = "missed"


class Side(StrEnum):
    """Who wanted it so."""

    THEM = "them"
    ME = "me"


TITLES = {
    (Happened.MOVED, Side.THEM): "Moved by them",
    (Happened.MOVED, Side.ME): "Moved by you",
    (Happened.CALLED_OFF, Side.THEM): "Called off by them",
    (Happened.CALLED_OFF, Side.ME): "Called off by you",
    (Happened.MISSED, Side.THEM): "They did not come",
    (Happened.MISSED, Side.ME): "You did not go",
}
TITLES_TO_OTHERS = {
    (Happened.MOVED, Side.ME): "Moved by the candidate",
    (Happened.CALLED_OFF, Side.ME): "Called off by the candidate",
    (Happened.MISSED, Side.ME): "The candidate did not go",
}


@dataclass(frozen=True)
class Span:
    """A time as it was agreed: aware, with the IANA name of the zone it was meant in."""

    start: datetime
    end: datetime | None
    zone: str

    @classmethod
    def of(cls, row: "Interview | Slot") -> Self:
        """When the row says that it is."""
        return cls(row.starts_at, row.ends_at, row.zone)

    @property
    def as_list(self) -> list[str]:
        return [self.start.isoformat(), self.end.isoformat() if self.end else "", self.zone]

    def __str__(self) -> str:
        return describe(self.start, zone_named(self.zone), self.end)


def spans_in(data: Any) -> tuple[Span, ...]:  # noqa: ANN401 - any JSON
    """The times that a column holds.

    :raises ValueError, TypeError: for what is none of ours
    """
    return tuple(
        Span(aware(start), aware(end) if end else None, str(zone)) for start, end, zone in data
    )


def aware(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment


class ReschedulingQuerySet(OwnedQuerySet["Rescheduling"]):
    """What changed, in the words of those who look for it."""

    scope = Scope.INTERVIEWS

    def record(
        self,
        about: "Invitation | Interview",
        happened: Happened,
        *,
        side: Side,
        was: Sequence[Span],
        now: Sequence[Span] = (),
        by: User,
        at: datetime,
        reason: str = "",
        message: Message | None = None,
    ) -> "Rescheduling":
        """Keep one; the message that told of it belongs to the application from now on."""
        if message is not None:
            message.was_handled(Handled.KEPT, about.application)
        return self.create(
            candidate_id=about.candidate_id,
            application_id=about.application_id,
            **{about._meta.model_name or "": about},
            happened=happened,
            side=side,
            was=[each.as_list for each in was],
            now=[each.as_list for each in now],
            reason=reason,
            message=message,
            by=by,
            at=at,
        )


class Rescheduling(models.Model):
    """One change of what was arranged.

    It is about an interview, or about an invitation that no time was agreed for. `was` and `now`
    hold a list of start, end or "", and zone for each time (see `spans_in`).
    """

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="+")
    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="reschedulings"
    )
    invitation = models.ForeignKey(
        "interviews.Invitation",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="reschedulings",
    )
    interview = models.ForeignKey(
        "interviews.Interview",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="reschedulings",
    )
    happened = models.CharField(max_length=10, choices=[(e.value, e.value) for e in Happened])
    side = models.CharField(max_length=4, choices=[(e.value, e.value) for e in Side])
    was = models.JSONField(default=list)
    now = models.JSONField(default=list)
    reason = models.CharField(max_length=LONGEST_REASON, blank=True)
    message = models.ForeignKey(
        Message, on_delete=models.SET_NULL, null=True, blank=True, related_name="reschedulings"
    )
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    objects = ReschedulingQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(invitation=None, interview__isnull=False)
                | models.Q(invitation__isnull=False, interview=None),
                name="rescheduling_of_one_thing",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """What happened and by whom, to the candidate."""
        return TITLES[Happened(self.happened), Side(self.side)]

    @property
    def title_to_others(self) -> str:
        """The same, to whoever else may read it."""
        return TITLES_TO_OTHERS.get((Happened(self.happened), Side(self.side)), self.title)

    @property
    def times_before(self) -> tuple[str, ...]:
        """The times that fell away, in words."""
        return tuple(map(str, spans_in(self.was)))

    @property
    def times_after(self) -> tuple[str, ...]:
        """The times that took their place, in words."""
        return tuple(map(str, spans_in(self.now)))


def counted(rows: Collection[Rescheduling], *, is_own: bool = True) -> str:
    """How often it was moved, where that was more than once: a fact, and no reproach."""
    moved = [each for each in rows if each.happened == Happened.MOVED]
    if len(moved) < 2:
        return ""
    by_them = sum(each.side == Side.THEM for each in moved)
    by_me = len(moved) - by_them
    me = "you" if is_own else "the candidate"
    if not by_them or not by_me:
        return f"Moved {times(len(moved))}, each time by {me if by_me else 'them'}"
    return f"Moved {times(len(moved))}: {times(by_them)} by them, {times(by_me)} by {me}"


def times(number: int) -> str:
    """Such as "once", "twice", "3 times"."""
    return {1: "once", 2: "twice"}.get(number, f"{number} times")
