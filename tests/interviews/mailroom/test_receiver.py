"""The small mail server, spoken to by Python's own clients over real connections."""

import asyncio
import os
import smtplib
import subprocess
import sys
import threading
from contextlib import contextmanager

import pytest
from django.db import OperationalError

from interviews.mailroom import receiver
from interviews.models import MailAddress, Message
from tests.factories import NOW, make_candidate
from tests.interviews.mailroom.mails import RECEIPT, mail
from tests.outbox.mail_server import PATIENCE
from tests.outbox.test_workers import (
    ROOT,
    database_url,
    has_begun,
    kill,
    locked,
    until,
)

pytestmark = pytest.mark.django_db(transaction=True)
DOMAIN = "in.example.org"
FROM = "rule@mail.example"


@pytest.fixture
def address(settings):
    settings.MAIL_DOMAIN = DOMAIN
    return MailAddress.objects.issue(make_candidate(), at=NOW).address


@contextmanager
def listening(*, is_lmtp=True):
    """The server in a thread of its own; its port."""
    stop, is_ready, ports = asyncio.Event(), threading.Event(), []
    loop = asyncio.new_event_loop()

    def ready(port):
        ports.append(port)
        is_ready.set()

    async def serve():
        await receiver.serve(
            DOMAIN, host="127.0.0.1", port=0, is_lmtp=is_lmtp, stop=stop, ready=ready
        )

    thread = threading.Thread(target=lambda: loop.run_until_complete(serve()))
    thread.start()
    try:
        assert is_ready.wait(PATIENCE)
        yield ports[0]
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(PATIENCE)
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()


def hand_over(port, raw, *to, speaks=smtplib.LMTP):
    with speaks("127.0.0.1", port, timeout=PATIENCE) as client:
        return client.sendmail(FROM, to, as_sent(raw))


def as_sent(raw):
    return raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


@pytest.mark.parametrize(("is_lmtp", "speaks"), [(True, smtplib.LMTP), (False, smtplib.SMTP)])
def test_mail_is_committed_once_it_is_acknowledged(address, is_lmtp, speaks):
    with listening(is_lmtp=is_lmtp) as port:
        assert hand_over(port, mail(RECEIPT), address, speaks=speaks) == {}
        kept = Message.objects.get()
    assert bytes(kept.raw) == as_sent(mail(RECEIPT))
    assert kept.forwarder == FROM


def test_nobodys_address_is_answered_like_somebodys(address):
    with listening() as port:
        assert hand_over(port, mail(RECEIPT), f"nobody@{DOMAIN}") == {}
    assert not Message.objects.exists()


def test_nothing_is_passed_on(address):
    with listening() as port, pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        hand_over(port, mail(RECEIPT), "somebody@elsewhere.example")
    assert refused.value.recipients["somebody@elsewhere.example"][0] == 550
    assert not Message.objects.exists()


def test_fault_is_a_later_matter_for_whoever_hands_over(address, monkeypatch):
    def no_database(*_, **__):
        raise OperationalError

    with listening() as port:
        with monkeypatch.context() as patch:
            patch.setattr(receiver, "deliver", no_database)
            with pytest.raises(smtplib.SMTPDataError) as error:
                hand_over(port, mail(RECEIPT), address)
        assert error.value.smtp_code == 451
        assert hand_over(port, mail(RECEIPT), address) == {}
    assert Message.objects.count() == 1


def test_mail_beyond_the_limit_is_refused_for_good(address):
    with listening() as port, pytest.raises(smtplib.SMTPResponseException) as error:
        hand_over(port, b"Subject: large\r\n\r\n" + b"a\r\n" * 4_000_000, address)
    assert error.value.smtp_code == 552


@pytest.fixture
def receive(tmp_path):
    """Starts `manage.py receive`, and tells the port; sees to it that it ends with the test."""
    environment = {
        "PATH": os.environ["PATH"],
        "JOBTRACKER_DATA": str(tmp_path),
        "DATABASE_URL": database_url(),
        "MAIL_DOMAIN": DOMAIN,
        "MAIL_LISTEN": "lmtp://127.0.0.1:0",
    }
    command = [sys.executable, "manage.py", "receive"]

    @contextmanager
    def start():
        with subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
        ) as process:
            try:
                yield process, int(process.stdout.readline().strip(".\n").rpartition(" ")[2])
            finally:
                process.kill()

    return start


def test_command_takes_mail_until_it_is_told_to_stop(address, receive):
    with receive() as (process, port):
        hand_over(port, mail(RECEIPT), address)
        process.terminate()
        assert process.wait(PATIENCE) == 0
    assert Message.objects.count() == 1


@contextmanager
def said(port, address, text):
    """A client that has said all this, and waits for the last answer."""
    with smtplib.LMTP("127.0.0.1", port, timeout=PATIENCE) as client:
        client.ehlo()
        client.mail(FROM)
        client.rcpt(address)
        assert client.docmd("DATA")[0] == 354
        client.send(text)
        yield client
        # Its server has gone; the polite end of `with` would wait for it.
        client.close()


def test_killed_at_each_step_the_mail_that_is_sent_again_is_there_once(address, receive):
    whole = as_sent(mail(RECEIPT)) + b".\r\n"
    with receive() as (process, port), said(port, address, whole[:40]) as client:
        kill(process)
        assert_unanswered(client)
    assert not Message.objects.exists()
    with (
        receive() as (process, port),
        locked(MailAddress.objects.all()),
        said(port, address, whole) as client,
    ):
        until(lambda: has_begun(process))
        kill(process)
        assert_unanswered(client)
    assert not Message.objects.exists()
    with receive() as (process, port), said(port, address, whole):
        # It is committed; the answer, sent or not, is one that the client never sees.
        until(Message.objects.exists)
        kill(process)
    with receive() as (process, port):
        assert hand_over(port, mail(RECEIPT), address) == {}
        kill(process)
    assert bytes(Message.objects.get().raw) == as_sent(mail(RECEIPT))


def assert_unanswered(client):
    """To a mail server that is: not taken, and to be tried again."""
    with pytest.raises((smtplib.SMTPServerDisconnected, ConnectionError)):
        client.getreply()
