"""Questions: the same one is there once, and what stumped comes back."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from interviews.models import Asking, Question
from interviews.models.question import Origin
from interviews.practising import QuestionState
from interviews.questions.bank import bank
from tests.factories import (
    NOW,
    make_application,
    make_candidate,
    make_interview,
    make_practice,
    make_question,
    make_story,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 7, 1)


@pytest.fixture
def mira():
    return make_candidate()


@pytest.fixture
def interview(mira):
    return make_interview(application=make_application(candidate=mira))


def stump(interview, text="Why us?", at=NOW):
    return Question.objects.stumped_on(interview.candidate, text, interview=interview, at=at)


def test_what_stumped_is_asked_of_me_there_and_due_at_once(interview):
    question = stump(interview)
    assert question.is_stumping
    assert question.due_on == TODAY
    assert (question.origin, question.employer) == (Origin.ASKED, interview.application.employer)
    assert question.askings.get().interview == interview


def test_day_it_is_due_is_the_candidates_own(interview):
    question = stump(interview, at=datetime.fromisoformat("2026-07-01T23:30:00+00:00"))
    assert question.due_on == date(2026, 7, 2)


def test_same_words_are_the_same_question(interview):
    assert stump(interview, "Why us?") == stump(interview, "  why   US ")
    assert Question.objects.get().text == "Why us?"


def test_question_of_the_bank_is_known_for_one(interview):
    question = stump(interview, "what do you find difficult at work")
    assert (question.family, question.entry) == ("gaps", "gaps/weakness")


def test_improper_question_of_the_bank_knows_its_way_back(interview):
    question = stump(interview, bank()["improper/children"].text)
    assert question.is_improper
    assert question.redirect == bank()["improper/children"].redirect


def test_telling_of_one_interview_again_does_not_undo_an_answer(interview):
    question = stump(interview)
    question.practise(4, on=TODAY, at=NOW)
    assert not question.is_stumping
    stump(interview)
    question.refresh_from_db()
    assert not question.is_stumping
    assert question.askings.count() == 1


def test_stumping_at_another_interview_starts_anew(interview):
    question = stump(interview)
    question.practise(5, on=TODAY, at=NOW)
    other = make_interview(application=interview.application)
    again = stump(other, at=NOW + timedelta(days=9))
    assert again == question
    assert again.is_stumping
    assert (again.streak, again.askings.count()) == (0, 2)


@pytest.mark.parametrize("text", ["", "  \n"])
def test_no_words_are_no_question(interview, text):
    with pytest.raises(ValueError, match="words"):
        stump(interview, text)


def test_very_long_words_are_cut(interview):
    assert len(stump(interview, "why " * 500).text) <= 500


def test_fair_answer_leaves_it_stumping(interview):
    question = stump(interview)
    question.practise(3, on=TODAY, at=NOW)
    assert question.is_stumping
    assert question.state == QuestionState.PRACTISED


def test_candidate_has_no_question_twice(mira):
    make_question(candidate=mira, text="Why us?")
    make_question(text="Why us?")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_question(candidate=mira, text="why us")


@pytest.mark.parametrize(
    ("draft", "state", "expected"),
    [
        ("Because", QuestionState.NEW, QuestionState.DRAFTED),
        ("", QuestionState.DRAFTED, QuestionState.NEW),
        ("Because", QuestionState.SOLID, QuestionState.SOLID),
        ("", QuestionState.PRACTISED, QuestionState.PRACTISED),
    ],
)
def test_draft_makes_a_new_question_a_drafted_one(draft, state, expected):
    question = make_question(state=state)
    question.draft = draft
    question.keep()
    assert question.state == expected


def test_due_ones_come_with_what_stumped_first(mira, interview):
    late = make_question(candidate=mira, due_on=TODAY - timedelta(days=5))
    due = make_question(candidate=mira, due_on=TODAY)
    make_question(candidate=mira, due_on=TODAY + timedelta(days=1))
    make_question(candidate=mira)
    stumped = stump(interview)
    assert [*Question.objects.filter(candidate=mira).due(TODAY, NOW)] == [stumped, late, due]


def test_what_stumped_rests_until_it_is_due_again(mira, interview):
    stump(interview).practise(2, on=TODAY, at=NOW)
    rows = Question.objects.filter(candidate=mira)
    assert [*rows.due(TODAY, NOW)] == []
    assert rows.due(TODAY + timedelta(days=1), NOW).count() == 1


def test_what_is_asked_where_one_is_about_to_go_comes_before_what_is_stale(mira, interview):
    stale = make_question(candidate=mira, due_on=TODAY - timedelta(days=5))
    employer = interview.application.employer
    reported = make_question(candidate=mira, employer=employer, due_on=TODAY)
    asked = make_question(candidate=mira, text="Asked there before?")
    asked.was_asked(interview, stumped=False, at=NOW)
    make_question(candidate=mira, employer=employer, due_on=TODAY + timedelta(days=3))
    over = make_interview(application=make_application(candidate=mira), starts_at=NOW)
    make_question(candidate=mira, employer=over.application.employer)
    found = [*Question.objects.filter(candidate=mira).due(TODAY, NOW)]
    assert {*found[:2]} == {reported, asked}
    assert found[2:] == [stale]


def test_practice_written_down_late_changes_nothing_that_happened_since(mira, interview):
    question = make_question(candidate=mira)
    question.practise(5, on=TODAY, at=NOW)
    question.practise(1, on=TODAY - timedelta(days=1), at=NOW)
    assert (question.self_score, question.streak) == (5, 1)
    stumped = stump(interview)
    stumped.practise(5, on=TODAY - timedelta(days=1), at=NOW)
    assert stumped.is_stumping


def test_likely_ones_are_what_stumped_then_this_employers_then_stale_ones(mira, interview):
    stale = make_question(candidate=mira, due_on=TODAY - timedelta(days=1))
    make_question(candidate=mira, text="Neither here nor there?")
    reported = make_question(candidate=mira, employer=interview.application.employer)
    elsewhere = make_interview(application=make_application(candidate=mira))
    stumped = stump(elsewhere)
    asked = make_question(candidate=mira, text="Asked there before?")
    asked.was_asked(interview, stumped=False, at=NOW)
    make_question(text="Of somebody else?", due_on=TODAY)
    found = [*Question.objects.likely_at(interview, TODAY)]
    assert found[0] == stumped
    assert {*found[1:3]} == {reported, asked}
    assert found[3:] == [stale]


def test_bringing_in_leaves_out_what_is_there(mira):
    make_question(candidate=mira, text="Why us?")
    added = Question.objects.bring_in(mira, ["why us", "Why now?", "Why now"])
    assert added == 1
    assert {*Question.objects.values_list("text", flat=True)} == {"Why us?", "Why now"}


def test_question_of_the_bank_is_taken_once(mira):
    entry = bank()["pay/expected-pay"]
    assert Question.objects.take(mira, entry) == Question.objects.take(mira, entry)


def test_merged_records_keep_one_question_with_all_that_led_to_it(mira, interview):
    other = make_candidate(user=None)
    mine = make_question(candidate=mira, text="Why us?")
    theirs = make_question(candidate=other, text="why us")
    make_story(candidate=other, questions=[theirs])
    make_practice(other, scores={theirs: 3})
    theirs.was_asked(None, stumped=False, at=NOW)
    mira.absorb(other, by=mira.user, at=NOW)
    assert Question.objects.get() == mine
    assert mine.stories.count() == mine.practices.count() == mine.askings.count() == 1
    assert {*Asking.objects.values_list("candidate", flat=True)} == {mira.pk}


def test_employer_that_becomes_part_of_another_takes_its_questions_along(mira, interview):
    employer = interview.application.employer
    question = make_question(candidate=mira, employer=employer)
    other = make_application(candidate=mira).employer
    other.absorb(employer, by=mira.user, at=NOW)
    question.refresh_from_db()
    assert question.employer == other
