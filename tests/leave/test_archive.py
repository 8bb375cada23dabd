"""What is in the archive: all of it, exact, and nobody else's."""

import csv
import json
import os
import re
from datetime import UTC, datetime
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from applications.models import Application
from interviews.models import Message
from jobtracker import private_file
from jobtracker.leave import archive as module
from jobtracker.leave.archive import MISSING, Archive, PrivateFile, archive_of, kept, text_into
from jobtracker.leave.cells import as_json
from jobtracker.leave.holdings import Holding, holdings
from jobtracker.people.models import User
from tests.cast import make_rows
from tests.factories import NOW, make_application, make_candidate, make_user
from tests.leave.everything import make_everything

pytestmark = pytest.mark.django_db


def opened(user):
    with archive_of(user, at=NOW) as file:
        return ZipFile(BytesIO(file.read()))


def data_of(zipped):
    return json.loads(zipped.read("data.json"))


def table(zipped, label):
    text = zipped.read(f"tables/{label}.csv").decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline="")))


@pytest.fixture
def mira():
    return make_everything("mira")


def test_every_field_of_every_row_is_there(mira, subtests):
    tables = data_of(opened(mira.user))["tables"]
    assert tables.keys() == {holding.label for holding in holdings()}
    for holding in holdings():
        with subtests.test(holding.label):
            told, rows = tables[holding.label], tables[holding.label]["rows"]
            fields = {field.attname for field in holding.model._meta.concrete_fields}
            assert told["columns"].keys() | told["withheld"].keys() == fields
            assert all(row.keys() == told["columns"].keys() for row in rows)
            assert len(rows) == holding.rows(mira.user).count() > 0


def test_every_row_is_in_the_table_of_its_model_too(mira, subtests):
    zipped = opened(mira.user)
    for label, told in data_of(zipped)["tables"].items():
        with subtests.test(label):
            rows = table(zipped, label)
            assert len(rows) == len(told["rows"])
            assert rows[0].keys() == told["columns"].keys()


def test_values_are_exact(mira):
    (row,) = data_of(opened(mira.user))["tables"]["people.Candidate"]["rows"]
    assert row["name"] == "Name mira"
    assert row["user_id"] == mira.user_id
    assert row["weeks_of_money"] is None
    assert datetime.fromisoformat(row["created_at"]) == mira.created_at
    kinds = data_of(opened(mira.user))["tables"]["people.Candidate"]["columns"]
    assert kinds["user_id"] == "OneToOneField to people.User"
    assert kinds["created_at"] == "DateTimeField"


def test_message_is_a_file_byte_for_byte(mira):
    zipped = opened(mira.user)
    message = Message.objects.get(candidate=mira, kind="eml")
    name = f"files/interviews.Message/{message.pk}-raw.eml"
    assert zipped.read(name) == bytes(message.raw)
    rows = data_of(zipped)["tables"]["interviews.Message"]["rows"]
    assert name in {row["raw"] for row in rows}
    assert name in {row["raw"] for row in table(zipped, "interviews.Message")}
    assert {"files/interviews.Invitation/%d-calendar_request.ics"} >= {
        re.sub(r"\d+", "%d", found)
        for found in zipped.namelist()
        if found.startswith("files/interviews.Invitation/")
    }


def test_names_in_the_archive_are_ours(mira):
    message = Message.objects.get(candidate=mira, kind="eml")
    message.subject = message.message_id = "../../etc/passwd\r\n.exe"
    message.save()
    ours = re.compile(r"(README\.txt|data\.json|tables/[\w.]+\.csv|files/[\w.]+/\d+-[a-z_]+\.\w+)")
    zipped = opened(mira.user)
    assert [name for name in zipped.namelist() if not ours.fullmatch(name)] == []
    assert zipped.testzip() is None
    assert len(set(zipped.namelist())) == len(zipped.namelist())


def test_formula_is_harmless_in_the_table_and_exact_in_json():
    candidate = make_candidate()
    text = '=cmd|"/c calc"!A1\r\n;=2,"'
    make_application(candidate=candidate, job_title=text)
    zipped = opened(candidate.user)
    (row,) = data_of(zipped)["tables"]["applications.Application"]["rows"]
    (cells,) = table(zipped, "applications.Application")
    assert row["job_title"] == text
    assert cells["job_title"] == f"'{text}"


def test_table_starts_with_the_mark_that_spreadsheets_know_unicode_by(mira):
    assert opened(mira.user).read("tables/people.User.csv").startswith(b"\xef\xbb\xbf")


def test_half_a_character_is_no_obstacle():
    """SQLite keeps one in a JSON column, as an escape."""
    file, value = BytesIO(), {"text": "\ud800 å"}
    with text_into(file) as out:
        out.write(as_json(value))
    assert json.loads(file.getvalue()) == value


