"""Start-up checks: versions, durability of the database, secret and hosts.

The database checks carry `Tags.database`, so they touch a connection only where one is
asked for: by `manage.py migrate`, `manage.py check --database default` and `jobtracker.serve`.
"""

import sqlite3
import sys
from collections.abc import Sequence
from urllib.parse import urlsplit

import django
from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.http import is_same_domain

from jobtracker.durability import SYNCHRONOUS_LEVELS, Version, is_wal_safe
from jobtracker.environment import LOCAL_HOSTS as LOCAL_HOSTS

MINIMUM_PYTHON = (3, 12)
MINIMUM_DJANGO = (6, 1)
MINIMUM_POSTGRESQL = (15,)
# Of the password by which a mail provider shows who it is.
PASSWORD_LENGTH = 20


@register(Tags.compatibility)
def check_versions(**_: object) -> list[CheckMessage]:
    return version_messages(sys.version_info[:3], django.VERSION[:2])


@register(Tags.security)
def check_debug(**_: object) -> list[CheckMessage]:
    """Refuse pages that show settings and local variables where strangers can reach them."""
    strangers = sorted(set(settings.ALLOWED_HOSTS) - LOCAL_HOSTS)
    if not settings.DEBUG or not strangers:
        return []
    return [
        Error(
            f"JOBTRACKER_DEBUG is on together with the hosts {', '.join(strangers)}.",
            hint="Turn it off, or serve local hosts only.",
            id="jobtracker.E003",
        )
    ]


@register(Tags.security)
def check_secret(**_: object) -> list[CheckMessage]:
    """Warn where a secret kept beside the data would be lost, or restored, with the data."""
    if not (settings.HTTPS and settings.SECRET_KEY_IS_GENERATED):
        return []
    return [
        checks.Warning(
            f"The secret key is the one generated in {settings.SECRET_KEY_FILE}.",
            hint="Set SECRET_KEY, so that it is kept apart from the data and its backups.",
            id="jobtracker.W001",
        )
    ]


@register(Tags.security)
def check_site_url(**_: object) -> list[CheckMessage]:
    """Warn where links in mail would lead to a page that does not answer, or not safely."""
    url = urlsplit(settings.SITE_URL)
    host = f"[{url.hostname}]" if ":" in (url.hostname or "") else url.hostname or ""
    is_served = any(is_same_domain(host, each) for each in settings.ALLOWED_HOSTS)
    is_safe = url.scheme == "https" or not settings.HTTPS
    if is_served and is_safe:
        return []
    return [
        checks.Warning(
            f"Links in mail lead to {settings.SITE_URL}, where this site does not answer"
            f"{'' if is_safe else ' by HTTPS'}.",
            hint="Set JOBTRACKER_URL, for example to https://jobs.example.org.",
            id="jobtracker.W002",
        )
    ]


@register(Tags.security)
def check_mail_webhook(**_: object) -> list[CheckMessage]:
    """Refuse a way in for mail that anybody could use, or that leads nowhere."""
    needed = {"MAIL_WEBHOOK", "MAIL_WEBHOOK_SECRET", "MAIL_DOMAIN"}
    if settings.MAIL_WEBHOOK == "mailgun":
        needed.add("MAIL_WEBHOOK_KEY")
    is_asked_for = settings.MAIL_WEBHOOK or settings.MAIL_WEBHOOK_SECRET
    missing = sorted(name for name in needed if not getattr(settings, name))
    if not is_asked_for or not (missing or is_guessed(settings.MAIL_WEBHOOK_SECRET)):
        return []
    return [
        Error(
            f"Mail by webhook needs {', '.join(missing) or 'a secret that nobody guesses'}.",
            hint=f"MAIL_WEBHOOK_SECRET is user:password, of {PASSWORD_LENGTH} letters or more.",
            id="jobtracker.E004",
        )
    ]


def is_guessed(secret: str) -> bool:
    """Whether a name and a password, as a request carries them, are too few letters to be safe."""
    name, _, password = secret.partition(":")
    return not name or len(password) < PASSWORD_LENGTH


