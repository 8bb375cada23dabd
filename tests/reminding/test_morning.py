"""The morning mail: at each person's own hour, once a day, whatever clocks and workers do."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail as sent_mail

from applications.models import Task
from jobtracker.outbox.models import Mail, State
from jobtracker.outbox.sending import KEPT, forget_old, send_next
from jobtracker.people.models import Reminders
from jobtracker.people.models.reminders import end_mail
from jobtracker.reminding import morning
from jobtracker.reminding.morning import begin, write_next
from tests.factories import make_candidate, make_user

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 7, 1, 10, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def make_busy(zone="Europe/Stockholm", on=date(2026, 1, 1), days=400, **fields):
    """A candidate with a task each day, who has had their settings since yesterday."""
    candidate = make_candidate(time_zone=zone, **fields)
    Task.objects.bulk_create(
        Task(candidate=candidate, text=f"Task {n}", due_on=on + n * DAY) for n in range(days)
    )
    begin(datetime.now(UTC))
    return candidate


def work(clock, at):
    """All that a worker does at that moment; at which local times it sent something."""
    clock.move_to(at)
    before = len(sent_mail.outbox)
    while write_next(at) or send_next(at):
        pass
    return len(sent_mail.outbox) - before


def sent_between(clock, start, end):
    """A worker is there every other hour, and whenever something is due."""
    moments, at = [], start
    while at < end:
        moments += [at] * work(clock, at)
        due = Reminders.objects.filter(due_at__gt=at).order_by("due_at").first()
        at = min(at + 2 * HOUR, due.due_at if due else end)
    return moments


def test_mail_comes_at_the_hour_and_says_what_waits(clock, mailoutbox):
    candidate = make_busy(name="Mira\nBcc: x")
    assert work(clock, NOON + 19 * HOUR) == 0
    assert work(clock, NOON + 19.5 * HOUR) == 1
    [mail] = mailoutbox
    assert mail.to == [candidate.user.email]
    assert mail.subject == "Your morning on Jobtracker"
    assert mail.body.startswith(
        "Good morning Mira Bcc: x,\n\nthis is what waits for you on Thu 2 July."
    )
    assert "\n- Task 175\n  http://localhost:8000/\n" in mail.body
    assert "- and 3 more\n" in mail.body


def test_mail_has_a_way_out(clock, mailoutbox, settings):
    settings.SITE_URL = "https://jobs.example.org"
    make_busy()
    work(clock, NOON + 20 * HOUR)
    [mail] = mailoutbox
    address = mail.extra_headers["List-Unsubscribe"]
    assert address.startswith("<https://jobs.example.org/mail/off/")
    assert mail.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert address.strip("<>") in mail.body


def test_nothing_to_say_is_no_mail_and_the_next_morning_is_planned(clock):
    candidate = make_busy(days=0)
    assert work(clock, NOON + 20 * HOUR) == 0
    assert not Mail.objects.exists()
    assert Reminders.objects.get(candidate=candidate).due_at == NOON + 43.5 * HOUR


# Each span holds a change of the clock there: a jump, an hour that comes twice, or none at all.
@pytest.mark.parametrize(
    ("zone", "day", "clock_time"),
    [
        ("Europe/Berlin", date(2026, 3, 29), "02:30"),
        ("Europe/Berlin", date(2026, 10, 25), "02:30"),
        ("America/New_York", date(2026, 3, 8), "02:30"),
        ("America/New_York", date(2026, 11, 1), "01:30"),
        ("Australia/Lord_Howe", date(2026, 10, 4), "02:10"),
        ("Australia/Lord_Howe", date(2026, 4, 5), "01:40"),
        ("Pacific/Kiritimati", date(2026, 7, 1), "07:30"),
        ("Pacific/Pago_Pago", date(2026, 7, 1), "07:30"),
        ("Europe/Berlin", date(2028, 2, 29), "07:30"),
    ],
)
def test_each_day_has_one_mail_when_the_clock_changes(clock, zone, day, clock_time):
    there = ZoneInfo(zone)
    start = datetime(day.year, day.month, day.day, 12, tzinfo=there) - 2 * DAY
    clock.move_to(start)
    candidate = make_busy(zone, on=day - 3 * DAY, days=9)
    hour = datetime.strptime(clock_time, "%H:%M").time()
    values = {"morning": hour, "quiet_from": hour, "quiet_until": hour}
    Reminders.objects.get(candidate=candidate).keep(values, at=start.astimezone(UTC))
    moments = sent_between(clock, start.astimezone(UTC), (start + 4 * DAY).astimezone(UTC))
    local = [each.astimezone(there) for each in moments]
    assert [each.date() for each in local] == [day + n * DAY for n in (-1, 0, 1, 2)]
    others = [each.time() for each in local if each.date() != day]
    assert others == [hour] * 3
    assert local[1].time() >= hour
    assert local[1].fold == 0


@pytest.mark.parametrize("jump", [DAY, -DAY, 400 * DAY, -400 * DAY])
def test_clock_that_jumps_and_comes_back_doubles_nothing_and_silences_nobody(clock, jump):
    make_busy(on=date(2025, 1, 1), days=1400)
    assert work(clock, NOON + 20 * HOUR) == 1
    assert work(clock, NOON + 20 * HOUR + jump) <= 1
    days = sent_between(clock, NOON + 20 * HOUR, NOON + 4 * DAY)
    early = jump == DAY
    assert len({each.date() for each in days}) == len(days) == (2 if early else 3)
    assert len(set(Mail.objects.values_list("once", flat=True))) == len(sent_mail.outbox)


def test_worker_that_was_down_writes_late_on_the_same_day_and_for_no_other(clock):
    make_busy()
    assert work(clock, NOON + 3 * DAY) == 1
    assert work(clock, NOON + 3 * DAY + MINUTE) == 0


def test_worker_that_comes_back_at_night_waits_for_the_morning(clock):
    make_busy()
    night = NOON + 35 * HOUR
    assert work(clock, night) == 0
    assert [each - NOON for each in sent_between(clock, night, night + 12 * HOUR)] == [43.5 * HOUR]


def test_zone_that_changed_its_rules_is_heeded(clock):
    """The morning was worked out by the rules of before, and comes an hour too early."""
    make_busy()
    Reminders.objects.update(due_at=NOON + 18.5 * HOUR)
    moments = sent_between(clock, NOON + 18 * HOUR, NOON + 21 * HOUR)
    assert [each - NOON for each in moments] == [19.5 * HOUR]


def test_who_moves_gets_the_next_mail_at_their_new_hour(clock):
    candidate = make_busy()
    work(clock, NOON + 20 * HOUR)
    candidate.user.tell_profile(name="Mira", time_zone="America/New_York", language="en")
    moments = sent_between(clock, NOON + 21 * HOUR, NOON + 74 * HOUR)
    there = [each.astimezone(ZoneInfo("America/New_York")) for each in moments]
    assert [f"{each:%d %H:%M}" for each in there] == ["03 07:30", "04 07:30"]


def test_saving_the_profile_loses_no_mail_that_is_due(clock):
    candidate = make_busy()
    clock.move_to(NOON + 20 * HOUR)
    candidate.user.tell_profile(name="Mira", time_zone="Europe/Stockholm", language="en")
    Reminders.objects.get(candidate=candidate).keep({}, at=NOON + 20 * HOUR)
    assert work(clock, NOON + 20 * HOUR) == 1


def test_new_hour_on_the_same_day_brings_no_second_mail(clock):
    make_busy()
    assert work(clock, NOON + 20 * HOUR) == 1
    evening = {"morning": datetime(2026, 7, 2, 18).time()}
    Reminders.objects.get().keep(evening, at=NOON + 21 * HOUR)
    moments = sent_between(clock, NOON + 21 * HOUR, NOON + 56 * HOUR)
    assert [each - NOON for each in moments] == [54 * HOUR]


def test_date_that_comes_twice_for_who_crosses_the_date_line_brings_one_mail(clock):
    candidate = make_busy("Pacific/Kiritimati")
    first = sent_between(clock, NOON, NOON + DAY)
    candidate.user.tell_profile(name="Mira", time_zone="Pacific/Pago_Pago", language="en")
    again = sent_between(clock, NOON + DAY, NOON + 4 * DAY)
    keys = [*Mail.objects.order_by("pk").values_list("once", flat=True)]
    assert len(first) == 1
    assert len(keys) == len(set(keys)) == len(first + again)


def test_database_takes_one_mail_of_a_day(clock, mailoutbox, monkeypatch):
    """Even where the worker forgot that it had written it."""
    make_busy()
    work(clock, NOON + 20 * HOUR)
    Reminders.objects.update(due_at=NOON)
    monkeypatch.setattr(morning, "is_time", lambda *_: True)
    assert work(clock, NOON + 20 * HOUR) == 0
    assert Mail.objects.count() == 1


def test_one_that_cannot_be_written_keeps_nobody_else_from_theirs(clock, monkeypatch, caplog):
    broken, other = make_busy(), make_busy()
    write = morning.write

    def fail(found, at):
        if found.candidate_id == broken.pk:
            raise RuntimeError("secret")
        write(found, at)

    monkeypatch.setattr(morning, "write", fail)
    assert work(clock, NOON + 20 * HOUR) == 1
    assert sent_mail.outbox[0].to == [other.user.email]
    assert Reminders.objects.get(candidate=broken).due_at == NOON + 21 * HOUR
    monkeypatch.undo()
    assert work(clock, NOON + 21 * HOUR) == 1


@pytest.mark.parametrize(
    "what", ["ended", "closed", "other address", "other day", "at night", "erased"]
)
def test_mail_that_waits_is_dropped_once_it_is_no_longer_wanted(what, clock, mailoutbox):
    candidate = make_busy()
    at = NOON + 20 * HOUR
    clock.move_to(at)
    assert write_next(at)
    if what == "ended":
        assert end_mail(candidate.reminders.way_out_token)
    elif what == "closed":
        candidate.user.is_active = False
        candidate.user.save()
    elif what == "other address":
        candidate.user.email = "other@example.org"
        candidate.user.save()
    elif what == "erased":
        candidate.user.delete()
    at += {"other day": DAY, "at night": 15 * HOUR}.get(what, MINUTE)
    clock.move_to(at)
    send_next(at)
    assert mailoutbox == []
    assert what == "erased" or Mail.objects.get().state == State.DROPPED


def test_who_ended_them_is_not_written_to(clock):
    candidate = make_busy()
    assert end_mail(candidate.reminders.way_out_token)
    assert Reminders.objects.get(candidate=candidate).due_at is None
    assert sent_between(clock, NOON, NOON + 2 * DAY) == []


def test_everybody_with_an_account_has_settings_and_nobody_else(clock):
    mine, of_a_firm = make_candidate(), make_candidate(user=None)
    make_user()
    assert begin(NOON)
    assert not begin(NOON)
    assert [each.candidate for each in Reminders.objects.all()] == [mine]
    assert not hasattr(of_a_firm, "reminders")


def test_first_mail_comes_the_morning_after(clock):
    make_busy()
    assert work(clock, NOON) == 0


def test_rest_of_a_mail_is_forgotten_with_it(clock):
    make_busy()
    work(clock, NOON + 20 * HOUR)
    kept = Mail.objects.get()
    assert (kept.text, kept.way_out) == ("", "")
    forget_old(NOON + KEPT + 2 * DAY)
    assert not Mail.objects.exists()
