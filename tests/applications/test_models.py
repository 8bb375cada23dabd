"""Stages, outcomes and ratings: what cannot be is refused by the verb and by the database."""

import pytest
from django.db import IntegrityError, transaction

from applications.models import Application, SavedView, Task
from applications.stages import (
    MY_CHOICE,
    OPEN_STAGES,
    OUTCOME_LABELS,
    STAGE_LABELS,
    STAGE_TONES,
    THEIR_CHOICE,
    Outcome,
    Stage,
    furthest,
    is_possible,
)
from tests.factories import (
    NOW,
    make_application,
    make_candidate,
    make_employer,
    make_red_flag,
)

pytestmark = pytest.mark.django_db


def test_every_outcome_is_somebodys_choice():
    assert {*MY_CHOICE, *THEIR_CHOICE} == set(Outcome) - {Outcome.NONE} == set(OUTCOME_LABELS)
    assert set(STAGE_LABELS) == set(STAGE_TONES) == {*OPEN_STAGES, Stage.CLOSED}


@pytest.mark.parametrize("outcome", Outcome)
@pytest.mark.parametrize("stage", Stage)
def test_move_keeps_stage_and_outcome_together(stage, outcome):
    application = make_application(stage=Stage.APPLIED)
    if is_possible(stage, outcome):
        application.move_to(stage, outcome, by=None, at=NOW)
        application.refresh_from_db()
        assert (application.stage, application.outcome) == (stage, outcome)
    else:
        with pytest.raises(ValueError, match="does not go with"):
            application.move_to(stage, outcome, by=None, at=NOW)
        with pytest.raises(IntegrityError), transaction.atomic():
            Application.objects.filter(pk=application.pk).update(stage=stage, outcome=outcome)


def test_move_to_where_it_is_writes_no_history():
    application = make_application(stage=Stage.APPLIED)
    application.move_to(Stage.APPLIED, by=None, at=NOW)
    assert not application.events.exists()


def test_move_says_from_where_to_where():
    application = make_application(stage=Stage.APPLIED)
    application.move_to(Stage.CLOSED, Outcome.REJECTED, by=None, at=NOW)
    event = application.events.get()
    assert (event.was, event.became) == ("Applied", "Rejected")


@pytest.mark.parametrize(
    ("stage", "reached", "result"),
    [
        (Stage.APPLIED, Stage.INTERVIEWING, Stage.INTERVIEWING),
        (Stage.OFFER, Stage.INTERVIEWING, Stage.OFFER),
        (Stage.CLOSED, Stage.IN_CONTACT, Stage.IN_CONTACT),
    ],
)
def test_furthest(stage, reached, result):
    assert furthest(stage, reached) is result


@pytest.mark.parametrize("field", ["interest_now", "interest_at_application"])
def test_interest_beyond_the_scale_is_refused_by_the_database(field):
    application = make_application()
    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.filter(pk=application.pk).update(**{field: 6})


def test_rating_keeps_the_first_one_and_hides_the_number():
    application = make_application(interest_at_application=4, interest_now=4)
    application.rate_interest(2, by=None, at=NOW)
    application.refresh_from_db()
    assert (application.interest_at_application, application.interest_now) == (4, 2)
    assert application.events.get().text == "Interest rated"


def test_employer_is_named_once_for_each_candidate():
    employer = make_employer(name="Vale")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_employer(name="VALE", candidate=employer.candidate)
    assert make_employer(name="Vale").pk


def test_flags_that_stand_come_first_and_undated_tasks_last():
    application = make_application()
    done = make_red_flag(employer=application.employer, resolved_at=NOW)
    stands = make_red_flag(employer=application.employer)
    assert list(application.employer.red_flags.all()) == [stands, done]
    rows = {"candidate": application.candidate, "application": application, "created_at": NOW}
    some_day = Task.objects.create(text="Some day", **rows)
    soon = Task.objects.create(text="Soon", due_on=NOW.date(), **rows)
    assert list(Task.objects.open()) == [soon, some_day]


def test_view_of_a_name_in_other_capitals_is_the_same():
    candidate = make_candidate()
    for name in ("ÄRZTE", "ÄRZTE", "Remote", "REMOTE"):
        SavedView.objects.keep(candidate, name, layout="list", query="")
    assert [each.name for each in SavedView.objects.all()] == ["Remote", "ÄRZTE"]
