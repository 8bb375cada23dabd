"""After an erasure nothing of the person is left, but numbers in the record of who did what."""

import logging
from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from applications.models import Application, Event
from applications.models.event import EventKind
from interviews.models import Message
from jobtracker.audit.models import Chain, Entry, Kind, breaks
from jobtracker.leave import erasure, traces
from jobtracker.leave.holdings import KEPT, holdings
from jobtracker.log import JsonFormatter
from jobtracker.outbox.models import Mail, State
from jobtracker.outbox.sending import send_next
from jobtracker.people.models import (
    Candidate,
    Firm,
    Invite,
    LastAdministrator,
    Membership,
    Representation,
    Role,
    User,
)
from jobtracker.people.models.invite import Purpose
from tests.factories import (
    NOW,
    make_application,
    make_candidate,
    make_firm,
    make_invitation,
    make_mail,
    make_membership,
    make_message,
    make_red_flag,
    make_representation,
    make_user,
)
from tests.leave.everything import make_everything, make_own_firm

CANARY = "xcanaryx"


def erase(user, *, at):
    """Have the account erased, and the last mail to it go its way."""
    erasure.erase(user, at=at)
    while send_next(at):
        pass


def tables_with(word):
    """The names of the tables that have the word anywhere, in whatever capitals."""
    found = set()
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")
            text = repr([[_shown(value) for value in row] for row in cursor]).lower()
            if word in text:
                found.add(name)
    return found


def _shown(value):
    return bytes(value).decode(errors="replace") if isinstance(value, memoryview) else value


def sign_in_with(user, **data):
    session = SessionStore()
    session.update({"_auth_user_id": str(user.pk), **data})
    session.save()
    return session.session_key


@pytest.mark.django_db
class TestErasure:
    def test_nothing_of_the_person_is_in_any_table(self):
        mira = make_everything(CANARY)
        assert len(tables_with(CANARY)) >= 20
        erase(mira.user, at=NOW)
        assert tables_with(CANARY) == set()

    def test_no_row_of_the_person_is_left_but_the_record(self, subtests):
        mira = make_everything(CANARY)
        user = User.objects.get(pk=mira.user_id)
        before = {
            each.label: [*each.rows(user).values_list("pk", flat=True)] for each in holdings()
        }
        erase(user, at=NOW)
        for holding in holdings():
            left = holding.model._base_manager.filter(pk__in=before[holding.label])
            # The firm is another's.
            if holding.label not in KEPT | {"people.Firm"}:
                with subtests.test(holding.label):
                    assert not left.exists()

    def test_rows_of_others_stay_as_they_are(self):
        jonas = make_everything("jonas")
        count = {each.label: each.rows(jonas.user).count() for each in holdings()}
        erase(make_everything(CANARY).user, at=NOW)
        assert count == {each.label: each.rows(jonas.user).count() for each in holdings()}

    def test_record_stays_whole_and_says_that_they_left(self):
        mira = make_everything(CANARY)
        user, number, candidate = mira.user, mira.user_id, mira.pk
        erase(user, at=NOW)
        last = Entry.objects.filter(kind=Kind.ERASED).get()
        assert (last.actor_id, last.candidate_id, last.at, last.detail) == (
            number, candidate, NOW, {},
        )  # fmt: skip
        assert Entry.objects.filter(kind=Kind.REPRESENTATION_ENDED, candidate_id=candidate).exists()
        assert Chain.objects.filter(actor_id=number).exists()
        assert list(breaks()) == []

    def test_second_time_changes_nothing(self):
        mira = make_candidate()
        user = mira.user
        erase(user, at=NOW)
        entries = Entry.objects.count()
        erase(user, at=NOW)
        assert Entry.objects.count() == entries

    def test_who_is_no_candidate_can_leave_too(self):
        user = make_user()
        erase(user, at=NOW)
        assert not User.objects.exists()
        assert Entry.objects.get().candidate_id is None

    def test_nothing_changes_where_it_fails_half_way(self, monkeypatch):
        mira = make_everything(CANARY)
        monkeypatch.setattr(traces, "sessions_of", lambda user: 1 / 0)
        before = tables_with(CANARY)
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            erase(mira.user, at=NOW)
        assert tables_with(CANARY) == before
        assert not Entry.objects.filter(kind=Kind.ERASED).exists()

    def test_nothing_of_the_person_is_logged(self, caplog):
        caplog.set_level(logging.DEBUG)
        erase(make_everything(CANARY).user, at=NOW)
        lines = [JsonFormatter().format(each) for each in caplog.records if each.levelno > 10]
        assert CANARY not in "".join(lines)

    def test_queries_stay_the_same_with_more_rows(self):
        counts = []
        for number in (1, 3):
            candidate = make_candidate()
            for _ in range(number):
                make_invitation(application=make_application(candidate=candidate))
            with CaptureQueriesContext(connection) as captured:
                erase(candidate.user, at=NOW)
            counts.append(len(captured))
        assert counts[0] == counts[1]


