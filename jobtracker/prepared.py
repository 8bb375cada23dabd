"""Large statements that Django puts into SQL once, not again for every request.

A statement over many tables takes longer to build than to run. It is built with values that stand
for those that each request brings, and these take their place in the parameters.
"""

from copy import copy
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from threading import Lock
from typing import TYPE_CHECKING, Any

from django.db import connections, models
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# No row has such a number, nor does anything else in a statement.
FIRST = 2**62 + 7_340_033
LARGEST = 2**63 - 1
# Nor such a year. Each has a century for itself, so what is reckoned from it is known by it.
FIRST_YEAR, YEARS_APART = 5000, 200

# Nor does such a text stand anywhere.
TEXT = "\x02{}\x03"

type Given = int | str | date | datetime


@dataclass(frozen=True)
class Slot:
    """A parameter: what was given by that name, and so much later. Without a name a constant."""

    name: str
    later: timedelta = timedelta(0)
    constant: Any = None


@dataclass(frozen=True)
class Statement:
    queryset: "models.QuerySet[Any]"
    compiler: SQLCompiler
    sql: str
    slots: tuple[Slot, ...]

    def parameters(self, given: "Mapping[str, Given]") -> tuple[Any, ...]:
        """The parameters as the database takes them."""
        ops = connections[self.queryset.db].ops
        return tuple(
            adapted(ops, moved(given[each.name], each.later)) if each.name else each.constant
            for each in self.slots
        )


class Prepared:
    """The rows that `build` asks for, by numbers, texts, days and times: `rows(user=7, now=...)`.

    `build` gets the same names, and returns a queryset that nothing but these changes. It may
    reckon with a day or a time, such as "a week earlier", but take no day from a time; a text has
    to be a parameter by itself, so that it is compared as it is and never by LIKE.
    """

    def __init__(self, build: "Callable[..., models.QuerySet[Any]]") -> None:
        self.build = build
        self.lock = Lock()
        self.kept: Statement | None = None

    def rows(self, **given: Given) -> list[Any]:
        """What is found now; a number that no row can have finds nothing."""
        if any(not 0 <= each <= LARGEST for each in given.values() if isinstance(each, int)):
            return []
        statement = self._prepared(given)
        found = statement.queryset.all()
        asked = copy(found.query)
        asked.__class__ = _Asked
        asked.prepared = statement.compiler  # type: ignore[attr-defined]
        asked.statement = (statement.sql, statement.parameters(given))  # type: ignore[attr-defined]
        # Setting `query` would make dictionaries of what a queryset gives as tuples.
        found._query = asked  # type: ignore[attr-defined]
        return list(found)

    def _prepared(self, given: "Mapping[str, Given]") -> Statement:
        with self.lock:
            if self.kept is None:
                stand_ins = stand_ins_for(given)
                queryset = self.build(**stand_ins)
                compiler = queryset.query.get_compiler(queryset.db)
                sql, parameters = compiler.as_sql()
                slots = tuple(slot_of(each, stand_ins) for each in parameters)
                if {*stand_ins} - {each.name for each in slots}:
                    raise ValueError("Each of them has to be among the statement's parameters.")
                self.kept = Statement(queryset, compiler, sql, slots)
        return self.kept


def stand_ins_for(given: "Mapping[str, Given]") -> dict[str, Given]:
    """What stands for each, whatever their order."""
    return {name: stand_in(given[name], place) for place, name in enumerate(sorted(given))}


def stand_in(value: Given, place: int) -> Given:
    if isinstance(value, str):
        return TEXT.format(place)
    year = FIRST_YEAR + place * YEARS_APART
    if isinstance(value, datetime):
        return datetime(year, 1, 1, tzinfo=UTC)
    return date(year, 1, 1) if isinstance(value, date) else FIRST + place


def slot_of(parameter: object, stand_ins: "Mapping[str, Given]") -> Slot:
    """:raises ValueError: for a day or a time reckoned from none of them, or a part of a text"""
    for name, each in stand_ins.items():
        if type(parameter) is type(each) and parameter == each:
            return Slot(name)
        if isinstance(each, str) and isinstance(parameter, str) and each in parameter:
            raise ValueError("A text has to be a parameter by itself.")
    if type(parameter) is int:
        return Slot("", constant=parameter)
    moment = moment_in(parameter)
    if moment is None or moment.year < FIRST_YEAR - YEARS_APART:
        return Slot("", constant=parameter)
    for name, each in stand_ins.items():
        if type(each) is type(moment) and abs(moment.year - each.year) < YEARS_APART / 2:
            return Slot(name, later=moment - each)
    if moment.year == date.max.year:
        return Slot("", constant=parameter)
    raise ValueError("A day may not be taken from a time, nor a time from a day.")


def moment_in(parameter: object) -> date | datetime | None:
    """The day or time that it is; SQLite is given them as text, times by the clock of UTC."""
    if isinstance(parameter, date):
        return parameter
    if not isinstance(parameter, str):
        return None
    try:
        if len(parameter) == len("2000-01-01"):
            return date.fromisoformat(parameter)
        return datetime.fromisoformat(parameter).replace(tzinfo=UTC)
    except ValueError:
        return None


def moved(value: Given, later: timedelta) -> Given:
    return value if isinstance(value, int | str) else value + later


def adapted(ops: Any, value: Given) -> Any:  # noqa: ANN401 - Django's own
    """As the database takes it."""
    if isinstance(value, datetime):
        return ops.adapt_datetimefield_value(value)
    return ops.adapt_datefield_value(value) if isinstance(value, date) else value


class _Asked(Query):
    """Asks what was prepared, whatever else the query says."""

    prepared: SQLCompiler
    statement: tuple[str, tuple[Any, ...]]

    def get_compiler(self, using: str | None = None, *_args: Any, **_options: Any) -> SQLCompiler:  # noqa: ANN401
        compiler = copy(self.prepared)
        compiler.connection = connections[using or "default"]
        compiler.as_sql = lambda *_args, **_options: self.statement  # type: ignore[method-assign]
        return compiler
