"""What a candidate sees of feedback that a firm asks for: where it stands, and their version."""

from datetime import timedelta

import pytest
from django.utils import timezone

from interviews.models import NoNews
from tests.factories import (
    make_application,
    make_candidate,
    make_interview,
    make_membership,
    make_representation,
)
from tests.feedback_rows import make_answer, make_request, relay
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def petra():
    return make_membership()


@pytest.fixture
def talk(client, petra):
    mira = make_candidate(name="Mira Sandberg")
    make_representation(candidate=mira, firm=petra.firm, coordinator=petra)
    client.force_login(mira.user)
    return make_interview(
        application=make_application(candidate=mira),
        starts_at=timezone.now() - timedelta(days=2),
    )


@pytest.fixture
def asked(talk, petra):
    return make_request(talk, petra, "kept back")


def shown(client, talk):
    return client.get(talk.get_absolute_url()).content.decode()


def test_nothing_is_said_where_nobody_was_asked(client, talk):
    assert "Feedback by your firm" not in shown(client, talk)


def test_candidate_sees_that_it_was_asked_for_and_by_whom(client, petra, talk, asked):
    page = shown(client, talk)
    assert petra.firm.name in page
    assert f"by {petra.user}" in page
    assert "kept back" not in page
    assert "client@client.example" not in page


def test_candidate_sees_that_an_answer_is_on_its_way_and_not_what_it_says(
    client, petra, talk, asked
):
    make_answer(asked, petra.user, "kept back")
    page = shown(client, talk)
    assert "They pass it on to you next" in page
    assert "kept back" not in page


def test_candidate_reads_their_version(client, petra, talk, asked):
    make_answer(asked, petra.user, "kept back")
    relay(asked, petra.user, "about figures")
    page = shown(client, talk)
    assert "Told about figures" in page
    assert "by voice" in page
    assert "kept back" not in page


def test_none_available_says_nothing_about_them(client, petra, talk, asked):
    asked.give_up("kept back", by=petra.user, at=timezone.now())
    page = shown(client, talk)
    assert "it says nothing about you" in page
    assert "kept back" not in page


def test_help_of_a_colleague_is_the_firms_affair(client, petra, talk, asked):
    boss = make_membership(firm=petra.firm).user
    asked.escalate(boss, by=petra.user, at=timezone.now())
    page = shown(client, talk)
    assert str(boss) not in page
    assert "colleague" not in page.partition("Feedback by your firm")[2].partition("</section>")[0]


def test_question_that_was_taken_back_is_gone(client, talk, asked):
    asked.withdraw(at=timezone.now())
    assert "Feedback by your firm" not in shown(client, talk)


def test_no_news_stands_there_too(client, petra, talk):
    NoNews.objects.tell(talk, petra.firm, "None yet", by=petra.user, at=timezone.now())
    assert "No news yet" in shown(client, talk)


def test_what_was_told_stays_when_the_firm_is_gone(client, petra, talk, asked):
    make_answer(asked, petra.user)
    relay(asked, petra.user, "about figures")
    talk.candidate.representations.get().end(by=talk.candidate.user, at=timezone.now())
    assert "Told about figures" in shown(client, talk)


def test_firm_reads_it_on_its_desk_alone(client, petra, talk, asked):
    client.force_login(petra.user)
    assert "Feedback by your firm" not in shown(client, talk)


def test_queries_do_not_grow_with_the_firms(client, talk, asked):
    one = len(queries_of(client, talk.get_absolute_url()))
    for _ in range(2):
        make_request(talk, make_membership())
    assert len(queries_of(client, talk.get_absolute_url())) == one


def test_wish_to_hear_it_by_voice_is_on_the_desk(client, petra, talk, asked):
    talk.candidate.feedback_by = "voice"
    talk.candidate.save()
    make_answer(asked, petra.user)
    client.force_login(petra.user)
    answer = client.get(asked.get_absolute_url())
    assert "by voice first" in answer.content.decode()
    assert answer.context["relay_form"].initial["way"] == "voice"
