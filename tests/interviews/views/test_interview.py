"""One interview's page: what it says before it, and of one that fell through."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from interviews.models import Debrief
from interviews.models.interview import InterviewState
from tests.factories import make_application, make_candidate, make_interview

pytestmark = pytest.mark.django_db

TOLD = {"interest_after": "4", "learned": "They plan in weeks.", "partner": "team"}


@pytest.fixture
def mira(client):
    candidate = make_candidate()
    client.force_login(candidate.user)
    return candidate


@pytest.fixture
def to_come(mira):
    start = timezone.now() + timedelta(days=1)
    return make_interview(application=make_application(candidate=mira), starts_at=start)


def tell(client, interview, **answers):
    return client.post(reverse("interviews:debrief", args=[interview.pk]), TOLD | answers)


def test_interview_to_come_says_when_it_is_time_to_tell(client, to_come):
    text = client.get(to_come.get_absolute_url()).content.decode()
    assert "Once it is over" in text
    assert "How did it go?" not in text


def test_telling_about_one_to_come_asks_when_it_was_held(client, to_come):
    answer = tell(client, to_come, notes="Long table")
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "By our calendar it was not held." in text
    assert "Long table" in text
    assert not Debrief.objects.exists()


def test_one_that_was_held_earlier_is_told_with_its_day(client, to_come):
    yesterday = timezone.now() - timedelta(days=1)
    assert tell(client, to_come, held_at=f"{yesterday:%Y-%m-%dT%H:%M}").status_code == 302
    to_come.refresh_from_db()
    assert to_come.state == InterviewState.DONE
    assert to_come.starts_at < timezone.now()
    assert Debrief.objects.get().interview == to_come


@pytest.mark.parametrize("held_at", ["2199-01-01T10:00", "0001-01-01T10:00", "nonsense"])
def test_day_that_cannot_be_is_refused(client, to_come, held_at):
    answer = tell(client, to_come, held_at=held_at)
    assert answer.status_code == 422
    assert held_at in answer.content.decode()
    assert not Debrief.objects.exists()


def test_another_time_can_be_asked_for_while_it_is_to_come(client, to_come):
    href = reverse("interviews:interview-letter", args=[to_come.pk]) + "?letter=reschedule"
    assert href in client.get(to_come.get_absolute_url()).content.decode()
    assert client.get(href).status_code == 200
    to_come.starts_at = timezone.now() - timedelta(days=1)
    to_come.save()
    assert href not in client.get(to_come.get_absolute_url()).content.decode()


def test_people_are_named_with_what_they_do(client, to_come):
    contact = to_come.candidate.contacts.create(name="Ada Okafor", job_title="Head of Data")
    to_come.application.involvements.create(
        candidate=to_come.candidate, contact=contact, role="hiring_manager"
    )
    text = client.get(to_come.get_absolute_url()).content.decode()
    assert "Ada Okafor" in text
    assert "Hiring manager" in text
    assert reverse("applications:people", args=[to_come.application_id]) in text


def test_what_is_at_the_same_time_is_said(client):
    starts_at = timezone.now() + timedelta(days=3)
    interview = make_interview(starts_at=starts_at)
    client.force_login(interview.candidate.user)
    other = make_application(candidate=interview.candidate, employer_name="Nordwind")
    make_interview(application=other, starts_at=starts_at)
    text = client.get(interview.get_absolute_url()).content.decode()
    assert "Clashes with your interview" in text
    assert "Nordwind" in text


@pytest.mark.parametrize("state", [InterviewState.CANCELLED, InterviewState.NO_SHOW])
def test_one_that_fell_through_says_so_and_leaves_a_way(client, mira, state):
    interview = make_interview(application=make_application(candidate=mira), state=state)
    assert "counts as not held" in client.get(interview.get_absolute_url()).content.decode()
    assert tell(client, interview).status_code == 422
    assert tell(client, interview, held_at="2026-06-08T14:00").status_code == 302
    interview.refresh_from_db()
    assert interview.state == InterviewState.DONE
