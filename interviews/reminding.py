"""When to remind of an invitation that nobody has answered, and of telling how it went. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from jobtracker.hours import Hours

# How long before an answer is due; and how much of that has to be left, or it is no help.
AHEAD = timedelta(hours=4)
LEAST = timedelta(hours=1)
# How long after an interview one has got one's breath back.
AFTERWARDS = timedelta(hours=1)


@dataclass(frozen=True)
class Reminder:
    """Of which deadline, and when it is time."""

    deadline: datetime
    at: datetime


def next_reminder(
    deadlines: Iterable[datetime],
    *,
    received_at: datetime,
    reminded_of: datetime | None,
    hours: Hours,
    now: datetime,
) -> Reminder | None:
    """The next one that is of use, now or later; None where there is none.

    None is of use for a deadline that is over, nor of one, or an earlier one, that there was a
    reminder of already; nor where the invitation itself came so late.
    """
    for deadline in sorted(set(deadlines)):
        was_reminded = reminded_of is not None and deadline <= reminded_of
        if was_reminded or deadline - AHEAD <= received_at or deadline - now < LEAST:
            continue
        at = time_to_remind(deadline, hours, now)
        if at is not None:
            return Reminder(deadline, at)
    return None


def time_to_remind(deadline: datetime, hours: Hours, now: datetime) -> datetime | None:
    """Some hours before, and never in quiet hours; None where only these are left."""
    latest = deadline - LEAST
    at = hours.awake(deadline - AHEAD, before=latest)
    if at > now or not hours.is_quiet(now):
        return at
    later = hours.awake(now, before=latest)
    return later if later > now else None


def is_same_day(over_at: datetime, hours: Hours, now: datetime) -> bool:
    """Whether it is still the day of the interview there, and not quiet."""
    return hours.day_of(over_at) == hours.day_of(now) and not hours.is_quiet(now)
