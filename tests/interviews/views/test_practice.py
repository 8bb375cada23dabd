"""Practice: what is due, a session, and how it goes."""

import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from interviews.models import Practice, Question
from interviews.questions.bank import bank
from tests.factories import make_application, make_candidate, make_interview, make_question
from tests.queries import queries_of

pytestmark = pytest.mark.django_db
PRACTICE, SESSION = "/practice/", "/practice/session/"
ITEM = re.compile(r'name="item" value="([^"]+)"')


@pytest.fixture
def mira(client):
    candidate = make_candidate()
    client.force_login(candidate.user)
    return candidate


def items(client, **query):
    answer = client.get(SESSION, query)
    assert answer.status_code == 200
    return ITEM.findall(answer.content.decode())


def log(client, **data):
    return client.post(SESSION, {"kind": "alone", **data})


def test_somebody_new_practises_what_is_asked_in_most_interviews(client, mira):
    found = items(client)
    assert len(found) == 5
    assert set(found) <= set(bank())
    assert not Question.objects.exists()


def test_what_is_due_comes_first(client, mira):
    due = make_question(candidate=mira, due_on=timezone.localdate())
    make_question(candidate=mira, due_on=timezone.localdate() + timezone.timedelta(days=3))
    assert items(client)[0] == str(due.pk)


def test_one_question_alone(client, mira):
    question = make_question(candidate=mira)
    assert items(client, question=question.pk) == [str(question.pk)]


def test_drill_of_improper_questions_has_a_way_back_for_each(client, mira):
    found = items(client, family="improper")
    assert len(found) == 5
    text = client.get(SESSION, {"family": "improper"}).content.decode()
    assert text.count("A calm way to lead back") == 5


def test_drill_goes_on_with_what_was_not_practised_yet(client, mira):
    first = items(client, family="pay")
    log(client, item=first, **{f"score-{key}": "4" for key in first})
    assert not {*items(client, family="pay")} & {*first}


def test_session_for_an_interview_has_its_likely_questions(client, mira):
    interview = make_interview(application=make_application(candidate=mira))
    asked = make_question(candidate=mira, employer=interview.application.employer)
    assert items(client, interview=interview.pk)[0] == str(asked.pk)


@pytest.mark.parametrize(
    "query",
    [{"question": "x"}, {"question": "9" * 30}, {"family": "odd"}, {"interview": "77"}],
)
def test_session_about_nothing_is_absent(client, mira, query):
    assert client.get(SESSION, query).status_code == 404


def test_somebody_elses_question_is_absent(client, mira):
    theirs = make_question()
    assert client.get(SESSION, {"question": theirs.pk}).status_code == 404
    log(client, item=[theirs.pk], **{f"score-{theirs.pk}": "5"}, minutes="3")
    theirs.refresh_from_db()
    assert theirs.self_score is None


def test_scored_question_of_the_bank_becomes_ones_own(client, mira):
    data = {"score-gaps/weakness": "2", "minutes": "10", "confidence_after": "3", "keep": "Calm"}
    answer = log(client, item=["gaps/weakness", "pay/notice"], **data)
    assert answer.url == PRACTICE
    question = Question.objects.get()
    assert (question.entry, question.self_score) == ("gaps/weakness", 2)
    practice = Practice.objects.get()
    assert (practice.minutes, practice.confidence_after, practice.keep) == (10, 3, "Calm")
    assert practice.rehearsals.get().score == 2


def test_practice_of_nothing_is_not_kept(client, mira):
    answer = log(client, item=["gaps/weakness"], nerves_before="3")
    assert answer.status_code == 422
    assert "Rate an answer" in answer.content.decode()
    assert not Practice.objects.exists()


def test_refused_form_stays_filled_in(client, mira):
    data = {"score-gaps/weakness": "2", "minutes": "9999", "change": "Shorter"}
    answer = log(client, item=["gaps/weakness"], **data)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Shorter" in text
    assert ITEM.findall(text) == ["gaps/weakness"]


def test_question_removed_meanwhile_does_not_lose_the_rest(client, mira):
    question = make_question(candidate=mira)
    key = str(question.pk)
    question.delete()
    log(client, item=[key], **{f"score-{key}": "3", "minutes": "5"})
    assert Practice.objects.get().minutes == 5


def test_trend_is_told_from_two_practices_on(client, mira):
    log(client, minutes="5", confidence_after="4")
    assert "How it is going" not in client.get(PRACTICE).content.decode()
    log(client, minutes="5", confidence_after="2")
    text = client.get(PRACTICE).content.decode()
    assert "went from 4 to 2 over 2 practices" in text
    assert "for everybody" in text


def test_practice_of_another_day_is_kept_with_that_day(client, mira):
    log(client, item=["pay/notice"], held_on="2026-06-01", **{"score-pay/notice": "4"})
    practice, question = Practice.objects.get(), Question.objects.get()
    assert practice.held_on == question.practised_on == date(2026, 6, 1)
    assert question.due_on == date(2026, 6, 2)
    assert "1 June 2026" in client.get(PRACTICE).content.decode()


def test_practice_is_of_today_unless_another_day_is_named(client, mira):
    log(client, minutes="5")
    assert Practice.objects.get().held_on == timezone.localdate()


@pytest.mark.parametrize("day", ["2999-01-01", "1999-12-31", "soon"])
def test_day_that_cannot_be_is_refused(client, mira, day):
    answer = log(client, held_on=day, minutes="5", keep="Calm")
    assert answer.status_code == 422
    assert "held_on" in answer.context["form"].errors
    assert "Calm" in answer.content.decode()


def test_drill_of_one_line_of_work(client, mira):
    found = items(client, role="care")
    assert {bank()[key].role_family for key in found} == {"care"}
    assert client.get(SESSION, {"role": "odd"}).status_code == 404


def test_removed_practice_leaves_its_questions(client, mira):
    log(client, item=["pay/notice"], **{"score-pay/notice": "4"})
    client.post(reverse("interviews:practice-removal", args=[Practice.objects.get().pk]))
    assert not Practice.objects.exists()
    assert Question.objects.get().self_score == 4


def test_microphone_is_allowed_on_the_session_alone(client, mira):
    answer = client.get(SESSION)
    assert "microphone=(self)" in answer.headers["Permissions-Policy"]
    assert "media-src blob:" in answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    refused = log(client)
    assert (refused.status_code, refused.headers["Permissions-Policy"]) == (
        422,
        answer.headers["Permissions-Policy"],
    )
    for address in (PRACTICE, "/", "/questions/"):
        other = client.get(address)
        assert "microphone=()" in other.headers["Permissions-Policy"]
        assert "media-src" not in other.headers["Content-Security-Policy"]


@pytest.mark.parametrize("address", [PRACTICE, SESSION])
def test_page_asks_the_same_of_one_row_and_of_three(client, mira, address):
    counts = []
    for number in (1, 2):
        for _ in range(number):
            question = make_question(candidate=mira, due_on=timezone.localdate())
            log(client, item=[question.pk], **{f"score-{question.pk}": "1"})
            Question.objects.update(due_on=timezone.localdate())
        counts.append(len(queries_of(client, address)))
    assert counts[0] == counts[1]
