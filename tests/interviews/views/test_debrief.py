"""Telling how it went the same day, and looking at it again after a night."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from applications.models import Event, RedFlag
from applications.models.event import EventKind
from interviews.forms.debrief import likely_partner
from interviews.intake.reading import Format
from interviews.models import Debrief, Inquiry, Preparation
from interviews.models.interview import InterviewState, Partner
from interviews.preparing import FIXED, Topic
from tests.factories import (
    NOW,
    make_application,
    make_candidate,
    make_debrief,
    make_inquiry,
    make_interview,
    make_membership,
    make_red_flag,
    make_representation,
)

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
        people="Per",
        format="video",
        link="https://meet.example.org/a",
    )


@pytest.fixture
def slept_on(over):
    return make_debrief(interview=over, told_at=timezone.now() - timedelta(days=1))


def tell(client, interview, **answers):
    return client.post(reverse("interviews:debrief", args=[interview.pk]), TOLD | answers)


def confirm(client, interview, **data):
    return client.post(reverse("interviews:confirmation", args=[interview.pk]), data)


def test_two_answers_are_enough(client, over):
    answer = client.post(
        reverse("interviews:debrief", args=[over.pk]), {"interest_after": "4", "learned": "Much"}
    )
    assert answer.url == f"{over.get_absolute_url()}#afterwards"
    over.refresh_from_db()
    assert (over.state, over.partner) == (InterviewState.DONE, Partner.TEAM)
    over.application.refresh_from_db()
    assert over.application.interest_now == Debrief.objects.get().interest_after == 4


def test_missing_answer_is_said_and_the_rest_kept(client, over):
    answer = tell(client, over, learned="", notes="Long table")
    assert answer.status_code == 422
    assert "Long table" in answer.content.decode()
    assert not Debrief.objects.exists()


def test_telling_again_corrects_the_first_and_is_no_news(client, over):
    tell(client, over)
    tell(client, over, interest_after="1")
    assert Debrief.objects.get().interest_after == 1
    assert Event.objects.filter(kind=EventKind.DEBRIEFED).count() == 1


@pytest.mark.parametrize(
    ("format_", "partner"),
    [
        (Format.PHONE, Partner.HR),
        (Format.TEST, Partner.HR),
        (Format.VIDEO, Partner.TEAM),
        ("", Partner.TEAM),
    ],
)
def test_whom_one_met_is_guessed_from_the_format(over, format_, partner):
    over.format = format_
    assert likely_partner(over) == partner


@pytest.mark.parametrize(("minutes", "partner"), [("19", "hr"), ("20", "team"), ("", "team")])
def test_few_minutes_with_the_team_end_no_first_stage(client, over, minutes, partner):
    tell(client, over, minutes=minutes)
    over.refresh_from_db()
    assert over.partner == partner


def test_what_was_found_out_is_kept_by_topic(client, over):
    tell(client, over, **{"space-observed": "Quiet", "space-compared": "better"})
    tell(client, over, **{"space-observed": "Loud", "space-compared": "worse"})
    kept = Inquiry.objects.get()
    assert (kept.topic, kept.observed, kept.compared) == ("space", "Loud", "worse")
    text = client.get(over.get_absolute_url()).content.decode()
    assert "Loud (worse than described)" in text
    assert "Day-to-day, Growth, Who succeeds here" in text


def test_what_was_told_while_getting_ready_stands_in_the_debrief_and_the_reverse(client, over):
    ready = reverse("interviews:inquiries", args=[over.pk])
    client.post(ready, {"point": "growth", "growth-told": "They grow", "growth-by_whom": "Ada"})
    assert "They grow" in client.get(over.get_absolute_url()).content.decode()
    seen = {f"growth-{name}": "" for name in ("told", "observed", "by_whom")}
    tell(client, over, **{**seen, "growth-told": "They shrink", "growth-compared": "worse"})
    text = client.get(over.preparation_url).content.decode()
    assert "They shrink" in text
    assert "Growth: not known" not in text


def test_comparison_alone_says_that_it_was_found_out(client, over):
    tell(client, over, **{"growth-told": "", "growth-compared": "better"})
    text = client.get(over.get_absolute_url()).content.decode()
    assert "Better than described" in text
    assert "Day-to-day, Who succeeds here, The space" in text
    assert "Growth: not known" not in client.get(over.preparation_url).content.decode()


def test_page_that_knew_of_fewer_points_empties_none_of_the_others(client, over):
    make_inquiry(over, Topic.GROWTH, told="They grow")
    tell(client, over, **{"space-told": "Quiet"})
    assert Inquiry.objects.get(topic="growth").told == "They grow"


def test_point_that_is_gone_meanwhile_keeps_what_was_written(client, over):
    flag = make_red_flag(employer=over.application.employer, resolved_at=NOW)
    tell(client, over, **{f"red_flag-{flag.pk}-told": "All paid now"})
    assert Inquiry.objects.get().told == "All paid now"
    answer = tell(client, over, **{"red_flag-999999-told": "Never heard of it"})
    assert answer.status_code == 422
    assert "Never heard of it" in answer.content.decode()
    tell(client, over, **{"own-kept-7-told": "Also this", "own-kept-7-question": "What else?"})
    assert Inquiry.objects.get(topic="own").question == "What else?"


def test_finding_that_is_too_long_is_refused_beside_its_field(client, over):
    answer = tell(client, over, **{"space-told": "x" * 2001}, notes="Long table")
    assert answer.status_code == 422
    assert "at most 2000" in answer.content.decode()
    assert "Long table" in answer.content.decode()
    assert not Debrief.objects.exists()


def test_open_points_and_red_flags_are_asked_about_but_not_where_it_was(client, over):
    make_red_flag(employer=over.application.employer, topic="Late wages")
    found = client.get(over.get_absolute_url()).context["after"].forms["findings"]
    topics = [finding.point.topic for finding in found]
    assert topics == [*FIXED, Topic.RED_FLAG]


def test_what_was_felt_beforehand_is_shown_beside_what_came(client, over):
    Preparation.objects.create(
        candidate=over.candidate, interview=over, confidence_before=4, dread_before=4, felt_at=NOW
    )
    asked = client.get(over.get_absolute_url()).content.decode()
    assert "as you remember it" not in asked
    tell(client, over, confidence_before="1", confidence_after="2", dread_after="2")
    told = Debrief.objects.get()
    assert (told.confidence_before, told.dread_before) == (4, 4)
    text = client.get(over.get_absolute_url()).content.decode()
    assert "You expected 4 of 5; it was 2: easier than you thought." in text
    assert "from memory" not in text
    assert "It goes up and down for everybody" in text


def test_what_nobody_asked_beforehand_may_be_remembered(client, over):
    assert "as you remember it" in client.get(over.get_absolute_url()).content.decode()
    tell(client, over, confidence_before="2", confidence_after="4", dread_before=4, dread_after=3)
    text = client.get(over.get_absolute_url()).content.decode()
    assert "It rose from 2 to 4 of 5." in text
    assert "What you expected is from memory." in text


@pytest.mark.parametrize(("situation", "asks"), [("employed", True), ("open", False)])
def test_what_it_took_is_asked_beside_a_job(client, over, situation, asks):
    over.candidate.tell_situation(situation, on=NOW.date())
    assert ("Days of leave" in client.get(over.get_absolute_url()).content.decode()) is asks


def test_what_it_took_is_kept_and_stays_to_be_corrected(client, over):
    tell(client, over, hours_used="6.5", leave_days="1")
    text = client.get(over.get_absolute_url()).content.decode()
    assert "6.5 hours, 1 day of leave" in text
    assert "Days of leave" in text
    assert tell(client, over, hours_used="-1").status_code == 422


def test_questions_that_stumped_are_kept_one_a_line(client, over):
    tell(client, over, stumped_on="Why us?\r\n\r\n  Why now? ")
    assert Debrief.objects.get().stumped_questions == ["Why us?", "Why now?"]


@pytest.mark.parametrize("lines", ["x" * 301, "\n".join("abcdefghijk")])
def test_too_much_is_refused_beside_the_field(client, over, lines):
    answer = tell(client, over, stumped_on=lines)
    assert answer.status_code == 422
    assert "At most" in answer.content.decode()


def test_new_red_flags_are_the_employers_by_own_experience(client, over):
    tell(client, over, flags="Shouting\nLate wages", weight="absolute")
    flags = RedFlag.objects.filter(employer=over.application.employer)
    assert {each.topic for each in flags} == {"Shouting", "Late wages"}
    assert {(each.severity, each.source) for each in flags} == {("absolute", "own_experience")}


def test_promise_comes_back_without_its_words(client, over):
    tell(client, over, promised="An offer of 50", promised_on="2036-07-09")
    over.application.refresh_from_db()
    assert str(over.application.next_step_on) == "2036-07-09"
    assert "50" not in over.application.next_step


def test_promise_leaves_another_next_step_alone(client, over):
    over.application.plan("Write to Ada", on=None)
    tell(client, over, promised_on="2036-07-09")
    over.application.refresh_from_db()
    assert over.application.next_step == "Write to Ada"


def test_two_tabs_keep_what_each_of_them_said(client, over):
    tell(client, over)
    seen = client.get(over.get_absolute_url()).context["after"].forms["debrief"]["seen"].value()
    tell(client, over, notes="From one tab")
    tell(client, over, met="From the other", seen=seen)
    debrief = Debrief.objects.get()
    assert (debrief.notes, debrief.met) == ("From one tab", "From the other")


def test_second_look_is_asked_after_a_night_only(client, over):
    tell(client, over)
    assert "After a night" not in client.get(over.get_absolute_url()).content.decode()
    Debrief.objects.update(told_at=timezone.now() - timedelta(days=1))
    assert "First reactions run hot" in client.get(over.get_absolute_url()).content.decode()


def test_confirmed_interest_stands_beside_the_first(client, over, slept_on):
    confirm(client, over, interest="1")
    slept_on.refresh_from_db()
    assert (slept_on.interest_after, slept_on.interest_confirmed) == (3, 1)
    over.application.refresh_from_db()
    assert over.application.interest_now == slept_on.interest == 1
    assert "First reactions" not in client.get(over.get_absolute_url()).content.decode()


def test_first_reaction_stays_once_it_is_confirmed(client, over, slept_on):
    confirm(client, over, interest="5")
    tell(client, over, interest_after="1", notes="Later thoughts")
    slept_on.refresh_from_db()
    assert (slept_on.interest_after, slept_on.notes) == (3, "Later thoughts")
    over.application.refresh_from_db()
    assert over.application.interest_now == 5


def test_second_look_without_an_answer_says_so(client, over, slept_on):
    answer = confirm(client, over)
    assert answer.status_code == 422
    assert "Choose one of the five." in answer.content.decode()


def test_second_look_before_the_first_leads_to_it(client, over):
    assert confirm(client, over, interest="3").url == f"{over.get_absolute_url()}#afterwards"
    assert not Debrief.objects.exists()


def test_later_thoughts_leave_a_later_rating_alone(client, over):
    tell(client, over)
    over.application.rate_interest(2, by=over.candidate.user, at=timezone.now())
    tell(client, over, notes="One more thing")
    over.application.refresh_from_db()
    assert over.application.interest_now == 2


def test_account_is_the_candidates_alone(client, over):
    make_debrief(interview=over, learned="Canary")
    member = make_membership()
    make_representation(candidate=over.candidate, firm=member.firm, coordinator=member)
    client.force_login(member.user)
    text = client.get(over.get_absolute_url()).content.decode()
    assert "Canary" not in text
    assert "How it went" not in text


def test_queries_of_the_page_stay_the_same_with_more_topics(client, over):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(over.get_absolute_url())
        return len(captured)

    make_red_flag(employer=over.application.employer)
    tell(client, over, **{"space-told": "Quiet"})
    one = queries()
    make_red_flag(employer=over.application.employer)
    tell(client, over, **{f"{topic}-told": "Slow" for topic in ("space", "growth", "success")})
    assert queries() == one


def test_what_was_seen_there_becomes_a_red_flag_of_ones_own(client, over):
    seen = ["They asked what is private", "It was chaotic"]
    tell(client, over, observed=seen, flags="It was chaotic\nNo desks", weight="minor")
    flags = RedFlag.objects.filter(employer=over.application.employer)
    assert sorted(each.topic for each in flags) == sorted([*seen, "No desks"])
    assert {(each.severity, each.source) for each in flags} == {("minor", "own_experience")}
