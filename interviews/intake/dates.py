"""Dates and times of day in running text, each with where it stands.

Only what is written is returned: a date that can be read in two ways is marked and has no
value, and a year or day that had to be worked out is named in ``notes``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from itertools import islice

from .reading import Problem
from .wording import WORDING, any_of

_W = WORDING.dates
# Words before a time that stand before much else, too.
_WIDE = {"from", "between", "starting at", "von", "zwischen", "ab"}
_W_AT = WORDING.before_times
_MONTHS = WORDING.months
_DAYS = WORDING.weekdays
_MONTH = any_of([re.escape(name) for name in _MONTHS])
_DAY = any_of([re.escape(name) for name in _DAYS])
_FULL_DAY = any_of([name for name in _DAYS if name.endswith(("day", "tag", "abend", "woch"))])
_WEEKDAY = rf"(?:\b(?P<weekday>{_DAY})\b\.?,?\s{{1,3}}(?:{_W['of']}\s)?)?"
_YEAR = r"(?:20\d\d)"

_WRITTEN = [
    rf"{_WEEKDAY}(?<![\d:.])(?P<d>\d{{1,2}})(?:st|nd|rd|th|\.)?\s{{0,2}}(?:of\s)?(?P<month>{_MONTH})\b\.?(?:,?\s{{0,2}}(?P<y>{_YEAR})\b)?",
    rf"{_WEEKDAY}\b(?P<month>{_MONTH})\b\.?\s{{0,2}}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:\d)(?:,?\s{{0,2}}(?P<y>{_YEAR})\b)?",
    rf"{_WEEKDAY}(?<![\d.])(?P<y>{_YEAR})[-/.](?P<m>\d{{1,2}})[-/.](?P<d>\d{{1,2}})(?!\d)",
    rf"{_WEEKDAY}(?<![\d.:])(?P<d>\d{{1,2}})\.\s?(?P<m>\d{{1,2}})\.(?:\s?(?P<y>{_YEAR}|\d\d(?![\d:.])))?(?!\d)",
    rf"{_WEEKDAY}(?<![\d/.-])(?P<a>\d{{1,2}})(?P<sep>[/-])(?P<b>\d{{1,2}})(?P=sep)(?P<y>{_YEAR}|\d\d)(?![\d/-])",
    rf"{_WEEKDAY}(?<![\d/.-])(?P<a>\d{{1,2}})/(?P<b>\d{{1,2}})(?![\d/-])",
]
_RELATIVE = [
    rf"\b(?P<after>{_W['after_tomorrow']})\b",
    rf"(?<!guten )\b(?P<tomorrow>{_W['tomorrow']})\b",
    rf"\b(?P<today>{_W['today']})\b",
    rf"(?:\b(?P<which>{_W['next']}|{_W['this']})\s)?\b(?P<weekday>{_FULL_DAY})\b"
    r"(?P<later>\s(?:next week|nächster woche))?",
]
# Three letters of a weekday mean one beside a time alone; two only where they are written as such.
_SHORT_DAY = any_of([re.escape(name) for name in _DAYS if 2 < len(name) < 6])
_TWO_LETTERS = any_of([name.capitalize() for name in _DAYS if len(name) == 2])
_CLOCK_FOLLOWS = (
    rf"(?=\d{{1,2}}(?:[:.][0-5]\d)?\s?(?:[ap]\.?\s?m\b|{_W['hour']}\b)|\d{{1,2}}:[0-5]\d)"
)
_RELATIVE.append(
    rf"\b(?P<weekday>{_SHORT_DAY}|(?-i:{_TWO_LETTERS}))\b\.?,?\s{{1,2}}(?:at\s|um\s|@\s?)?{_CLOCK_FOLLOWS}"
)
_DATES = [re.compile(pattern, re.IGNORECASE) for pattern in _WRITTEN + _RELATIVE]

_MAX_DAYS = 100
_CLOCK = r"\d{1,2}(?:[:.][0-5]\d)?(?::[0-5]\d)?"
_SUFFIX = rf"(?:[ap]\.?\s?m\b\.?|{_W['hour']}\b)"
_TO = rf"\s{{0,2}}(?:-|{_W['range']})\s{{0,2}}"
# Behind these a bare hour is one, if the phrase ends with it.
_LEAD = any_of([word for word in _W_AT if word not in _WIDE])
_AFTER_BARE = re.compile(
    rf"\s{{0,2}}(?:$|[.,;!?)\n(–-]|(?:{_W['this']}|{_W['tomorrow']}|{_W['today']}|{_W['range']}|"
    rf"{_MONTH}|{_DAY}|[A-Z]{{3,4}}|for|with|in|if|or|at|via|im|bei|per|in|oder|mit|zu|{_W['next']})\b)",
    re.IGNORECASE,
)
# "Half past ten", "halb elf": minutes to be added to the hour.
_PARTS = {
    name: re.compile(_W[name], re.IGNORECASE)
    for name in ("half_to", "half_past", "quarter_to", "quarter_past")
}
_MINUTES_OF = {"half_to": -30, "half_past": 30, "quarter_to": -15, "quarter_past": 15}
_PART = "|".join(_W[name] for name in _PARTS)
_MOVED_FROM = re.compile(rf"\b{_W['moves']}\b[^.!?\n]{{0,30}}?\b(?:from|von)\s$", re.IGNORECASE)
_TIMES = re.compile(
    rf"(?P<lead>\b(?:{_LEAD})\s)?(?<![\d:.,/+€$£])(?:(?P<start>{_CLOCK})\s?(?P<s1>{_SUFFIX})?"
    rf"(?:\s?\(?(?P<zone>[A-Z]{{2,4}})?\)?{_TO}(?P<end>{_CLOCK})\s?(?P<s2>{_SUFFIX})?)?"
    rf"|(?P<part>\b{_PART})\s(?P<hour>\d{{1,2}}|{any_of([*WORDING.numbers])})\b"
    rf"|(?P<noon>\b{_W['noon']}))(?![\d:]|[.,]\d|\s?%|/)",
    re.IGNORECASE,
)
_MINUTES = re.compile(
    rf"(?<![\d.])(\d{{1,3}})[\s-]?{_W['minutes']}\b|(?<![\d.])(\d(?:[.,]5)?)[\s-]?{_W['hours']}\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Day:
    """A date at ``begin:end`` of the text; ``day`` is None when it has two readings."""

    begin: int
    end: int
    day: date | None
    weekday_mismatch: bool = False
    notes: tuple[str, ...] = ()

    @property
    def known(self) -> date:
        """The date, where it has one reading only; else a ``ValueError``."""
        if self.day is None:
            raise ValueError("this date has two readings")
        return self.day


@dataclass(frozen=True)
class Span:
    """A time of day, or a range of times, at ``begin:end`` of the text."""

    begin: int
    end: int
    start: time
    until: time | None = None
    is_bare: bool = False


def find_days(text: str, today: date, *, month_first: bool | None = None) -> list[Day]:
    """Return the dates in ``text`` in order; relative ones count from ``today``.

    ``month_first`` says how 03/04/2026 is written where the mail comes from, if known.
    """
    taken: list[Day] = []
    order = _slash_order(text) if month_first is None else month_first
    for pattern in _DATES:
        for match in islice(pattern.finditer(text), _MAX_DAYS):
            if not any(day.begin < match.end() and match.start() < day.end for day in taken):
                taken.extend(_read_day(match, today, order))
    return sorted(taken, key=lambda day: day.begin)


def find_times(text: str, days: list[Day]) -> Iterator[Span]:
    """Yield the times in ``text`` that are not part of one of ``days``."""
    hidden = list(text)
    for day in days:
        hidden[day.begin : day.end] = "\0" * (day.end - day.begin)
    for match in _TIMES.finditer("".join(hidden)):
        span = _read_span(match)
        if span and span.until and _MOVED_FROM.search(text[: match.start()][-80:]):
            span = Span(match.start("end"), match.end(), span.until)
        if span:
            yield span


def find_duration(text: str) -> timedelta | None:
    """Return the one length of time that ``text`` states in minutes or hours."""
    lengths = {
        timedelta(minutes=int(minutes))
        if minutes
        else timedelta(hours=float(hours.replace(",", ".")))
        for minutes, hours in _MINUTES.findall(text)
    }
    sensible = {
        length for length in lengths if timedelta(minutes=10) <= length <= timedelta(hours=9)
    }
    return sensible.pop() if len(sensible) == 1 else None


def _read_day(match: re.Match[str], today: date, month_first: bool | None) -> Iterator[Day]:
    found = {name: value for name, value in match.groupdict().items() if value}
    weekday = _DAYS.get(found.get("weekday", "").lower())
    place = Day(match.start(), match.end(), None)
    if found.keys() & {"d", "a"}:
        yield from _explicit(place, found, weekday, today, month_first)
    else:
        yield _relative(place, found, weekday, today)


def _explicit(
    place: Day, found: dict[str, str], weekday: int | None, today: date, month_first: bool | None
) -> Iterator[Day]:
    year = int(found["y"]) if "y" in found else None
    year = year + 2000 if year is not None and year < 100 else year
    readings = [
        reading
        for day, month in _orders(found, month_first)
        if (reading := _dated(year, month, day, weekday, today))
    ]
    fitting = [one for one in readings if weekday is None or one.weekday() == weekday]
    if len(set(fitting or readings)) > 1:
        yield replace(place, notes=(Problem.DATE_AMBIGUOUS,))
    elif readings:
        day = (fitting or readings)[0]
        notes = () if year else (Problem.YEAR_INFERRED,)
        yield replace(place, day=day, weekday_mismatch=not fitting, notes=notes)


def _orders(found: dict[str, str], month_first: bool | None) -> list[tuple[int, int]]:
    """Return the (day, month) pairs that the digits may mean."""
    if "month" in found:
        return [(int(found["d"]), _MONTHS[found["month"].lower()])]
    if "d" in found:
        return [(int(found["d"]), int(found["m"]))]
    first, second = int(found["a"]), int(found["b"])
    both = [(first, second), (second, first)]
    if month_first is None or max(first, second) > 12:
        return both
    return both[1:] if month_first else both[:1]


def _dated(year: int | None, month: int, day: int, weekday: int | None, today: date) -> date | None:
    """Return the date; without a year, the next one that suits the weekday."""
    years = [year] if year else [today.year - 1, today.year, today.year + 1]
    dates = [made for one in years if (made := _made(one, month, day))]
    if year:
        return dates[0] if dates else None
    near = [one for one in dates if -30 <= (one - today).days <= 335]
    fitting = [one for one in near if one.weekday() == weekday]
    return next(iter(fitting or near), None)


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _slash_order(text: str) -> bool | None:
    """Return whether a date in ``text`` shows by itself that months come first."""
    orders = {
        int(match["b"]) > 12
        for pattern in _DATES[4:6]
        for match in pattern.finditer(text)
        if max(int(match["a"]), int(match["b"])) > 12
    }
    return orders.pop() if len(orders) == 1 else None


def _relative(place: Day, found: dict[str, str], weekday: int | None, today: date) -> Day:
    notes: tuple[str, ...] = (Problem.RELATIVE_DATE,)
    if weekday is None:
        ahead = 2 if "after" in found else 1 if "tomorrow" in found else 0
        return replace(place, day=today + timedelta(ahead), notes=notes)
    ahead = (weekday - today.weekday()) % 7 or 7
    is_next = "later" in found or re.fullmatch(_W["next"], found.get("which", ""), re.IGNORECASE)
    if is_next and weekday > today.weekday():
        # Some mean the coming one, some the one after: the later is taken, and said.
        ahead += 7
        notes = notes if "later" in found else (*notes, Problem.DATE_AMBIGUOUS)
    return replace(place, day=today + timedelta(ahead), notes=notes)


def _read_span(match: re.Match[str]) -> Span | None:
    if match["noon"]:
        return Span(match.start(), match.end(), time(12))
    if match["part"]:
        return _spoken_span(match)
    first, second = match["s1"] or "", match["s2"] or ""
    has_minutes = ":" in match["start"]
    is_bare = not (first or second or has_minutes)
    if is_bare and not (match["lead"] and _AFTER_BARE.match(match.string, match.end())):
        return None
    until = (
        _clock(match["end"], second or (first if _is_half(first) else "")) if match["end"] else None
    )
    start = _clock(match["start"], first or second)
    if start and until and not first and _is_half(second) and start > until:
        start = _clock(match["start"], "am")
    if start is None or (match["end"] and until is None):
        return None
    end = match.end() if match["end"] or match["s1"] else match.end("start")
    if is_bare and "." not in match["start"]:
        start = _by_day(start)
    return Span(match.start(), end, start, until, is_bare)


def _spoken_span(match: re.Match[str]) -> Span | None:
    written = match["hour"].lower()
    hour = WORDING.numbers.get(written) or (int(written) if written.isdigit() else 0)
    name = next(name for name, words in _PARTS.items() if words.fullmatch(match["part"]))
    if not 0 < hour < 13:
        return None
    minutes = hour * 60 + _MINUTES_OF[name]
    start = _by_day(time(minutes // 60 % 24, minutes % 60))
    return Span(match.start(), match.end(), start, None, is_bare=True)


def _by_day(hour: time) -> time:
    """Return the hour of a working day that a bare one means: "at 2" is after noon."""
    return hour.replace(hour=hour.hour + 12) if 0 < hour.hour < 7 else hour


def _is_half(suffix: str) -> bool:
    return suffix[:1].lower() in {"a", "p"}


def _clock(digits: str, suffix: str) -> time | None:
    hour, _, rest = digits.replace(".", ":").partition(":")
    value, minute = int(hour), int(rest[:2] or 0)
    if _is_half(suffix):
        if not 1 <= value <= 12:
            return None if value > 23 or suffix[:1].lower() == "a" else time(value, minute)
        value = value % 12 + (12 if suffix[0].lower() == "p" else 0)
    return time(value, minute) if value < 24 else None
