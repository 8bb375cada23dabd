"""The guidance's acceptance vignettes that rest on the candidate's own rows (its section 7)."""

from datetime import timedelta

import pytest

from interviews.briefing import brief
from interviews.guidance import Reason, Verdict
from interviews.models import Invitation
from jobtracker.people.models import Situation
from tests.factories import (
    NOW,
    make_application,
    make_candidate,
    make_held,
    make_interview,
    make_invitation,
    make_red_flag,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def mira():
    return make_candidate()


@pytest.fixture
def invitation(mira):
    return make_invitation(application=make_application(candidate=mira))


def fresh(invitation):
    return Invitation.objects.with_page().get(pk=invitation.pk)


def rate(invitation, interest):
    application = invitation.application
    application.rate_interest(interest, by=application.candidate.user, at=NOW)


def test_vignette_3_dream_interview_in_twelve_days(invitation, mira):
    rate(invitation, 3)
    dream = make_application(candidate=mira, is_dream=True, employer_name="Institute")
    make_interview(application=dream, starts_at=NOW + timedelta(days=12))
    briefing = brief(fresh(invitation), now=NOW)
    first = briefing.explanation.reasons[0]
    assert briefing.advice.verdict is Verdict.ACCEPT
    assert first.code is Reason.PRACTICE
    assert "Institute is in 12 days" in first.evidence


def test_vignette_5_nine_interviews_this_month(invitation, mira):
    rate(invitation, 2)
    for day in range(1, 10):
        make_held(mira, day, confidence_after=5)
    briefing = brief(fresh(invitation), now=NOW)
    last = briefing.explanation.reasons[-1]
    assert briefing.advice.verdict is Verdict.ACCEPT
    assert last.code is Reason.PRACTICE
    assert "small reason" in last.sentence
    assert "9 interviews" in last.evidence


def test_vignette_9_clash_with_another_interview(invitation, mira):
    rate(invitation, 2)
    make_interview(
        application=make_application(candidate=mira),
        starts_at=invitation.slots.get().starts_at,
    )
    verdict = brief(fresh(invitation), now=NOW).advice.verdict
    assert verdict is Verdict.ACCEPT_WITH_CONDITIONS


def test_vignette_25_three_serious_concerns(invitation):
    rate(invitation, 3)
    for topic in ("Overtime", "Turnover", "Shouting"):
        make_red_flag(employer=invitation.application.employer, topic=topic, checked_at=NOW)
    assert brief(fresh(invitation), now=NOW).advice.verdict is Verdict.LEAN_DECLINE


@pytest.mark.parametrize(
    ("before", "after", "verdict"), [(3, 1, Verdict.WITHDRAW), (2, 4, Verdict.ACCEPT)]
)
def test_vignettes_35_and_37_after_the_first_talk(invitation, mira, before, after, verdict):
    make_held(mira, 1, before=before, after=after, application=invitation.application)
    rate(invitation, after)
    briefing = brief(fresh(invitation), now=NOW)
    assert briefing.advice.verdict is verdict
    assert briefing.explanation.reasons == ()


def test_practice_moves_a_close_call_of_the_employed(invitation, mira):
    mira.tell_situation(Situation.EMPLOYED, on=NOW.date())
    rate(invitation, 3)
    assert brief(fresh(invitation), now=NOW).advice.verdict is Verdict.LEAN_GO
    for day in (40, 50):
        make_held(mira, day, confidence_after=4)
    assert brief(fresh(invitation), now=NOW).advice.verdict is Verdict.EVEN
