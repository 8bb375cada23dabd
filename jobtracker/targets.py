"""By when a firm does what: working time, the targets, and the moments that follow. Pure.

What a person is waiting for goes on over a weekend, but nobody of the firm is there to do it. So
a target says how it counts, and never ends when nobody is at work, but for what candidates do.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from jobtracker.clock import zone_named
from jobtracker.hours import A_DAY, moment_at

SATURDAY = 5
OPENS, CLOSES = time(9), time(17)


@dataclass(frozen=True)
class Working:
    """When somebody is at work: Monday to Friday, from one hour until another, on their clock."""

    zone: str
    opens: time = OPENS
    closes: time = CLOSES

    @property
    def length(self) -> timedelta:
        """Of one working day."""
        midnight = datetime(2000, 1, 3, tzinfo=UTC)
        start = datetime.combine(midnight, self.opens, UTC)
        return datetime.combine(midnight, self.closes, UTC) - start

    def day_of(self, at: datetime) -> date:
        """Which day it is there."""
        return at.astimezone(zone_named(self.zone)).date()

    def opening(self, day: date) -> datetime:
        return moment_at(day, self.opens, self.zone)

    def closing(self, day: date) -> datetime:
        return moment_at(day, self.closes, self.zone)

    def has_dawned(self, day_of: datetime, now: datetime) -> bool:
        """Whether the day of that moment has come there."""
        return self.day_of(day_of) <= self.day_of(now)

    def awake(self, at: datetime) -> datetime:
        """That moment, or the next opening where nobody is at work then."""
        day = self.day_of(at)
        while not is_working_day(day) or self.closing(day) < at:
            day += A_DAY
        return max(at, self.opening(day))


def is_working_day(day: date) -> bool:
    """Monday to Friday. Public holidays differ by place, and are not known here."""
    return day.weekday() < SATURDAY


def working_hours_after(at: datetime, hours: timedelta, work: Working) -> datetime:
    """When that much working time is over, counted from then on."""
    day, start, left = work.day_of(at), at, hours
    while True:
        if is_working_day(day):
            start = max(start, work.opening(day))
            if (there := work.closing(day) - start) >= left:
                return start + left
            left -= max(there, timedelta(0))
        day += A_DAY


def working_days_after(at: datetime, days: int, work: Working) -> datetime:
    """The same time so many working days later; out of hours they count from the next opening."""
    return working_hours_after(at, work.length * days, work)


def working_days_before(at: datetime, days: int, work: Working) -> datetime:
    """The same time of day so many working days earlier."""
    there = at.astimezone(zone_named(work.zone))
    day = there.date()
    for _ in range(days):
        day = last_working_day_before(day)
    return moment_at(day, there.time(), work.zone)


def last_working_day_before(day: date) -> date:
    day -= A_DAY
    return day if is_working_day(day) else last_working_day_before(day)


def weekday_hours_after(at: datetime, hours: timedelta, work: Working) -> datetime:
    """So many hours later by the clock, day and night, but for Saturday and Sunday."""
    start, left = at, hours
    while True:
        day = work.day_of(start)
        midnight = moment_at(day + A_DAY, time(0), work.zone)
        if is_working_day(day):
            if midnight - start > left:
                return start + left
            left -= midnight - start
        start = midnight


def is_same_working_day(one: datetime, other: datetime, work: Working) -> bool:
    """Whether both belong to one working day; a weekend belongs to the Friday before it."""
    return working_day_of(one, work) == working_day_of(other, work)


def working_day_of(at: datetime, work: Working) -> date:
    """The working day that it is there, or was last."""
    day = work.day_of(at)
    return day if is_working_day(day) else last_working_day_before(day)


class Count(StrEnum):
    """How the amount of a target is counted."""

    WORKING_HOURS = "working_hours"
    HOURS = "hours"
    # What people do in their own time: a weekend is as good as any day.
    CLOCK_HOURS = "clock_hours"
    WEEKDAY_HOURS = "weekday_hours"
    WORKING_DAYS = "working_days"
    DAYS = "days"
    # None is by closing time of the same day.
    CLOSINGS = "closings"
    WORKING_DAYS_BEFORE = "working_days_before"
    HOURS_BEFORE = "hours_before"


class Target(StrEnum):
    """What a firm wants to be quick at."""

    INVITATION = "invitation"
    CANDIDATE_ANSWERS = "candidate_answers"
    TELL_CLIENT = "tell_client"
    CONFIRM = "confirm"
    PREPARE = "prepare"
    DAY_OF_CHECK = "day_of_check"
    DEBRIEF = "debrief"
    ASK_CLIENT = "ask_client"
    CHASE_CLIENT = "chase_client"
    ESCALATE = "escalate"
    RELAY = "relay"
    NO_NEWS = "no_news"
    WITHDRAWAL = "withdrawal"


@dataclass(frozen=True)
class Rule:
    """A target's words, how it counts and since when, its amount, and how far it may be tuned."""

    label: str
    since: str
    count: Count
    amount: int
    least: int
    most: int

    def within_bounds(self, amount: int) -> int:
        return max(self.least, min(amount, self.most))


