"""Points of feedback: made tasks, left, shown done, and set beside each other."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from applications.models import Task
from applications.models.task import TaskOrigin
from applications.stages import Outcome, Stage
from interviews.models import FeedbackPoint
from jobtracker.people.access import Scope
from jobtracker.ui.when import in_full
from tests.factories import (
    NOW,
    make_application,
    make_candidate,
    make_feedback,
    make_held,
    make_interview,
    make_membership,
    make_point,
    make_representation,
    make_version,
)
from tests.queries import queries_of

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


def post(client, name, row, **data):
    return client.post(reverse(f"interviews:{name}", args=[row.pk]), data)


def test_point_is_added_in_one_line(client, held):
    feedback = make_feedback(held)
    data = {"point-text": "Name a number", "point-kind": "resume_emphasis"}
    answer = post(client, "points", feedback, **data)
    assert answer.url.endswith("#points")
    assert FeedbackPoint.objects.get().kind == "resume_emphasis"
    assert post(client, "points", feedback).status_code == 422


def test_point_becomes_a_task_before_the_next_interview(client, mira, held):
    version = make_version(mira)
    point = make_point(make_feedback(held), "Fix the date", "resume_error", about=version)
    ahead = make_interview(
        application=make_application(candidate=mira),
        starts_at=timezone.now() + timedelta(days=9),
    )
    post(client, "point-task", point)
    post(client, "point-task", point)
    task = Task.objects.get()
    assert task.text == f"{version}: Fix the date"
    assert task.origin == TaskOrigin.FEEDBACK
    assert task.due_on == ahead.starts_at.date() - timedelta(days=1)
    assert task.application == held.application
    text = client.get(point.feedback.get_absolute_url()).content.decode()
    assert f"by {in_full(task.due_on)}</span>" in text


def test_task_is_due_today_at_the_earliest_and_without_an_interview_at_no_time(held):
    point = make_point(make_feedback(held))
    assert point.due_on(timezone.now()) is None
    make_interview(application=held.application, starts_at=NOW + timedelta(hours=3))
    assert point.due_on(NOW) == date(2026, 7, 1)


def test_task_of_a_closed_application_is_about_the_search(held):
    feedback = make_feedback(held)
    feedback.application.move_to(Stage.CLOSED, Outcome.REJECTED, by=None, at=NOW)
    assert make_point(feedback).take_on(by=held.candidate.user, at=NOW).application is None


def test_nothing_to_do_makes_no_task(client, held):
    post(client, "point-task", make_point(make_feedback(held), kind="no_action"))
    assert not Task.objects.exists()


def test_point_is_left_without_a_trace_of_blame(client, held):
    point = make_point(make_feedback(held))
    post(client, "point-task", point)
    post(client, "point-rejection", point)
    point.refresh_from_db()
    assert point.rejected_at
    assert point.accepted_at is None
    assert not Task.objects.exists()
    post(client, "point-acceptance", point)
    point.refresh_from_db()
    assert point.rejected_at is None


def test_new_version_shows_that_it_is_done_and_where_it_went(client, mira, held):
    point = make_point(make_feedback(held), "Fix the date", "resume_error")
    point.take_on(by=mira.user, at=NOW)
    version = make_version(mira)
    post(client, "point-evidence", point, version=version.pk)
    point.refresh_from_db()
    assert point.is_done
    assert Task.objects.get().is_done
    version.went_to(make_application(candidate=mira, employer_name="Next"), on=NOW.date())
    text = client.get(point.feedback.get_absolute_url()).content.decode()
    assert "Used in: Data Analyst at Next" in text
    assert client.get(reverse("interviews:feedback-list")).context["funnel"] == (1, 1, 1, 1)


def test_score_of_another_try_is_evidence_too(client, held):
    point = make_point(make_feedback(held))
    post(client, "point-evidence", point, score="4")
    point.refresh_from_db()
    assert point.is_done
    assert point.evidence == "4 of 5 when tried again"


def test_ticking_it_off_asks_what_shows_it(client, held):
    point = make_point(make_feedback(held))
    task = point.take_on(by=held.candidate.user, at=NOW)
    done = reverse("applications:task-completion", args=[task.pk])
    answer = client.post(done, {"next": "/"})
    page = reverse("interviews:point", args=[point.pk])
    assert answer.url == f"{page}?home="
    text = client.get(answer.url).content.decode()
    assert "It is ticked off. What shows it" in text
    point.refresh_from_db()
    assert (point.is_done, point.is_ticked_off) == (False, True)
    assert client.get(reverse("interviews:feedback-list")).context["funnel"].done == 0
    assert "What shows it?" in client.get(point.feedback.get_absolute_url()).content.decode()
    assert post(client, "point-evidence", point, score="4", next="/").url == "/"
    point.refresh_from_db()
    assert (point.is_done, point.is_ticked_off) == (True, False)


def test_ticking_off_anything_else_asks_for_nothing(client, mira, held):
    task = Task.objects.create(candidate=mira, application=held.application, text="Ring them")
    done = reverse("applications:task-completion", args=[task.pk])
    assert client.post(done, {"next": "/"}).url == "/"
    shown = make_point(make_feedback(held))
    task = shown.take_on(by=mira.user, at=NOW)
    shown.show_done(at=NOW, version=None, score=4)
    done = reverse("applications:task-completion", args=[task.pk])
    assert client.post(done).url.endswith("#tasks")


def test_page_of_a_point_leads_nowhere_else_than_home(client, held):
    point = make_point(make_feedback(held))
    page = reverse("interviews:point", args=[point.pk])
    text = client.get(page, {"home": "https://elsewhere.example/"}).content.decode()
    assert "elsewhere" not in text
    assert 'name="next" value="/"' in text
    assert 'name="next"' not in client.get(page).content.decode()


def test_answer_is_of_use_in_the_next_talk(client, mira, held):
    point = make_point(make_feedback(held))
    make_held(mira, 3, application=make_application(candidate=mira, employer_name="Before"))
    point.show_done(at=NOW - timedelta(days=2), version=None, score=4)
    page = point.feedback.get_absolute_url()
    assert "Used in" not in client.get(page).content.decode()
    assert client.get(reverse("interviews:feedback-list")).context["funnel"].used == 0
    make_held(mira, 1, application=make_application(candidate=mira, employer_name="Later"))
    assert "Used in: Data Analyst at Later<" in client.get(page).content.decode()
    assert client.get(reverse("interviews:feedback-list")).context["funnel"].used == 1


def test_version_that_went_nowhere_is_of_no_use_yet_whatever_talks_came(client, mira, held):
    point = make_point(make_feedback(held), kind="resume_error")
    point.show_done(at=NOW - timedelta(days=9), version=make_version(mira), score=None)
    make_held(mira, 1)
    assert client.get(reverse("interviews:feedback-list")).context["funnel"].used == 0


def test_next_application_shows_what_was_put_right(client, mira, held):
    point = make_point(make_feedback(held), "Fix the date", "resume_error")
    version = make_version(mira)
    point.show_done(at=NOW, version=version, score=None)
    later = make_application(candidate=mira)
    page = later.get_absolute_url()
    assert "Fix the date" not in client.get(page).content.decode()
    version.went_to(later, on=NOW.date())
    before = len(queries_of(client, page))
    assert "Fix the date" in client.get(page).content.decode()
    more = make_point(make_feedback(held), "Name a number", "resume_emphasis")
    more.show_done(at=NOW, version=version, score=None)
    assert len(queries_of(client, page)) == before <= 5


@pytest.mark.parametrize(
    ("shares", "is_private", "sees"),
    [
        ({Scope.DOCUMENTS, Scope.FEEDBACK}, False, True),
        ({Scope.DOCUMENTS, Scope.FEEDBACK}, True, False),
        ({Scope.DOCUMENTS}, False, False),
    ],
)
def test_firm_sees_what_was_put_right_where_feedback_is_shared(
    client, mira, held, shares, is_private, sees
):
    point = make_point(make_feedback(held, is_private=is_private), "Fix the date", "resume_error")
    version = make_version(mira)
    point.show_done(at=NOW, version=version, score=None)
    version.went_to(held.application, on=NOW.date())
    shared = {scope.field: scope in shares | {Scope.APPLICATIONS} for scope in Scope}
    petra = make_membership()
    make_representation(candidate=mira, firm=petra.firm, **shared)
    client.force_login(petra.user)
    text = client.get(held.application.get_absolute_url()).content.decode()
    assert version.document.name in text
    assert ("Fix the date" in text) is sees


def test_heavier_word_is_marked_where_two_disagree(client, held):
    lighter = make_point(make_feedback(held, source="agency"), "Shorter answers")
    heavier = make_point(make_feedback(held, source="hiring_manager"), "More detail")
    heavier.compare(lighter, is_same=False)
    page = client.get(reverse("interviews:feedback-list"))
    (found,) = page.context["disagreements"]
    assert found.heaviest == heavier
    assert page.content.decode().count("Weighs more") == 1
    heavier.feedback.keep({"source": "firm"}, by=held.candidate.user, at=NOW)
    (found,) = client.get(reverse("interviews:feedback-list")).context["disagreements"]
    assert found.heaviest is None


def test_worth_doing_first_is_what_weighs_most_and_what_was_said_again(client, held):
    once = make_point(make_feedback(held, source="hiring_manager"), "More detail")
    twice = make_point(make_feedback(held, source="hr"), "Shorter answers")
    make_point(make_feedback(held, source="hr"), "Be brief", same_as=twice)
    light = make_point(make_feedback(held, source="agency"), "Smile")
    make_point(make_feedback(held), "Nothing", "no_action")
    make_point(make_feedback(held, source="hr"), "Left", rejected_at=NOW)
    make_point(make_feedback(held, source="hr"), "Done", accepted_at=NOW, done_at=NOW)
    page = client.get(reverse("interviews:feedback-list"))
    assert [each.point for each in page.context["first"]] == [twice, once, light]
    assert "Said twice" in page.content.decode()


def test_evidence_has_to_be_some(client, held):
    answer = post(client, "point-evidence", make_point(make_feedback(held)))
    assert answer.status_code == 422
    assert "Choose the new version" in answer.content.decode()


def test_version_of_somebody_else_is_no_evidence(client, held):
    other = make_version(make_candidate())
    answer = post(client, "point-evidence", make_point(make_feedback(held)), version=other.pk)
    assert answer.status_code == 422


def test_repeat_leads_to_the_first_of_all(client, held):
    first, second, third = (make_point(make_feedback(held), f"Shorter {n}") for n in range(3))
    post(client, "point-comparison", second, other=first.pk, relation="same")
    post(client, "point-comparison", third, other=second.pk, relation="same")
    third.refresh_from_db()
    assert third.same_as == first
    (found,) = client.get(reverse("interviews:feedback-list")).context["repeats"]
    assert found.all == [first, second, third]


def test_disagreement_stands_side_by_side(client, held):
    first = make_point(make_feedback(held, source="hr"), "Shorter answers")
    second = make_point(make_feedback(held, source="hiring_manager"), "More detail")
    post(client, "point-comparison", first, other=second.pk, relation="contrary")
    second.refresh_from_db()
    assert second.disagrees_with == first
    text = client.get(reverse("interviews:feedback-list")).content.decode()
    assert "They disagree" in text
    post(client, "point-comparison", second, other="", relation="same")
    assert not FeedbackPoint.objects.exclude(disagrees_with=None).exists()


def test_likeliest_repeat_is_offered_first(client, held):
    point = make_point(make_feedback(held), "Answers were too long")
    make_point(make_feedback(held), "Typo in the second line", "resume_error")
    near = make_point(make_feedback(held), "Your answers were long")
    page = client.get(reverse("interviews:point", args=[point.pk]))
    choices = list(page.context["comparison_form"].fields["other"].choices)
    assert choices[1][0] == near.pk
