"""Imports run one way, rules stay pure, and only views see a request."""

import sys

import pytest

from tests.architecture.sources import PACKAGES, Source, is_within, sources

# Each may import from its own layer and the ones above it in this list.
LAYERS = [
    # Rules, and reading of outside data: no Django in here.
    (
        "interviews.guidance",
        "interviews.intake",
        "interviews.busy",
        "interviews.calendar",
        "interviews.mailroom.folder",
        "interviews.mailroom.folder_list",
        "interviews.mailroom.folder_names",
        "interviews.mailroom.imap",
        "interviews.mailroom.recipients",
        "interviews.mailroom.sender_checks",
        "interviews.plain_text",
        "interviews.practising",
        "interviews.preparing",
        "interviews.relaying",
        "interviews.reminding",
        "interviews.questions",
        "interviews.outgoing",
        "interviews.evidence",
        "interviews.effort",
        "interviews.feelings",
        "interviews.learned",
        "interviews.worked_on",
        "applications.names",
        "applications.pay",
        "applications.stages",
        "applications.capture",
        "applications.documents",
        "applications.fetching",
        "applications.public_addresses",
        "applications.transfer",
        "jobtracker.clock",
        "jobtracker.confined",
        "jobtracker.desk.insights.measures",
        "jobtracker.durability",
        "jobtracker.hours",
        "jobtracker.leases",
        "jobtracker.message_ids",
        "jobtracker.nursery",
        "jobtracker.targets",
    ),
    (
        "jobtracker.http",
        "jobtracker.addresses",
        "jobtracker.ui",
        "jobtracker.addresses",
        "jobtracker.durable_files",
        "jobtracker.edits",
        "jobtracker.environment",
        "jobtracker.log",
        "jobtracker.nested",
        "jobtracker.prepared",
        "jobtracker.private_file",
        "jobtracker.progress",
        "jobtracker.sealing",
        # Texts alone: what they say is handed to them.
        "interviews.letters",
    ),
    # What every noun may need: mail that goes out, and the record of who did what.
    ("jobtracker.outbox", "jobtracker.audit"),
    ("jobtracker.people", "jobtracker.once"),
    ("applications",),
    ("interviews",),
    (
        "jobtracker.home",
        "jobtracker.desk",
        "jobtracker.leave",
        "jobtracker.api",
        "jobtracker.reminding",
    ),
    ("jobtracker",),
]
PURE = LAYERS[0]
# The one module of the intake that stores what was read.
NOT_PURE = ("interviews.intake.receive",)
STANDARD_LIBRARY_ONLY = ("interviews.guidance",)

SEE_REQUESTS = (
    "jobtracker.http",
    "jobtracker.compression",
    "jobtracker.middleware",
    "jobtracker.once",
    "jobtracker.retry",
    "jobtracker.people.sign_in",
    "jobtracker.home",
    "jobtracker.desk",
    "jobtracker.leave",
    "jobtracker.api",
    "jobtracker.bench",
)


def layer_of(name: str) -> int:
    """The layer whose package names the module most closely."""
    if is_within(name, *NOT_PURE):
        return layer_of("interviews")
    _, number = max(
        (len(package), number)
        for number, layer in enumerate(LAYERS)
        for package in layer
        if is_within(name, package)
    )
    return number


def is_pure(name: str) -> bool:
    return is_within(name, *PURE) and not is_within(name, *NOT_PURE)


def backward_imports(source: Source) -> list[str]:
    return [
        f"{source.name} imports {name}"
        for name in source.imports()
        if is_within(name, *PACKAGES) and layer_of(name) > layer_of(source.name)
    ]


def impure_imports(source: Source) -> list[str]:
    if not is_pure(source.name):
        return []
    stdlib_only = is_within(source.name, *STANDARD_LIBRARY_ONLY)
    return [
        f"{source.name} imports {name}"
        for name in source.imports()
        if is_within(name, "django")
        or (stdlib_only and is_outside_the_library(name, STANDARD_LIBRARY_ONLY))
    ]


