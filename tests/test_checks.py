import sqlite3

import pytest
from django.core.checks import Tags, run_checks
from django.core.checks.registry import registry
from django.db import connection

from jobtracker.checks import (
    check_site_url,
    database_messages,
    describe_durability,
    postgresql_messages,
    sqlite_messages,
    version_messages,
)
from jobtracker.durability import durability_for
from jobtracker.environment import Mailbox
from jobtracker.settings import DATABASE

GOOD = "postmark:a-password-of-some-length"
WEBHOOK = {
    "MAIL_DOMAIN": "in.example.org",
    "MAIL_WEBHOOK": "postmark",
    "MAIL_WEBHOOK_SECRET": GOOD,
}
MAILBOX = Mailbox("imap.example.org", 993, "all", "hunter2", "INBOX")

FIXED, UNFIXED = (3, 51, 3), (3, 40, 1)
FULL, EXTRA = 2, 3


def ids(messages):
    return [message.id for message in messages]


@pytest.mark.parametrize(
    ("version", "journal_mode", "synchronous", "transaction_mode", "expected"),
    [
        (FIXED, "wal", FULL, "IMMEDIATE", []),
        (FIXED, "wal", EXTRA, "IMMEDIATE", []),
        (FIXED, "delete", EXTRA, "IMMEDIATE", []),
        (UNFIXED, "delete", EXTRA, "IMMEDIATE", []),
        (UNFIXED, "memory", 0, "IMMEDIATE", []),
        (UNFIXED, "wal", FULL, "IMMEDIATE", ["jobtracker.E011"]),
        (FIXED, "wal", 1, "IMMEDIATE", ["jobtracker.E012"]),
        (FIXED, "delete", FULL, "IMMEDIATE", ["jobtracker.E012"]),
        (FIXED, "truncate", FULL, "IMMEDIATE", ["jobtracker.E012"]),
        (FIXED, "off", 0, "IMMEDIATE", ["jobtracker.E012"]),
        (FIXED, "wal", FULL, "DEFERRED", ["jobtracker.E013"]),
        (FIXED, "wal", FULL, None, ["jobtracker.E013"]),
    ],
)
def test_sqlite_settings_that_can_lose_a_write(
    version, journal_mode, synchronous, transaction_mode, expected
):
    assert ids(sqlite_messages(version, journal_mode, synchronous, transaction_mode)) == expected


@pytest.mark.parametrize(
    ("python", "framework", "expected"),
    [
        ((3, 12, 0), (6, 1), []),
        ((3, 14, 1), (7, 0), []),
        ((3, 11, 9), (6, 1), ["jobtracker.E001"]),
        ((3, 13, 0), (6, 0), ["jobtracker.E002"]),
    ],
)
def test_versions_too_old_are_refused(python, framework, expected):
    assert ids(version_messages(python, framework)) == expected


def test_postgresql_before_15_is_refused():
    assert ids(postgresql_messages((14, 11))) == ["jobtracker.E014"]
    assert postgresql_messages((15, 0)) == []


def test_database_of_another_kind_is_refused():
    class Other:
        vendor = "oracle"
        display_name = "Oracle"

    assert ids(database_messages(Other())) == ["jobtracker.E010"]


def test_debug_for_strangers_is_refused(settings):
    settings.DEBUG = True
    settings.ALLOWED_HOSTS = ["localhost"]
    assert "jobtracker.E003" not in ids(run_checks(tags=[Tags.security]))
    settings.ALLOWED_HOSTS = ["localhost", "jobs.example.org"]
    assert "jobtracker.E003" in ids(run_checks(tags=[Tags.security]))


def test_generated_secret_is_a_warning_only_with_https(settings):
    settings.SECRET_KEY_IS_GENERATED = True
    assert "jobtracker.W001" not in ids(run_checks(tags=[Tags.security]))
    settings.HTTPS = True
    assert "jobtracker.W001" in ids(run_checks(tags=[Tags.security]))


@pytest.fixture
def as_served(db, tmp_path):
    """A connection with the product's own settings: those of tests are in more of a hurry."""
    other = connection.copy("other")
    other.settings_dict |= {"OPTIONS": DATABASE["OPTIONS"]}
    if connection.vendor == "sqlite":
        other.settings_dict |= {"NAME": tmp_path / "other.sqlite3"}
    yield other
    other.close()
    if connection.vendor == "postgresql":
        other.close_pool()


