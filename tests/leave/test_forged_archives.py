"""An archive comes from anybody: one that somebody forged goes nowhere, and leaves nothing."""

import json
import random
import struct
from io import BytesIO
from zipfile import ZIP_LZMA, ZipFile

import pytest

from applications.models import Application, Employer
from jobtracker.leave import restoring, tables
from jobtracker.leave.opening import Limits
from jobtracker.leave.tables import FORMAT, NotRestorable, Tables
from jobtracker.people.models import User
from tests.factories import make_application, make_candidate, make_user
from tests.leave.archives import (
    archive_bytes,
    forged,
    parts_of,
    restored,
    rows,
    stored_files,
    zipped,
)
from tests.thorough import some

pytestmark = [pytest.mark.django_db, pytest.mark.walk]


def first(tables, label, **values):
    rows(tables, label)[0].update(values)


def message(tables, **values):
    tables["interviews.Message"]["rows"][0].update(values)


def foreign_employer(tables, _):
    jonas = make_application().employer
    first(tables, "Application", employer_id=jonas.pk)


def foreign_user(tables, _):
    tables["people.Mood"]["rows"][0]["candidate_id"] = make_candidate().pk


def file_of_another_row(tables, _):
    versions = rows(tables, "DocumentVersion")
    versions[0]["file"] = versions[0]["file"].replace(f"/{versions[0]['id']}-", "/999-")


FORGERIES = {
    "foreign candidate": lambda t, _: first(t, "Application", candidate_id=10**6),
    "foreign candidate, elsewhere": foreign_user,
    "foreign employer": foreign_employer,
    "row that is not there": lambda t, _: first(t, "Tag", application_id=10**6),
    "no owner": lambda t, _: first(t, "Application", candidate_id=None),
    "text for a number": lambda t, _: first(t, "Tag", application_id="1"),
    "yes for a number": lambda t, _: first(t, "Tag", application_id=True),
    "unknown table": lambda t, _: t.update({"people.Secret": {"rows": []}}),
    "table of the site": lambda t, _: t.update({"sessions.Session": {"rows": []}}),
    "unknown column": lambda t, _: first(t, "Application", is_staff=True),
    "column of a base": lambda t, _: first(t, "Application", _state="x"),
    "two records": lambda t, _: t["people.Candidate"]["rows"].append({"id": 1}),
    "no record": lambda t, _: t["people.Candidate"]["rows"].clear(),
    "same number twice": lambda t, _: rows(t, "Employer").append(dict(rows(t, "Employer")[0])),
    "same name twice": lambda t, _: rows(t, "Employer").append(
        {**rows(t, "Employer")[0], "id": 10**6}
    ),
    "row that is none": lambda t, _: rows(t, "Tag").append(["x"]),
    "unknown stage": lambda t, _: first(t, "Application", stage="hired"),
    "stage without outcome": lambda t, _: first(t, "Application", stage="closed", outcome=""),
    "long text": lambda t, _: first(t, "Employer", name="x" * 161),
    "number for a text": lambda t, _: first(t, "Employer", name=7),
    "NUL": lambda t, _: first(t, "Employer", name="a\x00b"),
    "script as a link": lambda t, _: first(t, "Application", posting_url="javascript:alert(1)"),
    "time without a zone": lambda t, _: first(t, "Application", created_at="2026-05-03T10:00:00"),
    "no time": lambda t, _: first(t, "Application", created_at="x" * 100),
    "nothing where something must be": lambda t, _: first(t, "Application", created_at=None),
    "huge number": lambda t, _: first(t, "Application", version=10**30),
    "no number": lambda t, _: first(t, "Offer", pay="NaN"),
    "advice of another shape": lambda t, _: t["interviews.Decision"]["rows"][0].update(advice=[]),
    "reading of another shape": lambda t, _: message(t, reading={"slots": 7}),
    "file elsewhere": lambda t, _: message(t, raw="../../etc/passwd"),
    "file of another row": file_of_another_row,
    "the data as a file": lambda t, _: message(t, raw="data.json"),
    "file that is not there": lambda t, _: message(
        t, raw=f"files/interviews.Message/{t['interviews.Message']['rows'][0]['id']}-raw.x"
    ),
    "document that is a page": lambda t, _: first(t, "DocumentVersion", content_type="text/html"),
    "file column left out": lambda t, _: rows(t, "DocumentVersion")[0].pop("file"),
    "document with another digest": lambda t, _: first(t, "DocumentVersion", digest="0" * 64),
    "document of another size": lambda t, _: first(t, "DocumentVersion", size=1),
    "missing document that is a page": lambda t, _: first(
        t, "DocumentVersion", file="missing", content_type="text/html"
    ),
    "message with another digest": lambda t, _: message(t, digest="0" * 64),
    "zone that is none": lambda t, _: first(t, "Offer", answer_by_zone="Mars/Base"),
    "zone that is none, unchecked": lambda t, _: t["interviews.Invitation"]["rows"][0].update(
        reply_by_zone="Mars/Base"
    ),
    "no choice": lambda t, _: first(t, "Application", stage=""),
    "list for a choice": lambda t, _: first(t, "Application", stage=["saved"]),
    "list for a state": lambda t, _: first(t, "Import", state=["done"]),
    "list for a row": lambda t, _: first(t, "Tag", application_id=[1]),
    "list for a type": lambda t, _: first(t, "DocumentVersion", content_type=["text/plain"]),
    "two mailboxes": lambda t, _: first(t, "Contact", email="a@example.org,b@example.org"),
    "headers in an address": lambda t, _: first(t, "Contact", email="a@example.org\nBcc: b"),
    "last day of all": lambda t, _: first(t, "Application", applied_on="9999-12-31"),
    "first moment of all": lambda t, _: first(
        t, "Application", created_at="0001-01-01T00:00:00+00:00"
    ),
    "half a character": lambda t, _: first(t, "Tag", name="\ud800"),
    "import that made what is no list": lambda t, _: rows(t, "Import")[-1].update(made=[]),
    "import that made numbers": lambda t, _: rows(t, "Import")[-1].update(
        made={"applications": [1]}
    ),
    "other format": lambda _, data: data.update(format="jobtracker export 0"),
}


