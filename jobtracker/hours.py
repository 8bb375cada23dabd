"""When somebody wants to hear from us, on their own clock. Pure."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from jobtracker.clock import zone_named

A_DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class Hours:
    """The hour of the morning mail, and when it is quiet: from one time of day until another.

    Quiet hours may go over midnight; with both ends the same there are none.
    """

    zone: str
    morning: time
    quiet_from: time
    quiet_until: time

    def day_of(self, at: datetime) -> date:
        """Which day it is there."""
        return at.astimezone(zone_named(self.zone)).date()

    def morning_of(self, day: date) -> datetime:
        """When the mail of that day is due."""
        return moment_at(day, self.morning, self.zone)

    def next_morning(self, after: datetime) -> datetime:
        """The first morning after that moment."""
        day = self.day_of(after)
        while (found := self.morning_of(day)) <= after:
            day += A_DAY
        return found

    def is_quiet_at(self, clock: time) -> bool:
        """Whether the hour of the day is one of the quiet ones."""
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= clock < self.quiet_until
        return clock >= self.quiet_from or clock < self.quiet_until

    def is_quiet(self, at: datetime) -> bool:
        """Whether it is quiet there at that moment."""
        return self.is_quiet_at(at.astimezone(zone_named(self.zone)).time())

    def awake(self, at: datetime, *, before: datetime) -> datetime:
        """That moment, moved out of the quiet hours: to their end if that comes before then.

        Where it does not, to the last second before they begin.
        """
        if not self.is_quiet(at):
            return at
        end = self._next(self.quiet_until, at)
        return end if end < before else self._last(self.quiet_from, at) - SECOND

    def _next(self, clock: time, after: datetime) -> datetime:
        day = self.day_of(after)
        while (found := moment_at(day, clock, self.zone)) < after:
            day += A_DAY
        return found

    def _last(self, clock: time, until: datetime) -> datetime:
        day = self.day_of(until)
        while (found := moment_at(day, clock, self.zone)) > until:
            day -= A_DAY
        return found


def moment_at(day: date, clock: time, zone: str) -> datetime:
    """When it is that time of that day there, in UTC.

    Of an hour that comes twice it is the first; one that is skipped is when the clock jumps.
    """
    local = datetime.combine(day, clock, zone_named(zone))
    found = local.astimezone(UTC)
    if found.astimezone(local.tzinfo).replace(tzinfo=None) == local.replace(tzinfo=None):
        return found
    return _jump_between(local.replace(fold=1).astimezone(UTC), found, zone)


def _jump_between(before: datetime, after: datetime, zone: str) -> datetime:
    """The second in which the clock there changes, which it does once between the two."""
    there = zone_named(zone)
    offset = after.astimezone(there).utcoffset()
    before, after = before.replace(microsecond=0), after.replace(microsecond=0)
    while after - before > SECOND:
        middle = before + (after - before) // SECOND // 2 * SECOND
        if middle.astimezone(there).utcoffset() == offset:
            after = middle
        else:
            before = middle
    return after
