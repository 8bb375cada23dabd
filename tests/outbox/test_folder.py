"""Mail as files: where to find it, who may read it, and that it reads well."""

import email
import email.policy
import os
import stat
from datetime import timedelta

import pytest

from jobtracker.environment import Environment
from jobtracker.outbox.folder import remove_old_files
from jobtracker.outbox.sending import send_next
from jobtracker.work import JOBS, Daily
from tests.factories import NOW, make_mail

pytestmark = pytest.mark.django_db
LINK = "https://jobs.example.org/reset/" + "0123456789abcdef" * 8


@pytest.fixture
def folder(tmp_path, settings):
    """The folder that mail is written to where no server is set; nothing has made it yet."""
    folder = tmp_path / "var" / "mail"
    settings.MAILERS = {"default": Environment({}).mailer("EMAIL_URL", folder)}
    return folder


def test_each_mail_is_a_file_of_its_own_named_by_its_date(folder):
    for _ in range(3):
        make_mail()
        send_next(NOW)
    names = [file.name for file in folder.iterdir()]
    assert len(names) == 3
    assert all(name.startswith("20260701-090000-") and name.endswith(".eml") for name in names)


def test_only_the_owner_can_read_it(folder):
    make_mail()
    send_next(NOW)
    [file] = folder.iterdir()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("html", ["", f'<p><a href="{LINK}">Grüße</a></p>'])
def test_letters_and_links_can_be_read_and_copied_from_the_file(folder, html):
    make_mail(subject="Grüße an Åsa", text=f"Grüße!\n\n{LINK}\n", html=html)
    send_next(NOW)
    [file] = folder.iterdir()
    lines = file.read_text().splitlines()
    assert "Subject: Grüße an Åsa" in lines
    assert "Grüße!" in lines
    assert LINK in lines


def test_mail_program_reads_the_file(folder):
    queued = make_mail(subject="Grüße an Åsa", text=f"Grüße!\n{LINK}\n", html="<p>Grüße!</p>")
    send_next(NOW)
    [file] = folder.iterdir()
    mail = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    assert (mail["Subject"], mail["To"]) == ("Grüße an Åsa", "ada@example.org")
    assert mail["Message-ID"] == queued.message_id
    assert mail.get_body(["plain"]).get_content() == f"Grüße!\n{LINK}\n"
    assert mail.get_body(["html"]).get_content() == "<p>Grüße!</p>\n"


def test_second_copy_replaces_the_first(folder):
    mail = make_mail()
    mail.message().send()
    mail.message().send()
    assert len(list(folder.iterdir())) == 1


def test_what_was_written_a_month_ago_is_removed_with_what_was_never_finished(folder):
    folder.mkdir(parents=True)
    ages = {"old.eml": 31, "unfinished.part": 31, "new.eml": 29, "notes.txt": 400}
    for name, days in ages.items():
        file = folder / name
        file.write_text("Hello")
        at = (NOW - timedelta(days=days)).timestamp()
        os.utime(file, (at, at))
    assert remove_old_files(NOW)
    assert {file.name for file in folder.iterdir()} == {"new.eml", "notes.txt"}
    assert not remove_old_files(NOW)


def test_without_a_folder_nothing_is_removed(folder, settings):
    assert not remove_old_files(NOW)
    settings.MAILERS = {"default": {"BACKEND": "x", "OPTIONS": {"host": "mail.example.org"}}}
    assert not remove_old_files(NOW)


def test_worker_removes_old_files_once_a_day():
    assert remove_old_files in [job.job for job in JOBS if isinstance(job, Daily)]