@pytest.mark.django_db
class TestWhatOthersWrote:
    def test_it_stays_without_the_name_of_who_did_it(self):
        petra = make_membership(user=make_user(name=CANARY))
        colleague = make_membership(firm=petra.firm, role=Role.ADMINISTRATOR)
        mira = make_candidate()
        held = make_representation(candidate=mira, firm=petra.firm, coordinator=petra)
        application = make_application(candidate=mira)
        application.record(EventKind.CREATED, "Added", by=petra.user, at=NOW)
        flag = make_red_flag(employer=application.employer, raised_by=petra.user)
        message = make_message(candidate=mira, taken_in_by=petra.user)
        erase(petra.user, at=NOW)
        assert Event.objects.get().by is None
        for row, name in ((flag, "raised_by"), (message, "taken_in_by"), (held, "coordinator")):
            row.refresh_from_db()
            assert getattr(row, name) is None
        assert list(Membership.objects.all()) == [colleague]
        assert tables_with(CANARY) == set()

    def test_invites_they_sent_stop_working(self):
        petra = make_membership()
        make_membership(firm=petra.firm, role=Role.ADMINISTRATOR)
        join = {"firm": petra.firm, "made_by": petra.user, "at": NOW, "role": Role.COORDINATOR}
        invite, _ = Invite.objects.issue(Purpose.JOIN, email="new@example.org", **join)
        erase(petra.user, at=NOW)
        invite.refresh_from_db()
        assert invite.made_by is None
        assert not invite.is_open(NOW)


@pytest.mark.django_db
class TestSessionsAndMail:
    def test_sessions_of_the_person_end_on_every_device(self):
        mira, jonas = make_candidate(), make_candidate()
        for _ in range(2):
            sign_in_with(mira.user)
        kept = sign_in_with(jonas.user)
        erase(mira.user, at=NOW)
        assert [session.pk for session in Session.objects.all()] == [kept]

    def test_session_of_somebody_with_a_longer_address_stays(self):
        leaver = make_user(email="n@example.org")
        longer = ("ann@example.org", "a.n@example.org", "n@example.org.uk", "n@example.org-x.de")
        kept = {sign_in_with(make_user(email=each), by={"email": each}) for each in longer}
        erase(leaver, at=NOW)
        assert {session.pk for session in Session.objects.all()} == kept

    def test_session_that_holds_their_address_goes_too(self):
        mira = make_candidate()
        session = SessionStore()
        session["account_login"] = {"told": f"To:\n{mira.user.email.upper()}."}
        session.save()
        erase(mira.user, at=NOW)
        assert not Session.objects.exists()

    def test_mail_to_them_is_not_sent(self):
        mira, jonas = make_candidate(), make_candidate()
        make_mail(recipient=mira.user, to=mira.user.email)
        make_mail(to=mira.user.email)
        make_mail(candidate_id=mira.pk, to="petra@example.org")
        kept = make_mail(to=jonas.user.email)
        erase(mira.user, at=NOW)
        assert list(Mail.objects.all()) == [kept]

    def test_last_mail_confirms_it_and_goes_with_its_row(self, mailoutbox):
        mira = make_candidate(user=make_user(email="mira@example.org", time_zone="Asia/Tokyo"))
        erase(mira.user, at=NOW)
        (mail,) = mailoutbox
        assert (mail.to, mail.subject) == (["mira@example.org"], "Your account is erased")
        assert "on 1 July 2026, 18:00 JST" in mail.body
        assert not Mail.objects.exists()

    def test_last_mail_that_cannot_be_sent_leaves_nothing_either(self, monkeypatch):
        erasure.erase(make_candidate().user, at=NOW)
        mail = Mail.objects.get()
        assert mail.recipient is None
        mail.settle(State.FAILED, at=NOW)
        assert not Mail.objects.exists()

    def test_invite_they_used_goes_also_under_an_earlier_address(self):
        anna = make_membership()
        what = {"firm": anna.firm, "made_by": anna.user, "role": Role.COORDINATOR, "at": NOW}
        user = make_user(email="earlier@example.org")
        joined, _ = Invite.objects.issue(Purpose.JOIN, email=user.email, **what)
        joined.join(user, at=NOW)
        refused, _ = Invite.objects.issue(Purpose.JOIN, email=user.email, **what)
        refused.refuse(user, at=NOW)
        user.emailaddress_set.update(email="later@example.org")
        user.email = "later@example.org"
        user.save()
        erase(user, at=NOW)
        assert not Invite.objects.filter(email="earlier@example.org").exists()

    def test_invite_they_have_not_answered_stays_the_firms(self):
        mira, petra = make_candidate(), make_membership()
        join = {"firm": petra.firm, "made_by": petra.user, "role": Role.COORDINATOR}
        email = {"email": mira.user.email}
        Invite.objects.issue(Purpose.JOIN, at=NOW - timedelta(days=30), **join, **email)
        open_one, _ = Invite.objects.issue(Purpose.JOIN, at=NOW, **join, **email)
        erase(mira.user, at=NOW)
        assert list(Invite.objects.all()) == [open_one]

    def test_mail_that_was_written_to_a_folder_goes(self, settings, tmp_path, transactional_db):
        settings.MAILERS = {"default": {"OPTIONS": {"file_path": str(tmp_path)}}}
        mira = make_candidate()
        (tmp_path / "a.eml").write_text(f"To: {mira.user.email.upper()}\n\nHello")
        (tmp_path / "b.eml").write_text(f"To: {'x' + mira.user.email}\n\nHello")
        erasure.erase(mira.user, at=NOW)
        assert [file.name for file in tmp_path.iterdir()] == ["b.eml"]

    def test_there_may_be_no_folder_of_mail(self, settings, tmp_path):
        for options in ({}, {"OPTIONS": {"file_path": str(tmp_path / "none")}}):
            settings.MAILERS = {"default": options}
            traces.remove_written_mail({"mira@example.org"})


