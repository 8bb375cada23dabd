"""The candidate's calendar: a list of days, a week, or a month."""

from calendar import Calendar
from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from applications.views.tabs import tabs
from interviews.schedule import Entry, entries_between
from jobtracker.addresses import address
from jobtracker.clock import zone_named
from jobtracker.http import SignedInRequest
from jobtracker.people.views.whose import own_record, viewer_of
from jobtracker.ui.when import first_weekday

DAYS_AHEAD = 28
A_WEEK = timedelta(days=7)
# As far as anybody plans, and as calendars reach.
YEARS = range(2000, 2100)


class Layout(StrEnum):
    """How the days are shown."""

    DAYS = "days"
    WEEK = "week"
    MONTH = "month"


LAYOUTS = {
    Layout.DAYS: ("Days", "list"),
    Layout.WEEK: ("Week", "columns-3"),
    Layout.MONTH: ("Month", "calendar"),
}


class Span(NamedTuple):
    """The days that are shown, and where one goes from there."""

    first: date
    last: date
    before: date
    after: date

    @property
    def weeks(self) -> list[list[date]]:
        """The days in rows of seven."""
        every = [self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1)]
        return [every[at : at + 7] for at in range(0, len(every), 7)]


class Day(NamedTuple):
    """One day with what is on it."""

    on: date
    entries: list[Entry]
    is_today: bool
    is_beside: bool


@require_safe
def schedule(request: SignedInRequest) -> HttpResponse:
    candidate, today = own_record(request), timezone.localdate()
    layout, day = layout_of(request.GET), day_of(request.GET, today)
    span = span_of(layout, day)
    clock = zone_named(timezone.get_current_timezone_name())
    entries = entries_between(candidate, span.first, span.last, clock)

    def shown(on: date) -> Day:
        is_beside = layout is Layout.MONTH and on.month != day.month
        return Day(on, entries.get(on, []), on == today, is_beside)

    context = {
        "candidate": candidate,
        "tabs": tabs(candidate, viewer_of(request, candidate), "interviews:schedule"),
        "layout": layout,
        "layouts": [
            (name, label, icon, href(name, day)) for name, (label, icon) in LAYOUTS.items()
        ],
        "span": span,
        "day": day,
        "days": [shown(on) for on in sorted(entries)],
        "weeks": [[shown(on) for on in week] for week in span.weeks],
        "before_href": href(layout, span.before),
        "after_href": href(layout, span.after),
        "today_href": "" if span.first <= today <= span.last else href(layout, today),
    }
    return render(request, "interviews/schedule.html", context)


def span_of(layout: Layout, day: date) -> Span:
    """Four weeks from the day on, its week, or all weeks of its month."""
    if layout is Layout.DAYS:
        ahead = timedelta(days=DAYS_AHEAD)
        return Span(day, day + ahead - timedelta(days=1), day - ahead, day + ahead)
    weeks = Calendar(first_weekday()).monthdatescalendar(day.year, day.month)
    if layout is Layout.WEEK:
        week = next(each for each in weeks if day in each)
        return Span(week[0], week[-1], day - A_WEEK, day + A_WEEK)
    first = day.replace(day=1)
    before, after = first - timedelta(days=1), (first + timedelta(days=31)).replace(day=1)
    return Span(weeks[0][0], weeks[-1][-1], before.replace(day=1), after)


def layout_of(query: Mapping[str, str]) -> Layout:
    named = query.get("layout", "")
    return Layout(named) if named in LAYOUTS else Layout.DAYS


def day_of(query: Mapping[str, str], today: date) -> date:
    """The day that the address names; today where it names none that calendars have."""
    try:
        day = date.fromisoformat(query.get("day", ""))
    except ValueError:
        return today
    return day if day.year in YEARS else today


def href(layout: Layout, day: date) -> str:
    return address("interviews:schedule", query={"layout": str(layout), "day": day.isoformat()})
