"""Rows that come along as JSON are the rows that a query of their own would bring."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db.models import OuterRef

from applications.models import Application, Event, Offer, Task
from applications.models.event import EventKind
from jobtracker.nested import Nested, rows_in
from jobtracker.people.models import Candidate
from tests.factories import NOW, make_application, make_candidate

pytestmark = pytest.mark.django_db

MICROSECOND = datetime(2026, 3, 29, 0, 59, 59, 123456, tzinfo=UTC)
ODD = "“Zoë” \\ {\"a\": [1]} 'x' \n\t</script> \U0001f600"


@pytest.fixture
def application():
    return make_application(candidate=make_candidate())


def of_it(model):
    return model.objects.filter(application=OuterRef("pk"))


def along(application, rows, *fields):
    nested = Nested(rows, *fields)
    found = Application.objects.annotate(along=nested).get(pk=application.pk)
    return rows_in(rows.model, found.along)


def test_none_are_none(application):
    assert along(application, of_it(Event), "text") == []


def test_values_are_what_they_were(application, django_assert_num_queries):
    by = application.candidate.user
    event = application.record(EventKind.CREATED, ODD, by=by, at=MICROSECOND)
    (found,) = along(application, of_it(Event), "text", "at", "by_id", "by__name")
    with django_assert_num_queries(0):
        assert (found, found.text, found.at) == (event, ODD, MICROSECOND)
        assert (found.by, found.by_id, found.by.name) == (by, by.pk, by.name)


def test_nobody_is_nobody(application):
    application.record(EventKind.CREATED, "Added", by=None, at=NOW)
    (found,) = along(application, of_it(Event), "by_id", "by__name")
    assert found.by is None


def test_days_sums_and_booleans_have_their_types(application):
    whose = {"application": application, "candidate": application.candidate}
    terms = {"pay": Decimal("55000.50"), "currency": "EUR", "received_on": date(2026, 6, 30)}
    Offer.objects.create(**whose, **terms)
    (found,) = along(application, of_it(Offer), "pay", "received_on", "answer_by", "state")
    assert (found.pay, found.received_on) == (Decimal("55000.50"), date(2026, 6, 30))
    assert (found.answer_by, found.is_open) == (None, True)
    application.is_dream = True
    application.save()
    nested = Nested(Application.objects.filter(candidate=OuterRef("pk")), "is_dream")
    (row,) = rows_in(Application, Candidate.objects.annotate(along=nested).get().along)
    assert row.is_dream is True


def test_order_and_cut_are_those_of_the_queryset(application):
    for day in (3, 1, 2):
        Task.objects.create(
            application=application,
            candidate=application.candidate,
            text=f"{day}",
            due_on=date(2026, 7, day),
        )
    found = along(application, of_it(Task).order_by("-due_on")[:2], "text")
    assert [task.text for task in found] == ["3", "2"]


def test_rows_of_others_stay_with_them(application):
    other = make_application(candidate=application.candidate)
    other.record(EventKind.CREATED, "Other", by=None, at=NOW)
    assert along(application, of_it(Event), "text") == []


def test_what_did_not_come_is_fetched_when_asked_for(application, django_assert_num_queries):
    application.record(EventKind.CREATED, "Added", by=None, at=NOW)
    (found,) = along(application, of_it(Event), "kind")
    with django_assert_num_queries(1):
        assert found.text == "Added"
