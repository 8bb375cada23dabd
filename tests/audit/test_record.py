"""The record of who did what: written once, and a change to it shows."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from jobtracker.audit.models import AppendOnly, Chain, Entry, Kind, breaks, fingerprint
from tests.factories import NOW

pytestmark = pytest.mark.django_db

TABLE = Entry._meta.db_table


def record(kind=Kind.SIGNED_IN, actor_id=1, **fields):
    Entry.objects.record(kind, actor_id=actor_id, **{"at": NOW} | fields)


def read(*candidates, actor_id=1, firm=7, at=NOW, target="applications:list"):
    firms = dict.fromkeys(candidates, firm)
    Entry.objects.record_reads(firms, actor_id=actor_id, target=target, at=at)


def in_the_database(statement, *values):
    """Change rows behind the back of the product."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.fixture
def three():
    for number in range(3):
        record(at=NOW + timedelta(minutes=number), detail={"method": "password"})
    record(actor_id=2)


def test_untouched_record_is_whole(three):
    assert list(breaks()) == []
    call_command("audit")


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        (f"UPDATE {TABLE} SET kind = 'exported' WHERE actor_id = 1 AND number = 2", "entry 2"),
        (f"UPDATE {TABLE} SET actor_id = 3 WHERE actor_id = 1 AND number = 2", "entry 2"),
        (f"UPDATE {TABLE} SET at = '2026-07-02 09:00:00+00:00' WHERE number = 3", "entry 3"),
        (f"UPDATE {TABLE} SET detail = '{{}}' WHERE actor_id = 1 AND number = 1", "entry 1"),
        (f"DELETE FROM {TABLE} WHERE actor_id = 1 AND number = 2", "entry 2"),
        (f"DELETE FROM {TABLE} WHERE actor_id = 1 AND number = 3", "entries after 2"),
        (f"DELETE FROM {TABLE} WHERE actor_id = 1", "entries after 0"),
        (f"DELETE FROM {Chain._meta.db_table} WHERE actor_id = 1", "the end of its chain"),
    ],
)
def test_change_behind_our_back_is_named(statement, what, three):
    in_the_database(statement)
    found = list(breaks())
    assert any(line.startswith("account 1:") and what in line for line in found), found
    with pytest.raises(CommandError):
        call_command("audit")


def test_reordered_rows_are_named(three):
    in_the_database(f"UPDATE {TABLE} SET number = 9 WHERE actor_id = 1 AND number = 2")
    in_the_database(f"UPDATE {TABLE} SET number = 2 WHERE actor_id = 1 AND number = 3")
    in_the_database(f"UPDATE {TABLE} SET number = 3 WHERE number = 9")
    assert [line for line in breaks() if "entry 2" in line]


def test_fingerprint_tells_a_chain_that_was_removed_as_a_whole(three):
    before = fingerprint()
    in_the_database(f"DELETE FROM {TABLE} WHERE actor_id = 2")
    in_the_database(f"DELETE FROM {Chain._meta.db_table} WHERE actor_id = 2")
    assert list(breaks()) == []
    assert fingerprint() != before


def test_row_is_never_changed_or_removed(three):
    entry = Entry.objects.first()
    for change in (
        entry.save,
        entry.delete,
        Entry.objects.all().delete,
        lambda: Entry.objects.update(kind=Kind.ERASED),
    ):
        with pytest.raises(AppendOnly):
            change()


def test_what_was_undone_left_no_row():
    with transaction.atomic():
        record()
        transaction.set_rollback(True)
    assert not Entry.objects.exists()
    record()
    assert list(breaks()) == []


def test_read_stands_for_an_hour():
    read(5)
    read(5, at=NOW + timedelta(minutes=59))
    assert Entry.objects.count() == 1
    read(5, at=NOW + timedelta(minutes=60))
    assert Entry.objects.count() == 2


@pytest.mark.parametrize(
    "other", [{"actor_id": 2}, {"firm": 8}, {"target": "applications:application 3"}]
)
def test_read_by_somebody_else_or_of_something_else_is_another(other):
    read(5)
    read(5, **other)
    assert Entry.objects.count() == 2


def test_reading_a_list_adds_a_row_for_each_candidate_in_fixed_queries(
    django_assert_max_num_queries,
):
    with django_assert_max_num_queries(10):
        read(*range(1, 101))
    assert Entry.objects.count() == 100
    assert list(breaks()) == []


def test_record_about_a_candidate_is_the_latest_first():
    read(5)
    read(6)
    read(5, at=NOW + timedelta(days=1))
    assert [entry.at for entry in Entry.objects.about(5)] == [NOW + timedelta(days=1), NOW]
