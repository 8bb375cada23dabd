"""An archive goes into an empty record and comes out the same; a forged one goes nowhere."""

from datetime import timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection, models
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from applications.importing import take_next
from applications.models import Application, DocumentVersion, Import, Restoration, Tag
from applications.models.import_ import ImportState
from applications.models.restoration import LEASE, RestorationState
from applications.search import matching
from jobtracker.audit.models import NOBODY, Entry, Kind
from jobtracker.http import ASKED_BY_HTMX
from jobtracker.leave import restoring
from jobtracker.leave import waiting as waiting_room
from jobtracker.leave.holdings import holdings
from jobtracker.leave.restorable import NOT_RESTORED, restored_holdings, ways
from jobtracker.leave.restoring import NotEmpty, NotNow
from jobtracker.leave.stored import SHAPES
from jobtracker.leave.tables import NotRestorable
from jobtracker.leave.waiting import TROUBLE, forget_restorations, hand_over, restore_next
from jobtracker.people.models import Candidate, User
from jobtracker.progress import percent_of
from tests.factories import NOW, make_application, make_candidate, make_user
from tests.leave.archives import (
    archive_bytes,
    comparable,
    forged,
    restored,
    rows,
    stays_out,
    stored_files,
)

pytestmark = [pytest.mark.django_db, pytest.mark.database]


# The same again


@pytest.mark.parametrize("label", [holding.label for holding in holdings()])
def test_table_is_restored_or_named_with_the_reason_why_not(label):
    assert (label in {each.label for each in restored_holdings()}) != (label in NOT_RESTORED)


@pytest.mark.parametrize("label", NOT_RESTORED)
def test_what_is_named_is_exported(label):
    assert label in {holding.label for holding in holdings()}


@pytest.mark.parametrize("holding", restored_holdings(), ids=lambda holding: holding.label)
def test_rows_are_known_by_their_number(holding):
    assert holding.model._meta.pk.attname == "id"


def test_shape_of_every_json_column_is_known():
    found = {
        f"{holding.label}.{column.name}"
        for holding in restored_holdings()
        for column in holding.columns
        if isinstance(column, models.JSONField)
    }
    assert found == SHAPES.keys()


def test_what_leads_to_what_stays_out_is_known():
    """Such a row stays out itself; who did something is nobody, so accounts are apart."""
    found = {
        f"{holding.label}.{column.name}"
        for holding in restored_holdings()
        for column, to in ways(holding.model)
        if to._meta.label in NOT_RESTORED and to is not User
    }
    assert found == {"applications.Note.firm"}


def test_every_row_and_file_is_the_same_afterwards(mira, empty, subtests):
    before = comparable(mira.user)
    result = restored(archive_bytes(mira.user), empty)
    after = comparable(empty.user)
    assert before.keys() == after.keys()
    for label, told in before.items():
        with subtests.test(label):
            kept = [row for row in told if not stays_out(row)]
            assert after[label] == kept
            assert kept
    assert result.rows["applications.Application"] == mira.applications.count()


def test_nothing_of_the_first_record_changes(mira, empty):
    before = comparable(mira.user)
    restored(archive_bytes(mira.user), empty)
    assert comparable(mira.user) == before


def test_rows_of_a_firm_stay_out(mira, empty):
    internal = mira.notes.filter(visibility="internal").count()
    result = restored(archive_bytes(mira.user), empty)
    assert result.left_out["applications.Note"] == internal
    assert not empty.representations.exists()
    assert not empty.user.memberships.exists()


def counts(labels):
    return {label: apps.get_model(label)._base_manager.count() for label in labels}


def test_nothing_else_gets_a_row(mira, empty):
    """No right, session, invite or mail revives, and nobody else's rows become more."""
    every = {model._meta.label for model in apps.get_models(include_auto_created=True)}
    others = every - {each.label for each in restored_holdings()}
    others -= {"applications.SearchText", "audit.Entry"}
    data = archive_bytes(mira.user)
    empty.user.refresh_from_db()
    before = counts(others)
    restored(data, empty)
    after = counts(others)
    assert after.pop("audit.Chain") == before.pop("audit.Chain") + 1
    assert after == before


def test_table_that_waited_to_be_taken_in_is_left_out(mira, empty):
    Import.objects.filter(state=ImportState.MAPPING).update(state=ImportState.TAKING)
    result = restored(archive_bytes(mira.user), empty)
    assert result.left_out["applications.Import"] == 1
    assert {each.state for each in empty.imports.all()} == {ImportState.DONE}
    mira.imports.all().delete()
    assert not take_next(NOW)


def test_row_that_leads_to_one_that_stays_out_leads_nowhere(mira, empty):
    Application.objects.update(imported_by=mira.imports.get(state=ImportState.MAPPING))
    restored(archive_bytes(mira.user), empty)
    assert {each.imported_by_id for each in empty.applications.all()} == {None}


