"""The site's own mailbox, on a real server: each mail comes to whom it is for, and once."""

import logging
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError

from interviews.intake.limits import MAX_BYTES
from interviews.mailroom import catch_all, delivery
from interviews.mailroom.catch_all import look_into_ours
from interviews.mailroom.imap import Trouble, Ways
from interviews.models import MailAddress, Message, SiteMailbox
from interviews.models.message import Way
from jobtracker.environment import Mailbox
from tests.conftest import NO_SKIP
from tests.factories import NOW, make_candidate
from tests.interviews.mailroom import dovecot
from tests.interviews.mailroom.mails import RECEIPT, REFUSED, mail

needs_dovecot = pytest.mark.skipif(
    dovecot.PROGRAM is None and not NO_SKIP, reason="dovecot-imapd is not installed"
)
pytestmark = [pytest.mark.django_db, needs_dovecot]
DOMAIN = "in.example.org"


@pytest.fixture(scope="module")
def server():
    with dovecot.running() as running:
        yield running


@pytest.fixture(autouse=True)
def in_the_morning():
    """Not here: a real server has the machine's clock, and dates mail by it."""


@pytest.fixture
def box(server, settings):
    settings.MAIL_DOMAIN = DOMAIN
    settings.MAIL_FETCH = Mailbox(*server.place())
    server.run("expunge", "-u", dovecot.USER, "mailbox", "*", "all")
    return server


@pytest.fixture
def address():
    return make_address()


def make_address():
    return MailAddress.objects.issue(make_candidate(), at=NOW).address


def now():
    return datetime.now(UTC)


def later(minutes=2):
    return now() + timedelta(minutes=minutes)


def to(*addresses, text=RECEIPT, number=1, field="Delivered-To"):
    lines = [f"{field}: {each}\n" for each in addresses]
    return "".join(["Return-Path: <rule@mail.example>\n", *lines]).encode() + mail(
        text, number=number
    )


def look_all(box, at=None):
    moment = at or now()
    for _ in range(50):
        if not look_into_ours(moment, box.ways):
            return SiteMailbox.objects.get()
    raise AssertionError("There is always something due.")


def test_mail_comes_once_and_stays_there_unread(box, address):
    box.put(to(address))
    assert look_all(box).trouble == Trouble.NONE
    look_all(box, later())
    kept = Message.objects.get()
    assert kept.raw.replace(b"\r\n", b"\n") == to(address)
    assert (kept.way, kept.forwarder, kept.is_being_read) == (
        Way.FORWARDED,
        "rule@mail.example",
        True,
    )
    assert kept.candidate == MailAddress.objects.get().candidate
    assert "Seen" not in box.flags()


def test_what_the_mail_server_says_of_the_sender_is_shown(box, address, settings):
    settings.MAIL_CHECKED_BY = "mx.example.org"
    told = b"Authentication-Results: mx.example.org; spf=pass smtp.mailfrom=vale.example\n"
    box.put(told + to(address))
    look_all(box)
    [check] = Message.objects.get().sender_checks
    assert (check.method, check.domain) == ("spf", "vale.example")


def test_each_gets_what_is_theirs_and_what_is_for_both(box, address):
    other = make_address()
    box.put(to(address, number=1))
    box.put(to(other, number=2, field="X-Original-To"))
    box.put(to(address, other, number=3, field="Cc"))
    look_all(box)
    kept = [
        [b"<1@" in bytes(each.raw), b"<2@" in bytes(each.raw), b"<3@" in bytes(each.raw)]
        for each in Message.objects.order_by("candidate", "pk")
    ]
    assert kept == [
        [True, False, False],
        [False, False, True],
        [False, True, False],
        [False, False, True],
    ]


def test_mail_for_nobody_is_passed_over_and_counted_without_a_name(box, address, caplog):
    caplog.set_level(logging.INFO, "interviews")
    MailAddress.objects.issue(MailAddress.objects.get().candidate, at=NOW)
    for number, each in enumerate([address, f"nobody@{DOMAIN}", "mira@elsewhere.example"]):
        box.put(to(each, number=number))
    look_all(box)
    assert not Message.objects.exists()
    assert [each.getMessage() for each in caplog.records] == [
        "Mails in the site's mailbox that were for no address of ours: 3"
    ]


def test_mail_that_was_there_before_the_first_look_is_taken_too(box, address):
    box.put(to(address), at=now() - timedelta(days=30))
    look_all(box)
    assert Message.objects.count() == 1


