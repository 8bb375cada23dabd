"""A mailbox of one's own, on a real server: new mail comes in once, and nothing changes there."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError
from django.urls import reverse

from interviews.intake.limits import MAX_BYTES
from interviews.mailroom import looking
from interviews.mailroom.imap import Trouble, Ways
from interviews.mailroom.looking import look_next
from interviews.models import MailAccount, Message
from interviews.models.message import Handled, MessageQuerySet, Way
from tests.conftest import NO_SKIP
from tests.factories import make_candidate
from tests.interviews.mailroom import dovecot
from tests.interviews.mailroom.mails import INVITED, RECEIPT, REFUSED, mail

needs_dovecot = pytest.mark.skipif(
    dovecot.PROGRAM is None and not NO_SKIP, reason="dovecot-imapd is not installed"
)
pytestmark = [pytest.mark.django_db, needs_dovecot]
TEXTS = [RECEIPT, REFUSED, INVITED]


@pytest.fixture(scope="module")
def server():
    with dovecot.running() as running:
        yield running


@pytest.fixture(autouse=True)
def in_the_morning():
    """Not here: a real server has the machine's clock, and dates mail by it."""


@pytest.fixture
def box(server, settings):
    settings.FETCH_LINKS = True
    server.run("expunge", "-u", dovecot.USER, "mailbox", "*", "all")
    return server


@pytest.fixture
def mira():
    return make_candidate()


def now():
    return datetime.now(UTC)


def connect(box, mira, **other):
    return MailAccount.objects.connect(mira, box.place(**other), at=now())


def look_all(box, at=None):
    moment = at or now()
    for _ in range(50):
        if not look_next(moment, box.ways):
            return MailAccount.objects.get()
    raise AssertionError("There is always something due.")


def later(minutes=11):
    return now() + timedelta(minutes=minutes)


@pytest.mark.parametrize("port", [993, 143])
def test_new_mail_waits_in_the_inbox_and_stays_unread_there(box, mira, port):
    box.put(mail(REFUSED, number=1), at=now() - timedelta(days=3))
    connect(box, mira, port=port)
    box.put(mail(RECEIPT, number=2))
    account = look_all(box)
    assert account.trouble == Trouble.NONE
    kept = Message.objects.get()
    assert kept.raw.replace(b"\r\n", b"\n") == mail(RECEIPT, number=2)
    assert (kept.way, kept.handled, kept.is_being_read) == (Way.FETCHED, Handled.WAITING, True)
    assert "Seen" not in box.flags()


def test_next_look_takes_only_what_is_new_whatever_its_date(box, mira):
    connect(box, mira)
    look_all(box)
    box.put(mail(RECEIPT), at=now() - timedelta(days=30))
    look_all(box, later())
    look_all(box, later(30))
    assert Message.objects.count() == 1


def test_more_than_one_look_takes_comes_in_several(box, mira, monkeypatch):
    monkeypatch.setattr(looking, "MOST_AT_ONCE", 2)
    connect(box, mira)
    for number in range(5):
        box.put(mail(RECEIPT, number=number))
    look_all(box)
    assert Message.objects.count() == 5


def test_numbers_that_no_longer_hold_double_nothing_and_lose_nothing(box, mira):
    connect(box, mira)
    box.put(mail(RECEIPT, number=1))
    look_all(box)
    MailAccount.objects.update(uid_validity=1, last_uid=90_000, dated_below=0)
    box.put(mail(REFUSED, number=2))
    account = look_all(box, later())
    assert Message.objects.count() == 2
    assert account.uid_validity != 1


def test_worker_that_ends_amid_a_mail_neither_loses_nor_doubles_it(box, mira, monkeypatch):
    connect(box, mira)
    for number in range(3):
        box.put(mail(RECEIPT, number=number))
    take_in, calls = MessageQuerySet.take_in, []

    def ends(*args, **more):
        calls.append(take_in(*args, **more))
        if len(calls) == 2:
            raise DatabaseError
        return calls[-1]

    monkeypatch.setattr(MessageQuerySet, "take_in", ends)
    with pytest.raises(DatabaseError):
        look_next(now(), box.ways)
    assert Message.objects.count() == 1
    look_all(box, later())
    assert Message.objects.count() == 3


def test_too_large_a_mail_is_left_out_and_counted(box, mira, client):
    connect(box, mira)
    box.put(mail(RECEIPT) + b"z\n" * (MAX_BYTES // 2))
    box.put(mail(REFUSED))
    assert look_all(box).too_large == 1
    assert Message.objects.count() == 1
    client.force_login(mira.user)
    page = client.get(reverse("interviews:mail-account")).content.decode()
    assert "larger than 10 MB: 1" in page


def test_day_has_its_limit(box, mira, monkeypatch):
    monkeypatch.setattr(looking, "MOST_A_DAY", 2)
    connect(box, mira)
    for number in range(3):
        box.put(mail(RECEIPT, number=number))
    assert look_all(box).trouble == Trouble.ENOUGH
    assert Message.objects.count() == 2
    look_all(box, now() + timedelta(days=1, minutes=20))
    assert Message.objects.count() == 3


@pytest.mark.parametrize(
    ("other", "trouble"),
    [
        ({"password": "wrong"}, Trouble.PASSWORD),
        ({"folder": "Nowhere"}, Trouble.FOLDER),
        ({"host": "other.mail.example"}, Trouble.CERTIFICATE),
    ],
)
def test_what_is_wrong_is_told(box, mira, client, other, trouble):
    connect(box, mira, **other)
    account = look_all(box)
    assert account.trouble == trouble
    assert (account.due_at is None) == (trouble == Trouble.PASSWORD)
    client.force_login(mira.user)
    page = client.get(reverse("interviews:mail-account")).content.decode()
    assert account.get_trouble_display() in page


def test_new_password_goes_on_where_the_old_one_ended(box, mira):
    connect(box, mira)
    look_all(box)
    connect(box, mira, password="wrong")
    look_all(box)
    box.put(mail(RECEIPT))
    connect(box, mira)
    assert look_all(box).trouble == Trouble.NONE
    assert Message.objects.count() == 1


def test_folder_with_a_name_of_ones_own(box, mira):
    name = 'Büro & "Jobs"'
    box.run("mailbox", "create", "-u", dovecot.USER, name)
    connect(box, mira, folder=name)
    box.put(mail(RECEIPT), folder=name)
    assert look_all(box).trouble == Trouble.NONE
    assert Message.objects.count() == 1


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.7", "::1", "169.254.169.254"])
def test_nothing_nearer_than_the_internet_is_asked(box, mira, address):
    connect(box, mira)
    ways = Ways(look_up=lambda *_: [dovecot.PUBLIC, address], connect=pytest.fail, tls=box.tls)
    assert look_next(now(), ways)
    assert MailAccount.objects.get().trouble == Trouble.NOT_PUBLIC


def test_account_that_was_ended_meanwhile_leaves_nothing(box, mira):
    account = connect(box, mira)
    account.lease(at=now())
    MailAccount.objects.all().delete()
    box.put(mail(RECEIPT))
    looking.look(account, now(), ways=box.ways)
    assert not Message.objects.exists()


def test_site_that_asks_no_others_looks_nowhere(box, mira, settings):
    settings.FETCH_LINKS = False
    connect(box, mira)
    assert look_next(now(), Ways(connect=pytest.fail)) is False
