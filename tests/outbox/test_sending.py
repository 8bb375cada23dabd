"""One worker's way with mail that is due, in the words it exchanges with a real server."""

import json
import logging
import smtplib
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection

from jobtracker.log import JsonFormatter
from jobtracker.outbox import sending
from jobtracker.outbox.models import LEASE, Mail, State
from jobtracker.outbox.rights import still_wanted
from jobtracker.outbox.sending import KEPT, forget_old, send_next
from tests.factories import NOW, make_mail

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
CONTENT = ("subject", "text", "html")


def lines(caplog):
    ours = [record for record in caplog.records if record.name.startswith("jobtracker")]
    return [json.loads(JsonFormatter().format(record)) for record in ours]


def test_mail_arrives_as_it_was_queued(inbox):
    text = "Grüße!\nhttps://jobs.example.org/reset/" + "long-token" * 20 + "\n.\nBye\n"
    queued = make_mail(subject="Grüße an Åsa", text=text, html="<p>Grüße!</p>")
    assert send_next(NOW + MINUTE) is True
    [(mail, to)] = inbox.mails
    assert to == ("ada@example.org",)
    assert (mail["Subject"], mail["To"]) == ("Grüße an Åsa", "ada@example.org")
    assert mail["From"] == "Jobtracker <jobtracker@localhost>"
    assert (mail["Message-ID"], mail["Date"].datetime) == (queued.message_id, NOW)
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_body(["plain"]).get_content().replace("\r\n", "\n") == text
    assert "<p>Grüße!</p>" in mail.get_body(["html"]).get_content()


def test_sent_mail_keeps_its_facts_and_forgets_what_it_said(inbox):
    make_mail(html="<p>secret-token</p>")
    send_next(NOW)
    mail = Mail.objects.get()
    assert (mail.state, mail.settled_at, mail.attempts) == (State.SENT, NOW, 1)
    assert "secret-token" not in str(Mail.objects.values())
    assert [getattr(mail, name) for name in CONTENT] == ["", "", ""]
    assert send_next(NOW + timedelta(days=1)) is False
    assert len(inbox.mails) == 1


def test_nothing_is_sent_before_it_is_due(inbox):
    make_mail(at=NOW + MINUTE)
    assert send_next(NOW) is False
    assert send_next(NOW + MINUTE) is True
    assert len(inbox.mails) == 1


def test_longest_due_is_sent_first(mailoutbox):
    for minutes in (2, 1, 3):
        make_mail(to=f"{minutes}@example.org", at=NOW + minutes * MINUTE)
    while send_next(NOW + 9 * MINUTE):
        pass
    assert [mail.to for mail in mailoutbox] == [[f"{n}@example.org"] for n in (1, 2, 3)]


def test_look_that_finds_nothing_is_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert send_next(NOW) is False


def test_mail_that_is_no_longer_wanted_is_dropped_unsent(inbox, checks):
    allowed = {1}

    @still_wanted("only-in-tests")
    def is_open(mail):
        return mail.about in allowed

    for about in (1, 2):
        make_mail(purpose="only-in-tests", about=about, html="<p>secret-token</p>")
    allowed.clear()
    allowed.add(2)
    while send_next(NOW):
        pass
    dropped, sent = Mail.objects.order_by("about")
    assert (dropped.state, dropped.settled_at) == (State.DROPPED, NOW)
    assert (sent.state, len(inbox.mails)) == (State.SENT, 1)
    assert "secret-token" not in str(Mail.objects.values())


def test_right_is_asked_for_anew_at_each_attempt(inbox, checks):
    answers = iter([True, False])
    still_wanted("only-in-tests")(lambda mail: next(answers))
    make_mail(purpose="only-in-tests")
    inbox.answers["DATA"] = "451 Later"
    send_next(NOW)
    del inbox.answers["DATA"]
    send_next(NOW + LEASE)
    assert Mail.objects.get().state == State.DROPPED
    assert inbox.mails == []


