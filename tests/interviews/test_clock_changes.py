"""An hour that a clock change skips or repeats: it is asked about beside the field, and kept."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from interviews.forms.details import DetailsForm
from interviews.forms.initial import row_of
from interviews.models.slot import in_utc
from jobtracker.people.models import Candidate

STOCKHOLM = "Europe/Stockholm"
TWICE = "2036-10-26T02:30"


def form_of(start, **more):
    data = {
        "slots-TOTAL_FORMS": "1",
        "slots-INITIAL_FORMS": "0",
        "slots-0-start": start,
        "zone": STOCKHOLM,
        **more,
    }
    return DetailsForm(data, candidate=Candidate(time_zone=STOCKHOLM))


def instants(form):
    assert form.is_valid()
    times = [in_utc(each) for each in form.slot_drafts]
    return [(each["starts_at"].astimezone(UTC), each["ends_at"]) for each in times]


def test_repeated_hour_asks_which_one():
    form = form_of(TWICE)
    assert not form.is_valid()
    (row,) = form.slots.forms
    assert "comes twice" in " ".join(row.errors["start_which"])
    assert row["start"].value() == TWICE


def test_ones_own_clock_refuses_nothing():
    with timezone.override(STOCKHOLM):
        form = form_of(TWICE, **{"slots-0-start_which": "first"})
        assert form.is_valid()
        assert not form_of("2036-03-30T02:30").is_valid()
        assert form_of("2036-03-30T02:30", zone="UTC").is_valid()


@pytest.mark.parametrize(("which", "hour"), [("first", 0), ("second", 1)])
def test_repeated_hour_is_the_one_that_was_chosen(which, hour):
    [(start, _)] = instants(form_of(TWICE, **{"slots-0-start_which": which}))
    assert start == datetime(2036, 10, 26, hour, 30, tzinfo=UTC)


@pytest.mark.parametrize("hour", [0, 1])
def test_chosen_one_is_shown_again(hour):
    row = row_of(datetime(2036, 10, 26, hour, 30, tzinfo=UTC), None, STOCKHOLM)
    assert row["start_which"] == ("first", "second")[hour]


def test_end_follows_the_start_where_its_hour_comes_twice():
    which = {"slots-0-start_which": "second", "slots-0-end": "2036-10-26T02:45"}
    [(start, end)] = instants(form_of(TWICE, **which))
    assert (end - start).seconds == 15 * 60


@pytest.mark.parametrize(
    ("start", "more", "where"),
    [
        ("2036-03-30T02:30", {}, "start"),
        ("2036-03-30T01:30", {"slots-0-end": "2036-03-30T02:30"}, "end"),
    ],
)
def test_skipped_hour_is_said_beside_it(start, more, where):
    form = form_of(start, **more)
    assert not form.is_valid()
    assert "skip this time" in " ".join(form.slots.forms[0].errors[where])


def test_zone_that_does_not_exist_is_said_in_plain_words():
    form = form_of("2036-07-08T14:00", zone="Mars/Olympus")
    assert not form.is_valid()
    assert form.errors["zone"] == ["We know no such time zone. Choose one from the list."]


@pytest.mark.parametrize(("which", "is_valid"), [("", False), ("second", True)])
def test_deadline_in_a_repeated_hour_asks_which_one(which, is_valid):
    form = form_of("", reply_by_local=TWICE, reply_by_local_which=which)
    assert form.is_valid() is is_valid
    if is_valid:
        assert form.values["reply_by"].astimezone(UTC).hour == 1


def test_time_that_is_known_and_over_is_not_asked_about():
    form = form_of("2020-07-08T14:00")
    form.known_starts = [datetime(2020, 7, 8, 14)]
    assert form.is_valid()
