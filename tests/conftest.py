"""The browser for every test that needs one, and what a missing browser means."""

import logging
import os
import shutil
from collections.abc import Generator
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import pytest
import time_machine
from _pytest.logging import DEFAULT_LOG_FORMAT
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.dispatch import receiver
from hypothesis import settings as examples

from tests import canaries
from tests.thorough import THOROUGH

# No test fails for the time it takes: the first example imports what the others have.
examples.register_profile("untimed", deadline=None)
examples.load_profile("untimed")
BROWSER_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]

NEEDS_DATABASE = {"db", "transactional_db", "django_db_setup"}
ABOUT_DAYS = {"applications", "desk", "home", "interviews"}
NEEDS_BROWSER = {"page", "browser"}
MOST_OF_A_ROW = 2
NO_SKIP = os.environ.get("JOBTRACKER_NO_SKIP") == "1"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

# Playwright's synchronous interface runs an event loop in the thread that uses the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


class ErrorFirst(logging.Formatter):
    """A report that is cut off still tells what went wrong: the error comes before its frames."""

    def formatException(self, ei: Any) -> str:
        return f"{type(ei[1]).__name__}: {ei[1]}\n{super().formatException(ei)}"


class ToldAtOnce:
    """A run that is ended early has told by then what failed."""

    def __init__(self, terminal: Any) -> None:
        self.terminal = terminal

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.terminal.write_line(f"\nFAILED {report.nodeid}\n{report.longreprtext}")


@receiver(connection_created)
def know_the_database(connection: BaseDatabaseWrapper, **_signal: object) -> None:
    """SQLite is asked once a connection whether it reads JSON; no test should count that.

    In a thread where a browser has been driven, there is another connection from then on. One that
    a test makes for itself is not known by its alias, and is left alone.
    """
    if connection.alias in connections:
        assert connection.features.supports_json_field


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    plugin: Any = config.pluginmanager.get_plugin("logging-plugin")
    plugin.report_handler.setFormatter(ErrorFirst(DEFAULT_LOG_FORMAT))
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(
            ToldAtOnce(config.pluginmanager.get_plugin("terminalreporter"))
        )


def thinned_rows(items: list[pytest.Item]) -> list[pytest.Item]:
    """Of a test's row of values every fourth: SQLite has them all, and they are about values.

    What runs in transactions of its own is about locks, and stays whole.
    """
    rows: dict[str, list[pytest.Item]] = {}
    for item in items:
        rows.setdefault(item.nodeid.partition("[")[0], []).append(item)
    kept = set()
    for row in rows.values():
        marker = row[0].get_closest_marker("django_db")
        is_about_locks = marker is not None and marker.kwargs.get("transaction", False)
        kept |= set(row if is_about_locks or len(row) <= MOST_OF_A_ROW else row[::4])
    return [item for item in items if item in kept]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if fixtures & NEEDS_BROWSER or "journeys" in item.path.parts:
            item.add_marker(pytest.mark.browser)
        if item.get_closest_marker("django_db") or fixtures & NEEDS_DATABASE:
            item.add_marker(pytest.mark.database)
    if not THOROUGH:
        items[:] = [item for item in items if not item.get_closest_marker("thorough")]
    if not THOROUGH and connection.vendor == "postgresql":
        items[:] = thinned_rows(items)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skip into a failure where everything a browser test needs is promised to be there."""
    report = yield
    if NO_SKIP and report.skipped and item.get_closest_marker("browser"):
        report.outcome = "failed"
        report.longrepr = f"Skipped although JOBTRACKER_NO_SKIP=1: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    if CHROMIUM is None:
        pytest.skip("No chromium on the path: install it to run the browser tests.")
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": BROWSER_FLAGS}


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Generator[None]:
    """A browser that asked a last question may leave a session of the live server behind.

    PostgreSQL drops no database that somebody is connected to, so such sessions are ended first.
    """
    yield
    if connection.vendor != "postgresql":
        return
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture(autouse=True)
def nobody_sees_what_is_anothers() -> Generator[None]:
    """Nor is anybody sent it; a leak fails the test even where the client swallowed the error."""
    yield
    try:
        canaries.check_sent()
        assert canaries.leaks == []
    finally:
        canaries.uproot()


@pytest.fixture(autouse=True)
def in_the_morning(request: pytest.FixtureRequest) -> Generator[None]:
    """Late in the evening is another day elsewhere: what is about days runs in today's morning."""
    if request.path.relative_to(Path(__file__).parent).parts[0] not in ABOUT_DAYS:
        yield
        return
    with time_machine.travel(datetime.combine(datetime.now(UTC), time(10), UTC)):
        yield
