"""A mailbox in one file: what is part of the search comes into the inbox, a piece at a time."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from applications.models import Employer
from interviews.mailroom import importing
from interviews.mailroom.importing import import_next
from interviews.models import MailboxImport, Message
from interviews.models.mailbox_import import LEASE
from interviews.models.message import Handled, Way
from tests.factories import make_application, make_candidate
from tests.interviews.mailroom.mails import INVITED, RECEIPT, REFUSED, mail

pytestmark = pytest.mark.django_db
NEWS = "The garden club meets on Monday. Bring cake."
SENT = datetime(2036, 6, 23, 7, 0, tzinfo=UTC)
LATER = SENT + timedelta(days=30)


@pytest.fixture
def mira(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return make_candidate()


def mbox(*mails):
    return b"".join(b"From MAILER Mon Jun 23 09:00:00 2036\n%s\n\n" % each for each in mails)


def hand_over(candidate, content):
    return MailboxImport.objects.create(
        candidate=candidate,
        file=ContentFile(content, name="All.mbox"),
        file_name="All.mbox",
        size=len(content),
        due_at=LATER,
    )


def go_through(at=LATER):
    rounds = 0
    while import_next(at):
        rounds += 1
    return rounds


def told(found):
    found.refresh_from_db()
    return found.read, found.kept, found.left_out, found.unreadable


def test_only_what_is_part_of_the_search_is_kept(mira):
    make_application(candidate=mira, employer_name="Harbour & Vale", job_title="Data Analyst")
    mails = (mail(RECEIPT), mail(NEWS, number=2, subject="Cake", sender="club@garden.example"))
    found = hand_over(mira, mbox(*mails, mail(REFUSED, number=3)))
    go_through()
    assert told(found) == (3, 2, 1, 0)
    kept = Message.objects.order_by("pk")
    assert [each.label for each in kept] == ["application-received", "rejection"]
    assert {(each.way, each.handled, each.received_at) for each in kept} == {
        (Way.FILE, Handled.WAITING, SENT)
    }
    assert all(each.suggested for each in kept)


def test_what_a_known_person_writes_is_kept_whatever_it_is(mira):
    job = make_application(candidate=mira, employer_name="Garden Club", job_title="Baker")
    Employer.objects.filter(pk=job.employer_id).update(domain="gardenclub.example")
    text = f"Baker at Garden Club: {NEWS}"
    hand_over(mira, mbox(mail(text, sender="ada@gardenclub.example", subject="Garden Club: Baker")))
    go_through()
    [kept] = Message.objects.all()
    assert (kept.label, kept.suggested.job_title) == ("other", "Baker")


def test_what_the_person_wrote_is_left_out(mira):
    found = hand_over(mira, mbox(mail(INVITED, sender=mira.user.email)))
    go_through()
    assert told(found) == (1, 0, 1, 0)


def test_file_goes_once_it_is_gone_through(mira, django_capture_on_commit_callbacks):
    found = hand_over(mira, mbox(mail(RECEIPT)))
    name = found.file.name
    with django_capture_on_commit_callbacks(execute=True):
        go_through()
    found.refresh_from_db()
    assert (found.is_under_way, found.file.name) == (False, "")
    assert not default_storage.exists(name)


def test_piece_by_piece_is_the_same_as_all_at_once(mira, monkeypatch):
    monkeypatch.setattr(importing, "PIECE", 2)
    content = mbox(*(mail(RECEIPT, number=number) for number in range(5)))
    found = hand_over(mira, content)
    assert go_through() == 4
    assert told(found) == (5, 5, 0, 0)


def test_piece_ends_at_what_memory_should_hold(mira, monkeypatch):
    monkeypatch.setattr(importing, "PIECE_BYTES", 1)
    hand_over(mira, mbox(mail(RECEIPT), mail(RECEIPT, number=2)))
    assert go_through() == 3
    assert Message.objects.count() == 2


def test_worker_ended_in_the_middle_is_followed_by_another_that_doubles_nothing(mira, monkeypatch):
    found = hand_over(mira, mbox(mail(RECEIPT), mail(REFUSED, number=2)))
    with monkeypatch.context() as patched:
        patched.setattr(MailboxImport, "went_on", ended)
        with pytest.raises(SystemExit):
            import_next(LATER)
    assert not Message.objects.exists()
    assert not import_next(LATER)
    go_through(LATER + LEASE)
    assert told(found) == (2, 2, 0, 0)


def ended(*_args, **_options):
    raise SystemExit


def test_of_two_workers_one_goes_on(mira):
    found = hand_over(mira, mbox(mail(RECEIPT)))
    stale = MailboxImport.objects.get(pk=found.pk)
    import_next(LATER)
    importing.go_on(stale, LATER)
    assert told(found) == (1, 1, 0, 0)


def test_ended_by_the_person_nobody_goes_on(mira):
    found = hand_over(mira, mbox(mail(RECEIPT)))
    found.end(at=LATER)
    assert go_through() == 0
    assert not Message.objects.exists()


def test_same_mailbox_again_brings_nothing_new(mira):
    content = mbox(mail(RECEIPT), mail(REFUSED, number=2))
    hand_over(mira, content)
    go_through()
    Message.objects.update(handled=Handled.PUT_ASIDE)
    again = hand_over(mira, content)
    go_through()
    assert told(again) == (2, 0, 2, 0)
    assert set(Message.objects.values_list("handled", flat=True)) == {Handled.PUT_ASIDE}


def test_mail_that_cannot_be_read_is_counted_and_the_next_are_read(mira):
    found = hand_over(mira, mbox(b"Subject: " + b"x" * 70_000 + b"\n\nBody", mail(RECEIPT)))
    go_through()
    assert told(found) == (2, 1, 0, 1)


def test_lost_file_ends_the_work(mira, caplog):
    found = hand_over(mira, mbox(mail(RECEIPT)))
    default_storage.delete(found.file.name)
    go_through()
    assert told(found) == (0, 0, 0, 0)
    assert "missing" in caplog.text
