"""One interview's page, and telling how it went."""

from datetime import timedelta

import pytest
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
def over(mira):
    return make_interview(
        application=make_application(candidate=mira),
        starts_at=timezone.now() - timedelta(hours=3),
        interest_before=2,
    )


def test_interview_to_come_has_no_debrief_yet(client, mira):
    interview = make_interview(
        application=make_application(candidate=mira), starts_at=timezone.now() + timedelta(days=1)
    )
    assert "How did it go?" not in client.get(interview.get_absolute_url()).content.decode()


def test_two_answers_and_whom_one_met_are_enough(client, over):
    client.post(over.get_absolute_url(), TOLD)
    over.refresh_from_db()
    assert over.state == InterviewState.DONE
    assert Debrief.objects.get().interest_after == 4
    over.application.refresh_from_db()
    assert over.application.interest_now == 4


def test_missing_answer_is_said_and_the_rest_kept(client, over):
    answer = client.post(over.get_absolute_url(), TOLD | {"learned": "", "notes": "Long table"})
    assert answer.status_code == 422
    assert "Long table" in answer.content.decode()
    assert not Debrief.objects.exists()


def test_telling_again_corrects_the_first(client, over):
    client.post(over.get_absolute_url(), TOLD)
    client.post(over.get_absolute_url(), TOLD | {"interest_after": "1"})
    assert Debrief.objects.get().interest_after == 1