@pytest.mark.django_db(transaction=True)
def test_right_is_asked_for_in_the_transaction_that_takes_the_mail(mailoutbox, checks):
    @still_wanted("only-in-tests")
    def be_ended(mail):
        seen.append((connection.in_atomic_block, Mail.objects.get().lease_until))
        raise SystemExit

    seen = []
    make_mail(purpose="only-in-tests")
    with pytest.raises(SystemExit):
        send_next(NOW)
    assert seen == [(True, NOW + LEASE)]
    mail = Mail.objects.get()
    assert (mail.attempts, mail.lease_until, mailoutbox) == (0, None, [])


@pytest.mark.parametrize("error", [RuntimeError("secret-token"), DatabaseError("secret-token")])
def test_mail_whose_check_fails_is_not_sent_and_holds_up_no_other(error, mailoutbox, checks):
    @still_wanted("only-in-tests")
    def fail(_mail):
        if isinstance(error, DatabaseError):
            Mail.objects.update(state=None)
        raise error

    stuck, other = make_mail(purpose="only-in-tests"), make_mail(at=NOW + MINUTE)
    while send_next(NOW + MINUTE):
        pass
    stuck.refresh_from_db()
    other.refresh_from_db()
    assert (stuck.state, stuck.attempts, stuck.due_at) == (State.WAITING, 1, NOW + 2 * MINUTE)
    assert (other.state, len(mailoutbox)) == (State.SENT, 1)


def test_purpose_that_nobody_knows_any_longer_is_not_a_yes(mailoutbox, checks):
    make_mail()
    checks.clear()
    send_next(NOW)
    mail = Mail.objects.get()
    assert (mail.state, mail.error) == (State.WAITING, "builtins.KeyError")
    assert mailoutbox == []


@pytest.mark.parametrize("error", [TimeoutError, smtplib.SMTPException])
def test_server_without_a_goodbye_has_still_taken_the_mail(error, inbox, monkeypatch):
    def fail(smtp):
        smtp.close()
        raise error

    monkeypatch.setattr(smtplib.SMTP, "quit", fail)
    make_mail()
    assert send_next(NOW) is True
    assert (Mail.objects.get().state, len(inbox.mails)) == (State.SENT, 1)


def test_mail_is_noted_as_sent_before_the_goodbye(inbox, monkeypatch):
    seen = []

    async def look(server, session, envelope):
        seen.append(noted[:])
        return "221 Bye"

    noted = []
    settle = Mail.settle
    monkeypatch.setattr(Mail, "settle", lambda *a, **k: (settle(*a, **k), noted.append(1)))
    inbox.handle_QUIT = look
    make_mail()
    send_next(NOW)
    assert seen == [[1]]


def test_mail_of_somebody_erased_while_it_is_sent_leaves_no_row(mailoutbox):
    mail = make_mail()
    mail.lease(at=NOW)
    Mail.objects.all().delete()
    sending.send(mail, NOW)
    assert not Mail.objects.exists()


def test_log_has_a_line_a_mail_without_address_or_text(inbox, caplog):
    caplog.set_level(logging.INFO, logger="jobtracker.outbox")
    inbox.answers["RCPT"] = "450 ada@example.org is greylisted"
    mail = make_mail()
    send_next(NOW)
    inbox.answers.clear()
    send_next(NOW + MINUTE)
    failed, sent = lines(caplog)
    assert failed["message"] == f"mail {mail.pk} (account) failed at attempt 1"
    assert failed["exception"] == "smtplib.SMTPRecipientsRefused"
    assert sent["message"] == f"mail {mail.pk} (account) was sent at attempt 2"
    for said in ("ada@", "secret-token", "password", "greylisted"):
        assert said not in json.dumps([failed, sent])


def test_month_after_it_was_sent_nothing_is_left(mailoutbox):
    old, recent, waiting = (make_mail() for _ in range(3))
    old.settle(State.SENT, at=NOW - KEPT - MINUTE)
    recent.settle(State.FAILED, at=NOW - KEPT + MINUTE)
    Mail.objects.filter(pk=waiting.pk).update(queued_at=NOW - 2 * KEPT)
    forget_old(NOW)
    assert set(Mail.objects.all()) == {recent, waiting}
