"""Offers and open processes beside each other in time: what comes before which deadline."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.utils import timezone

from applications.models import Application, Offer
from jobtracker.ui.when import on_day

A_WEEK = timedelta(weeks=1)
# An interview leads to an offer, where it does, within about that.
FEWEST_WEEKS, MOST_WEEKS = 4, 8


@dataclass(frozen=True)
class Mark:
    """Something on one day of the reader's; `at` is its time, where it has one."""

    on: date
    what: str
    at: datetime | None = None


class Week(NamedTuple):
    """What falls into the week that begins on that day."""

    first: date
    marks: Sequence[Mark]


@dataclass(frozen=True)
class Line:
    """One job: an offer, or a process that goes on; with what falls into each week."""

    application: Application
    is_offer: bool
    weeks: Sequence[Week]
    later: Sequence[Mark]


@dataclass(frozen=True)
class Overlap:
    """The first days of some weeks from this one on, what falls into each, and what follows."""

    weeks: Sequence[date] = ()
    lines: Sequence[Line] = ()
    notes: Sequence[str] = ()

    @property
    def has_later(self) -> bool:
        return any(line.later for line in self.lines)


def overlap(offers: Sequence[Offer], processes: Sequence[Application], today: date) -> Overlap:
    """`processes` come with their `interviews_to_come`; without an offer there is no overlap."""
    if not offers:
        return Overlap()
    marks = [
        *((each.application, True, [*of_offer(each)]) for each in offers),
        *((each, False, [*of_process(each)]) for each in processes),
    ]
    weeks = weeks_of(today, [mark for _, _, found in marks for mark in found])
    return Overlap(weeks, [line(*each, weeks) for each in marks], [*notes(offers, processes)])


def of_offer(offer: Offer) -> Iterator[Mark]:
    if offer.answer_by is not None:
        yield Mark(timezone.localdate(offer.answer_by), "Answer by", offer.answer_by)
    if offer.starts_on is not None:
        yield Mark(offer.starts_on, "First day")


def of_process(application: Any) -> Iterator[Mark]:  # noqa: ANN401 - with what was fetched for it
    for each in application.interviews_to_come:
        yield Mark(timezone.localdate(each.starts_at), "Interview", each.starts_at)
    if application.next_step_on is not None:
        yield Mark(application.next_step_on, application.next_step or "Next step")


def first_deadline(offers: Sequence[Offer]) -> Offer | None:
    """The offer that wants an answer first, among those that say by when."""
    return min(
        (each for each in offers if each.answer_by is not None),
        key=lambda each: (each.answer_by, each.pk),
        default=None,
    )


def notes(offers: Sequence[Offer], processes: Sequence[Any]) -> Iterator[str]:
    """What the dates mean, and what may be asked; offers that name no date, and talks without."""
    if undated := [each.application for each in offers if each.answer_by is None]:
        yield f"No deadline: {named(undated)}. You may ask by when they need to know."
    first = first_deadline(offers)
    for each in processes:
        if each.interviews_to_come and first is not None:
            yield beside(each, first)
    if waiting := [each for each in processes if not each.interviews_to_come]:
        yield (
            f"No talk is planned: {named(waiting)}. You may tell them that you hold an offer, and "
            "by when you have to answer."
        )


def named(applications: Sequence[Application]) -> str:
    return ", ".join(each.employer.name for each in applications)


def beside(application: Any, offer: Offer) -> str:  # noqa: ANN401
    """Whether its next talk is before the deadline, and what may be done where it is not."""
    talk, theirs = application.interviews_to_come[0].starts_at, application.employer.name
    name = offer.application.employer.name
    when = f"{theirs}: the talk on {on_day(timezone.localdate(talk), timezone.localdate().year)}"
    if offer.answer_by is not None and talk < offer.answer_by:
        return f"{when} comes before {name} needs your answer."
    return (
        f"{when} comes after {name} needs your answer. You may ask {name} for more time, or "
        f"{theirs} for an earlier day."
    )


def weeks_of(today: date, marks: Sequence[Mark]) -> list[date]:
    """The Mondays up to the last mark, four of them at least and eight at most."""
    first = monday_of(today)
    last = max((mark.on for mark in marks), default=today)
    number = (monday_of(last) - first) // A_WEEK + 1
    return [first + A_WEEK * each for each in range(min(max(number, FEWEST_WEEKS), MOST_WEEKS))]


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def line(application: Application, is_offer: bool, marks: list[Mark], weeks: list[date]) -> Line:
    marks = sorted(marks, key=lambda each: each.on)
    # What is late by now stands in the week that it is to be dealt with.
    week_of = [max(monday_of(mark.on), weeks[0]) for mark in marks]
    placed = list(zip(week_of, marks, strict=True))
    return Line(
        application,
        is_offer,
        [Week(each, [mark for week, mark in placed if week == each]) for each in weeks],
        [mark for week, mark in placed if week > weeks[-1]],
    )
