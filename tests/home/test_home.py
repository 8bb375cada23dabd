"""Today's page: what waits for the candidate, in a fixed number of queries."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from applications.models import Offer, Task
from interviews.models.invitation import State
from jobtracker.people.models import Candidate, Situation
from tests.factories import (
    NOW,
    make_application,
    make_candidate,
    make_interview,
    make_invitation,
    make_membership,
    make_user,
)
from tests.home.test_owed import make_owed

pytestmark = pytest.mark.django_db


@pytest.fixture
def mira(client):
    candidate = make_candidate()
    client.force_login(candidate.user)
    return candidate


def home(client):
    return client.get(reverse("home"))


def test_empty_home_says_what_to_do(client, mira):
    make_application(candidate=mira)
    assert "Nothing waits for you" in home(client).content.decode()


def test_waiting_invitations_come_by_when_to_answer(client, mira):
    now = timezone.now()
    soon, late, unsaid = (
        make_invitation(
            application=make_application(candidate=mira), received_at=now, reply_by=reply_by
        )
        for reply_by in (now + timedelta(hours=5), now + timedelta(days=5), None)
    )
    assert home(client).context["today"].to_decide == [soon, unsaid, late]


def test_decided_invitation_waits_no_more(client, mira):
    make_invitation(application=make_application(candidate=mira), state=State.ACCEPTED)
    assert home(client).context["today"].is_empty


def test_interview_is_coming_up_and_then_to_debrief(client, mira):
    application = make_application(candidate=mira)
    now = timezone.now()
    coming = make_interview(application=application, starts_at=now + timedelta(hours=1))
    over = make_interview(application=application, starts_at=now - timedelta(hours=2))
    going_on = make_interview(application=application, starts_at=now - timedelta(minutes=30))
    today = home(client).context["today"]
    assert today.coming_up == [going_on, coming]
    assert today.to_debrief == [over]


def test_situation_is_asked_once(client, mira):
    assert "One question" in home(client).content.decode()
    client.post(reverse("situation"), {"situation": Situation.EMPLOYED})
    mira.refresh_from_db()
    assert mira.situation == Situation.EMPLOYED
    assert "One question" not in home(client).content.decode()


def test_situation_without_an_answer_says_so(client, mira):
    answer = client.post(reverse("situation"))
    assert answer.status_code == 422
    assert "Choose one of the three." in answer.content.decode()


def test_who_only_coordinates_goes_to_the_desk(client):
    client.force_login(make_membership().user)
    assert home(client).url == reverse("desk:worklist")


def test_new_person_starts_a_record(client):
    user = make_user(time_zone="")
    client.force_login(user)
    assert home(client).url == reverse("start")
    client.post(reverse("start"), {"name": "Mira", "time_zone": "Europe/Stockholm"})
    assert Candidate.objects.get(user=user).time_zone == "Europe/Stockholm"
    assert home(client).status_code == 200


def test_queries_stay_the_same_with_more_rows(client, mira):
    def fill():
        application = make_application(candidate=mira)
        make_invitation(application=application)
        make_interview(application=application, starts_at=timezone.now() + timedelta(days=1))
        make_interview(application=application, starts_at=timezone.now() - timedelta(days=1))
        Task.objects.create(candidate=mira, application=application, text="Write")
        Offer.objects.create(candidate=mira, application=application, received_on=NOW.date())
        make_owed(mira)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            home(client)
        return len(captured)

    fill()
    one = queries()
    fill()
    fill()
    assert queries() == one <= 8


def test_times_are_shown_on_ones_own_clock(client, mira):
    mira.user.time_zone = "Asia/Tokyo"
    mira.user.save()
    make_interview(
        application=make_application(candidate=mira),
        starts_at=timezone.now() + timedelta(days=3),
        zone="Europe/Stockholm",
    )
    assert "your time" in home(client).content.decode()
    assert timezone.get_current_timezone_name() == "UTC"
