"""Interviews by hand: put in where one is agreed, and corrected."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from applications.stages import Stage
from interviews.models import Choice, Interview
from interviews.models.interview import InterviewState
from tests.factories import make_application, make_candidate, make_interview, make_invitation
from tests.interviews.test_correspondence import decide
from tests.interviews.views.test_moves import post

pytestmark = pytest.mark.django_db

WHEN = {"start": "2036-07-09T14:00", "end": "2036-07-09T15:00", "zone": "Europe/Stockholm"}


@pytest.fixture
def mira(client):
    candidate = make_candidate()
    client.force_login(candidate.user)
    return candidate


@pytest.fixture
def application(mira):
    return make_application(candidate=mira, interest_now=4)


def test_agreed_interview_is_planned(client, application):
    answer = post(client, "new-interview", application, **WHEN, format="phone", phone="08 1")
    found = Interview.objects.get()
    assert answer.url == found.get_absolute_url()
    assert found.starts_at == datetime(2036, 7, 9, 12, tzinfo=UTC)
    assert (found.format, found.phone, found.interest_before) == ("phone", "08 1", 4)
    application.refresh_from_db()
    assert application.stage == Stage.INTERVIEWING
    text = client.get(found.get_absolute_url()).content.decode()
    assert "08 1" in text
    assert "Round 1" in text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"start": ""}, "When is it?"),
        ({"start": "2020-07-09T14:00", "end": ""}, "This time is over."),
        ({"zone": ""}, "Which zone is this time in?"),
        ({"start": "2036-10-26T02:30", "end": ""}, "comes twice"),
        ({"link": "no address"}, "Enter a valid URL."),
    ],
)
def test_what_cannot_be_is_said_beside_it(client, application, typed, said):
    answer = post(client, "new-interview", application, **WHEN | {"people": "Per"} | typed)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "Per" in answer.content.decode()
    assert not Interview.objects.exists()


def test_what_is_over_is_put_in_all_the_same(client, application):
    over = {"start": "2020-07-09T14:00", "end": "", "keeps_past": "on"}
    assert post(client, "new-interview", application, **WHEN | over).status_code == 302


def test_time_that_was_agreed_later_goes_with_its_invitation(client, application):
    invitation = make_invitation(application=application, slots=[])
    decide(invitation, Choice.ACCEPT)
    page = client.get(invitation.get_absolute_url()).content.decode()
    url = reverse("interviews:new-interview", args=[application.pk])
    href = f"{url}?invitation={invitation.pk}"
    assert href in page
    form = client.get(href).context["form"]
    assert form["link"].value() == invitation.link
    client.post(href, WHEN)
    assert Interview.objects.get().invitation == invitation


def test_closed_application_stays_closed(client, application):
    application.stage, application.outcome = Stage.CLOSED, "rejected"
    application.save()
    post(client, "new-interview", application, **WHEN)
    application.refresh_from_db()
    assert application.is_closed


def test_corrected_interview_is_a_change_for_calendars(client, application):
    found = make_interview(application=application)
    post(client, "interview-edit", found, place="Room 4", is_final_round="on")
    found.refresh_from_db()
    assert (found.place, found.is_final_round, found.sequence) == ("Room 4", True, 1)
    post(client, "interview-edit", found)
    found.refresh_from_db()
    assert found.sequence == 1


def test_rounds_are_counted_without_what_fell_through(client, application):
    held = {"state": InterviewState.DONE}
    for year, fields in ((2024, held), (2025, {"state": InterviewState.CANCELLED})):
        make_interview(
            application=application, starts_at=datetime(year, 1, 1, tzinfo=UTC), **fields
        )
    found = make_interview(application=application, is_final_round=True)
    text = client.get(found.get_absolute_url()).content.decode()
    assert "Round 2, the final one" in text
