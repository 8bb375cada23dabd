"""Offers and open processes in time: weeks, deadlines, and what comes before which."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from applications.models import Offer
from applications.overlap import overlap
from applications.stages import Stage
from tests.factories import NOW, make_application, make_candidate, make_interview

pytestmark = pytest.mark.django_db
# A Wednesday, as NOW is.
TODAY = date(2026, 7, 1)
MONDAY = date(2026, 6, 29)


@pytest.fixture
def mira():
    return make_candidate()


def offer(mira, days=None, name="Vale", **terms):
    application = make_application(candidate=mira, employer_name=name)
    deadline = {"answer_by": NOW + timedelta(days=days), "answer_by_zone": "UTC"} if days else {}
    return Offer.objects.receive(
        application, by=mira.user, at=NOW, received_on=TODAY, **deadline, **terms
    )


def process(mira, days=None, name="Rail", **fields):
    """With an interview in so many days, or without one."""
    found = make_application(candidate=mira, employer_name=name, stage=Stage.INTERVIEWING, **fields)
    found.interviews_to_come = []
    if days:
        talk = make_interview(application=found, starts_at=NOW + timedelta(days=days))
        found.interviews_to_come = [talk]
    return found


def marks(line):
    return [[mark.what for mark in week.marks] for week in line.weeks]


def test_without_an_offer_there_is_no_overlap(mira):
    assert overlap([], [process(mira, 3)], TODAY).lines == ()


def test_marks_stand_in_their_weeks_from_this_one_on(mira):
    found = overlap(
        [offer(mira, 9, starts_on=date(2026, 7, 20))],
        [process(mira, 3, next_step="Ring them", next_step_on=date(2026, 6, 1))],
        TODAY,
    )
    assert found.weeks == [MONDAY + timedelta(weeks=number) for number in range(4)]
    assert marks(found.lines[0]) == [[], ["Answer by"], [], ["First day"]]
    assert marks(found.lines[1]) == [["Ring them", "Interview"], [], [], []]
    assert not found.has_later


def test_what_is_far_off_stands_apart_after_eight_weeks(mira):
    found = overlap([offer(mira, 9, starts_on=date(2026, 12, 1))], [], TODAY)
    assert len(found.weeks) == 8
    assert [mark.what for mark in found.lines[0].later] == ["First day"]
    assert found.has_later


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (3, "Rail: the talk on Sat 4 July 2026 comes before Vale needs your answer."),
        (12, "comes after Vale needs your answer. You may ask Vale for more time, or Rail"),
        (None, "No talk is planned: Rail. You may tell them that you hold an offer"),
    ],
)
def test_process_is_told_beside_the_first_deadline(mira, days, said, time_machine):
    time_machine.move_to(datetime(2025, 7, 1, tzinfo=UTC), tick=False)
    offers = [offer(mira, 30, name="Later"), offer(mira, 9), offer(mira, name="Undated")]
    notes = overlap(offers, [process(mira, days)], TODAY).notes
    assert notes[0] == "No deadline: Undated. You may ask by when they need to know."
    assert said in notes[1]


def test_without_any_deadline_nothing_is_before_or_after(mira):
    notes = overlap([offer(mira)], [process(mira, 3)], TODAY).notes
    assert notes == ["No deadline: Vale. You may ask by when they need to know."]


def test_page_shows_it_as_a_table_that_says_what_it_holds(client, mira):
    client.force_login(mira.user)
    page = reverse("applications:offers")
    process(mira, 3)
    assert "week by week" not in client.get(page).content.decode()
    offer(mira, 9)
    text = client.get(page).content.decode()
    assert "What falls into which week, for each offer and each process</caption>" in text
    assert text.count('<th scope="row">') >= 2
