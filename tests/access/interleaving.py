"""Somebody else's change, let in between any two statements of a request.

A rival with a connection of its own tries its change at the chosen statement. It either commits
there, or has to wait for the request; then the request goes on, and the rival after it.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import Any

from django.db import OperationalError, connection, connections

PATIENCE = 20
GLANCE = 0.001


@dataclass
class Change:
    """What the rival does; `error` is what came of it where that is not the change."""

    do: Callable[[], object]
    is_done: threading.Event = field(default_factory=threading.Event)
    error: BaseException | None = None

    def run(self):
        try:
            self.do()
        except BaseException as error:
            self.error = error
        self.is_done.set()


class Rival:
    """Somebody else at work: a thread with a connection, for as many changes as are wanted."""

    def __init__(self):
        self.changes: SimpleQueue[Change | None] = SimpleQueue()
        self.thread = threading.Thread(target=self.work, daemon=True)
        self.process_id = 0

    def __enter__(self):
        self.thread.start()
        self.do(self.settle)
        return self

    def __exit__(self, *_error):
        self.changes.put(None)
        self.thread.join(PATIENCE)

    def settle(self):
        forgo_durability()
        if connection.vendor == "postgresql":
            self.process_id = connection.connection.info.backend_pid
        else:
            # It is told at once that it has to wait, and waits by trying again.
            connection.cursor().execute("PRAGMA busy_timeout = 0")

    def work(self):
        while change := self.changes.get():
            change.run()
        connections.close_all()

    def do(self, what):
        """Have it done, with nobody in the way."""
        change = self.begin(what)
        assert change.is_done.wait(PATIENCE), "The change waits for something."
        return self.finish(change)

    def begin(self, what) -> Change:
        change = Change(what)
        self.changes.put(change)
        return change

    def finish(self, change):
        """Once the request is over, what it kept waiting goes on."""
        assert change.is_done.wait(PATIENCE), "The change still waits for something."
        if isinstance(change.error, OperationalError) and connection.vendor == "sqlite":
            return self.do(change.do)
        if change.error:
            raise change.error
        return None

    def has_to_wait(self, change) -> bool:
        """Whether the change is done now, or cannot be before the request is over."""
        if connection.vendor == "sqlite":
            assert change.is_done.wait(PATIENCE)
            return isinstance(change.error, OperationalError)
        while not change.is_done.wait(GLANCE):
            if self.is_blocked():
                return True
        return False

    def is_blocked(self) -> bool:
        # On the bare connection: the request's statements are counted.
        with connection.connection.cursor() as cursor:
            cursor.execute("SELECT cardinality(pg_blocking_pids(%s)) > 0", [self.process_id])
            return cursor.fetchone()[0]


def forgo_durability():
    """Thousands of commits that need no power cut to survive."""
    with connection.cursor() as cursor:
        is_postgresql = connection.vendor == "postgresql"
        cursor.execute(
            "SET synchronous_commit TO off" if is_postgresql else "PRAGMA synchronous = 0"
        )


@dataclass
class Interleaving:
    """Counts the statements of a request, and lets the rival in before the one at `place`.

    `came` says whether the request got that far; `waited` whether the rival had to wait for it.
    `before` and `after` are the statements up to there, and from there on.
    """

    rival: Rival
    what: Callable[[], object]
    place: int
    count: int = 0
    came: bool = False
    waited: bool = False
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    change: Change | None = None

    def __enter__(self):
        self.commit = connection.commit
        connection.execute_wrappers.append(self.statement)
        connection.commit = self.before_commit
        return self

    def __exit__(self, *_error):
        connection.execute_wrappers.remove(self.statement)
        del connection.commit
        if self.change:
            self.rival.finish(self.change)

    def statement(self, execute, sql, params, many, context) -> Any:
        self.step(sql)
        return execute(sql, params, many, context)

    def before_commit(self):
        self.step("COMMIT")
        self.commit()

    def step(self, sql):
        if self.count == self.place:
            self.came = True
            self.change = self.rival.begin(self.what)
            self.waited = self.rival.has_to_wait(self.change)
        self.count += 1
        (self.after if self.came else self.before).append(sql)
