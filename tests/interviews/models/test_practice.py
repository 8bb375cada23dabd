"""Practices, stories and what is kept of getting ready."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from interviews.models import Inquiry, Practice, Tick
from interviews.preparing import CHECKLIST, FIXED, PROMPTS, TIME_BOX_MINUTES, Step, Topic
from tests.factories import (
    NOW,
    make_candidate,
    make_interview,
    make_practice,
    make_question,
    make_red_flag,
    make_story,
)

pytestmark = pytest.mark.django_db


def test_practice_brings_each_scored_question_back(db):
    mira = make_candidate()
    scored, unscored = make_question(candidate=mira), make_question(candidate=mira)
    practice = make_practice(mira, scores={scored: 4, unscored: None}, minutes=20)
    assert practice.rehearsals.count() == 2
    scored.refresh_from_db()
    unscored.refresh_from_db()
    assert (scored.self_score, scored.due_on) == (4, date(2026, 7, 2))
    assert (unscored.self_score, unscored.due_on) == (None, None)


@pytest.mark.parametrize("name", ["confidence_before", "nerves_after"])
@pytest.mark.parametrize("value", [0, 6])
def test_rating_outside_the_scale_is_refused(name, value):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_practice(make_candidate(), **{name: value})


def test_practice_that_fails_keeps_nothing():
    mira = make_candidate()
    question = make_question(candidate=mira)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_practice(mira, scores={question: 9})
    question.refresh_from_db()
    assert (Practice.objects.count(), question.self_score) == (0, None)


def test_one_story_serves_several_questions_and_no_longer_the_others():
    mira = make_candidate()
    one, two, three = (make_question(candidate=mira) for _ in range(3))
    story = make_story(candidate=mira, questions=[one, two])
    story.answers([two, three])
    assert {*story.questions.all()} == {two, three}
    assert {*story.tellings.values_list("candidate", flat=True)} == {mira.pk}


def test_story_says_what_is_missing():
    assert make_story(situation="Late", action="I rang").missing == ["task", "result"]


def test_tick_twice_is_one_and_goes_again():
    interview = make_interview()
    for _ in range(2):
        Tick.objects.put(interview, Step.ROUTE, done=True, at=NOW)
    assert Tick.objects.get().step == Step.ROUTE
    for _ in range(2):
        Tick.objects.put(interview, Step.ROUTE, done=False, at=NOW)
    assert not Tick.objects.exists()


def test_topic_is_there_once_and_own_ones_as_often_as_one_likes():
    interview = make_interview()
    whose = {"candidate": interview.candidate, "interview": interview, "question": "Why?"}
    flag = make_red_flag(employer=interview.application.employer)
    for _ in range(2):
        Inquiry.objects.create(**whose, topic=Topic.OWN)
    for topic, red_flag in ((Topic.GROWTH, None), (Topic.RED_FLAG, flag)):
        Inquiry.objects.create(**whose, topic=topic, red_flag=red_flag)
        with pytest.raises(IntegrityError), transaction.atomic():
            Inquiry.objects.create(**whose, topic=topic, red_flag=red_flag)


def test_checklist_fits_its_time_box():
    assert set(CHECKLIST) == {*Step}
    assert sum(task.minutes for task in CHECKLIST.values()) in TIME_BOX_MINUTES


def test_every_topic_but_ones_own_has_its_words():
    assert len(FIXED) == 4
    assert set(PROMPTS) == {*Topic} - {Topic.OWN}
