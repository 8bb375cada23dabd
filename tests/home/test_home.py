"""Today's page: what waits for the candidate, in a fixed number of queries."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from applications.models import Offer, Task
from interviews.briefing import brief
from interviews.letters import LetterKind
from interviews.models import Choice, Decision, Letter
from interviews.models.invitation import State
from interviews.occasions import Occasion
from jobtracker.people.models import Candidate, Situation
from tests.factories import (
    NOW,
    make_application,
    make_candidate,
    make_interview,
    make_invitation,
    make_membership,
    make_slot_draft,
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


def asked_about(mira, *, hours, sent_hours_ago):
    """Asked before a talk in so many hours; the question went out so long ago."""
    now = timezone.now()
    start = (now + timedelta(hours=hours)).replace(tzinfo=None, microsecond=0)
    invitation = make_invitation(
        application=make_application(candidate=mira),
        received_at=now - timedelta(days=5),
        slots=[make_slot_draft(start, zone="UTC")],
    )
    found = brief(invitation, now=now)
    decision = Decision.objects.decide(
        invitation,
        Choice.ASK,
        facts=found.facts,
        advice=found.advice,
        explanation=found.explanation,
        slot=None,
        by=mira.user,
        at=now,
    )
    letter = Letter.objects.keep(
        Occasion.of(decision), LetterKind.ASK, at=now, subject="A", body="B"
    )
    letter.was_sent(at=now - timedelta(hours=sent_hours_ago))
    return decision


def test_question_that_waits_for_a_day_may_be_asked_once_more(client, mira):
    decision = asked_about(mira, hours=90, sent_hours_ago=25)
    fresh = asked_about(mira, hours=95, sent_hours_ago=23)
    answer = home(client)
    assert answer.context["today"].asked == [decision.invitation, fresh.invitation]
    assert answer.context["today"].to_nudge == {decision.invitation_id}
    assert "Ask once more" in answer.content.decode()
    nudge = Letter.objects.keep(
        Occasion.of(decision), LetterKind.NUDGE, at=timezone.now(), subject="A", body="B"
    )
    nudge.was_sent(at=timezone.now())
    assert home(client).context["today"].to_nudge == set()


def test_question_left_open_until_a_day_before_is_to_be_decided(client, mira):
    decision = asked_about(mira, hours=20, sent_hours_ago=40)
    today = home(client).context["today"]
    assert (today.to_decide, today.asked) == ([decision.invitation], [])
