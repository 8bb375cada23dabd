"""What is due of each kind, from when, by when, and until somebody dealt with it."""

from datetime import UTC, datetime, timedelta

import pytest

from applications.models import Activity
from applications.stages import Stage
from interviews.models import Choice, Decision, Errand, Letter, NoNews
from interviews.models.errand import Matter
from interviews.models.feedback_request import Way
from interviews.models.interview import InterviewState
from interviews.models.invitation import State
from jobtracker.desk.worklist.filters import Filters
from jobtracker.desk.worklist.reading import When, worklist
from jobtracker.people.models import Membership
from jobtracker.targets import Working
from tests.factories import (
    make_application,
    make_interview,
    make_invitation,
    make_membership,
    make_representation,
)
from tests.feedback_rows import make_answer, make_request

pytestmark = pytest.mark.django_db

# A Tuesday.
NOW = datetime(2026, 7, 7, 10, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def petra():
    member = make_membership()
    return Membership.objects.with_size().select_related("user").get(pk=member.pk)


@pytest.fixture
def application(petra):
    held = make_representation(firm=petra.firm, coordinator=petra)
    return make_application(candidate=held.candidate, moved_at=NOW)


def found(petra, now=NOW, **query):
    return worklist(petra.user, petra, Filters.of({"whose": "all", **query}, petra, [petra]), now)


# What follows from asking the client is tested by itself.
OF_FEEDBACK = {Matter.ASK_CLIENT, Matter.CLIENT_ASKED, Matter.NO_NEWS}


def matters(petra, now=NOW, **query):
    shown = [each.matter for each in found(petra, now, **query).items]
    return [each for each in shown if each not in OF_FEEDBACK]


def decided(interview, choice, at=NOW - HOUR, **fields):
    values = {"facts": {"stage": "later"}, "advice": {}, "explanation": {}, "version": "1"}
    return Decision.objects.create(
        candidate=interview.candidate, interview=interview, choice=choice, at=at, **values | fields
    )


@pytest.mark.parametrize(
    ("starts", "expected"),
    [
        # Four working days ahead, then two, then one.
        (NOW + 6 * DAY, []),
        (NOW + 2 * DAY, [Matter.PREPARE]),
        (NOW + DAY, [Matter.PREPARE]),
        (NOW + 4 * HOUR, [Matter.TODAY]),
        (NOW - HOUR / 2, []),
        (NOW - HOUR, [Matter.DEBRIEF]),
        (NOW - 13 * DAY, [Matter.DEBRIEF]),
        (NOW - 15 * DAY, []),
    ],
)
def test_interview_asks_for_something_else_as_its_day_comes(petra, application, starts, expected):
    make_interview(application=application, starts_at=starts)
    assert matters(petra) == expected


def test_interview_on_monday_is_prepared_from_thursday_on(petra, application):
    monday = datetime(2026, 7, 13, 9, tzinfo=UTC)
    make_interview(application=application, starts_at=monday)
    thursday, friday = datetime(2026, 7, 9, 10, tzinfo=UTC), datetime(2026, 7, 10, 8, tzinfo=UTC)
    assert matters(petra, thursday - DAY) == []
    assert matters(petra, thursday) == [Matter.PREPARE]
    [item] = found(petra, friday).items
    assert item.due == datetime(2026, 7, 10, 9, tzinfo=UTC)


def test_interview_tomorrow_that_was_agreed_today_is_not_late_already(petra, application):
    make_interview(application=application, starts_at=NOW + 20 * HOUR)
    [item] = found(petra).items
    assert (item.matter, item.when) == (Matter.PREPARE, When.TOMORROW)


@pytest.mark.parametrize("state", [InterviewState.CANCELLED, InterviewState.DONE])
def test_interview_that_is_off_or_told_asks_for_nothing(petra, application, state):
    for starts in (NOW + DAY, NOW + HOUR, NOW - 2 * HOUR):
        make_interview(application=application, starts_at=starts, state=state)
    assert matters(petra) == []


@pytest.mark.parametrize(
    ("choice", "words"),
    [(Choice.WITHDRAW, "Pass on a withdrawal"), (Choice.SLEEP, None), (Choice.CONTINUE, None)],
)
def test_answer_after_an_interview_is_passed_on(petra, application, choice, words):
    talk = make_interview(application=application, state=InterviewState.DONE)
    until = {"until": NOW + DAY, "until_zone": "UTC"} if choice == Choice.SLEEP else {}
    decided(talk, choice, **until)
    assert [each.words for each in found(petra).items] == ([words] if words else [])


def test_answer_to_an_invitation_is_passed_on_until_its_letter_is_sent(petra, application):
    invitation = make_invitation(application=application, state=State.DECLINED)
    values = {"facts": {}, "advice": {}, "explanation": {}, "version": "1"}
    decision = Decision.objects.create(
        candidate=application.candidate, invitation=invitation, choice=Choice.DECLINE,
        at=NOW - HOUR, **values,
    )  # fmt: skip
    [item] = found(petra).items
    assert (item.words, item.application, item.due) == (
        "Pass on a no", application, NOW + 3 * HOUR,
    )  # fmt: skip
    Letter.objects.create(
        candidate=application.candidate, application=application, decision=decision,
        kind="decline", saved_at=NOW, sent_at=NOW,
    )  # fmt: skip
    assert matters(petra) == []


def test_answer_is_not_passed_on_after_a_week_or_once_another_takes_its_place(petra, application):
    talk = make_interview(application=application, state=InterviewState.DONE)
    decided(talk, Choice.WITHDRAW, at=NOW - 8 * DAY)
    assert matters(petra) == []
    other = make_interview(application=application, state=InterviewState.DONE)
    first = decided(other, Choice.WITHDRAW)
    decided(other, Choice.CONTINUE, supersedes=first)
    assert matters(petra) == []


@pytest.mark.parametrize(
    ("stage", "days", "expected"),
    [
        (Stage.INTERVIEWING, 15, [Matter.SILENCE]),
        (Stage.IN_CONTACT, 15, [Matter.SILENCE]),
        (Stage.INTERVIEWING, 13, []),
        # Nobody ever answered: that is the rule.
        (Stage.APPLIED, 40, []),
    ],
)
def test_silence_after_an_answer(petra, application, stage, days, expected):
    application.__class__.objects.filter(pk=application.pk).update(
        stage=stage, moved_at=NOW - days * DAY
    )
    assert matters(petra) == expected


def test_silence_is_none_where_something_is_planned(petra, application):
    rows = application.__class__.objects.filter(pk=application.pk)
    rows.update(stage=Stage.INTERVIEWING, moved_at=NOW - 20 * DAY)
    assert matters(petra) == [Matter.SILENCE]
    talk = make_interview(application=application, starts_at=NOW + 9 * DAY)
    assert matters(petra) == []
    talk.delete()
    rows.update(next_step_on=(NOW + DAY).date())
    assert matters(petra) == []


def test_silence_is_not_told_where_applications_are_not_shared(petra):
    held = make_representation(firm=petra.firm, coordinator=petra, shares_applications=False)
    make_application(candidate=held.candidate, stage=Stage.INTERVIEWING, moved_at=NOW - 20 * DAY)
    assert matters(petra) == []


def note(petra, row, matter):
    return Errand.objects.about(petra.firm_id, matter, row.pk, row.candidate_id)


def test_what_is_put_off_comes_back_by_itself(petra, application):
    talk = make_interview(application=application, starts_at=NOW - 2 * HOUR)
    note(petra, talk, Matter.DEBRIEF).snooze(NOW + HOUR)
    assert (matters(petra), matters(petra, show="snoozed")) == ([], [Matter.DEBRIEF])
    assert matters(petra, NOW + HOUR) == [Matter.DEBRIEF]
    assert matters(petra, NOW + HOUR, show="snoozed") == []


def test_what_is_dealt_with_is_due_again_once_the_interview_is_moved(petra, application):
    talk = make_interview(application=application, starts_at=NOW + DAY)
    note(petra, talk, Matter.PREPARE).deal_with(talk.starts_at, by=petra.user, at=NOW)
    assert matters(petra) == []
    talk.starts_at += HOUR
    talk.save()
    assert matters(petra) == [Matter.PREPARE]


def test_what_is_dealt_with_of_one_kind_leaves_the_others(petra, application):
    talk = make_interview(application=application, starts_at=NOW + DAY)
    note(petra, talk, Matter.PREPARE).deal_with(talk.starts_at, by=petra.user, at=NOW)
    assert matters(petra, NOW + DAY - HOUR) == [Matter.TODAY]


def test_what_one_firm_dealt_with_is_due_at_another(petra, application):
    talk = make_interview(application=application, starts_at=NOW + DAY)
    other = make_membership()
    make_representation(firm=other.firm, candidate=application.candidate, coordinator=other)
    note(other, talk, Matter.PREPARE).deal_with(talk.starts_at, by=other.user, at=NOW)
    assert matters(petra) == [Matter.PREPARE]


def test_what_is_handed_on_is_the_colleagues(petra, application):
    talk = make_interview(application=application, starts_at=NOW + DAY)
    colleague = make_membership(firm=petra.firm)
    note(petra, talk, Matter.PREPARE).assign(colleague)
    assert matters(petra, whose="mine") == []
    team = [*Membership.objects.at(petra.firm_id).with_size().select_related("user")]
    theirs = next(each for each in team if each.pk == colleague.pk)
    shown = worklist(theirs.user, theirs, Filters.of({"whose": "mine"}, theirs, team), NOW)
    assert [each.matter for each in shown.items] == [Matter.PREPARE]


def test_what_is_due_stays_within_the_firm(petra, application):
    talk = make_interview(application=application, starts_at=NOW + DAY)
    with pytest.raises(ValueError, match="within the firm"):
        note(petra, talk, Matter.PREPARE).assign(make_membership())


def test_list_is_in_the_order_of_what_is_due_and_says_how_soon(petra, application):
    late = make_interview(application=application, starts_at=NOW - 2 * DAY)
    today = make_interview(application=application, starts_at=NOW + 5 * HOUR)
    later = make_interview(application=application, starts_at=NOW + 2 * DAY)
    shown = found(petra)
    assert [(name, [each.subject for each in items]) for name, items in shown.groups] == [
        # How it went is asked of the candidate, and then of the client.
        (When.LATE, [late.pk, late.pk]), (When.TODAY, [today.pk]), (When.TOMORROW, [later.pk]),
    ]  # fmt: skip


def log(petra, of, due_at, **fields):
    held = of.candidate.representations.get(firm=petra.firm)
    return Activity.objects.log(
        held, by=petra.user, at=NOW, kind="call", due_at=due_at, **{"next_step": "Call", **fields}
    )


def test_next_step_comes_up_in_the_week_before_its_day_until_it_is_done(petra, application):
    line = log(petra, application, NOW + 8 * DAY)
    log(petra, application, None, next_step="")
    assert matters(petra) == []
    [item] = found(petra, NOW + 2 * DAY).items
    assert (item.matter, item.words, item.due) == (Matter.NEXT_STEP, "Call", NOW + 8 * DAY)
    assert (item.application, item.href) == (None, item.candidate_href)
    item.deal_with(note(petra, line, Matter.NEXT_STEP), by=petra.user, at=NOW)
    assert matters(petra, NOW + 2 * DAY) == []


def test_next_step_of_another_firm_is_not_there(petra, application):
    other = make_membership()
    make_representation(firm=other.firm, candidate=application.candidate, coordinator=other)
    log(other, application, NOW)
    assert matters(petra) == []


def test_next_step_about_a_job_goes_with_the_applications(petra, application):
    log(petra, application, NOW, application=application)
    assert matters(petra) == [Matter.NEXT_STEP]
    application.candidate.representations.update(shares_applications=False)
    assert matters(petra) == []


def asked(petra, interview, at, **fields):
    return make_request(interview, petra, at=at, **fields)


def of_feedback(petra, now):
    about_feedback = {Matter.ASK_CLIENT, Matter.CLIENT_ASKED, Matter.NO_NEWS}
    return [
        (each.matter, each.words)
        for each in found(petra, now).items
        if each.matter in about_feedback
    ]


def test_client_is_asked_once_the_interview_is_over_and_once_more_the_day_after(petra, application):
    talk = make_interview(application=application, starts_at=NOW - 2 * HOUR)
    [(matter, _)] = of_feedback(petra, NOW)
    assert matter == Matter.ASK_CLIENT
    request = asked(petra, talk, NOW)
    assert of_feedback(petra, NOW + HOUR) == []
    later = NOW + DAY + HOUR
    assert of_feedback(petra, later) == [
        (Matter.CLIENT_ASKED, "Ask the client for feedback once more")
    ]
    request.chase(by=petra.user, at=later, work=Working("UTC"))
    assert of_feedback(petra, later + HOUR) == []
    assert (Matter.CLIENT_ASKED, "Ask a colleague for help: the client does not answer") in (
        of_feedback(petra, later + DAY + HOUR)
    )


def test_answer_of_a_client_is_to_pass_on_until_it_is(petra, application):
    talk = make_interview(application=application, starts_at=NOW - 5 * HOUR)
    request = asked(petra, talk, NOW - 3 * HOUR)
    make_answer(request, petra.user, at=NOW)
    assert of_feedback(petra, NOW) == [(Matter.CLIENT_ASKED, "Pass on what the client said")]
    request.relay("Well done", Way.VOICE, by=petra.user, at=NOW)
    assert of_feedback(petra, NOW) == []


def test_candidate_without_news_is_told_on_the_third_day(petra, application):
    talk = make_interview(application=application, starts_at=NOW - 2 * HOUR)
    asked(petra, talk, NOW)
    news = [matter for matter, _ in of_feedback(petra, NOW + 3 * DAY)]
    assert Matter.NO_NEWS in news
    NoNews.objects.tell(talk, petra.firm, "None yet", by=petra.user, at=NOW)
    assert Matter.NO_NEWS not in [matter for matter, _ in of_feedback(petra, NOW + 3 * DAY)]


def test_feedback_is_nothing_that_is_due_where_it_is_not_shared(petra, application):
    talk = make_interview(application=application, starts_at=NOW - 4 * DAY)
    make_answer(asked(petra, talk, NOW - 3 * DAY), petra.user, at=NOW)
    assert of_feedback(petra, NOW)
    application.candidate.representations.update(shares_feedback=False)
    assert of_feedback(petra, NOW) == []


def test_other_firm_asks_for_itself(petra, application):
    talk = make_interview(application=application, starts_at=NOW - 2 * HOUR)
    other = make_membership()
    make_representation(firm=other.firm, candidate=application.candidate, coordinator=other)
    asked(other, talk, NOW)
    assert [matter for matter, _ in of_feedback(petra, NOW)] == [Matter.ASK_CLIENT]