@pytest.mark.parametrize("dies", [(catch_all, "is_kept"), (SiteMailbox, "passed")])
def test_worker_that_ends_amid_a_mail_neither_loses_nor_doubles_it(box, address, monkeypatch, dies):
    for number in range(3):
        box.put(to(address, number=number))
    whose, name = dies
    act, calls = getattr(whose, name), []

    def ends(*args, **more):
        calls.append(act(*args, **more))
        if len(calls) == 2:
            raise DatabaseError
        return calls[-1]

    monkeypatch.setattr(whose, name, ends)
    with pytest.raises(DatabaseError):
        look_into_ours(now(), box.ways)
    assert Message.objects.count() == 1
    assert not look_into_ours(later(), box.ways)
    look_all(box, later(6))
    assert Message.objects.count() == 3


def test_numbers_that_no_longer_hold_double_nothing_and_lose_nothing(box, address):
    box.put(to(address, number=1))
    look_all(box)
    SiteMailbox.objects.update(uid_validity=1, last_uid=90_000, put_off=[7])
    box.put(to(address, number=2, text=REFUSED))
    found = look_all(box, later())
    assert Message.objects.count() == 2
    assert (found.uid_validity, found.put_off) != (1, [7])


def test_too_large_a_mail_is_passed_over_and_the_log_says_so(box, address, caplog):
    caplog.set_level(logging.INFO, "interviews")
    box.put(to(address) + b"z\n" * (MAX_BYTES // 2))
    box.put(to(address, number=2))
    look_all(box)
    assert Message.objects.count() == 1
    assert "larger than 10 MB, and passed over: 1" in caplog.text


def test_one_who_has_enough_for_a_day_holds_up_nobody_and_gets_it_later(box, address, monkeypatch):
    monkeypatch.setattr(delivery, "MOST_A_DAY", 1)
    other = make_address()
    box.put(to(address, number=1))
    box.put(to(address, number=2))
    box.put(to(address, other, number=3))
    found = look_all(box)
    assert Message.objects.count() == 2
    assert len(found.put_off) == 2
    for _ in range(3):
        look_all(box, later(24 * 60 + 5))
        Message.objects.filter(received_at__gt=later()).update(received_at=now())
        SiteMailbox.objects.update(due_at=now())
    assert Message.objects.count() == 4
    assert SiteMailbox.objects.get().put_off == []


def test_more_than_one_look_takes_comes_in_several(box, address, monkeypatch):
    monkeypatch.setattr(catch_all, "MOST_AT_ONCE", 2)
    for number in range(5):
        box.put(to(address, number=number))
    look_all(box)
    assert Message.objects.count() == 5


@pytest.mark.parametrize(
    ("other", "trouble"),
    [
        ({"password": "wrong"}, Trouble.PASSWORD),
        ({"folder": "Nowhere"}, Trouble.FOLDER),
        ({"host": "other.mail.example"}, Trouble.CERTIFICATE),
    ],
)
def test_what_is_wrong_is_in_the_log_and_tried_again_later(box, settings, caplog, other, trouble):
    settings.MAIL_FETCH = Mailbox(*box.place(**other))
    assert look_all(box).trouble == trouble
    assert f"could not be looked into: {trouble}" in caplog.text
    assert dovecot.USER not in caplog.text
    assert look_into_ours(later(), box.ways)
    assert not look_into_ours(later(), box.ways)


def test_another_password_is_tried_at_once_and_goes_on_where_it_was(box, address, settings):
    box.put(to(address))
    look_all(box)
    last = SiteMailbox.objects.get().last_uid
    settings.MAIL_FETCH = Mailbox(*box.place(password="wrong"))
    assert look_all(box).trouble == Trouble.PASSWORD
    settings.MAIL_FETCH = Mailbox(*box.place())
    found = look_all(box)
    assert (found.trouble, found.last_uid) == (Trouble.NONE, last)


def test_of_two_workers_one_looks(box):
    assert look_into_ours(now(), box.ways)
    found = SiteMailbox.objects.get()
    assert found.lease(at=later())
    assert not look_into_ours(later(), box.ways)


def test_site_without_such_a_mailbox_looks_nowhere(settings, django_assert_num_queries):
    settings.MAIL_FETCH = None
    with django_assert_num_queries(0):
        assert look_into_ours(now(), Ways(connect=pytest.fail)) is False


def test_between_looks_it_costs_one_query(box, django_assert_num_queries):
    look_all(box)
    with django_assert_num_queries(1):
        assert look_into_ours(now(), box.ways) is False


def test_server_beside_the_site_may_be_asked(box):
    asked = []

    def connect(address, *_):
        asked.append(address)
        raise OSError

    ways = Ways(look_up=lambda *_: ["10.0.0.7"], connect=connect, may_go=lambda _: True)
    assert look_into_ours(now(), ways)
    assert asked == ["10.0.0.7"]
