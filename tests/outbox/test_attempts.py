"""Mail that cannot be sent yet: when it is tried again, by whom, and when it is given up."""

import smtplib
from datetime import timedelta

import pytest

from jobtracker.outbox import sending
from jobtracker.outbox.models import LEASE, MOST_ATTEMPTS, Mail, State, pause_after
from jobtracker.outbox.sending import send_next
from tests.factories import NOW, make_mail
from tests.outbox.mail_server import free_port

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA"])
def test_mail_that_the_server_puts_off_is_sent_later(step, inbox):
    inbox.answers[step] = "451 ada@example.org is greylisted"
    make_mail()
    assert send_next(NOW) is True
    mail = Mail.objects.get()
    assert (mail.state, mail.due_at, mail.lease_until) == (State.WAITING, NOW + MINUTE, None)
    assert mail.error.startswith("smtplib.SMTP")
    assert "ada" not in mail.error
    assert send_next(NOW + MINUTE / 2) is False
    inbox.answers.clear()
    assert send_next(NOW + MINUTE) is True
    mail.refresh_from_db()
    assert (mail.state, mail.attempts, len(inbox.mails)) == (State.SENT, 2, 1)


def test_mail_waits_for_a_server_that_is_down(mail_server, inbox, settings):
    options = settings.MAILERS["default"]["OPTIONS"]
    make_mail()
    options["port"] = free_port()
    send_next(NOW)
    assert Mail.objects.get().error == "builtins.ConnectionRefusedError"
    options["port"] = mail_server.port
    send_next(NOW + MINUTE)
    assert Mail.objects.get().state == State.SENT


def test_address_that_never_takes_mail_is_given_up_at_once(inbox):
    inbox.answers["RCPT"] = "550 No such user here"
    make_mail()
    send_next(NOW)
    mail = Mail.objects.get()
    assert (mail.state, mail.settled_at) == (State.FAILED, NOW)
    assert (mail.error, mail.text) == ("smtplib.SMTPRecipientsRefused", "")


@pytest.mark.parametrize(
    ("answers", "is_final"),
    [
        ({"a@example.org": (550, b"")}, True),
        ({"a@example.org": (450, b"")}, False),
        ({"a@example.org": (550, b""), "b@example.org": (450, b"")}, False),
    ],
)
def test_only_a_server_that_says_never_is_believed(answers, is_final):
    assert sending.is_refused_for_good(smtplib.SMTPRecipientsRefused(answers)) is is_final


def test_wrong_password_is_ours_to_mend_and_no_reason_to_give_up():
    assert not sending.is_refused_for_good(smtplib.SMTPAuthenticationError(535, b"No"))


@pytest.mark.parametrize(
    ("attempts", "minutes"), [(1, 1), (2, 2), (3, 4), (6, 32), (7, 60), (8, 60), (1000, 60)]
)
def test_pause_doubles_up_to_an_hour(attempts, minutes):
    assert pause_after(attempts) == minutes * MINUTE


def test_mail_that_fails_for_three_days_is_given_up_and_emptied(inbox):
    inbox.answers["MAIL"] = "451 Later"
    mail, now = make_mail(), NOW
    Mail.objects.update(attempts=MOST_ATTEMPTS - 2)
    send_next(now)
    mail.refresh_from_db()
    assert mail.state == State.WAITING
    send_next(mail.due_at)
    mail.refresh_from_db()
    assert (mail.state, mail.attempts, mail.text) == (State.FAILED, MOST_ATTEMPTS, "")
    tried_for = sum((pause_after(attempt) for attempt in range(1, MOST_ATTEMPTS)), timedelta())
    assert timedelta(days=3) <= tried_for < timedelta(days=3, hours=2)


def test_mail_that_always_ends_its_worker_is_given_up(mailoutbox):
    mail = make_mail()
    Mail.objects.update(attempts=MOST_ATTEMPTS, lease_until=NOW)
    send_next(NOW)
    mail.refresh_from_db()
    assert (mail.state, mailoutbox) == (State.FAILED, [])


def test_leased_mail_is_nobody_elses_until_the_lease_ends(mailoutbox):
    make_mail().lease(at=NOW)
    assert send_next(NOW + LEASE - MINUTE) is False
    assert send_next(NOW + LEASE) is True
    assert len(mailoutbox) == 1


def test_of_two_who_take_a_mail_one_gets_it():
    make_mail()
    first, second = Mail.objects.get(), Mail.objects.get()
    assert first.lease(at=NOW) is True
    assert second.lease(at=NOW) is False
    assert Mail.objects.get().attempts == 1


def test_who_lost_the_lease_cannot_put_off_what_another_is_sending():
    make_mail()
    slow = Mail.objects.get()
    slow.lease(at=NOW)
    quick = Mail.objects.get()
    quick.lease(at=NOW + LEASE)
    slow.put_off(at=NOW + LEASE, error="builtins.TimeoutError")
    mail = Mail.objects.get()
    assert (mail.lease_until, mail.error) == (NOW + 2 * LEASE, "")