@pytest.mark.django_db
class TestFirms:
    def test_firm_that_nobody_is_left_in_goes_with_its_unclaimed_records(self):
        petra = make_user()
        firm = make_own_firm(petra)
        held = firm.add_candidate(petra.memberships.get(), at=NOW, name=CANARY)
        make_application(candidate=held.candidate, job_title=CANARY)
        erase(petra, at=NOW)
        assert not Firm.objects.exists()
        assert not Candidate.objects.exists()
        assert tables_with(CANARY) == set()
        assert Entry.objects.filter(kind=Kind.ERASED, firm_id=firm.pk).exists()

    def test_record_that_another_firm_keeps_too_stays(self):
        petra = make_user()
        firm, other = make_own_firm(petra), make_firm()
        candidate = make_candidate(user=None)
        for each in (firm, other):
            make_representation(candidate=candidate, firm=each)
        erase(petra, at=NOW)
        assert list(Candidate.objects.all()) == [candidate]
        assert Representation.objects.get().firm == other

    def test_person_who_ended_their_representation_stays(self):
        petra = make_user()
        firm, mira = make_own_firm(petra), make_candidate()
        make_representation(candidate=mira, firm=firm, ended_at=NOW)
        make_application(candidate=mira)
        erase(petra, at=NOW)
        assert Application.objects.get().candidate == mira

    def test_coordinator_leaves_the_firm_to_its_administrator(self):
        petra = make_membership()
        make_membership(firm=petra.firm, role=Role.ADMINISTRATOR)
        number = petra.user_id
        erase(petra.user, at=NOW)
        assert Firm.objects.get() == petra.firm
        entry = Entry.objects.get(kind=Kind.MEMBER_REMOVED)
        assert (entry.firm_id, entry.detail) == (petra.firm_id, {"member": number})

    def test_only_administrator_of_others_has_to_hand_over_first(self):
        admin = make_membership(role=Role.ADMINISTRATOR)
        make_membership(firm=admin.firm)
        with pytest.raises(LastAdministrator):
            erase(admin.user, at=NOW)
        assert Membership.objects.count() == 2
        assert not Entry.objects.filter(kind=Kind.ERASED).exists()

    def test_last_member_of_a_firm_with_candidates_has_to_hand_over_first(self):
        petra = make_user()
        make_representation(firm=make_own_firm(petra))
        with pytest.raises(LastAdministrator):
            erase(petra, at=NOW)
        assert User.objects.filter(pk=petra.pk).exists()

    def test_being_ones_own_only_candidate_keeps_nobody(self):
        petra = make_user()
        make_representation(firm=make_own_firm(petra), candidate=make_candidate(user=petra))
        erase(petra, at=NOW)
        assert not User.objects.filter(pk=petra.pk).exists()

    def test_firm_they_leave_first_is_untouched_where_they_cannot_leave_another(self):
        user = make_user()
        make_membership(user=user, firm=make_firm(name="A"))
        make_membership(firm=user.memberships.get().firm, role=Role.ADMINISTRATOR)
        admin = make_membership(user=user, firm=make_firm(name="B"), role=Role.ADMINISTRATOR)
        make_membership(firm=admin.firm)
        with pytest.raises(LastAdministrator):
            erase(user, at=NOW)
        assert user.memberships.count() == 2


class TestFiles:
    def test_they_go_once_the_rows_are_gone_for_good(self, transactional_db, monkeypatch):
        storage = InMemoryStorage()
        name = storage.save("resume.pdf", ContentFile(b"content"))
        stored = [traces.StoredFile(storage, name), traces.StoredFile(storage, "lost.pdf")]
        monkeypatch.setattr(traces, "files_of", lambda user: stored)
        mira = make_candidate()
        with transaction.atomic():
            erase(mira.user, at=NOW)
            assert storage.exists(name)
        assert not storage.exists(name)

    def test_they_stay_where_the_rows_do(self, transactional_db, monkeypatch):
        storage = InMemoryStorage()
        name = storage.save("resume.pdf", ContentFile(b"content"))
        monkeypatch.setattr(traces, "files_of", lambda user: [traces.StoredFile(storage, name)])
        with transaction.atomic():
            erase(make_candidate().user, at=NOW)
            transaction.set_rollback(True)
        assert storage.exists(name)
        assert not Message.objects.exists()