@register(Tags.security)
def check_mail_fetch(**_: object) -> list[CheckMessage]:
    """Refuse a mailbox in which we would not know whose any mail is."""
    if settings.MAIL_FETCH is None or settings.MAIL_DOMAIN:
        return []
    return [
        Error(
            "MAIL_FETCH needs MAIL_DOMAIN.",
            hint="It is the domain of the private addresses whose mail lies in that mailbox.",
            id="jobtracker.E005",
        )
    ]


@register(Tags.database)
def check_databases(databases: Sequence[str] | None = None, **_: object) -> list[CheckMessage]:
    return [
        message for alias in databases or [] for message in database_messages(connections[alias])
    ]


def version_messages(python: Sequence[int], framework: Sequence[int]) -> list[CheckMessage]:
    """Errors for a Python or a Django older than this project is written for."""
    messages: list[CheckMessage] = []
    if tuple(python) < MINIMUM_PYTHON:
        messages.append(
            Error(f"Python {dotted(MINIMUM_PYTHON)} or later is needed.", id="jobtracker.E001")
        )
    if tuple(framework) < MINIMUM_DJANGO:
        messages.append(
            Error(f"Django {dotted(MINIMUM_DJANGO)} or later is needed.", id="jobtracker.E002")
        )
    return messages


def database_messages(connection: BaseDatabaseWrapper) -> list[CheckMessage]:
    """Errors for a live connection that could lose or refuse an acknowledged write."""
    if connection.vendor == "sqlite":
        return sqlite_messages(
            sqlite3.sqlite_version_info,
            journal_mode=pragma(connection, "journal_mode"),
            synchronous=int(pragma(connection, "synchronous")),
            transaction_mode=getattr(connection, "transaction_mode", None),
        )
    if connection.vendor == "postgresql":
        return postgresql_messages(connection.get_database_version())
    return [Error(f"{connection.display_name} is not supported.", id="jobtracker.E010")]


def sqlite_messages(
    version: Version, journal_mode: str, synchronous: int, transaction_mode: str | None
) -> list[CheckMessage]:
    """What is wrong with these settings of SQLite; `synchronous` is the number it reports.

    A database in memory keeps nothing, so only its transactions are judged.
    """
    messages: list[CheckMessage] = []
    journal_mode = journal_mode.upper()
    if journal_mode == "WAL" and not is_wal_safe(version):
        messages.append(
            Error(
                f"SQLite {dotted(version)} can lose commits in write-ahead mode.",
                hint="Use journal_mode=DELETE, or SQLite 3.51.3 or later.",
                id="jobtracker.E011",
            )
        )
    if journal_mode != "MEMORY" and synchronous < weakest_level(journal_mode):
        messages.append(
            Error(
                f"A power cut can lose acknowledged writes: synchronous is {synchronous}.",
                hint="Use FULL (2) with a WAL journal and EXTRA (3) with any other.",
                id="jobtracker.E012",
            )
        )
    if transaction_mode != "IMMEDIATE":
        messages.append(
            Error(
                "Transactions do not begin IMMEDIATE, so they fail when two people write.",
                id="jobtracker.E013",
            )
        )
    return messages


def weakest_level(journal_mode: str) -> int:
    return SYNCHRONOUS_LEVELS["FULL" if journal_mode == "WAL" else "EXTRA"]


def postgresql_messages(version: Sequence[int]) -> list[CheckMessage]:
    if tuple(version) >= MINIMUM_POSTGRESQL:
        return []
    return [
        Error(f"PostgreSQL {dotted(MINIMUM_POSTGRESQL)} or later is needed.", id="jobtracker.E014")
    ]


def describe_durability(connection: BaseDatabaseWrapper) -> str:
    """One line on the database and how it keeps what it acknowledged."""
    version = dotted(connection.get_database_version())
    if connection.vendor != "sqlite":
        return f"{connection.display_name} {version}"
    words = {level: word for word, level in SYNCHRONOUS_LEVELS.items()}
    journal_mode = pragma(connection, "journal_mode").upper()
    synchronous = words[int(pragma(connection, "synchronous"))]
    return f"SQLite {version}, {journal_mode} journal, synchronous {synchronous}"


def pragma(connection: BaseDatabaseWrapper, name: str) -> str:
    """What SQLite answers for a setting of this connection, as text."""
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}")
        return str(cursor.fetchone()[0])


def dotted(version: Sequence[int]) -> str:
    return ".".join(str(part) for part in version)
