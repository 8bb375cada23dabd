"""What is quiet, held against how long an answer usually takes, and what one does about it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from applications.acts import move
from applications.models import Application, Change, Contact, Event, Import, Involvement
from applications.models.event import EventKind
from applications.silence import Pace, pace_of, quiet, typical
from applications.stages import Outcome, Stage
from interviews.models.interview import InterviewState, Partner
from tests.factories import make_application, make_candidate, make_interview, make_user

pytestmark = pytest.mark.django_db
PAGE = "applications:silence"


@pytest.fixture
def mira():
    return make_candidate(user=make_user())


@pytest.fixture
def tab(client, mira):
    client.force_login(mira.user)
    return client


def days_ago(days):
    return timezone.now() - timedelta(days=days)


def make_quiet(candidate, days, **fields):
    values = {"stage": Stage.APPLIED, "moved_at": days_ago(days), "created_at": days_ago(days)}
    return make_application(candidate=candidate, **values | fields)


def make_answered(candidate, after, *, kind=EventKind.INVITATION_RECEIVED, **fields):
    applied = timezone.localdate() - timedelta(days=100)
    application = make_application(
        candidate=candidate, applied_on=applied, **{"stage": Stage.IN_CONTACT} | fields
    )
    became = application.status_label if kind == EventKind.STAGE_CHANGED else ""
    application.record(kind, "Answer", by=None, at=days_ago(100 - after), became=became)
    return application


def found(candidate, patience=14):
    return [each.application for each in quiet(candidate, at=timezone.now(), patience=patience)]


@pytest.mark.parametrize(
    ("waits", "days"), [([], None), ([3, 5], None), ([3, 5, 30], 5), ([1, 2, 3, 4], 2)]
)
def test_typical_wait_says_nothing_of_fewer_than_three(waits, days):
    assert typical(waits) == days


@pytest.mark.parametrize(("days", "patience"), [(None, 14), (2, 7), (7, 7), (30, 30)])
def test_patience_is_never_less_than_a_week(days, patience):
    assert Pace(days, 3).patience == patience


def test_pace_is_the_median_of_the_first_answers(mira):
    for after in (4, 10, 30):
        make_answered(mira, after).record(
            EventKind.INVITATION_RECEIVED, "Another", by=None, at=days_ago(1)
        )
    make_answered(make_candidate(), 1)
    assert pace_of(mira) == Pace(10, 3)


def test_only_what_they_did_is_an_answer(mira):
    make_answered(mira, 5, kind=EventKind.INTEREST_CHANGED)
    make_answered(mira, 5, kind=EventKind.STAGE_CHANGED, stage=Stage.APPLIED)
    withdrawn = {"stage": Stage.CLOSED, "outcome": Outcome.WITHDRAWN_BEFORE}
    make_answered(mira, 5, kind=EventKind.STAGE_CHANGED, **withdrawn)
    assert pace_of(mira) == Pace(None, 0)
    rejected = {"stage": Stage.CLOSED, "outcome": Outcome.REJECTED}
    make_answered(mira, 5, kind=EventKind.STAGE_CHANGED, **rejected)
    make_answered(mira, 6, kind=EventKind.STAGE_CHANGED)
    assert pace_of(mira).answers == 2


@pytest.mark.parametrize("by_hand", [False, True])
def test_answer_that_was_taken_back_is_none(by_hand, mira):
    application = make_application(
        candidate=mira, applied_on=timezone.localdate(days_ago(40)), stage=Stage.APPLIED
    )
    rejected = {"stage": Stage.CLOSED, "outcome": Outcome.REJECTED, "by": mira.user}
    change = move([application], **rejected, at=days_ago(30))
    assert pace_of(mira).answers == 1
    if by_hand:
        application.move_to(Stage.APPLIED, by=mira.user, at=days_ago(30))
    else:
        change.undo(by=mira.user, at=days_ago(30))
    assert pace_of(mira).answers == 0
    application.refresh_from_db()
    move([application], **rejected, at=days_ago(20))
    assert pace_of(mira).answers == 1


def test_table_that_was_brought_in_tells_no_pace(mira):
    found = Import.objects.create(candidate=mira, by=mira.user, file_name="jobs.csv")
    make_answered(mira, 5, imported_by=found)
    assert pace_of(mira).answers == 0
    make_answered(mira, 5)
    assert pace_of(mira).answers == 1


def test_longest_silence_comes_first(mira):
    short, long = make_quiet(mira, 20), make_quiet(mira, 40)
    make_quiet(mira, 10)
    make_quiet(make_candidate(), 90)
    assert found(mira) == [long, short]
    assert [each.days for each in quiet(mira, at=timezone.now(), patience=14)] == [40, 20]


@pytest.mark.parametrize(
    "fields",
    [
        {"stage": Stage.SAVED},
        {"stage": Stage.OFFER},
        {"stage": Stage.CLOSED, "outcome": Outcome.REJECTED},
        {"last_news_at": timezone.now()},
        {"next_step": "Call", "next_step_on": timezone.localdate() + timedelta(days=2)},
    ],
)
def test_what_waits_for_nothing_is_not_quiet(mira, fields):
    make_quiet(mira, 40, **fields)
    assert found(mira) == []


def test_interview_to_come_is_no_silence(mira):
    make_interview(application=make_quiet(mira, 40), starts_at=days_ago(-3))
    over = make_quiet(mira, 40)
    make_interview(application=over, starts_at=days_ago(30))
    assert found(mira) == [over]


@pytest.mark.parametrize(
    ("state", "days", "is_quiet"),
    [
        (InterviewState.SCHEDULED, 2, False),
        (InterviewState.DONE, 2, False),
        (InterviewState.DONE, 20, True),
        (InterviewState.CANCELLED, 2, True),
        (InterviewState.CANCELLED, -2, True),
        (InterviewState.NO_SHOW, 2, True),
    ],
)
def test_interview_that_was_held_is_news_and_a_cancelled_one_is_none(mira, state, days, is_quiet):
    application = make_quiet(mira, 40)
    make_interview(application=application, starts_at=days_ago(days), state=state)
    assert (found(mira) == [application]) is is_quiet


def test_held_interview_is_the_last_that_was_heard(mira):
    application = make_quiet(mira, 40)
    interview = make_interview(application=application, starts_at=days_ago(3))
    interview.was_held(Partner.TEAM, None, by=mira.user, at=days_ago(0), is_news=True)
    application.refresh_from_db()
    assert application.heard_at == interview.starts_at


def test_applying_is_no_answer(mira):
    application = make_quiet(mira, 40, stage=Stage.SAVED)
    application.move_to(Stage.APPLIED, by=mira.user, at=days_ago(30))
    application.move_to(Stage.IN_CONTACT, by=mira.user, at=days_ago(20))
    Application.objects.update(applied_on=timezone.localdate(days_ago(30)))
    assert pace_of(mira).answers == 1
    Event.objects.filter(became="In contact").delete()
    assert pace_of(mira).answers == 0


def test_step_that_is_overdue_keeps_nothing_back(mira):
    late = make_quiet(mira, 40, next_step_on=timezone.localdate() - timedelta(days=1))
    assert found(mira) == [late]


def test_added_late_it_counts_from_the_day_of_applying(mira):
    applied = timezone.localdate() - timedelta(days=30)
    application = Application.objects.start(
        by=mira.user,
        at=timezone.now(),
        candidate=mira,
        employer=make_application(candidate=mira).employer,
        applied_on=applied,
    )
    assert timezone.localdate(application.moved_at) == applied


def test_page_says_how_long_it_usually_takes(tab, mira):
    make_quiet(mira, 20)
    assert "quiet for 14 days" in tab.get(reverse(PAGE)).content.decode()
    for after in (4, 10, 30):
        make_answered(mira, after)
    page = tab.get(reverse(PAGE)).content.decode()
    assert "An answer has usually taken 10 days, going by 3." in page


def test_ticked_ones_are_closed_and_no_others(tab, mira):
    one, other = make_quiet(mira, 20), make_quiet(mira, 30)
    fresh, theirs = make_quiet(mira, 1), make_quiet(make_candidate(), 90)
    answer = tab.post(reverse("applications:closing"), {"applications": [one.pk]}, follow=True)
    page = answer.content.decode()
    assert f"Closed {one}: no response" in page
    assert Change.objects.get().undo_href in page
    for each in (one, other, fresh, theirs):
        each.refresh_from_db()
    assert (one.stage, one.outcome) == (Stage.CLOSED, Outcome.NO_RESPONSE)
    assert [each.stage for each in (other, fresh, theirs)] == [Stage.APPLIED] * 3
    assert one.events.filter(kind=EventKind.STAGE_CHANGED).count() == 1


@pytest.mark.parametrize("ticked", [[], ["x"], ["987654321"]])
def test_nothing_ticked_or_something_else_closes_nothing(tab, mira, ticked):
    make_quiet(mira, 20)
    answer = tab.post(reverse("applications:closing"), {"applications": ticked})
    assert answer.status_code == 422
    assert not Application.objects.filter(stage=Stage.CLOSED).exists()


def test_letter_asks_whoever_is_known_there(tab, mira):
    application = make_quiet(mira, 20, job_title="Analyst", employer_name="Harbour & Vale")
    for name, email in (("Nobody", ""), ("Ada", "ada@harbour.example")):
        contact = Contact.objects.create(candidate=mira, name=name, email=email)
        Involvement.objects.create(candidate=mira, contact=contact, application=application)
    page = tab.get(reverse("interviews:application-letter", args=[application.pk])).content.decode()
    assert "Dear Ada" in page
    assert 'value="ada@harbour.example"' in page
    assert "Could you tell me where the process stands" in page


def test_follow_up_is_in_the_history_and_comes_back_in_a_week(tab, mira):
    application = make_quiet(mira, 20)
    text = {"to": "", "cc": "", "subject": "My application", "body": "How does it stand?"}
    tab.post(reverse("interviews:application-letter-sent", args=[application.pk]), text)
    application.refresh_from_db()
    assert application.events.filter(kind=EventKind.FOLLOWED_UP).count() == 1
    assert application.next_step_on == timezone.localdate() + timedelta(days=7)
    assert found(mira) == []


def test_left_alone_for_a_week_it_keeps_its_own_step(tab, mira):
    application = make_quiet(mira, 20, next_step="Ask Ada")
    tab.post(reverse("applications:later", args=[application.pk]))
    application.refresh_from_db()
    assert application.next_step == "Ask Ada"
    assert found(mira) == []


@pytest.mark.parametrize("count", [1, 3, 60])
def test_page_takes_the_same_queries_however_many(tab, mira, count, django_assert_max_num_queries):
    for _ in range(count):
        make_quiet(mira, 20)
    with django_assert_max_num_queries(5):
        tab.get(reverse(PAGE))
