"""What may be queued, what is fixed by then, and whose mail goes when somebody is erased."""

from email.headerregistry import Address
from email.policy import SMTP

import pytest
from django.db import IntegrityError, connection, transaction

from jobtracker.outbox.models import Mail, State, new_message_id
from tests.factories import NOW, make_candidate, make_mail, make_user

pytestmark = pytest.mark.django_db


def test_mail_is_due_at_once():
    mail = make_mail(html="<p>Hello</p>", about=7)
    assert list(Mail.objects.due(NOW)) == [mail]
    assert (mail.state, mail.attempts, mail.about) == (State.WAITING, 0, 7)


def test_purpose_without_a_check_is_refused():
    with pytest.raises(ValueError, match="'newsletter'"):
        make_mail(purpose="newsletter")
    assert not Mail.objects.exists()


LINE_ENDS = ["\r", "\n", "\r\n", "\v", "\f", "\x1c", "\x85", "\u2028", "\u2029", "\x00"]


@pytest.mark.parametrize("end", LINE_ENDS, ids=ascii)
@pytest.mark.parametrize(
    "fields",
    [
        {"subject": "Hello{}Bcc: all@example.org"},
        {"subject": "Hello{}"},
        {"subject": "{}Hello"},
        {"to": "ada@example.org{}Bcc: all@example.org"},
        {"to": "ada@example.org{}"},
        {"to": "{}ada@example.org"},
        {"to": '"ada{}"@example.org'},
    ],
    ids=lambda fields: "-".join(fields.values()),
)
def test_line_end_in_a_header_is_refused(fields, end):
    with pytest.raises(ValueError, match="one line"):
        make_mail(**{name: value.format(end) for name, value in fields.items()})
    assert not Mail.objects.exists()


@pytest.mark.parametrize(
    "subject", ["=?utf-8?q?Hello=0D=0ABcc:_all@example.org?=", "=?utf-8?b?YQ0KQmNjOiBiQGMuZA==?="]
)
def test_encoded_line_end_in_a_subject_is_refused(subject):
    with pytest.raises(ValueError, match="one line"):
        make_mail(subject=subject)


@pytest.mark.parametrize(
    "to", ["", "ada", "ada@", "Ada <ada@example.org>", "ada@example.org, bo@example.org"]
)
def test_what_is_not_one_address_is_refused(to):
    with pytest.raises(ValueError, match="no address"):
        make_mail(to=to)


@pytest.mark.parametrize("subject", ["Grüße an Åsa 🎉", "word " * 400, "x" * 2000, "Really =?"])
def test_subject_of_one_line_may_be_anything(subject):
    written = make_mail(subject=subject).message().message()
    assert written["Subject"] == subject


def test_mail_is_the_same_each_time_it_is_written():
    mail = make_mail(html="<p>Hello</p>")
    first, second = (Mail.objects.get().message().message() for _ in range(2))
    assert first["Message-ID"] == second["Message-ID"] == mail.message_id
    assert first["Date"].datetime == second["Date"].datetime == NOW
    assert first["Auto-Submitted"] == "auto-generated"
    assert first["To"].addresses == (Address(addr_spec="ada@example.org"),)


def test_way_out_stays_readable_however_long_it_is():
    address = f"https://jobs.example.org/mail/off/{'x' * 200}/"
    written = make_mail(way_out=address).message().message(policy=SMTP).as_bytes()
    assert f"\r\nList-Unsubscribe: <{address}>\r\n".encode() in written
    assert b"\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in written


def test_way_out_is_one_click_by_https_alone():
    written = make_mail(way_out="http://localhost:8000/mail/off/x/").message().message()
    assert written["List-Unsubscribe"] == "<http://localhost:8000/mail/off/x/>"
    assert written["List-Unsubscribe-Post"] is None


def test_database_takes_one_mail_of_a_key():
    make_mail(once="morning:7:2026-07-01")
    make_mail(once="morning:7:2026-07-02")
    make_mail()
    make_mail()
    with pytest.raises(IntegrityError), transaction.atomic():
        make_mail(once="morning:7:2026-07-01")


@pytest.mark.parametrize(
    ("html", "kind"), [("", "text/plain"), ("<p>Hello</p>", "multipart/alternative")]
)
def test_mail_has_a_second_form_only_where_one_is_given(html, kind):
    assert make_mail(html=html).message().message().get_content_type() == kind


@pytest.mark.parametrize(
    ("sender", "host"),
    [
        ("Jobs <jobs@mail.example.org>", "mail.example.org"),
        ("jobs@example.org", "example.org"),
        ("Jobs <jobs@bücher.example>", "xn--bcher-kva.example"),
    ],
)
def test_message_id_names_the_host_that_mail_comes_from(sender, host, settings):
    settings.DEFAULT_FROM_EMAIL = sender
    assert new_message_id().endswith(f"@{host}>")
    assert new_message_id() != new_message_id()


def test_nothing_is_queued_by_what_is_rolled_back():
    with transaction.atomic():
        make_mail()
        transaction.set_rollback(True)
    assert not Mail.objects.exists()


def test_mail_goes_with_the_account_and_with_the_candidate_it_is_about():
    user, candidate = make_user(), make_candidate()
    to_user = make_mail(recipient=user)
    about_candidate = make_mail(candidate_id=candidate.pk)
    other = make_mail(recipient=make_user(), candidate_id=make_candidate().pk)
    candidate.delete()
    assert set(Mail.objects.all()) == {to_user, other}
    user.delete()
    assert set(Mail.objects.all()) == {other}
    assert about_candidate.pk


@pytest.mark.parametrize(
    "fields",
    [
        {"state": State.SENT, "settled_at": NOW},
        {"state": State.DROPPED, "settled_at": NOW, "subject": "", "text": "", "html": "Token"},
        {"state": State.FAILED, "subject": "", "text": "", "html": ""},
        {"settled_at": NOW},
    ],
)
def test_database_refuses_text_in_mail_that_is_done(fields):
    make_mail()
    with pytest.raises(IntegrityError), transaction.atomic():
        Mail.objects.update(**fields)


def test_look_for_mail_that_is_due_uses_the_index():
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
    assert "outbox_due" in Mail.objects.due(NOW)[:1].explain()


def test_mail_is_named_without_its_address():
    mail = make_mail()
    assert str(mail) == f"mail {mail.pk} (account)"