def test_words_of_it_are_found(mira, empty):
    restored(archive_bytes(mira.user), empty)
    found = matching(empty.applications.all(), "other mira", is_own=True)
    assert [each.employer.name for each in found] == ["Other mira"]


def test_queries_stay_the_same_with_more_rows(mira, empty):
    data = archive_bytes(mira.user)
    with CaptureQueriesContext(connection) as captured:
        restored(data, empty)
    for application in mira.applications.all():
        for number in range(5):
            Tag.objects.create(candidate=mira, application=application, name=f"Tag {number}")
            make_application(candidate=mira, employer_name=f"Employer {application.pk} {number}")
    data, other = archive_bytes(mira.user), make_candidate(user=make_user())
    with CaptureQueriesContext(connection) as more:
        restored(data, other)
    assert len(more) == len(captured)


def test_file_has_a_name_of_its_own(mira, empty):
    restored(archive_bytes(mira.user), empty)
    names = [each.file.name for each in DocumentVersion.objects.filter(candidate=empty)]
    assert names
    assert all(name.startswith(f"documents/{empty.pk}/") for name in names)
    assert not {*names} & {
        each.file.name for each in DocumentVersion.objects.filter(candidate=mira)
    }


def test_file_that_was_missing_is_missing(mira, empty):
    for version in DocumentVersion.objects.filter(candidate=mira):
        default_storage.delete(version.file.name)
    restored(archive_bytes(mira.user), empty)
    for version in DocumentVersion.objects.filter(candidate=empty):
        assert not default_storage.exists(version.file.name)


def test_it_is_told_in_the_record(mira, empty):
    restored(archive_bytes(mira.user), empty)
    entry = Entry.objects.get(kind=Kind.RESTORED)
    assert (entry.actor_id, entry.candidate_id) == (empty.user_id, empty.pk)


def test_record_that_is_not_empty_is_left_alone(mira):
    jonas = make_application().candidate
    with pytest.raises(NotEmpty, match="employers"):
        restored(archive_bytes(mira.user), jonas)
    assert jonas.applications.count() == 1


def test_second_restore_finds_it_full(mira, empty):
    data = archive_bytes(mira.user)
    restored(data, empty)
    with pytest.raises(NotEmpty):
        restored(data, empty)


@pytest.mark.parametrize("error", [OperationalError("database is locked"), OSError(28, "full")])
def test_what_is_our_fault_is_said_so_and_leaves_nothing(mira, empty, monkeypatch, error):
    def fail(_pks):
        raise error

    monkeypatch.setattr(restoring, "index_all", fail)
    before = stored_files()
    with pytest.raises(NotNow, match="nothing changed"):
        restored(archive_bytes(mira.user), empty)
    assert stored_files() == before
    assert not empty.applications.exists()


# The page and the command


def test_page_puts_it_back(client, mira, empty):
    client.force_login(empty.user)
    file = SimpleUploadedFile("jobtracker.zip", archive_bytes(mira.user))
    sent = {"file": file, "form_key": "k" * 22}
    answer = client.post(reverse("leave:restoration"), sent, follow=True)
    assert "Putting it back" in answer.content.decode()
    here = reverse("leave:restoration")
    asked_again = client.get(here, headers=ASKED_BY_HTMX).content.decode()
    assert f'hx-get="{here}"' in asked_again
    assert not empty.applications.exists()
    assert restore_next(timezone.now())
    answer = client.get(reverse("leave:restoration"))
    assert "Everything is back" in answer.content.decode()
    assert empty.applications.count() == mira.applications.count()
    assert not restore_next(timezone.now())
    assert bytes(empty.restorations.get().content) == b""


def test_archive_that_waits_is_put_back_once(client, mira, empty):
    client.force_login(empty.user)
    for key in ("a" * 22, "a" * 22, "b" * 22):
        file = SimpleUploadedFile("jobtracker.zip", archive_bytes(mira.user))
        client.post(reverse("leave:restoration"), {"file": file, "form_key": key})
    found = empty.restorations.get()
    now = timezone.now()
    assert found.take(now)
    assert not Restoration(pk=found.pk).take(now)
    assert not restore_next(now)
    assert restore_next(now + LEASE + timedelta(seconds=1))


def test_what_came_in_between_is_said(client, mira, empty):
    client.force_login(empty.user)
    waiting = hand_over(empty, archive_bytes(mira.user))
    make_application(candidate=empty)
    assert restore_next(timezone.now())
    waiting.refresh_from_db()
    assert waiting.state == RestorationState.REFUSED
    page = client.get(reverse("leave:restoration")).content.decode()
    assert "There is something in your record already" in page
    assert 'type="file"' in page
    assert empty.applications.count() == 1


def test_fault_of_ours_is_said_and_nothing_goes_in(mira, empty, monkeypatch):
    waiting = hand_over(empty, archive_bytes(mira.user))
    monkeypatch.setattr(waiting_room, "restore", None)
    assert restore_next(timezone.now())
    waiting.refresh_from_db()
    assert (waiting.state, waiting.words) == (RestorationState.REFUSED, TROUBLE)
    assert not empty.applications.exists()


