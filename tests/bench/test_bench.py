"""`make bench` in small: nothing here looks at a clock."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db import connection
from django.db.models import F
from django.utils import timezone

from applications.models import Application, Note, SearchText
from interviews.models.errand import Matter
from jobtracker.bench import pages, place
from jobtracker.bench import seed as seeding
from jobtracker.bench.caseload import make_caseload
from jobtracker.bench.load import Measured
from jobtracker.bench.pages import Page
from jobtracker.bench.report import Result, goals, table
from jobtracker.bench.seed import seed
from jobtracker.desk.worklist.filters import Filters
from jobtracker.desk.worklist.reading import worklist
from jobtracker.people.models import Candidate, Membership, User
from tests.factories import make_application
from tests.thorough import only_thorough

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 300
TINY = (
    "--candidates=2",
    "--applications=9",
    "--caseload=15",
    "--rounds=1",
    "--seconds=0",
    "--least=1",
)
NAMES = [
    "R, a bare list",
    "list",
    "list, filtered",
    "list, searched",
    "application",
    "home",
    "decision",
    "decision, by htmx",
    "next step, by htmx",
    "desk",
    "list, by a firm",
    "application, by a firm",
    "desk, large firm",
    "desk, all of it",
    "desk, searched",
    "caseload",
    "caseload, searched",
    "hotlists",
    "feedback desk",
    "candidate, by a firm",
]


def scratch_databases():
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE 'bench_%%'")
        return {name for (name,) in cursor.fetchall()}


def on_server():
    """The address of the database that the tests run on, and nothing for SQLite."""
    if connection.vendor != "postgresql":
        return {}
    parts = urlsplit(os.environ["DATABASE_URL"])
    return {"DATABASE_URL": urlunsplit(parts._replace(path="/postgres"))}


@only_thorough
@pytest.mark.django_db
def test_run_gives_every_row_and_leaves_nothing(tmp_path):
    is_postgresql = connection.vendor == "postgresql"
    before = scratch_databases() if is_postgresql else set()
    told, scratch = tmp_path / "bench.json", tmp_path / "scratch"
    scratch.mkdir()
    run = subprocess.run(
        [sys.executable, "-m", "jobtracker.bench", *TINY, f"--json={told}"],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "TMPDIR": str(scratch),
            "WEB_CONCURRENCY": "1",
            **on_server(),
        },
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert run.returncode == 0, run.stderr
    figures = json.loads(told.read_text())
    shown = [each["page"] for each in figures["pages"] if each["page"] != "board"]
    assert shown == NAMES
    assert all(f"\n{name} " in run.stdout for name in NAMES)
    assert all(each["clients_8"]["requests"] >= 1 for each in figures["pages"])
    assert all(each["bytes"] > 100 for each in figures["pages"])
    assert any(name.startswith("app.") for name in figures["first_load_packed_bytes"])
    assert [*scratch.iterdir()] == []
    if is_postgresql:
        assert scratch_databases() - before == set()


@only_thorough
@pytest.mark.django_db
def test_mails_go_all_the_way_and_leave_nothing(tmp_path):
    told, scratch = tmp_path / "bench.json", tmp_path / "scratch"
    scratch.mkdir()
    run = subprocess.run(
        [sys.executable, "-m", "jobtracker.bench", "--mails=5", f"--json={told}"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "TMPDIR": str(scratch), **on_server()},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert run.returncode == 0, run.stderr
    figures = json.loads(told.read_text())
    assert figures["mails"] == 5
    assert figures["taken_in_a_second"] >= figures["to_the_inbox_a_second"] > 0
    assert "mails a second from the mail server to the inbox" in run.stdout
    assert [*scratch.iterdir()] == []


def test_other_database_than_postgresqls_is_never_used():
    with place.own_database("sqlite:////srv/jobs.sqlite3") as url:
        assert url == ""


@pytest.mark.django_db
def test_pages_take_the_queries_they_may(settings):
    seed(2, 9)
    make_caseload(2, 50, at=timezone.now())
    found = {each.name: each for each in pages.pages() if each.settings == pages.PRODUCT}
    limited = {name: each for name, each in found.items() if each.most_queries}
    assert {"list", "list, filtered", "list, searched", "application"} <= limited.keys()
    assert {"desk, large firm", "desk, all of it", "caseload", "feedback desk"} <= limited.keys()
    for name, page in limited.items():
        assert 1 < page.queries <= page.most_queries, name


@pytest.mark.django_db
def test_large_firm_has_something_of_each_kind_due():
    wednesday = datetime(2026, 11, 25, 9, tzinfo=UTC)
    make_caseload(0, 120, at=wednesday)
    me = Membership.objects.with_size().select_related("user").get()
    assert me.size == 120
    for matter in Matter:
        filters = Filters.of({"whose": "all", "what": matter}, me, [me])
        assert worklist(me.user, me, filters, wednesday).items, matter


def watched():
    """Indexes and constraints of the tables that grow, by table."""
    with connection.cursor() as cursor:
        models = (Application, Note, SearchText, Candidate)
        tables = [each._meta.db_table for each in models]
        of_table = connection.introspection.get_constraints
        return {each: of_table(cursor, each) for each in tables}


@pytest.mark.django_db
@pytest.mark.parametrize(("candidates", "applications"), [(7, 33), (8, 32), (1, 40), (9, 10)])
def test_many_rows_are_copies_of_the_first(candidates, applications, monkeypatch):
    monkeypatch.setattr(seeding, "PART", 10)
    before = watched()
    seed(candidates, applications)
    assert Candidate.objects.count() == candidates
    assert Application.objects.count() == applications
    assert User.objects.filter(candidate__isnull=False).count() == candidates
    strangers = Application.objects.exclude(employer__candidate=F("candidate"))
    assert not strangers.exists()
    assert not Note.objects.exclude(application__candidate=F("candidate")).exists()
    assert SearchText.objects.count() == applications
    sizes = {each.applications.count() for each in Candidate.objects.all()}
    assert min(sizes) >= 1
    assert watched() == before
    # The next row of everybody finds a key that is free.
    assert make_application(candidate=Candidate.objects.first()).pk not in {None, 0}


def result(name, cpu, queries=5, **limits):
    measured = [Measured(10, 1.0, each, each, each, each) for each in cpu]
    page = Page(name, [], **limits)
    return Result(page, queries, 3_000, 1_000, {1: measured, 8: measured})


@pytest.fixture
def results():
    """Rounds on a machine that was busy during the second."""
    limits = {"most_queries": 5, "most_cpu": 1.5}
    return [
        result("R", [10.0, 30.0, 10.0], queries=0),
        result("good", [12.0, 36.0, 12.0], **limits),
        result("slow", [20.0, 60.0, 20.0], **limits),
        result("chatty", [10.0, 30.0, 10.0], queries=6, **limits),
        result("unknown", [None, None, None], **limits),
    ]


def test_ratio_is_of_the_same_round(results):
    assert [each.ratio(results[0]) for each in results] == [1.0, 1.2, 2.0, 1.0, None]


def test_goals_say_what_is_missed(results):
    loaded = {"": 5_000, "app.css": 50_001}
    found = [is_met for _, is_met in goals(results, loaded)]
    assert found == [True, True, True, False, False, True, True, None, True]
    assert [is_met for _, is_met in goals(results, loaded | {"app.js": 5_000})][-1] is False


def test_table_has_a_line_for_each_page(results):
    above, head, *lines = table(results)
    assert "1 client" in above
    assert head.split()[:2] == ["page", "queries"]
    assert [line.split()[0] for line in lines] == ["R", "good", "slow", "chatty", "unknown"]
    assert len({len(line) for line in (head, *lines)}) == 1