TARGETS = {
    Target.INVITATION: Rule("Pass on an invitation", "it came", Count.WORKING_HOURS, 2, 1, 8),
    Target.CANDIDATE_ANSWERS: Rule(
        "The candidate's answer", "they were told of the invitation", Count.CLOCK_HOURS, 24, 4, 48
    ),
    Target.TELL_CLIENT: Rule("Tell the client", "the candidate answered", Count.HOURS, 4, 1, 8),
    Target.CONFIRM: Rule("Confirm in writing", "the interview", Count.WORKING_DAYS_BEFORE, 1, 1, 3),
    Target.PREPARE: Rule(
        "A call to get ready", "the interview", Count.WORKING_DAYS_BEFORE, 1, 1, 2
    ),
    Target.DAY_OF_CHECK: Rule("A check on the day", "the interview", Count.HOURS_BEFORE, 2, 1, 4),
    Target.DEBRIEF: Rule("How it went", "the interview was over", Count.CLOSINGS, 0, 0, 1),
    Target.ASK_CLIENT: Rule(
        "Ask the client for feedback", "the interview was over", Count.CLOSINGS, 0, 0, 1
    ),
    Target.CHASE_CLIENT: Rule(
        "Ask the client again", "they were asked", Count.WEEKDAY_HOURS, 24, 24, 72
    ),
    Target.ESCALATE: Rule(
        "Ask a colleague for help", "the client was asked", Count.WEEKDAY_HOURS, 48, 48, 120
    ),
    Target.RELAY: Rule("Tell the candidate what was said", "it came", Count.WORKING_DAYS, 1, 1, 2),
    Target.NO_NEWS: Rule(
        "Tell the candidate that there is no news", "the interview was over", Count.DAYS, 3, 2, 5
    ),
    Target.WITHDRAWAL: Rule("Pass on a withdrawal", "the candidate withdrew", Count.HOURS, 4, 1, 8),
}
# From when on a call to get ready is of use: earlier, much of it is forgotten by the day.
PREPARE_FROM = 2


def due(
    target: Target, since: datetime, work: Working, tuned: Mapping[Target, int] | None = None
) -> datetime:
    """By when it should be done, in UTC.

    `since` is what the rule counts from: for what comes before an interview, its start. `tuned`
    are amounts that take the place of the defaults, as far as the bounds allow.
    """
    rule = TARGETS[target]
    amount = rule.within_bounds((tuned or {}).get(target, rule.amount))
    return after(since, amount, rule.count, work).astimezone(UTC)


def after(since: datetime, amount: int, count: Count, work: Working) -> datetime:
    """The moment that is so far from another, counted in that way."""
    hours, days = timedelta(hours=amount), timedelta(days=amount)
    match count:
        case Count.WORKING_HOURS:
            return working_hours_after(since, hours, work)
        case Count.HOURS:
            return work.awake(since + hours)
        case Count.CLOCK_HOURS:
            return since + hours
        case Count.WEEKDAY_HOURS:
            return work.awake(weekday_hours_after(since, hours, work))
        case Count.WORKING_DAYS:
            return working_days_after(since, amount, work)
        case Count.DAYS:
            return work.awake(since + days)
        case Count.CLOSINGS:
            return closing_after(since, amount, work)
        case Count.WORKING_DAYS_BEFORE:
            return working_days_before(since, amount, work)
        case Count.HOURS_BEFORE:
            return since - hours


def closing_after(at: datetime, days: int, work: Working) -> datetime:
    """Closing time of that day or so many later; the next opening where that is over by then."""
    closing = work.closing(work.day_of(at) + timedelta(days=days))
    return work.awake(max(closing, at))