@pytest.mark.parametrize("name", some(FORGERIES, 2))
def test_forged_archive_is_refused_and_leaves_nothing(mira, empty, name):
    data = forged(mira, FORGERIES[name])
    files = stored_files()
    with pytest.raises(NotRestorable) as refused:
        restored(data, empty)
    assert str(refused.value).endswith(".")
    assert not Employer.objects.filter(candidate=empty).exists()
    assert stored_files() == files
    empty.refresh_from_db()
    assert empty.name != mira.name


def test_archive_that_nobody_forged_goes_in(mira, empty):
    restored(forged(mira, lambda _tables, _data: None), empty)
    assert Application.objects.filter(candidate=empty).exists()


def test_rows_of_the_account_are_not_believed(mira, empty):
    def become_administrator(tables, _data):
        tables["people.User"]["rows"][0].update(is_staff=True, is_superuser=True)
        tables["people.Membership"]["rows"][0].update(role="administrator")

    restored(forged(mira, become_administrator), empty)
    user = User.objects.get(pk=empty.user_id)
    assert (user.is_staff, user.is_superuser) == (False, False)
    assert not user.memberships.exists()


def test_who_else_did_something_is_nobody_here(mira, empty):
    jonas = make_user()

    def pretend(tables, _data):
        for row in rows(tables, "Event"):
            row["by_id"] = jonas.pk

    restored(forged(mira, pretend), empty)
    events = Application.objects.filter(candidate=empty).first().events
    assert {each.by for each in events.all()} == {None}


def with_entry(mira, name, content=b"x"):
    return zipped({**parts_of(archive_bytes(mira.user)), name: content})


@pytest.mark.parametrize(
    "name", ["../evil.txt", "/etc/passwd", "files/../data.json", "files\\x", "a.exe", "x/"]
)
def test_archive_with_other_files_is_refused(mira, empty, name):
    with pytest.raises(NotRestorable, match="does not write"):
        restored(with_entry(mira, name), empty)


def test_bomb_is_refused_before_it_is_unpacked(mira, empty):
    data = with_entry(mira, "files/a.B/1-c.txt", b" " * 3_000_000)
    with pytest.raises(NotRestorable, match="more than we can take in"):
        restored(data, empty, Limits(data=10**6, whole=2_000_000))


def test_data_beyond_the_limit_is_refused(mira, empty):
    with pytest.raises(NotRestorable, match="larger than"):
        restored(archive_bytes(mira.user), empty, Limits(data=100, whole=10**9))


def test_entry_that_lies_about_its_size_is_refused(mira, empty):
    """What is unpacked is never more than what was counted."""
    data = bytearray(archive_bytes(mira.user))
    start = data.rindex(b"PK\x01\x02", 0, data.rindex(b"data.json"))
    data[start + 24 : start + 28] = struct.pack("<I", 100)
    with pytest.raises(NotRestorable):
        restored(bytes(data), empty)


