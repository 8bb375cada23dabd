"""Acts on one application or on hundreds: what they do, what undoing them does, at what cost."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from applications import acts
from applications.models import Application, Change, Event, Tag
from applications.models.change import forget_changes, locked_applications
from applications.stages import Outcome, Stage
from tests.factories import NOW, make_application, make_candidate, make_employer

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)
LONG_AGO = NOW - timedelta(days=30)


@pytest.fixture
def mira():
    return make_candidate()


def make_waiting(candidate, **fields):
    values = {"stage": Stage.APPLIED, "moved_at": LONG_AGO, "applied_on": date(2026, 6, 1)}
    return make_application(candidate=candidate, **values | fields)


def held(*applications):
    return locked_applications(applications[0].candidate_id, [each.pk for each in applications])


def moved(*applications, to=Stage.IN_CONTACT, outcome=Outcome.NONE, at=NOW):
    by = applications[0].candidate.user
    return acts.move(held(*applications), to, outcome, by=by, at=at)


def undone(change, at=LATER):
    return change.undo(by=change.candidate.user, at=at)


def state(application):
    application.refresh_from_db()
    return application.stage, application.outcome, application.moved_at


def tags_of(application):
    return [each.name for each in application.tags.all()]


def test_each_is_moved_with_a_line_in_its_history(mira):
    one, other = make_waiting(mira), make_waiting(mira, stage=Stage.SAVED)
    change = moved(one, other, to=Stage.CLOSED, outcome=Outcome.NO_RESPONSE)
    for each, was in ((one, "Applied"), (other, "Saved")):
        assert state(each) == (Stage.CLOSED, Outcome.NO_RESPONSE, NOW)
        event = each.events.get()
        assert (event.was, event.became, event.by) == (was, "No response", mira.user)
    assert str(change) == "Closed 2 applications: no response"


def test_what_is_there_already_is_left_alone(mira):
    there, other = make_waiting(mira, stage=Stage.IN_CONTACT), make_waiting(mira)
    change = moved(there, other)
    assert state(there)[2] == LONG_AGO
    assert not there.events.exists()
    assert [row["pk"] for row in change.rows] == [other.pk]
    assert moved(there, other) is None
    assert Change.objects.count() == 1


def test_what_is_applied_to_has_a_day(mira):
    known, unknown = make_waiting(mira, stage=Stage.SAVED), make_waiting(mira, stage=Stage.SAVED)
    Application.objects.filter(pk=unknown.pk).update(applied_on=None)
    change = moved(known, unknown, to=Stage.APPLIED)
    for each in (known, unknown):
        each.refresh_from_db()
    assert known.applied_on == date(2026, 6, 1)
    assert unknown.applied_on == timezone.localdate(NOW)
    undone(change)
    for each in (known, unknown):
        each.refresh_from_db()
    assert (known.applied_on, unknown.applied_on) == (date(2026, 6, 1), None)


def test_undone_move_is_where_and_since_when_it_was(mira):
    one = make_waiting(mira)
    change = moved(one)
    assert undone(change) == []
    assert state(one) == (Stage.APPLIED, Outcome.NONE, LONG_AGO)
    assert [each.text for each in one.events.order_by("pk")] == [
        "Applied → In contact",
        "In contact → Applied (undone)",
    ]
    assert change.undone_at == LATER


def test_what_moved_on_is_left_and_named(mira):
    one, other = make_waiting(mira), make_waiting(mira)
    change = moved(one, other)
    moved(other, to=Stage.OFFER, at=LATER)
    assert undone(change) == [other]
    assert state(one)[0] == Stage.APPLIED
    assert state(other)[0] == Stage.OFFER


def test_what_came_back_by_itself_is_left_as_well(mira):
    one = make_waiting(mira)
    change = moved(one)
    moved(one, to=Stage.OFFER, at=LATER)
    moved(one, to=Stage.IN_CONTACT, at=LATER)
    assert undone(change) == [one]
    assert state(one)[0] == Stage.IN_CONTACT


def test_another_change_since_is_kept(mira):
    one = make_waiting(mira)
    change = moved(one)
    Application.objects.filter(pk=one.pk).update(job_title="Head", applied_on=date(2026, 5, 1))
    undone(change)
    one.refresh_from_db()
    assert (one.stage, one.job_title) == (Stage.APPLIED, "Head")
    assert one.applied_on == date(2026, 5, 1)


def test_second_undo_does_nothing(mira):
    one = make_waiting(mira)
    change = moved(one)
    undone(change)
    moved(one, at=LATER)
    undone(Change.objects.get(pk=change.pk))
    assert state(one)[0] == Stage.IN_CONTACT
    assert one.events.count() == 3


def test_undoing_passes_over_what_is_gone(mira):
    one, other = make_waiting(mira), make_waiting(mira)
    change = moved(one, other)
    other.delete()
    assert undone(change) == []
    assert state(one)[0] == Stage.APPLIED


def test_undoing_touches_no_other_candidates_rows(mira):
    theirs = make_waiting(make_candidate(), stage=Stage.IN_CONTACT, moved_at=NOW)
    change = moved(make_waiting(mira))
    Change.objects.filter(pk=change.pk).update(rows=[{**change.rows[0], "pk": theirs.pk}])
    undone(Change.objects.get(pk=change.pk))
    assert state(theirs)[0] == Stage.IN_CONTACT


def test_tag_is_put_on_those_without_it(mira):
    one, other = make_waiting(mira), make_waiting(mira)
    other.tag(["Remote"])
    change = acts.tag(held(one, other), "remote", by=mira.user, at=NOW)
    assert tags_of(one) == ["remote"]
    assert tags_of(other) == ["Remote"]
    assert str(change) == f"Tagged {one} “remote”"
    assert acts.tag(held(one, other), "REMOTE", by=mira.user, at=NOW) is None
    undone(change)
    assert tags_of(one) == []
    assert tags_of(other) == ["Remote"]


def test_tag_is_taken_off_and_comes_back(mira):
    one, other, without = make_waiting(mira), make_waiting(mira), make_waiting(mira)
    one.tag(["Remote", "Dream"])
    other.tag(["remote"])
    change = acts.untag(held(one, other, without), "REMOTE", by=mira.user, at=NOW)
    assert tags_of(one) == ["Dream"]
    assert tags_of(other) == []
    other.tag(["Remote"])
    undone(change)
    assert tags_of(one) == ["Dream", "Remote"]
    assert tags_of(other) == ["Remote"]
    assert tags_of(without) == []
    assert acts.untag(held(without), "remote", by=mira.user, at=NOW) is None


def test_label_is_cut_where_a_name_is_long(mira):
    employer = make_employer(candidate=mira, name="E" * 160)
    change = moved(make_waiting(mira, employer=employer, job_title="J" * 200))
    assert len(change.label) == 200
    assert change.label.endswith("…")


def test_changes_are_forgotten_after_a_month(mira):
    old, new = moved(make_waiting(mira)), moved(make_waiting(mira), at=LATER)
    assert forget_changes(NOW + timedelta(days=30, minutes=1))
    assert [*Change.objects.all()] == [new]
    assert old not in Change.objects.all()
    assert not forget_changes(NOW + timedelta(days=30, minutes=1))


def statements(act):
    with CaptureQueriesContext(connection) as captured:
        act()
    return len(captured)


@pytest.mark.parametrize(
    "act",
    [
        lambda rows, by: acts.move(rows, Stage.OFFER, by=by, at=NOW),
        lambda rows, by: acts.tag(rows, "Remote", by=by, at=NOW),
        lambda rows, by: acts.untag(rows, "Common", by=by, at=NOW),
    ],
    ids=["move", "tag", "untag"],
)
def test_statements_are_as_many_for_hundreds_as_for_one(mira, act):
    employer = make_employer(candidate=mira)
    rows = Application.objects.bulk_create(
        Application(candidate=mira, employer=employer, stage=Stage.APPLIED, moved_at=LONG_AGO)
        for _ in range(acts.MOST_AT_ONCE)
    )
    Tag.objects.bulk_create(Tag(candidate=mira, application=each, name="Common") for each in rows)

    def run(some):
        found = held(*some)
        spent = statements(lambda: act(found, mira.user))
        change = Change.objects.latest("pk")
        return spent, statements(lambda: undone(change))

    one = run(rows[:1])
    all_of_them = run(rows)
    assert all_of_them == one
    assert one[0] <= 5
    assert Event.objects.filter(candidate=mira).count() in (0, 2 * (acts.MOST_AT_ONCE + 1))
