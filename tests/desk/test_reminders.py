"""Reminders to several candidates at once: one each, to who wants them, and only while it helps."""

from datetime import time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from applications.models import Activity
from interviews.models.invitation import State
from jobtracker.outbox.models import Mail
from jobtracker.outbox.models import State as MailState
from jobtracker.outbox.sending import send_next
from jobtracker.people.access import Scope
from jobtracker.people.models import Reminders
from jobtracker.reminding.from_desk import PURPOSE, WhyNot
from tests.factories import (
    NOW,
    make_application,
    make_candidate,
    make_interview,
    make_invitation,
    make_membership,
    make_representation,
)

pytestmark = pytest.mark.django_db
NOON = NOW.replace(hour=12)


@pytest.fixture
def petra(client, time_machine):
    time_machine.move_to(NOON, tick=False)
    member = make_membership()
    client.force_login(member.user)
    return member


def looked_after(petra, **fields):
    return make_representation(firm=petra.firm, coordinator=petra, **fields)


def invited(petra, **fields):
    held = looked_after(petra, **fields)
    make_invitation(application=make_application(candidate=held.candidate))
    return held


def preview(client, petra, *held):
    address = reverse("desk:reminders", args=[petra.firm_id])
    return client.post(address, {"held": [each.pk for each in held]})


def send(client, petra, *held):
    address = reverse("desk:reminder-sending", args=[petra.firm_id])
    return client.post(address, {"held": [each.pk for each in held]})


def queued():
    return list(Mail.objects.filter(purpose=PURPOSE))


def why_not(client, petra, held):
    answer = preview(client, petra, held)
    assert answer.status_code == 200
    return [each.why_not for each in (*answer.context["getting"], *answer.context["not_getting"])]


def wishes(held, **fields):
    settings = Reminders.objects.of(held.candidate)
    settings.keep(fields, at=NOON)


def test_preview_sends_nothing_and_says_what_waits(client, petra):
    held = invited(petra)
    job = make_application(candidate=held.candidate)
    make_interview(application=job, starts_at=NOON - timedelta(days=1))
    answer = preview(client, petra, held)
    assert "1 invitation to answer, 1 debrief owed" in answer.content.decode()
    assert not queued()


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda held: None, None),
        (lambda held: held.candidate.invitations.update(state=State.ACCEPTED), WhyNot.NOTHING),
        (lambda held: held.candidate.invitations.update(state=State.ASKED), WhyNot.NOTHING),
        (
            lambda held: held.share({Scope.APPLICATIONS}, by=held.candidate.user, at=NOON),
            WhyNot.NOT_SHARED,
        ),
        (lambda held: wishes(held, by_mail=False), WhyNot.NO_MAIL),
        (lambda held: wishes(held, of_invitations=False), WhyNot.NO_MAIL),
    ],
)
def test_who_gets_one(change, why, client, petra):
    held = invited(petra)
    change(held)
    assert why_not(client, petra, held) == [why]
    send(client, petra, held)
    assert len(queued()) == (why is None)


def test_who_has_no_account_gets_none(client, petra):
    assert why_not(client, petra, invited(petra, candidate=make_candidate(user=None))) == [
        WhyNot.NO_ACCOUNT
    ]


def test_talk_of_long_ago_is_no_debrief_to_remind_of(client, petra):
    held = looked_after(petra)
    job = make_application(candidate=held.candidate)
    make_interview(application=job, starts_at=NOON - timedelta(days=9))
    assert why_not(client, petra, held) == [WhyNot.NOTHING]


def test_who_is_looked_after_elsewhere_is_left_out(client, petra):
    assert why_not(client, petra, invited(make_membership())) == []


def test_mail_is_one_with_all_that_waits_and_the_log_has_a_line(client, petra):
    petra.firm.name = "O’Hara & 'Vale'"
    petra.firm.save()
    held = invited(petra)
    job = make_application(candidate=held.candidate, job_title="Planner")
    make_interview(application=job, starts_at=NOON - timedelta(days=1))
    send(client, petra, held)
    [mail] = queued()
    assert mail.to == held.candidate.user.email
    assert petra.firm.name in mail.subject
    assert "Planner" in mail.text
    assert str(petra.user) in mail.text
    assert mail.way_out
    assert "Reminded by mail" in Activity.objects.get().text


def test_nobody_is_reminded_twice_within_a_day(client, petra, time_machine):
    held = invited(petra)
    send(client, petra, held)
    assert why_not(client, petra, held) == [WhyNot.LATELY]
    send(client, petra, held)
    assert len(queued()) == 1
    time_machine.move_to(NOON + timedelta(hours=25), tick=False)
    send(client, petra, held)
    assert len(queued()) == 2


def test_another_firm_does_not_remind_within_that_day_either(client, petra):
    held = invited(petra)
    send(client, petra, held)
    other = make_membership()
    second = make_representation(firm=other.firm, candidate=held.candidate)
    client.force_login(other.user)
    assert why_not(client, other, second) == [WhyNot.LATELY]


def test_mail_waits_until_it_is_no_longer_quiet(client, petra):
    held = invited(petra)
    wishes(held, quiet_from=time(11), quiet_until=time(16))
    send(client, petra, held)
    [mail] = queued()
    assert mail.due_at > NOON
    assert not Reminders.objects.of(held.candidate).hours.is_quiet(mail.due_at)


@pytest.mark.parametrize(
    "change",
    [
        lambda held: held.end(by=held.candidate.user, at=NOON),
        lambda held: held.share({Scope.APPLICATIONS}, by=held.candidate.user, at=NOON),
        lambda held: held.candidate.invitations.update(state=State.ACCEPTED),
        lambda held: wishes(held, by_mail=False),
    ],
)
def test_mail_is_dropped_where_it_is_not_wanted_by_then(change, client, petra):
    held = invited(petra)
    Reminders.objects.begin(NOON)
    send(client, petra, held)
    change(held)
    send_next(NOON)
    assert [mail.state for mail in queued()] == [MailState.DROPPED]


def test_mail_is_sent_where_it_still_is(client, petra, mailoutbox):
    held = invited(petra)
    Reminders.objects.begin(NOON)
    send(client, petra, held)
    send_next(NOON)
    assert [mail.state for mail in queued()] == [MailState.SENT]
    assert len(mailoutbox) == 1


def test_nobody_ticked_is_said(client, petra):
    for name in ("desk:reminders", "desk:reminder-sending"):
        answer = client.post(reverse(name, args=[petra.firm_id]), {}, follow=True)
        assert "Tick somebody first." in answer.content.decode()


def test_preview_takes_as_many_queries_for_more(client, petra):
    counts = []
    for times in (1, 3):
        held = [invited(petra) for _ in range(times)]
        preview(client, petra, *held)
        with CaptureQueriesContext(connection) as asked:
            preview(client, petra, *held)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_sending_looks_up_the_wishes_of_all_at_once(client, petra):
    with CaptureQueriesContext(connection) as asked:
        send(client, petra, *(invited(petra) for _ in range(3)))
    wishes_of = Reminders._meta.db_table
    assert sum(f'FROM "{wishes_of}"' in query["sql"] for query in asked) == 1
    assert len(queued()) == 3
