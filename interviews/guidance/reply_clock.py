"""By when an invitation is best answered, and when a question about it stops waiting.

Times are aware; nothing here looks at a clock.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

from interviews.guidance.policy import DEFAULT_POLICY

OUTER_HOURS = 48
FALLBACK_HOURS = 24


@dataclass(frozen=True, slots=True)
class ReplyClock:
    """The times that an invitation sets.

    An answer is best given `by`, and still a good one until `outer`; the message's own deadline
    is both. `falls_back_at` is when to decide on a question that was not answered: a day before
    the first time proposed, None where none is.
    """

    by: datetime
    outer: datetime
    falls_back_at: datetime | None = None
    deadline: datetime | None = None

    @classmethod
    def of(
        cls,
        received_at: datetime,
        *,
        deadline: datetime | None = None,
        times: Iterable[datetime] = (),
        reply_hours: int = DEFAULT_POLICY.reply_hours,
    ) -> Self:
        """Wind the clock; `times` are the starts proposed, of which past ones set nothing.

        Without a deadline the answer comes before the first of them, however soon that is.
        """
        first = min((time for time in times if time > received_at), default=None)
        before = first - timedelta(hours=FALLBACK_HOURS) if first else None
        if deadline is not None:
            return cls(deadline, deadline, before, deadline)
        usual = (received_at + timedelta(hours=hours) for hours in (reply_hours, OUTER_HOURS))
        by, outer = (min(moment, first or moment) for moment in usual)
        return cls(by, outer, before)

    def answer_by(self, *, is_asked: bool) -> datetime | None:
        """By when the person has to say something next; None where it is for the others to.

        A question does not move the message's own deadline, and is waited for until it falls back.
        """
        if not is_asked:
            return self.by
        return min(filter(None, (self.deadline, self.falls_back_at)), default=None)

    def next_after(self, now: datetime) -> datetime | None:
        """The time still to come: the one to answer by, then the outer one, then None."""
        return next((moment for moment in (self.by, self.outer) if moment >= now), None)
