"""A mail at a private address: kept for one person, before anything else is done with it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from interviews.intake.limits import MAX_BYTES
from interviews.mailroom import delivery, reading
from interviews.mailroom.delivery import NotNow, TooLarge, deliver
from interviews.mailroom.reading import read_next, read_some
from interviews.models import MailAddress, Message
from interviews.models.message import LEASE, Handled, Way
from tests.factories import NOW, make_application, make_candidate
from tests.interviews.mailroom.mails import INVITED, RECEIPT, REFUSED, mail

pytestmark = pytest.mark.django_db


@pytest.fixture
def mira(settings):
    settings.MAIL_DOMAIN = "in.example.org"
    return make_candidate()


@pytest.fixture
def local(mira):
    return MailAddress.objects.issue(mira, at=NOW).address.partition("@")[0]


def arrive(local, raw, at=NOW):
    deliver(local, raw, forwarder="rule@mail.example", at=at)


def read_all(at=NOW):
    while read_next(at):
        pass


def test_mail_is_kept_byte_for_byte_with_who_handed_it_over(local, mira):
    arrive(local, mail(RECEIPT))
    kept = Message.objects.get()
    assert bytes(kept.raw) == mail(RECEIPT)
    assert (kept.candidate, kept.way, kept.handled) == (mira, Way.FORWARDED, Handled.WAITING)
    assert (kept.forwarder, kept.is_being_read) == ("rule@mail.example", True)
    assert MailAddress.objects.get().last_mail_at == NOW


def test_address_is_found_in_capitals_too(local):
    arrive(local.upper(), mail(RECEIPT))
    assert Message.objects.exists()


@pytest.mark.parametrize("other", ["", "nobody", "a" * 20, "x" * 5000, "\x00"])
def test_mail_to_nobody_is_dropped_without_a_word(local, other):
    assert arrive(other, mail(RECEIPT)) is None
    assert not Message.objects.exists()


def test_replaced_or_ended_address_takes_nothing(local, mira):
    MailAddress.objects.issue(mira, at=NOW)
    arrive(local, mail(RECEIPT))
    assert not Message.objects.exists()
    assert MailAddress.objects.count() == 1


def test_closed_account_takes_nothing(local, mira):
    mira.user.is_active = False
    mira.user.save()
    arrive(local, mail(RECEIPT))
    assert not Message.objects.exists()


def test_same_mail_twice_is_one_message(local):
    arrive(local, mail(RECEIPT))
    arrive(local, mail(RECEIPT), at=NOW + timedelta(minutes=1))
    assert Message.objects.count() == 1


def test_same_mail_by_two_ways_is_one_message_once_it_is_read(local):
    arrive(local, mail(RECEIPT))
    arrive(local, b"Received: from elsewhere\n" + mail(RECEIPT))
    read_all()
    assert Message.objects.count() == 1


def test_mail_beyond_the_limit_is_refused(local):
    with pytest.raises(TooLarge):
        arrive(local, b"a" * (MAX_BYTES + 1))


def test_day_has_a_limit(local, monkeypatch):
    monkeypatch.setattr(delivery, "MOST_A_DAY", 1)
    arrive(local, mail(RECEIPT))
    with pytest.raises(NotNow):
        arrive(local, mail(RECEIPT, number=2))
    arrive(local, mail(RECEIPT, number=2), at=NOW + timedelta(days=1, minutes=1))
    assert Message.objects.count() == 2


@pytest.mark.parametrize(
    ("text", "label"),
    [(RECEIPT, "application-received"), (REFUSED, "rejection"), (INVITED, "invitation")],
)
def test_worker_reads_it_and_says_where_it_may_belong(local, mira, text, label):
    application = make_application(
        candidate=mira, job_title="Data Analyst", employer_name="Harbour & Vale"
    )
    arrive(local, mail(text))
    read_all()
    read = Message.objects.get()
    assert (read.label, read.suggested, read.application) == (label, application, None)
    assert (read.handled, read.is_being_read) == (Handled.WAITING, False)
    application.refresh_from_db()
    assert application.stage == "applied"


@pytest.mark.parametrize(("a_while", "left"), [(60, 0), (0, 2)])
def test_worker_reads_for_a_while_and_one_mail_in_any_case(local, monkeypatch, a_while, left):
    monkeypatch.setattr(reading, "A_WHILE", a_while)
    for number in range(3):
        arrive(local, mail(RECEIPT, number=number), at=timezone.now())
    assert read_some(timezone.now()) is True
    assert Message.objects.exclude(due_at=None).count() == left
    assert read_some(timezone.now()) is (left > 0)


def test_what_cannot_be_read_waits_as_it_came(local):
    arrive(local, b"Subject: " + b"x" * 70_000 + b"\n\nBody")
    read_all()
    kept = Message.objects.get()
    assert (kept.reading, kept.is_being_read, kept.handled) == (None, False, Handled.WAITING)


def test_of_two_workers_one_reads_it(local):
    arrive(local, mail(RECEIPT))
    first, second = Message.objects.get(), Message.objects.get()
    assert first.lease(at=NOW)
    assert not second.lease(at=NOW)


def test_another_worker_follows_one_that_was_killed(local):
    arrive(local, mail(RECEIPT))
    assert Message.objects.get().lease(at=NOW)
    assert not read_next(NOW)
    assert read_next(NOW + LEASE)
    assert Message.objects.get().label == "application-received"


def test_mail_that_was_removed_while_it_was_read_stays_away(local, monkeypatch):
    arrive(local, mail(RECEIPT))
    read_safely = reading.read_safely

    def gone_meanwhile(*arguments, **named):
        Message.objects.all().delete()
        return read_safely(*arguments, **named)

    monkeypatch.setattr(reading, "read_safely", gone_meanwhile)
    assert read_next(NOW)
    assert not Message.objects.exists()


def test_correction_counts_for_the_next_mail_that_reads_the_same_from_there(local):
    arrive(local, mail(RECEIPT))
    read_all()
    Message.objects.get().was_corrected("assessment")
    later = timezone.now()
    arrive(local, mail(RECEIPT, number=2), at=later)
    arrive(local, mail(REFUSED, number=3), at=later)
    arrive(local, mail(RECEIPT, number=4, sender="jobs@elsewhere.example"), at=later)
    read_all(later)
    labels = Message.objects.order_by("pk").values_list("label", flat=True)
    assert list(labels) == ["assessment", "assessment", "rejection", "application-received"]
