"""Feedback: asked for, chased, received, or none; all of it; and what a firm sees."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from applications.models import Event, Task
from applications.models.event import EventKind
from interviews.models import Feedback
from interviews.models.feedback import PATIENCE, SOURCE_WEIGHTS, FeedbackSource, Standing
from jobtracker.people.access import Scope
from jobtracker.ui.when import in_full
from tests.factories import (
    NOW,
    make_application,
    make_candidate,
    make_debrief,
    make_feedback,
    make_interview,
    make_membership,
    make_point,
    make_representation,
    make_version,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def mira(client):
    candidate = make_candidate(name="Mira Sandberg")
    client.force_login(candidate.user)
    return candidate


@pytest.fixture
def held(mira):
    application = make_application(candidate=mira, employer_name="Vale")
    return make_interview(application=application, starts_at=timezone.now() - timedelta(days=1))


def asked(interview, days_ago=0):
    return Feedback.objects.ask(
        interview.application,
        by=interview.candidate.user,
        at=timezone.now() - timedelta(days=days_ago),
    )


def post(client, name, row, **data):
    return client.post(reverse(f"interviews:{name}", args=[row.pk]), data)


def coordinator(candidate, **shares):
    member = make_membership()
    shared = {f"shares_{scope}": shares.get(scope, True) for scope in Scope}
    make_representation(candidate=candidate, firm=member.firm, coordinator=member, **shared)
    return member.user


# How far it has come


def letters(held, act="", kind="feedback_request"):
    return f"{reverse('interviews:interview-letter', args=[held.pk])}{act}?letter={kind}"


def test_request_letter_is_ready_and_notes_who_was_asked(client, held):
    page = client.get(letters(held)).content.decode()
    assert "What is the one thing I could strengthen?" in page
    text = {"to": "ada@vale.example", "cc": "", "subject": "A question", "body": "One thing?"}
    assert client.post(letters(held, "sent/"), text).url == held.get_absolute_url()
    feedback = Feedback.objects.get()
    assert (feedback.whom, feedback.interview) == ("ada@vale.example", held)
    assert feedback.asked_by == held.candidate.user
    assert feedback.standing == Standing.ASKED
    assert Event.objects.filter(kind=EventKind.FEEDBACK_ASKED).exists()


def test_thanks_recall_what_is_for_the_person_to_add(client, held):
    page = client.get(letters(held, kind="thank_you")).content.decode()
    assert "[one thing you talked about]" in page


def test_thanks_never_go_beside_a_withdrawal(client, held):
    make_debrief(interview=held, interest_after=1)
    post(client, "gate", held, choice="withdraw", latest="")
    answer = client.get(letters(held, kind="thank_you"))
    assert answer.context["kind"] == "feedback_request"


def test_chased_and_then_none(client, held):
    feedback = asked(held)
    post(client, "feedback-chase", feedback)
    feedback.refresh_from_db()
    assert feedback.standing == Standing.CHASED
    post(client, "feedback-none", feedback)
    feedback.refresh_from_db()
    assert feedback.standing == Standing.NONE


def test_words_that_come_after_all_count(client, held):
    feedback = asked(held)
    feedback.give_up(by=held.candidate.user, at=timezone.now())
    post(client, "feedback", feedback, verbatim="Shorter answers")
    feedback.refresh_from_db()
    assert feedback.standing == Standing.RECEIVED
    assert feedback.received_by == held.candidate.user


def test_nothing_is_chased_that_has_come(client, held):
    feedback = make_feedback(held)
    post(client, "feedback-chase", feedback)
    post(client, "feedback-none", feedback)
    feedback.refresh_from_db()
    assert feedback.standing == Standing.RECEIVED
    assert feedback.chased_at is None


def test_their_words_are_corrected_but_not_unsaid(client, held):
    feedback = make_feedback(held)
    assert post(client, "feedback", feedback, verbatim="").status_code == 422
    post(client, "feedback", feedback, verbatim="Short answers")
    feedback.refresh_from_db()
    assert feedback.verbatim == "Short answers"


@pytest.mark.parametrize(("days", "is_due"), [(5, True), (3, False)])
def test_silence_of_some_days_is_to_be_chased(held, days, is_due):
    feedback = asked(held, days_ago=days)
    assert (feedback in Feedback.objects.to_chase(timezone.now())) == is_due


def test_chased_lately_is_left_alone(held):
    feedback = asked(held, days_ago=9)
    feedback.chase(by=held.candidate.user, at=timezone.now())
    assert not Feedback.objects.to_chase(timezone.now()).exists()


@pytest.mark.parametrize(("verbatim", "standing"), [("", "asked"), ("Well done", "received")])
def test_written_down_with_words_it_has_come(client, held, verbatim, standing):
    post(client, "application-feedback", held.application, verbatim=verbatim, interview=held.pk)
    feedback = Feedback.objects.get()
    assert (feedback.standing, feedback.interview) == (standing, held)


def test_interview_of_somebody_else_is_none_to_choose(client, held):
    other = make_interview()
    answer = post(client, "application-feedback", held.application, interview=other.pk)
    assert answer.status_code == 422


def test_words_from_the_debrief_are_kept_to_oneself(client, held):
    answers = {"interest_after": "3", "learned": "Much", "on_the_spot": "Shorter, please"}
    post(client, "debrief", held, **answers)
    feedback = Feedback.objects.get()
    assert (feedback.verbatim, feedback.source) == ("Shorter, please", "on_the_spot")
    assert feedback.is_private
    assert not Event.objects.filter(kind=EventKind.FEEDBACK_RECEIVED).exists()


def test_words_are_never_without_a_day(held):
    feedback = asked(held)
    with pytest.raises(IntegrityError), transaction.atomic():
        Feedback.objects.filter(pk=feedback.pk).update(verbatim="Said")


# All of it


def test_list_is_searched_in_their_words_points_and_own_reading(client, held):
    by_words = make_feedback(held, "Mention the forecast")
    by_point = make_feedback(held, "Well")
    make_point(by_point, "The forecast was unclear")
    by_reading = make_feedback(held, "Hm", reading="They want a forecast")
    make_feedback(held, "Something else")
    page = client.get(reverse("interviews:feedback-list"), {"q": "forecast"})
    assert {each.pk for each in page.context["lines"]} == {
        by_words.pk,
        by_point.pk,
        by_reading.pk,
    }


def test_list_is_filtered_by_source(client, held):
    manager = make_feedback(held, source="hiring_manager")
    make_feedback(held, source="hr")
    address = reverse("interviews:feedback-list")
    assert client.get(address, {"source": "hiring_manager"}).context["lines"] == [manager]
    assert len(client.get(address, {"source": "nonsense"}).context["lines"]) == 2


def test_list_comes_by_weight_where_one_asks_for_that(client, held):
    manager = make_feedback(held, source="hiring_manager")
    agency = make_feedback(held, source="agency")
    hr, nobody = make_feedback(held, source="hr"), make_feedback(held)
    address = reverse("interviews:feedback-list")
    assert client.get(address).context["lines"] == [nobody, hr, agency, manager]
    weighed = client.get(address, {"order": "weight"})
    assert weighed.context["lines"] == [manager, hr, nobody, agency]
    assert "Who decides weighs most" in weighed.content.decode()
    assert client.get(address, {"order": "odd"}).context["lines"][0] == nobody


def test_every_source_has_its_weight():
    assert set(SOURCE_WEIGHTS) == {*FeedbackSource}
    assert max(SOURCE_WEIGHTS, key=SOURCE_WEIGHTS.get) == FeedbackSource.HIRING_MANAGER


def test_page_says_from_when_on_to_ask_again(client, held):
    waiting = asked(held)
    assert waiting.worth_asking_from == waiting.asked_at + PATIENCE
    day = in_full(timezone.localdate(waiting.worth_asking_from))
    text = client.get(waiting.get_absolute_url()).content.decode()
    assert f"Worth asking again from {day} on." in text
    assert make_feedback(held).worth_asking_from is None


@pytest.mark.parametrize("number", ["2", "0", "-1", "x", "9" * 30, "\x00"])
def test_any_page_number_has_a_page(client, held, number):
    make_feedback(held)
    answer = client.get(reverse("interviews:feedback-list"), {"page": number, "q": "\x00"})
    assert answer.status_code == 200


@pytest.mark.parametrize("name", ["list", "one"])
def test_queries_stay_the_same_with_more_rows(client, mira, held, name):
    feedback = make_feedback(held)
    address = {
        "list": reverse("interviews:feedback-list"),
        "one": feedback.get_absolute_url(),
    }[name]

    def fill():
        version = make_version(mira)
        first = make_point(feedback, about=version, fixed_in=version)
        make_point(make_feedback(held), same_as=first)
        make_point(make_feedback(held), disagrees_with=first)
        version.went_to(make_application(candidate=mira), on=NOW.date())
        first.take_on(by=mira.user, at=NOW)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    fill()
    one = queries()
    fill()
    fill()
    assert queries() == one


# What a firm sees


def test_firm_reads_their_words_and_neither_reading_nor_what_was_left(client, held):
    feedback = make_feedback(held, "Canary words", reading="Own canary")
    point = make_point(feedback, "Canary point")
    point.reject(at=NOW)
    client.force_login(coordinator(held.candidate))
    text = client.get(feedback.get_absolute_url()).content.decode()
    assert "Canary words" in text
    assert "Canary point" in text
    assert "Own canary" not in text
    assert "Left" not in text


def test_firm_records_what_the_employer_said(client, held):
    user = coordinator(held.candidate)
    client.force_login(user)
    post(client, "application-feedback", held.application, verbatim="Well done", source="firm")
    feedback = Feedback.objects.get()
    assert (feedback.received_by, feedback.candidate) == (user, held.candidate)


@pytest.mark.parametrize("missing", [Scope.FEEDBACK, Scope.APPLICATIONS])
def test_firm_without_the_right_finds_none_of_it(client, held, missing):
    feedback = make_feedback(held)
    client.force_login(coordinator(held.candidate, **{missing: False}))
    assert client.get(feedback.get_absolute_url()).status_code == 404


def test_what_is_kept_back_is_not_there_for_a_firm(client, held):
    feedback = make_feedback(held, is_private=True)
    make_point(feedback, "Canary").take_on(by=held.candidate.user, at=NOW)
    client.force_login(coordinator(held.candidate))
    assert client.get(feedback.get_absolute_url()).status_code == 404
    page = client.get(held.application.get_absolute_url()).content.decode()
    assert "Canary" not in page


def test_task_of_what_was_kept_back_stays_so_once_that_is_removed(client, held):
    feedback = make_feedback(held, is_private=True)
    make_point(feedback, "Canary").take_on(by=held.candidate.user, at=NOW)
    post(client, "feedback-removal", feedback)
    assert not Feedback.objects.exists()
    assert Task.objects.visible_to(held.candidate.user).exists()
    assert not Task.objects.visible_to(coordinator(held.candidate)).exists()


@pytest.mark.parametrize(("is_shared", "is_seen"), [(True, True), (False, False)])
def test_task_from_feedback_is_shared_with_feedback(client, held, is_shared, is_seen):
    make_point(make_feedback(held), "Shorter answers").take_on(by=held.candidate.user, at=NOW)
    user = coordinator(held.candidate, feedback=is_shared)
    assert Task.objects.visible_to(user).exists() == is_seen
    client.force_login(user)
    page = client.get(held.application.get_absolute_url()).content.decode()
    assert ("Shorter answers" in page) == is_seen
    assert ("Feedback received" in page) == is_seen


def test_candidate_reads_who_asked_for_them(client, held):
    user = coordinator(held.candidate)
    user.name = "Petra Nyström"
    user.save()
    feedback = Feedback.objects.ask(held.application, by=user, at=NOW, whom="Ada")
    assert "by Petra Nyström" in client.get(feedback.get_absolute_url()).content.decode()
    client.force_login(user)
    assert "by you" in client.get(feedback.get_absolute_url()).content.decode()
    client.force_login(coordinator(held.candidate))
    assert "Petra" not in client.get(feedback.get_absolute_url()).content.decode()
