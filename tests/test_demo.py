"""The demo is whole, fresh, and leaves a used installation alone."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from applications.models import Application
from applications.models.event import EventKind
from interviews.briefing import brief
from interviews.guidance import Essential, Reason
from interviews.models import Interview, Invitation
from interviews.models.interview import InterviewState
from jobtracker.demo import dates, search, sign_ins
from jobtracker.people.models import Candidate, Representation, User
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_this_machine_alone(settings):
    settings.ALLOWED_HOSTS = ["localhost"]


@pytest.fixture
def demo():
    search.build(timezone.now())


def test_people_can_sign_in(demo, client):
    for email in sign_ins.PEOPLE:
        assert client.login(email=email, password=sign_ins.PASSWORD)


def get_in(user, code):
    client = Client(SERVER_NAME="localhost")
    given = {"login": user.email, "password": sign_ins.PASSWORD}
    assert client.post(reverse("account_login"), given).url == reverse("mfa_authenticate")
    return client.post(reverse("mfa_authenticate"), {"code": code})


@pytest.mark.parametrize("seconds", [0, 29])
def test_code_that_is_shown_lets_in_for_a_minute(demo, time_machine, seconds):
    user = User.objects.get(email=sign_ins.COORDINATOR)
    for waited in (0, 60):
        time_machine.move_to(datetime(2026, 7, 1, 9, waited // 60, seconds, tzinfo=UTC), tick=False)
        code = sign_ins.code_for(user)
        time_machine.shift(waited)
        assert get_in(user, code).url == reverse("home"), waited


def test_candidate_needs_no_code(demo):
    assert sign_ins.code_for(User.objects.get(email=sign_ins.CANDIDATE)) == ""


def test_search_has_two_waiting_invitations_and_a_history(demo):
    assert Candidate.objects.get().name == "Mira Sandberg"
    assert Representation.objects.in_force().count() == 1
    assert Invitation.objects.awaiting_decision().count() == 2
    assert Application.objects.count() == 14
    coming, over = Interview.objects.planned().order_by("-starts_at")
    assert coming.starts_at > timezone.now() > over.over_at


def test_waiting_invitations_differ_in_what_is_known(demo):
    mailed, phoned = Invitation.objects.with_page().order_by("channel")
    now = timezone.now()
    assert brief(mailed, now=now).facts.missing == frozenset()
    assert brief(phoned, now=now).facts.missing == {Essential.WHERE, Essential.FORMAT}
    assert phoned.application.employer.red_flags.count() == 1


def test_invitation_by_mail_can_be_answered_in_their_calendar(demo):
    invitation = Invitation.objects.get(channel="calendar")
    assert invitation.calendar_request
    assert invitation.people == "Per Lindqvist, Ada Okafor"
    assert invitation.slots.get().zone == search.ZONE
    assert invitation.message.application == invitation.application


def test_deadline_is_the_one_the_mail_names(demo):
    invitation = Invitation.objects.get(channel="calendar")
    deadline = invitation.reply_by.astimezone(ZoneInfo(search.ZONE))
    assert f"{deadline.day} {deadline:%B %Y}" in invitation.message.text


@pytest.mark.parametrize("weekday", range(7))
def test_everything_happened_in_the_past_and_in_order_on_any_day(weekday):
    now = timezone.now() + timedelta(days=weekday)
    search.build(now)
    for application in Application.objects.all():
        first, *others = application.events.order_by("pk")
        assert (first.at, first.kind) == (application.created_at, EventKind.CREATED)
        assert [first.at, *(event.at for event in others)] == sorted(
            event.at for event in application.events.all()
        )
        assert not application.events.filter(at__gt=now).exists()


def test_history_gives_evidence(demo):
    invitation = Invitation.objects.with_page().get(channel="calendar")
    evidence = brief(invitation, now=timezone.now()).evidence
    assert set(evidence) == set(Reason)


def test_data_folder_without_a_database_says_to_start_first(monkeypatch):
    monkeypatch.setattr(connection.introspection, "table_names", list)
    with pytest.raises(CommandError, match="make run"):
        call_command("demo", show=True)


@pytest.mark.parametrize("weekday", range(7))
def test_dates_fit_together_on_any_day(weekday):
    now = timezone.now() + timedelta(days=weekday)
    search.build(now)
    for invitation in Invitation.objects.all():
        assert now < invitation.reply_by < invitation.slots.get().starts_at
    assert Interview.objects.filter(state=InterviewState.DONE, starts_at__lt=now).count() == 5


def test_demo_that_breaks_off_leaves_nothing(monkeypatch):
    monkeypatch.setattr(search, "from_reading", None)
    with pytest.raises(TypeError):
        search.build(timezone.now())
    assert not User.objects.exists()


def test_public_host_is_refused_public_passwords(settings):
    settings.ALLOWED_HOSTS = ["localhost", "jobs.example.org"]
    with pytest.raises(CommandError, match=r"jobs\.example\.org"):
        call_command("demo")
    assert not User.objects.exists()


def test_second_start_adds_nothing(demo):
    call_command("demo", if_empty=True)
    assert User.objects.count() == 2


def test_installation_in_use_is_left_alone(capsys):
    make_user()
    call_command("demo")
    assert User.objects.count() == 1
    assert "empty installation" in capsys.readouterr().err


def test_sign_ins_are_shown_where_they_exist(capsys):
    call_command("demo", show=True)
    assert capsys.readouterr().out == ""
    call_command("demo")
    call_command("demo", show=True)
    assert sign_ins.PASSWORD in capsys.readouterr().out


@pytest.mark.parametrize("weekday", range(7))
def test_no_interview_falls_on_a_weekend(weekday):
    day = datetime(2026, 7, 6, 12, tzinfo=UTC) + timedelta(days=weekday)
    assert search.on_the_hour(day, 10).weekday() < dates.SATURDAY
