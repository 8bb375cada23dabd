"""The UTC offset that a VTIMEZONE gives for a wall clock, in a bounded number of steps."""

from datetime import UTC, date, datetime, time, timedelta

from icalendar import Component, vRecur

from interviews.calendar.properties import date_value, first_value, values

MAX_OBSERVANCES = 60
MAX_EXTRA_DATES = 500
DAYS_BACK = 2 * 366
CLOCK_PARTS = ("BYHOUR", "BYMINUTE", "BYSECOND")
RULE_PARTS = frozenset(
    {"FREQ", "INTERVAL", "UNTIL", "WKST", "BYMONTH", "BYDAY", "BYMONTHDAY", *CLOCK_PARTS}
)
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def defined_offset(definition: Component, wall: datetime) -> timedelta | None:
    """The UTC offset a VTIMEZONE gives for a naive wall clock, or None if it cannot be read."""
    onsets = []
    for observance in definition.subcomponents[:MAX_OBSERVANCES]:
        offset_to = getattr(first_value(observance, "TZOFFSETTO"), "td", None)
        try:
            onset = latest_onset(observance, wall)
        except (AttributeError, ValueError, TypeError, OverflowError):
            continue
        if isinstance(offset_to, timedelta):
            onsets.append((onset, offset_to))
    passed = [pair for pair in onsets if pair[0] <= wall]
    if passed:
        return max(passed)[1]
    return min(onsets)[1] if onsets else None


def latest_onset(observance: Component, wall: datetime) -> datetime:
    """The last time, not after `wall`, that a STANDARD or DAYLIGHT part came into force.

    If there is none, its first onset. Raises ValueError for a rule other than a plain yearly
    one: those are all that real zones use, and others can be made to run for ever.
    """
    first = as_wall(date_value(observance, "DTSTART"))
    onsets = [first, *extra_onsets(observance)]
    onsets += [last_yearly_onset(rule, first, wall) for rule in values(observance, "RRULE")]
    return max((onset for onset in onsets if onset <= wall), default=first)


def extra_onsets(observance: Component) -> list[datetime]:
    listed = values(observance, "RDATE")[:MAX_EXTRA_DATES]
    dates = [value for several in listed for value in getattr(several, "dts", ())]
    return [as_wall(value.dt) for value in dates[:MAX_EXTRA_DATES]]


def last_yearly_onset(rule: object, first: datetime, wall: datetime) -> datetime:
    """The last onset of a yearly rule not after `wall`, else its first."""
    if not isinstance(rule, vRecur) or not is_plain_yearly(rule):
        raise ValueError("not a plain yearly rule")
    # UNTIL is in UTC, onsets are local: a day's grace cannot let a second yearly onset in.
    limit = min([wall, *(as_wall(value) + timedelta(days=1) for value in rule.get("UNTIL", []))])
    for back in range(DAYS_BACK):
        onset = datetime.combine(limit.date() - timedelta(days=back), first.time())
        if onset <= first:
            break
        if onset <= limit and falls_on(rule, onset, first):
            return onset
    return first


def is_plain_yearly(rule: vRecur) -> bool:
    return (
        rule.get("FREQ") == ["YEARLY"]
        and rule.get("INTERVAL", [1]) == [1]
        and RULE_PARTS.issuperset(rule)
        and ("BYMONTH" in rule or "BYDAY" not in rule)
    )


def falls_on(rule: vRecur, day: datetime, first: datetime) -> bool:
    """Whether a rule meets a day; parts it leaves out are taken from its first onset."""
    if day.month not in rule.get("BYMONTH", [first.month]):
        return False
    weekdays = rule.get("BYDAY", [])
    month_days = rule.get("BYMONTHDAY", [] if weekdays else [first.day])
    if month_days and day.day not in month_days:
        return False
    return not weekdays or any(is_weekday(weekday, day) for weekday in weekdays)


def is_weekday(weekday: str, day: datetime) -> bool:
    """Whether a day is, say, the last Sunday (`-1SU`) of its month, or any Sunday (`SU`)."""
    if weekday[-2:] != WEEKDAYS[day.weekday()]:
        return False
    next_month = (day.replace(day=1) + timedelta(days=31)).replace(day=1)
    from_start = (day.day - 1) // 7 + 1
    from_end = -(((next_month - day).days - 1) // 7 + 1)
    return weekday[:-2].lstrip("+") in ("", str(from_start), str(from_end))


def as_wall(value: object) -> datetime:
    """A date or date-time as a naive wall clock."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value
    if isinstance(value, date):
        return datetime.combine(value, time())
    raise TypeError(value)
