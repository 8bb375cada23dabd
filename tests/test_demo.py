"""The demo is whole, fresh, and leaves a used installation alone."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from applications.models import Application
from interviews.briefing import brief
from interviews.guidance import Reason
from interviews.models import Interview, Invitation
from jobtracker.demo import search
from jobtracker.people.models import Candidate, Representation, User
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo():
    search.build(timezone.now())


def test_people_can_sign_in(demo, client):
    for email in (search.CANDIDATE, search.COORDINATOR):
        assert client.login(email=email, password=search.PASSWORD)


def test_search_has_two_waiting_invitations_and_a_history(demo):
    assert Candidate.objects.get().name == "Mira Sandberg"
    assert Representation.objects.in_force().count() == 1
    assert Invitation.objects.awaiting_decision().count() == 2
    assert Application.objects.count() == 10
    assert Interview.objects.planned().count() == 1


def test_invitation_by_mail_can_be_answered_in_their_calendar(demo):
    invitation = Invitation.objects.get(channel="calendar")
    assert invitation.calendar_request
    assert invitation.people == "Per Lindqvist, Ada Okafor"
    assert invitation.slots.get().zone == search.ZONE


def test_history_gives_evidence(demo):
    invitation = Invitation.objects.with_page().get(channel="calendar")
    evidence = brief(invitation, now=timezone.now()).evidence
    assert set(evidence) == set(Reason)


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
    assert search.PASSWORD in capsys.readouterr().out


@pytest.mark.parametrize("weekday", range(7))
def test_no_interview_falls_on_a_weekend(weekday):
    day = datetime(2026, 7, 6, 12, tzinfo=UTC) + timedelta(days=weekday)
    assert search.on_the_hour(day, 10).weekday() < search.SATURDAY
