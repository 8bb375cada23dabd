"""One interview as a file for a calendar."""

from datetime import timedelta

import icalendar
import pytest
from django.urls import reverse
from django.utils import timezone

from interviews.models import Interview
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


@pytest.fixture
def interview(client):
    candidate = make_candidate()
    client.force_login(candidate.user)
    application = make_application(
        candidate=candidate, employer_name="Harbour & Vale", interest_now=2
    )
    return make_interview(
        application=application,
        format="video",
        people="Per Lindqvist",
        link="https://meet.example.org/abc",
        interest_before=2,
    )


def event_in(client, interview):
    response = client.get(reverse("interviews:interview-file", args=[interview.pk]))
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert 'filename="interview.ics"' in response.headers["Content-Disposition"]
    (event,) = icalendar.Calendar.from_ical(response.content).events
    return event


def test_file_says_what_the_page_says(client, interview):
    event = event_in(client, interview)
    assert event["SUMMARY"] == "Interview: Data Analyst at Harbour & Vale"
    assert event["LOCATION"] == "https://meet.example.org/abc"
    assert event["DTSTART"].dt == interview.starts_at
    assert event["DTEND"].dt == interview.starts_at + timedelta(hours=1)
    page = f"http://testserver{interview.get_absolute_url()}"
    assert event["DESCRIPTION"] == f"Video call\nWith Per Lindqvist\nIn Jobtracker: {page}"
    assert event["URL"] == page


def test_link_has_a_line_where_there_is_a_place_too(client, interview):
    Interview.objects.update(place="Pier 4")
    event = event_in(client, interview)
    assert event["LOCATION"] == "Pier 4"
    assert "Link: https://meet.example.org/abc" in event["DESCRIPTION"]


def test_page_leads_to_the_file(client, interview):
    tomorrow = timezone.now() + timedelta(days=1)
    Interview.objects.update(starts_at=tomorrow, ends_at=tomorrow + timedelta(hours=1))
    page = client.get(interview.get_absolute_url()).content.decode()
    assert reverse("interviews:interview-file", args=[interview.pk]) in page


def test_uid_is_its_own_and_stays(client, interview):
    first = event_in(client, interview)["UID"]
    assert first == event_in(client, interview)["UID"]
    other = make_interview(application=interview.application)
    assert first != event_in(client, other)["UID"]


def test_cancelled_by_a_new_decision_is_a_change(client, interview):
    Interview.objects.update(invitation=make_invitation(application=interview.application))
    interview.refresh_from_db()
    Interview.objects.cancel_planned(interview.invitation, at=NOW)
    event = event_in(client, interview)
    assert (event["STATUS"], event["SEQUENCE"], event["DTSTAMP"].dt) == ("CANCELLED", 1, NOW)


@pytest.mark.parametrize("shares", [True, False])
def test_coordinator_gets_it_where_interviews_are_shared(client, interview, shares):
    member = make_membership()
    make_representation(candidate=interview.candidate, firm=member.firm, shares_interviews=shares)
    client.force_login(member.user)
    answer = client.get(reverse("interviews:interview-file", args=[interview.pk]))
    assert answer.status_code == (200 if shares else 404)
