"""Tables without what watches over them, while many rows come in.

PostgreSQL checks each new row by itself against every foreign key, and files it into every index.
To do so once for all rows, when they are there, takes a small part of that time.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from django.db import connection, models

from jobtracker.bench.progress import Progress

CONSTRAINTS = """
    SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid)
    FROM pg_constraint WHERE contype IN ('u', 'f') AND conrelid = ANY(%s::regclass[])
"""
# Primary keys and constraints bring theirs along.
INDEXES = """
    SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid)
    FROM pg_index WHERE NOT indisprimary AND indrelid = ANY(%s::regclass[])
    AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype <> 'f')
"""


class SetAside(NamedTuple):
    """How to take it away, and how to put it back."""

    drop: str
    create: str


@contextmanager
def set_aside(tables: Sequence[type[models.Model]]) -> Iterator[None]:
    """Without their indexes and foreign keys in the block, but for primary keys; with all after."""
    if connection.vendor != "postgresql":
        yield
        return
    names = [connection.ops.quote_name(each._meta.db_table) for each in tables]
    found = [*constraints(names), *indexes(names)]
    with connection.cursor() as cursor:
        # A table can't be altered while a check of its rows is put off.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for each in sorted(found, key=is_needed_by_another):
            cursor.execute(each.drop)
    yield
    put_back(found)


def put_back(found: Sequence[SetAside]) -> None:
    progress = Progress("Indexes", len(found))
    with connection.cursor() as cursor:
        cursor.execute("SET maintenance_work_mem = '512MB'")
        for each in sorted(found, key=is_needed_by_another, reverse=True):
            cursor.execute(each.create)
            progress.advance(1)


def is_needed_by_another(each: SetAside) -> bool:
    """Foreign keys go first and come last: they need what is unique."""
    return "FOREIGN KEY" not in each.create


def constraints(tables: list[str]) -> Iterator[SetAside]:
    with connection.cursor() as cursor:
        cursor.execute(CONSTRAINTS, [tables])
        for table, name, definition in cursor.fetchall():
            yield SetAside(
                f"ALTER TABLE {table} DROP CONSTRAINT {name}",
                f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}",
            )


def indexes(tables: list[str]) -> Iterator[SetAside]:
    with connection.cursor() as cursor:
        cursor.execute(INDEXES, [tables])
        for name, definition in cursor.fetchall():
            yield SetAside(f"DROP INDEX {name}", definition)