def test_page_says_how_far_it_is(client, mira, empty, monkeypatch):
    client.force_login(empty.user)
    waiting = hand_over(empty, archive_bytes(mira.user))
    seen = []

    def told(*_args, tell, **_options):
        for done in (1, 2):
            tell.told_at = 0
            tell("Rows", tell.total * done // 4)
            seen.append(client.get(reverse("leave:restoration")).context["percent"])
        raise NotRestorable("Enough.")

    monkeypatch.setattr(waiting_room, "restore", told)
    restore_next(timezone.now())
    assert 20 <= seen[0] < seen[1] <= 50
    assert percent_of(waiting.progress_name) is None


def test_what_was_dealt_with_is_forgotten_a_day_later(mira, empty):
    hand_over(empty, archive_bytes(mira.user))
    restore_next(timezone.now())
    forget_restorations(NOW + timedelta(days=2))
    assert not forget_restorations(timezone.now())
    assert forget_restorations(timezone.now() + timedelta(hours=25))
    assert not empty.restorations.exists()


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"x", "This is no archive"), (b"", "This is no archive"), (b"x" * 10_000_001, "one command")],
)
def test_page_says_why_not_beside_the_field(client, empty, data, words):
    client.force_login(empty.user)
    file = SimpleUploadedFile("jobtracker.zip", data)
    answer = client.post(reverse("leave:restoration"), {"file": file})
    assert answer.status_code == 422
    assert words in answer.context["form"].errors["file"][0]


def test_page_is_a_candidates(client):
    client.force_login(make_user())
    assert client.get(reverse("leave:restoration")).status_code == 404


@pytest.fixture
def file(mira, tmp_path):
    path = tmp_path / "mira.zip"
    path.write_bytes(archive_bytes(mira.user))
    return path


def restore_file(path, email):
    call_command("restore", str(path), email=email, stdout=StringIO(), stderr=StringIO())


def test_command_makes_the_account_where_there_is_none(mira, file):
    before = comparable(mira.user)
    mira.user.delete()
    out = StringIO()
    call_command("restore", str(file), email="mira@elsewhere.example", stdout=out, stderr=out)
    user = User.objects.get(email="mira@elsewhere.example")
    assert comparable(user)["applications.Application"] == before["applications.Application"]
    assert (user.name, user.has_usable_password()) == ("Name mira", False)
    assert user.emailaddress_set.get().verified
    assert "applications.Application" in out.getvalue()


def test_command_fills_an_empty_account(file, empty):
    call_command(
        "restore", str(file), email=empty.user.email.upper(), stdout=StringIO(), stderr=StringIO()
    )
    assert empty.applications.exists()


@pytest.mark.parametrize("email", ["mira@example.org", "nobody", ""])
def test_command_changes_nothing_where_it_cannot(file, email):
    before = Candidate.objects.count(), User.objects.count(), Application.objects.count()
    with pytest.raises(CommandError):
        restore_file(file, email)
    after = Candidate.objects.count(), User.objects.count(), Application.objects.count()
    assert before == after


def test_command_finds_the_address_in_the_archive(mira, file):
    mira.user.delete()
    out = StringIO()
    call_command("restore", str(file), stdout=out, stderr=StringIO())
    assert "Into the account of mira@example.org" in out.getvalue()
    assert User.objects.get(email="mira@example.org").candidate.applications.exists()


def test_command_counts_as_it_goes(file, empty):
    err = StringIO()
    call_command("restore", str(file), email=empty.user.email, stdout=StringIO(), stderr=err)
    number = empty.applications.count()
    assert f"applications.Application: {number} of {number}" in err.getvalue().splitlines()


def test_command_says_who_did_not_do_it(file, empty):
    restore_file(file, empty.user.email)
    entry = Entry.objects.get(kind=Kind.RESTORED)
    assert (entry.actor_id, entry.candidate_id) == (NOBODY, empty.pk)


@pytest.mark.parametrize("has_account", [True, False])
def test_command_takes_back_what_it_began(mira, tmp_path, has_account):
    def cut(tables, _data):
        rows(tables, "Tag")[0]["application_id"] = 10**6

    path = tmp_path / "cut.zip"
    path.write_bytes(forged(mira, cut))
    if has_account:
        make_user(email="new@example.org")
    before = Candidate.objects.count(), User.objects.count()
    with pytest.raises(CommandError, match="not there"):
        call_command(
            "restore", str(path), email="new@example.org", stdout=StringIO(), stderr=StringIO()
        )
    assert before == (Candidate.objects.count(), User.objects.count())


def test_command_names_a_file_that_is_not_there(tmp_path):
    with pytest.raises(CommandError, match="can’t be read"):
        call_command("restore", str(tmp_path / "none.zip"), email="a@example.org")