def test_nothing_that_opens_the_account_is_in_it(mira):
    User.objects.filter(pk=mira.user_id).update(password="hash-of-it")
    zipped = opened(mira.user)
    text = "".join(zipped.read(name).decode(errors="replace") for name in zipped.namelist())
    for secret in ("hash-of-it", f's{mira.user_id}"', "key-mira", '"seed"', "<p>mira</p>"):
        assert secret not in text
    assert "Name mira" in text


def test_readme_explains_each_part(mira):
    text = opened(mira.user).read("README.txt").decode()
    for part in ("data.json", "tables/", "files/", "apostrophe"):
        assert part in text
    assert max(map(len, text.splitlines())) <= 100


@pytest.mark.parametrize("part", ["mira", "coordinator", "administrator", "nobody"])
def test_nothing_of_jonas_is_in_the_archive_of_others(part):
    from tests.cast import SECRET, make_cast

    cast = make_cast()
    zipped = opened(cast.people[part])
    assert not [name for name in zipped.namelist() if SECRET.encode() in zipped.read(name)]
    own = opened(cast.people["jonas"])
    assert [name for name in own.namelist() if SECRET.encode() in own.read(name)]


def test_queries_stay_the_same_with_more_rows():
    candidate = make_candidate()
    counts = []
    for number in (1, 2):
        for _ in range(number):
            make_rows(candidate, "x")
        with CaptureQueriesContext(
            connection,
        ) as captured:
            opened(candidate.user)
        counts.append(len(captured))
    # A table takes one; a savepoint and the numbers of the records, two each. The addresses of
    # the account are asked for twice.
    assert counts[0] == counts[1] <= len(holdings()) + 6


def test_archive_is_in_a_file_without_a_name(monkeypatch, mira):
    monkeypatch.setattr(private_file, "IN_MEMORY", 1)
    before = set(settings.DATA_FOLDER.iterdir())
    with archive_of(mira.user, at=NOW) as file:
        found = os.fstat(file.fileno())
        assert found.st_mode & 0o777 == 0o600
        assert found.st_nlink == 0
        assert found.st_dev == settings.DATA_FOLDER.stat().st_dev
        assert set(settings.DATA_FOLDER.iterdir()) == before
        assert ZipFile(file).testzip() is None


def test_file_is_closed_where_the_archive_cannot_be_made(monkeypatch, mira):
    made = []

    class Recorded(PrivateFile):
        def __init__(self):
            super().__init__()
            made.append(self)

    def fail(*_arguments):
        raise ConnectionError

    monkeypatch.setattr(module, "PrivateFile", Recorded)
    monkeypatch.setattr(module, "records", fail)
    with pytest.raises(ConnectionError):
        archive_of(mira.user, at=NOW)
    assert made
    assert all(file.closed for file in made)


class TestStoredFiles:
    storage = InMemoryStorage()
    holding = Holding(Application, lambda user: models.Q())

    def added(self, stored):
        column = models.FileField(storage=self.storage)
        column.set_attributes_from_name("document")
        column.model = Application
        target = ZipFile(BytesIO(), "w")
        name = kept(Archive(target, NOW), self.holding, column, 7, {"document": stored})
        return name, target

    @pytest.mark.parametrize(
        ("stored", "suffix"),
        [("a.pdf", "pdf"), ("a.PDF", "pdf"), ("a.exe", "bin"), ("a", "bin"), ("a.p/../f", "bin")],
    )
    def test_content_is_added_under_a_name_of_ours(self, stored, suffix):
        real = self.storage.save(stored.replace("/../", ""), ContentFile(b"content"))
        name, target = self.added(real)
        assert name == f"files/applications.Application/7-document.{suffix}"
        assert target.read(name) == b"content"

    def test_lost_file_is_said_to_be_missing(self):
        assert self.added("never-stored.pdf")[0] == MISSING

    def test_no_file_is_none(self):
        assert self.added("")[0] is None


@pytest.mark.django_db(transaction=True)
def test_all_tables_are_read_as_of_one_moment(monkeypatch):
    """What is committed by another connection while the archive is made is not half in it."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer, which is us")
    candidate = make_candidate(user=make_user())
    columns = Holding.columns

    def meanwhile(holding):
        if holding.label == "people.Candidate":
            other = connection.copy()
            with other.cursor() as cursor:
                cursor.execute("UPDATE people_user SET name = 'changed'")
                cursor.execute("UPDATE people_candidate SET name = 'changed'")
            other.close()
        return columns.fget(holding)

    monkeypatch.setattr(Holding, "columns", property(meanwhile))
    tables = data_of(opened(candidate.user))["tables"]
    assert tables["people.Candidate"]["rows"][0]["name"] == candidate.name


def test_time_of_the_entries_is_that_of_the_whole(mira):
    stamped = {entry.date_time for entry in opened(mira.user).infolist()}
    assert [datetime(*each, tzinfo=UTC) for each in stamped] == [NOW]