def test_archive_packed_otherwise_is_refused(mira, empty):
    """Unpacking some kinds takes as much memory as the archive asks for."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_LZMA) as archive:
        for name, content in parts_of(archive_bytes(mira.user)).items():
            archive.writestr(name, content)
    with pytest.raises(NotRestorable, match="packed"):
        restored(out.getvalue(), empty)


@pytest.mark.parametrize("seed", some(range(40), 8))
def test_archive_with_broken_bytes_is_refused_in_a_sentence(mira, empty, seed):
    """Or goes in whole, where they stand in what nobody reads."""
    chance = random.Random(seed)
    data = bytearray(archive_bytes(mira.user))
    for _ in range(8):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    try:
        restored(bytes(data), empty)
    except NotRestorable:
        assert not empty.applications.exists()
    else:
        assert empty.applications.count() == mira.applications.count()


HEAD = json.dumps({"format": FORMAT})[:-1] + ', "tables": {\n'
ROW = '"a.B": {"rows": [\n{"id": 1}]}'
DATA = {
    "nothing": "",
    "no object": "[",
    "deep": "[" * 100_000 + "\n",
    "a number of ten thousand digits": '{"format": ' + "1" * 10_000 + ', "tables": {\n}}\n',
    "on one line": json.dumps({"format": FORMAT, "tables": {}}),
    "no table": HEAD + "}}\n",
    "no end": HEAD + ROW + "\n",
    "a row outside of a table": HEAD + "{}\n}}\n",
    "a table twice": HEAD + ROW + ",\n" + ROW + "\n}}\n",
    "rows that are none": HEAD + '"a.B": {"rows": {}}\n}}\n',
    "a table that is none": HEAD + '"a.B": []}\n}}\n',
    "a table without an end": HEAD + '"a.B": {"rows": [\n{"id": 1},\n}}\n',
    "not a number": HEAD + '"people.Candidate": {"rows": [\n{"id": NaN}]}\n}}\n',
}


@pytest.mark.parametrize("data", DATA.values(), ids=DATA)
def test_data_that_is_not_written_so_is_refused(empty, data):
    with pytest.raises(NotRestorable):
        restored(zipped({"data.json": data.encode()}), empty)


def test_row_that_is_too_long_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setattr(tables, "MAX_LINE", 100)
    data = HEAD + '"a.B": {"rows": [\n{"id": ' + " " * 100 + "1}]}\n}}\n"
    with pytest.raises(NotRestorable, match="larger than"):
        Tables(BytesIO(data.encode()))


def test_rows_are_read_one_at_a_time():
    lines = [f'{{"id": {number}, "list": [{{"a": [1]}}]}}' for number in range(3)]
    data = HEAD + '"a.B": {"rows": [\n' + ",\n".join(lines) + "]}" + ',\n"c.D": {"rows": []}\n}}\n'
    found = Tables(BytesIO(data.encode()))
    first, second = found.rows("a.B"), found.rows("a.B")
    assert [(each["id"], next(second)["id"]) for each in first] == [(0, 0), (1, 1), (2, 2)]
    assert (found.count("a.B"), found.count("c.D"), [*found.rows("c.D")]) == (3, 0, [])


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04", b"a" * 1_000, b"PK\x05\x06" + b"\xff" * 18, zipped({"README.txt": b"x"})],
)
def test_what_is_no_archive_is_refused(empty, data):
    with pytest.raises(NotRestorable):
        restored(data, empty)


def test_damaged_archive_is_refused(mira, empty):
    data = bytearray(archive_bytes(mira.user))
    with ZipFile(BytesIO(data)) as archive:
        start = archive.getinfo("data.json").header_offset + 200
    data[start : start + 60] = b"\x00" * 60
    with pytest.raises(NotRestorable):
        restored(bytes(data), empty)


def test_older_archive_lacks_a_column_and_goes_in(mira, empty):
    def forget(tables, _data):
        for row in rows(tables, "Application"):
            del row["is_dream"]

    restored(forged(mira, forget), empty)
    assert {each.is_dream for each in empty.applications.all()} == {False}


def test_files_go_where_rows_do_not(mira, empty, monkeypatch):
    before = stored_files()
    monkeypatch.setattr(restoring, "Kind", None)
    with pytest.raises(AttributeError):
        restored(archive_bytes(mira.user), empty)
    assert stored_files() == before