def is_outside_the_library(name: str, own: tuple[str, ...]) -> bool:
    return name.split(".")[0] not in sys.stdlib_module_names and not is_within(name, *own)


def request_imports(source: Source) -> list[str]:
    """Imports that only make sense where a request is at hand."""
    if is_within(source.name, *SEE_REQUESTS) or "views" in source.name.split("."):
        return []
    return [
        f"{source.name} imports {name}"
        for name in source.imports()
        if is_within(name, "django.http", "django.shortcuts", "jobtracker.http")
    ]


def htmx_headers(source: Source) -> list[str]:
    if source.name == "jobtracker.http":
        return []
    found = [f"{source.name} imports {n}" for n in source.imports() if n.startswith("django_htmx.")]
    return found + ([f"{source.name} names an htmx header"] if "HX-" in source.text else [])


GUARDS = [backward_imports, impure_imports, request_imports, htmx_headers]


@pytest.mark.parametrize("guard", GUARDS)
def test_product_keeps_to(guard):
    assert [problem for source in sources() for problem in guard(source)] == []


@pytest.mark.parametrize(
    ("guard", "name", "text"),
    [
        (backward_imports, "applications.models", "from interviews.models import Invitation"),
        (backward_imports, "applications.models", "from interviews import models"),
        (backward_imports, "applications.models.job", "import interviews"),
        (backward_imports, "interviews.models", "def f():\n    import jobtracker.desk.views"),
        (backward_imports, "jobtracker.people.access", "from applications.models import Job"),
        (backward_imports, "interviews.calendar.times", "from interviews import letters"),
        (backward_imports, "interviews.calendar.times", "from .. import letters"),
        (backward_imports, "jobtracker.http", "from jobtracker.people.models import User"),
        (impure_imports, "interviews.guidance.table", "import django"),
        (impure_imports, "interviews.guidance.table", "from icalendar import Event"),
        (impure_imports, "interviews.guidance.table", "from interviews.calendar import times"),
        (impure_imports, "interviews.intake.read", "from django.conf import settings"),
        (impure_imports, "applications.stages", "from django.db.models import TextChoices"),
        (request_imports, "interviews.letters", "from django.http import HttpRequest"),
        (request_imports, "interviews.models.decision", "from jobtracker.http import redirect"),
        (htmx_headers, "interviews.views.decision", 'response["HX-Trigger"] = "x"'),
        (htmx_headers, "interviews.views.decision", "from django_htmx.http import reswap"),
    ],
)
def test_guard_finds(guard, name, text):
    assert guard(Source(name, text)) != []


@pytest.mark.parametrize(
    ("guard", "name", "text"),
    [
        (backward_imports, "interviews.models", "from applications.models import Application"),
        (backward_imports, "interviews.views.decision", "from jobtracker.http import redirect"),
        (backward_imports, "interviews.intake.receive", "from interviews.models import Message"),
        (backward_imports, "jobtracker.urls", "from jobtracker.desk import views"),
        (
            backward_imports,
            "jobtracker.http",
            "from typing import TYPE_CHECKING\n"
            "if TYPE_CHECKING:\n    from jobtracker.people.models import User",
        ),
        (impure_imports, "interviews.guidance.table", "from .facts import Facts"),
        (impure_imports, "interviews.guidance.table", "from dataclasses import dataclass"),
        (impure_imports, "interviews.calendar.times", "from icalendar import Event"),
        (impure_imports, "interviews.intake.receive", "from django.db import transaction"),
        (request_imports, "interviews.views.decision", "from django.http import HttpResponse"),
        (request_imports, "jobtracker.desk.worklist", "from django.shortcuts import render"),
        (htmx_headers, "jobtracker.http", "from django_htmx.http import retarget"),
    ],
)
def test_guard_allows(guard, name, text):
    assert guard(Source(name, text)) == []
