"""Applications in columns by where they stand, as the board shows them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber

from applications.filters import GROUP_LABELS, KEYS, Filters, Group
from applications.lines import Line
from applications.models import Application
from applications.models.application import ApplicationQuerySet
from applications.stages import (
    MY_CHOICE,
    OPEN_STAGES,
    OUTCOME_LABELS,
    STAGE_LABELS,
    STAGE_TONES,
    THEIR_CHOICE,
    Outcome,
    Stage,
)

COLUMN_LENGTH = 50
# Beyond these nobody counts, and neither do we.
MOST_COUNTED = 2_000
# Where a card may lie: in a stage, or closed in one of the ways.
PLACES = {
    **{each.value: (STAGE_LABELS[each], STAGE_TONES[each]) for each in OPEN_STAGES},
    **{each.value: (label, "stone") for each, label in OUTCOME_LABELS.items()},
}
ENDINGS = {Group.MINE: MY_CHOICE, Group.THEIRS: THEIR_CHOICE}


@dataclass(frozen=True)
class Column:
    """The cards of one place, up to 50; `last` is the one after which more follow, or None."""

    place: str
    label: str
    tone: str
    count: str
    cards: list[Line]
    last: int | None


@dataclass(frozen=True)
class Folded:
    """Closed applications, by whose choice it was: a column that shows how many, and no cards."""

    group: str
    label: str
    count: str
    outcomes: list[tuple[str, str]]


@dataclass(frozen=True)
class Tally:
    """How many applications stand where, as far as anybody counts."""

    by_place: Counter[str]

    def of(self, places: Iterable[str]) -> str:
        """Such as "12"; "12+" where there are too many to count."""
        is_cut = self.by_place.total() > MOST_COUNTED
        return f"{sum(self.by_place[each] for each in places)}{'+' if is_cut else ''}"

    @property
    def folded(self) -> list[Folded]:
        """The closed ones, by whose choice it was."""
        return [
            Folded(
                group.value,
                GROUP_LABELS[group],
                self.of(outcomes),
                [(each.value, OUTCOME_LABELS[each]) for each in outcomes],
            )
            for group, outcomes in ENDINGS.items()
        ]


def places_of(filters: Filters) -> list[str]:
    """The columns that the filters leave."""
    if filters.stage in PLACES:
        return [filters.stage]
    if filters.stage == Stage.CLOSED:
        return [each.value for each in (*MY_CHOICE, *THEIR_CHOICE)]
    return [each.value for each in ENDINGS.get(Group(filters.stage), OPEN_STAGES)]


def open_to_all(filters: Filters) -> Filters:
    """The same filters whatever the stage."""
    return replace(filters, stage=Group.ALL)


def first_cards(rows: ApplicationQuerySet, filters: Filters) -> ApplicationQuerySet:
    """The first of each column, and one more, in the order of the filters."""
    key, is_descending = KEYS[filters.sort]
    ranked = rows.alias(key=key).annotate(
        rank=Window(
            RowNumber(),
            partition_by=[F("stage"), F("outcome")],
            order_by=["-key" if is_descending else "key", "-pk"],
        )
    )
    nearest = ranked.filter(rank__lte=COLUMN_LENGTH + 1).values("pk")
    found = Application.objects.filter(pk__in=nearest).alias(key=key)
    return found.order_by("-key" if is_descending else "key", "-pk")


def columns_of(cards: Iterable[Line], filters: Filters, tally: Tally) -> list[Column]:
    """The columns that the filters leave, with their cards."""
    lines = list(cards)
    return [column_of(place, lines, tally) for place in places_of(filters)]


def column_of(place: str, lines: Iterable[Line], tally: Tally) -> Column:
    there = [each for each in lines if each.standing == place]
    cards, more = there[:COLUMN_LENGTH], there[COLUMN_LENGTH:]
    label, tone = PLACES[place]
    return Column(place, label, tone, tally.of([place]), cards, cards[-1].pk if more else None)


def grouped(rows: ApplicationQuerySet) -> QuerySet[Any, Any]:
    """Stages and outcomes, and how many there are; it looks at no more rows than it counts."""
    some = rows.order_by().values("pk")[: MOST_COUNTED + 1]
    found = Application.objects.filter(pk__in=some).order_by().values_list("stage", "outcome")
    return found.annotate(number=Count("pk"))


def tally_of(found: Iterable[tuple[str, str, int]]) -> Tally:
    by_place: Counter[str] = Counter()
    for stage, outcome, number in found:
        by_place[standing(Stage(stage), Outcome(outcome))] += number
    return Tally(by_place)


def standing(stage: Stage, outcome: Outcome) -> str:
    """Where it stands, in one word."""
    return outcome.value or stage.value
