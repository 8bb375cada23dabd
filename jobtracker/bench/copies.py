"""Many times the rows that are there already, made by the database itself.

To make a job search in Python takes the time of a hundred copies in SQL. A copy has keys of its
own, and points to what was copied along with it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction

from jobtracker.bench.bulk import set_aside
from jobtracker.bench.progress import Progress

# Whatever Django or a migration puts there is there once.
KEPT_ONCE = frozenset({"auth", "contenttypes", "sessions"})
# Copies in one statement.
AT_ONCE = 25

type Model = type[models.Model]


@dataclass(frozen=True)
class Copied:
    """The tables to copy, with the largest key of each."""

    keys: dict[Model, int]

    def statement(self, model: Model) -> str:
        """Its rows again for each number from one up to another, as parameters."""
        columns = model._meta.concrete_fields
        names = ", ".join(quoted(each.column) for each in columns)
        values = ", ".join(self.value(each) for each in columns)
        table = quoted(model._meta.db_table)
        mine = f"{table}.{quoted(model._meta.pk.column)} <= {self.keys[model]}"
        return (
            "WITH RECURSIVE copies(number) AS (SELECT %s UNION ALL "  # noqa: S608 - names of ours
            "SELECT number + 1 FROM copies WHERE number < %s) "
            f"INSERT INTO {table} ({names}) SELECT {values} FROM {table}, copies WHERE {mine}"
        )

    def value(self, column: "models.Field[Any, Any]") -> str:
        name = f"{quoted(column.model._meta.db_table)}.{quoted(column.column)}"
        if (key := self.key_of(column)) is not None:
            return f"{name} + copies.number * {key}"
        if column.unique and isinstance(column, models.CharField | models.TextField):
            return f"copies.number || '-' || {name}"
        return name

    def key_of(self, column: "models.Field[Any, Any]") -> int | None:
        """How far apart the keys of two copies are, in a column that holds keys."""
        if isinstance(column, models.ForeignKey):
            return self.keys.get(column.related_model)
        return self.keys[column.model] if column.primary_key else None


def multiply(times: int, *, rows: int) -> None:
    """Have everything so many times in all; `rows` of what the progress counts are there once."""
    copied = Copied(dict(filled()))
    progress = Progress("Copies", rows * (times - 1))
    with set_aside([*copied.keys]):
        for first, last in pieces(times - 1):
            with transaction.atomic(), connection.cursor() as cursor:
                for model in copied.keys:
                    cursor.execute(copied.statement(model), [first, last])
            progress.advance(rows * (last - first + 1))
    go_on_counting([*copied.keys])


def filled() -> Iterator[tuple[Model, int]]:
    """Each table that has rows, and its largest key."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_label in KEPT_ONCE or model._meta.proxy:
            continue
        largest = model._base_manager.aggregate(key=models.Max("pk"))["key"]
        if isinstance(largest, int):
            yield model, largest


def pieces(copies: int) -> Iterator[tuple[int, int]]:
    for first in range(1, copies + 1, AT_ONCE):
        yield first, min(first + AT_ONCE - 1, copies)


def go_on_counting(tables: Sequence[Model]) -> None:
    """A new row gets a key that no copy has."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables):
            cursor.execute(statement)


def quoted(name: str | None) -> str:
    return connection.ops.quote_name(name or "")
