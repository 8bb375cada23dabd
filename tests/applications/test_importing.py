"""All rows of a table or none, and back again but for what somebody changed."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from applications import importing
from applications.importing import forget_tables, preview, take_in, take_next, undo
from applications.models import Application, Contact, Employer, Import, Note, Tag
from applications.models.import_ import ImportState
from applications.models.note import Visibility
from applications.pay import Period
from applications.search import matching
from applications.stages import Outcome, Remote, Stage
from applications.transfer.preview import Plan
from jobtracker.work import JOBS
from tests.applications.transfer.tables import sheet_of
from tests.factories import NOW, make_application, make_candidate, make_employer

pytestmark = [pytest.mark.django_db, pytest.mark.database]

HEADER = ["Company", "Position", "Status", "Date Applied", "Salary", "Location", "Notes", "Tags"]
ROW = ["Acme", "Clerk", "Interview", "2026-05-03", "55k EUR a year", "Remote", "Nice", "a, b"]


def import_of(candidate, *rows, header=HEADER):
    sheet = sheet_of(header, *rows)
    return Import.objects.create(
        candidate=candidate,
        by=candidate.user,
        file_name="search.csv",
        content=sheet.packed(),
        mapping=Plan.guessed(sheet).as_dict(),
    )


@pytest.fixture
def mira():
    return make_candidate()


def taken(candidate, *rows):
    found = import_of(candidate, *rows)
    take_in(found, at=NOW)
    found.refresh_from_db()
    return found


def test_row_becomes_an_application_with_all_that_is_in_it(mira):
    found = taken(mira, ROW)
    application = mira.applications.get()
    assert str(application) == "Clerk at Acme"
    assert (application.stage, application.outcome) == (Stage.INTERVIEWING, Outcome.NONE)
    assert application.applied_on == date(2026, 5, 3)
    assert (application.pay_from, application.pay_to) == (55_000, None)
    assert (application.pay_currency, application.pay_period) == ("EUR", Period.YEAR)
    assert (application.place, application.remote) == ("Remote", Remote.REMOTE)
    # Where the candidate is, the day began two hours earlier.
    assert application.moved_at == datetime(2026, 5, 2, 22, tzinfo=UTC)
    assert application.imported_by == found
    note = application.notes.get()
    assert (note.text, note.visibility, note.by) == ("Nice", Visibility.PRIVATE, mira.user)
    assert [tag.name for tag in application.tags.all()] == ["a", "b"]
    assert [event.text for event in application.events.all()] == ["Added from a spreadsheet"]


def test_table_is_dropped_when_it_is_taken_in(mira):
    found = taken(mira, ROW, ["", "x", "", "", "", "", "", ""])
    assert (found.state, found.added, found.skipped) == (ImportState.DONE, 1, 1)
    assert (bytes(found.content), found.mapping) == (b"", {})


def test_employer_that_is_there_is_taken_whatever_its_capitals(mira):
    acme = make_employer(candidate=mira, name="ACME")
    taken(mira, ROW, ["acme", "Cook", "", "", "", "", "", ""])
    assert set(mira.applications.values_list("employer", flat=True)) == {acme.pk}


def test_employer_of_another_candidate_is_another(mira):
    make_employer(name="Acme")
    taken(mira, ROW)
    assert mira.applications.get().employer.candidate == mira


def test_second_call_adds_nothing(mira):
    found = taken(mira, ROW)
    take_in(found, at=NOW)
    assert mira.applications.count() == 1


def test_error_leaves_nothing_behind(mira, monkeypatch):
    def fail(*_args):
        raise RuntimeError

    monkeypatch.setattr(importing, "posting_of", fail)
    found = import_of(mira, ["Acme", "All"], header=["Company", "Job description"])
    with pytest.raises(RuntimeError):
        take_in(found, at=NOW)
    assert not mira.applications.exists()
    assert not mira.employers.exists()
    found.refresh_from_db()
    assert found.is_open


def test_job_that_is_there_is_shown_and_left_out(mira):
    make_application(candidate=mira, employer_name="Acme GmbH", job_title="CLERK")
    run = preview(import_of(mira, ROW))
    assert [each.known.label for each in run.duplicates] == ["CLERK at Acme GmbH (applied)"]
    assert (run.taken, run.left_out) == ([], 1)


def test_job_of_another_candidate_is_no_duplicate(mira):
    make_application(employer_name="Acme", job_title="Clerk")
    assert preview(import_of(mira, ROW)).duplicates == []


def test_last_applied_for_comes_first(mira):
    rows = [["Acme", f"Job {day}", "", f"2026-05-0{day}", "", "", "", ""] for day in (3, 1, 2)]
    taken(mira, *rows)
    titles = mira.applications.order_by("-pk").values_list("job_title", flat=True)
    assert [*titles] == ["Job 3", "Job 2", "Job 1"]


def test_number_of_queries_is_the_same_for_one_row_and_for_many(mira):
    counts = set()
    for number in (1, 40):
        rows = [[f"Acme {number} {each}", *ROW[1:]] for each in range(number)]
        found = import_of(mira, *rows)
        with CaptureQueriesContext(connection) as queries:
            take_in(found, at=NOW)
        counts.add(len(queries))
    assert len(counts) == 1


def test_undo_takes_everything_back(mira):
    kept = make_application(candidate=mira, employer_name="Kept")
    found = taken(mira, ROW, ["Vale", "Cook", "Rejected", "", "", "", "", ""])
    undo(found, at=NOW)
    found.refresh_from_db()
    assert (found.state, found.undone_at, found.made) == (ImportState.UNDONE, NOW, {})
    assert [*mira.applications.all()] == [kept]
    assert [*mira.employers.all()] == [kept.employer]


PEOPLE = ["Company", "Contact", "Contact Email", "Company Website", "Last contact", "Last moved"]
JO = ["Acme", "Jo Park", "jo@acme.example", "acme.example", "2026-05-04", "2026-05-03"]


def test_people_and_what_other_trackers_know_come_along(mira):
    known = Contact.objects.create(candidate=mira, name="Jo", email="JO@acme.example")
    rows = [JO, ["Vale", "Ada", "", "", "", ""], ["Vale", "ada", "", "", "", ""]]
    found = import_of(mira, *rows, header=PEOPLE)
    found.keep_mapping(of_duplicates="add")
    take_in(found, at=NOW)
    first = mira.applications.get(employer__name="Acme")
    assert [each.contact for each in first.involvements.all()] == [known]
    assert first.employer.domain == "acme.example"
    assert [each.date() for each in (first.moved_at, first.last_news_at)] == [
        date(2026, 5, 2),
        date(2026, 5, 3),
    ]
    ada = mira.contacts.exclude(pk=known.pk).get()
    assert (ada.employer.name, ada.involvements.count()) == ("Vale", 2)
    found.refresh_from_db()
    undo(found, at=NOW)
    assert [*mira.contacts.all()] == [known]
    assert not mira.employers.exists()


def test_undo_leaves_whom_somebody_wrote_about(mira):
    found = import_of(mira, JO, header=PEOPLE)
    take_in(found, at=NOW)
    mira.contacts.update(about="Met at a fair")
    found.refresh_from_db()
    undo(found, at=NOW)
    assert mira.contacts.get().employer.name == "Acme"


def test_second_undo_does_nothing(mira):
    found = taken(mira, ROW)
    undo(found, at=NOW)
    make_application(candidate=mira, imported_by=found)
    undo(found, at=NOW)
    assert mira.applications.count() == 1


def move(application):
    application.move_to(Stage.OFFER, by=application.candidate.user, at=NOW)


def edit(application):
    Application.objects.filter(pk=application.pk).update(job_title="Chief clerk")


def annotate(application):
    Note.objects.create(candidate=application.candidate, application=application, text="More")


def rewrite(application):
    application.notes.update(text="Changed")


def tag(application):
    Tag.objects.create(candidate=application.candidate, application=application, name="new")


def untag(application):
    application.tags.first().delete()


@pytest.mark.parametrize("change", [move, edit, annotate, rewrite, tag, untag])
def test_what_was_changed_since_stays(mira, change):
    found = taken(mira, ROW, ["Vale", "Cook", "", "", "", "", "", ""])
    changed = mira.applications.get(employer__name="Acme")
    change(changed)
    undo(found, at=NOW)
    assert [*mira.applications.all()] == [changed]
    assert [each.name for each in mira.employers.all()] == ["Acme"]
    assert [*found.applications.all()] == [changed]


def test_employer_that_somebody_wrote_about_stays(mira):
    found = taken(mira, ROW)
    Employer.objects.filter(candidate=mira).update(domain="acme.example")
    undo(found, at=NOW)
    assert mira.employers.exists()


def test_of_two_alike_the_unchanged_one_goes(mira):
    found = import_of(mira, ROW, ROW)
    found.keep_mapping(of_duplicates="add")
    take_in(found, at=NOW)
    found.refresh_from_db()
    move(mira.applications.first())
    undo(found, at=NOW)
    assert mira.applications.get().stage == Stage.OFFER


def test_worker_takes_what_was_left_to_it(mira):
    found = import_of(mira, ROW)
    assert not take_next(NOW)
    found.hand_over()
    assert take_next(NOW)
    assert mira.applications.count() == 1
    assert not take_next(NOW)
    assert take_next in JOBS


def test_import_that_fails_is_given_back(mira, monkeypatch):
    found = import_of(mira, ROW)
    found.hand_over()
    monkeypatch.setattr(importing, "store", None)
    assert take_next(NOW)
    found.refresh_from_db()
    assert found.is_open
    assert "nothing was taken in" in found.trouble
    assert not mira.employers.exists()


def test_table_left_lying_for_a_day_is_removed(mira):
    lying, fresh, done = import_of(mira, ROW), import_of(mira, ROW), taken(mira, ROW)
    old = timezone.now() - timedelta(hours=25)
    Import.objects.filter(pk__in=[lying.pk, done.pk]).update(started_at=old)
    assert forget_tables(timezone.now())
    assert {*mira.imports.all()} == {fresh, done}
    assert not forget_tables(timezone.now())


def test_what_was_taken_in_is_found_by_its_words(mira):
    taken(mira, ROW)
    rows = Application.objects.filter(candidate=mira)
    assert matching(rows, "acme clerk nice", is_own=True).exists()
    assert not matching(rows, "nice", is_own=False).exists()
