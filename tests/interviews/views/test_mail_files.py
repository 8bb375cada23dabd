"""Files put into the inbox: kept first, read by the worker, and refused by name."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from interviews.forms import mail_files
from interviews.mailroom.importing import import_next
from interviews.models import MailboxImport, Message
from interviews.models.message import Handled, Way
from jobtracker.durable_files import DurableStorage
from jobtracker.http import ASKED_BY_HTMX
from jobtracker.work import Strays
from tests.factories import make_candidate
from tests.interviews.mailroom.mails import INVITED, RECEIPT, REFUSED, mail
from tests.interviews.mailroom.test_delivery import read_all
from tests.interviews.mailroom.test_importing import LATER, mbox

pytestmark = pytest.mark.django_db
FILES = reverse("interviews:mail-files")


@pytest.fixture
def mira(client, settings, tmp_path):
    settings.MEDIA_ROOT = settings.DATA_FOLDER = tmp_path
    candidate = make_candidate()
    client.force_login(candidate.user)
    return candidate


def send(client, *files, **options):
    named = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post(FILES, {"mails": named}, follow=True, **options)


def test_several_mails_wait_in_the_inbox_once_they_are_read(client, mira):
    earlier = mail(RECEIPT).replace(b"23 Jun 2036", b"23 Jun 2025")
    answer = send(client, ("a.eml", earlier), ("b.eml", mail(INVITED, number=2)))
    assert answer.request["PATH_INFO"] == reverse("interviews:inbox")
    assert answer.text.count("Being read") == 2
    read_all(LATER)
    kept = Message.objects.order_by("pk")
    assert [each.label for each in kept] == ["application-received", "invitation"]
    assert {(each.way, each.handled) for each in kept} == {(Way.FILE, Handled.WAITING)}
    assert kept[0].received_at.date().isoformat() == "2025-06-23"
    assert kept[1].received_at <= timezone.now()


def test_mailbox_leads_to_the_page_that_says_how_far_it_is(client, mira):
    answer = send(client, ("All.mbox", mbox(mail(RECEIPT), mail(REFUSED, number=2))))
    assert "Going through your mailbox" in answer.text
    here = answer.request["PATH_INFO"]
    asked_again = client.get(here, headers=ASKED_BY_HTMX).text
    assert f'hx-get="{here}"' in asked_again
    assert "<html" not in asked_again
    while import_next(LATER):
        pass
    page = client.get(answer.request["PATH_INFO"]).text
    assert "2 mails read. 2 read like part of your search" in page
    assert "2 of 2 mails were new" in client.get(reverse("interviews:inbox")).text


def test_mailbox_beyond_memory_goes_through_a_private_folder(client, mira, settings, tmp_path):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1000
    content = mbox(mail(RECEIPT), mail("x" * 2000, number=2))
    send(client, ("All.mbox", content))
    found = MailboxImport.objects.get()
    with found.opened() as stream:
        assert stream.read() == content
    assert [*(tmp_path / "uploads").iterdir()] == []
    assert (tmp_path / "uploads").stat().st_mode & 0o077 == 0


def test_large_body_is_taken_from_who_is_signed_in_alone(client, settings, tmp_path):
    settings.DATA_FOLDER = tmp_path
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1000
    ours = {"headers": {"Sec-Fetch-Site": "same-origin"}}
    assert send(client, ("All.mbox", mbox(mail("x" * 2000))), **ours).status_code == 400
    assert not (tmp_path / "uploads").exists()


def test_one_mailbox_at_a_time(client, mira):
    content = mbox(mail(RECEIPT))
    send(client, ("All.mbox", content))
    answer = send(client, ("Other.mbox", content))
    assert answer.status_code == 422
    assert "One mailbox at a time" in answer.text
    both = send(client, ("All.mbox", content), ("Other.mbox", content))
    assert "One mailbox at a time" in both.text
    assert MailboxImport.objects.count() == 1


def test_stopped_mailbox_is_let_go_and_the_next_is_taken(client, mira):
    send(client, ("All.mbox", mbox(mail(RECEIPT))))
    found = MailboxImport.objects.get()
    client.post(reverse("interviews:mailbox-end", args=[found.pk]))
    assert not import_next(LATER)
    send(client, ("Other.mbox", mbox(mail(RECEIPT))))
    assert MailboxImport.objects.under_way().get().file_name == "Other.mbox"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("cv.pdf", b"%PDF-1.7", "cv.pdf: we can read mails"),
        ("empty.eml", b"", "empty.eml: This file is empty"),
        ("bin.eml", b"\x00" * 100, "bin.eml: This is not a mail"),
    ],
)
def test_what_nobody_reads_is_refused_by_name_and_nothing_is_kept(
    client, mira, name, content, words
):
    answer = send(client, ("a.eml", mail(RECEIPT)), (name, content))
    assert answer.status_code == 422
    assert words in answer.text
    assert not Message.objects.exists()


def test_limits_are_said_beside_the_field(client, mira, monkeypatch):
    monkeypatch.setattr(mail_files, "MAX_BYTES", 10)
    assert "a single mail may have 10 MB" in send(client, ("a.eml", mail(RECEIPT))).text
    monkeypatch.setattr(mail_files, "MOST_BYTES", 10)
    assert "more than 1 GB" in send(client, ("a.eml", mail(RECEIPT))).text
    monkeypatch.setattr(mail_files, "MOST_FILES", 0)
    assert "At most 0 files" in send(client, ("a.eml", mail(RECEIPT))).text
    assert "Choose a file first" in send(client).text


def test_file_that_no_row_names_is_removed_after_a_day(mira, tmp_path):
    storage = DurableStorage(location=tmp_path)
    named, stray = (storage.save(f"mailboxes/1/{n}", ContentFile(b"x")) for n in ("a", "b"))
    MailboxImport.objects.create(candidate=mira, file=named, file_name="All.mbox", size=1)
    job = Strays("mailboxes", MailboxImport)
    assert not job(timezone.now(), storage)
    assert job(LATER, storage)
    assert storage.exists(named)
    assert not storage.exists(stray)
