"""On SQLite, the bytes of what was erased are in no page of the database file and no log of it."""

from pathlib import Path
from random import Random

import pytest
from allauth.socialaccount.models import SocialAccount
from django.db import OperationalError, connection, transaction

from jobtracker.leave import traces
from jobtracker.leave.erasure import erase
from jobtracker.outbox.sending import send_next
from tests.factories import NOW, make_candidate
from tests.leave.everything import make_everything

CANARY = "xcanaryx"

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="it is about SQLite's file"),
]


def left_on_disk(word):
    """How often the word is in the database file, and in whatever stands beside it."""
    file = Path(connection.settings_dict["NAME"])
    beside = file.parent.glob(f"{file.name}*")
    return sum(each.read_bytes().lower().count(word.encode()) for each in beside)


@pytest.fixture(params=["DELETE", "WAL"])
def journal(request):
    """The mode of the product on this SQLite, and that of later releases."""
    usual = journal_mode()
    journal_mode(request.param)
    yield request.param
    journal_mode(usual)


def journal_mode(wanted=""):
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA journal_mode{'=' + wanted if wanted else ''}")
        return cursor.fetchone()[0]


def make_two_people():
    """Their rows are in the same pages, and so many, in no order, that SQLite splits these.

    What it moves to another page at that, it leaves behind in the first one too.
    """
    mira, jonas = make_everything(CANARY), make_candidate()
    order = Random(7)
    for _ in range(40):
        SocialAccount.objects.bulk_create(
            SocialAccount(user=who.user, provider="firm", uid=f"{order.random()} {word}")
            for who, word in ((mira, CANARY), (jonas, "another")) * 15
        )
    return mira


def test_bytes_of_the_erased_are_gone(journal):
    mira = make_two_people()
    assert left_on_disk(CANARY) > 1000
    erase(mira.user, at=NOW)
    while send_next(NOW):
        pass
    assert left_on_disk(CANARY) == 0


def test_deleted_row_is_overwritten_at_once():
    """What is deleted otherwise does not wait for somebody to leave."""
    assert "secure_delete=ON" in connection.settings_dict["OPTIONS"]["init_command"]
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete")
        assert cursor.fetchone() == (1,)


def test_busy_database_is_said_to_need_a_vacuum(monkeypatch, caplog):
    def busy():
        raise OperationalError("database is locked")

    monkeypatch.setattr(connection, "cursor", busy)
    traces.rewrite_database()
    assert "run VACUUM" in caplog.text


def test_file_is_not_rewritten_within_a_transaction(django_assert_num_queries):
    with transaction.atomic(), django_assert_num_queries(0):
        traces.rewrite_database()
