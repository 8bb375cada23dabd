"""A firm's settings where a candidate is advised: on the card, after an interview, in clocks."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from applications.stages import Stage
from interviews.guidance import Policy, Verdict
from interviews.models import Debrief, Decision, FirmPolicy
from interviews.models.interview import Partner
from jobtracker.people.models import Situation
from tests.factories import (
    NOW,
    make_application,
    make_candidate,
    make_debrief,
    make_interview,
    make_invitation,
    make_membership,
    make_red_flag,
    make_representation,
)
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def petra():
    return make_membership()


@pytest.fixture
def mira(client, petra):
    candidate = make_candidate(email="mira@example.org")
    candidate.tell_situation(Situation.EMPLOYED, on=NOW.date())
    make_representation(candidate=candidate, firm=petra.firm)
    client.force_login(candidate.user)
    return candidate


@pytest.fixture
def invitation(mira):
    return make_invitation(application=make_application(candidate=mira, interest_now=4))


@pytest.fixture
def held(mira):
    application = make_application(candidate=mira, stage=Stage.INTERVIEWING, interest_now=3)
    return make_interview(
        application=application,
        starts_at=timezone.now() - 3 * HOUR,
        partner=Partner.TEAM,
        interest_before=3,
    )


def adopt(member, **settings):
    return FirmPolicy.objects.adopt(
        member.firm,
        Policy(version="tuned", **settings),
        note="So",
        by=member.user,
        at=timezone.now(),
        after=member.firm.policies.count(),
    )


def page(client, row):
    return client.get(row.get_absolute_url())


def said_whose(answer):
    found = [each.text() for each in LexborHTMLParser(answer.content).css("p.soft.small")]
    return next((each for each in found if each.startswith("With the settings of")), None)


def test_verdict_goes_by_the_settings_and_says_whose_they_are(client, petra, invitation):
    before = page(client, invitation)
    assert before.context["briefing"].advice.verdict is Verdict.ACCEPT_WITH_CONDITIONS
    assert said_whose(before) is None
    made = adopt(petra, employed_likely=Verdict.LEAN_GO)
    after = page(client, invitation)
    assert after.context["briefing"].advice.verdict is Verdict.LEAN_GO
    assert after.context["briefing"].advice.version.endswith(f"+{made.policy.version}")
    assert said_whose(after) == f"With the settings of {petra.firm.name}."
    assert reverse("desk:policy", args=[petra.firm_id]) not in after.content.decode()


def test_coordinator_sees_the_same_verdict_and_gets_to_the_settings(client, petra, invitation):
    adopt(petra, employed_likely=Verdict.LEAN_GO)
    client.force_login(petra.user)
    answer = page(client, invitation)
    assert answer.context["briefing"].advice.verdict is Verdict.LEAN_GO
    assert reverse("desk:policy", args=[petra.firm_id]) in answer.content.decode()


def test_second_firm_leaves_the_published_settings(client, petra, mira, invitation):
    adopt(petra, employed_likely=Verdict.LEAN_GO)
    make_representation(candidate=mira)
    answer = page(client, invitation)
    assert answer.context["briefing"].advice.verdict is Verdict.ACCEPT_WITH_CONDITIONS
    assert said_whose(answer) is None


def test_hours_above_the_set_cost_count_as_much(client, petra, invitation):
    invitation.change(hours_needed=5)
    assert not page(client, invitation).context["briefing"].facts.high_cost
    adopt(petra, high_cost_hours=4)
    assert page(client, invitation).context["briefing"].facts.high_cost


def test_page_takes_as_many_queries_with_settings_as_without(client, petra, invitation):
    address = invitation.get_absolute_url()
    queries_of(client, address)
    before = len(queries_of(client, address))
    for _ in range(3):
        adopt(petra, history_minimum=5)
    assert len(queries_of(client, address)) == before


def decide(client, invitation, choice="decline"):
    invitation.refresh_from_db()
    data = {"choice": choice, "version": invitation.version}
    assert client.post(reverse("interviews:decision", args=[invitation.pk]), data).url
    return Decision.objects.get()


def test_decision_keeps_the_settings_that_it_was_made_by(client, petra, invitation):
    made = adopt(petra, employed_likely=Verdict.LEAN_GO, withdraw_hours=12)
    decision = decide(client, invitation)
    adopt(petra, withdraw_hours=72)
    decision = Decision.objects.get(pk=decision.pk)
    assert decision.given_advice.verdict is Verdict.LEAN_GO
    assert decision.version.endswith(f"+{made.policy.version}")
    assert decision.tell_by == decision.at + 12 * HOUR


def test_decision_without_a_firm_is_told_within_a_day(client, invitation):
    decision = decide(client, invitation)
    assert decision.tell_by == decision.at + 24 * HOUR


def test_gate_goes_by_the_settings(client, petra, held):
    for topic in ("Late wages", "Overtime"):
        make_red_flag(employer=held.application.employer, topic=topic)
    make_debrief(interview=held, interest_after=4, told_at=timezone.now())
    before = page(client, held).context["after"].gate
    made = adopt(petra, serious_topics=2, withdraw_hours=12)
    answer = page(client, held)
    gate = answer.context["after"].gate
    assert (before.advice.verdict, gate.advice.verdict) == (
        Verdict.ASK_FIRST,
        Verdict.LEAN_DECLINE,
    )
    assert said_whose(answer) == f"With the settings of {petra.firm.name}."
    client.post(reverse("interviews:gate", args=[held.pk]), {"choice": "withdraw", "latest": ""})
    decision = Decision.objects.get()
    assert decision.version.endswith(f"+{made.policy.version}")
    assert decision.tell_by == decision.at + 12 * HOUR


@pytest.mark.parametrize(("minimum", "partner"), [(20, Partner.TEAM), (30, Partner.HR)])
def test_short_talk_with_the_team_is_one_below_the_set_length(
    client, petra, held, minimum, partner
):
    adopt(petra, first_done_minutes=minimum)
    told = {"interest_after": "4", "learned": "Much", "partner": "team", "minutes": "25"}
    assert client.post(reverse("interviews:debrief", args=[held.pk]), told).status_code == 302
    assert Debrief.objects.get().interview.partner == partner