def test_database_is_durable(as_served):
    assert database_messages(as_served) == []


def test_no_connection_is_touched_unless_asked_for():
    # Without the `db` mark, a query here would fail the test. Django's own checks make some.
    ours = [each for each in registry.get_checks() if each.__module__ == "jobtracker.checks"]
    assert ours
    assert [each(app_configs=None) for each in ours] == [[] for _ in ours]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="opens a second SQLite database")
def test_database_with_the_settings_of_django_itself_is_refused(db, tmp_path):
    other = connection.copy("other")
    other.settings_dict |= {"NAME": tmp_path / "other.sqlite3", "OPTIONS": {}}
    try:
        assert ids(database_messages(other)) == ["jobtracker.E012", "jobtracker.E013"]
    finally:
        other.close()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="names SQLite's settings")
def test_description_names_the_mode_that_is_on(as_served):
    mode = durability_for(sqlite3.sqlite_version_info)
    assert describe_durability(as_served) == (
        f"SQLite {sqlite3.sqlite_version}, {mode.journal_mode} journal, "
        f"synchronous {mode.synchronous}"
    )


@pytest.mark.skipif(connection.vendor != "postgresql", reason="names PostgreSQL")
def test_description_names_the_server(db):
    assert describe_durability(connection).startswith("PostgreSQL 1")


@pytest.mark.parametrize(
    ("url", "hosts", "https", "expected"),
    [
        ("http://localhost:8000", ["localhost"], False, []),
        ("https://jobs.example.org", ["jobs.example.org"], True, []),
        ("https://jobs.example.org", [".example.org"], True, []),
        ("http://[::1]:8000", ["[::1]"], False, []),
        ("http://jobs.example.org", ["jobs.example.org"], True, ["jobtracker.W002"]),
        ("http://localhost:8000", ["jobs.example.org"], True, ["jobtracker.W002"]),
        ("https://example.com", ["jobs.example.org"], False, ["jobtracker.W002"]),
    ],
)
def test_links_in_mail_that_would_lead_nowhere(url, hosts, https, expected, settings):
    settings.SITE_URL, settings.ALLOWED_HOSTS, settings.HTTPS = url, hosts, https
    assert ids(check_site_url()) == expected


@pytest.mark.parametrize(
    ("given", "is_refused"),
    [
        ({}, False),
        ({"MAIL_WEBHOOK": "postmark"}, True),
        ({"MAIL_WEBHOOK_SECRET": GOOD}, True),
        ({"MAIL_WEBHOOK": "postmark", "MAIL_WEBHOOK_SECRET": GOOD}, True),
        (WEBHOOK, False),
        (WEBHOOK | {"MAIL_WEBHOOK_SECRET": "user:short"}, True),
        (WEBHOOK | {"MAIL_WEBHOOK_SECRET": "x" * 40}, True),
        (WEBHOOK | {"MAIL_WEBHOOK": "mailgun"}, True),
        (WEBHOOK | {"MAIL_WEBHOOK": "mailgun", "MAIL_WEBHOOK_KEY": "key"}, False),
    ],
)
def test_way_in_for_mail_that_anybody_could_use_is_refused(given, is_refused, settings):
    for name, value in given.items():
        setattr(settings, name, value)
    found = [each for each in run_checks(tags=[Tags.security]) if each.id == "jobtracker.E004"]
    assert bool(found) == is_refused
    assert GOOD not in str(found)


@pytest.mark.parametrize(
    ("fetch", "domain", "is_refused"),
    [(None, "", False), (MAILBOX, "in.example.org", False), (MAILBOX, "", True)],
)
def test_mailbox_whose_mail_is_for_nobody_is_refused(fetch, domain, is_refused, settings):
    settings.MAIL_FETCH, settings.MAIL_DOMAIN = fetch, domain
    found = [each for each in run_checks(tags=[Tags.security]) if each.id == "jobtracker.E005"]
    assert bool(found) == is_refused
    assert MAILBOX.password not in str(found)
