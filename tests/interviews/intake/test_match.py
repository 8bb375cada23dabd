"""Ranking the applications that a message may belong to."""

from datetime import UTC, date, datetime

import pytest

from interviews.intake.match import KnownApplication, rank, title_likeness
from interviews.intake.reading import CalendarPart, Reading

NORDWIND = KnownApplication(
    id=1, employer="Nordwind GmbH", employer_domain="nordwind.example", job_title="Data Engineer"
)
NORDWIND_LEAD = KnownApplication(
    id=2, employer="Nordwind", employer_domain="nordwind.example", job_title="Head of Sales"
)
OTHER = KnownApplication(id=3, employer="Papermill Ltd", job_title="Data Engineer")


def test_best_title_comes_first_among_one_employers_applications():
    reading = Reading(
        employer="Nordwind", job_title="Head of Sales (m/w/d)", sender_address="a@nordwind.example"
    )
    found = rank(reading, [NORDWIND, NORDWIND_LEAD, OTHER])
    assert [one.id for one in found] == [2, 1]
    assert "the same employer name" in found[0].reasons


def test_thread_and_calendar_weigh_more_than_names():
    replied = KnownApplication(id=4, employer="Someone", message_ids=frozenset({"<m@x>"}))
    invited = KnownApplication(id=5, employer="Someone", uids=frozenset({"u1"}))
    part = CalendarPart("REQUEST", "u1", 0, "", "", (), recurring=False, raw="")
    reading = Reading(employer="Papermill", in_reply_to="<m@x>", calendar=part)
    found = rank(reading, [OTHER, replied, invited])
    assert [one.id for one in found] == [5, 4, 3]
    assert found[1].reasons == ("a reply in the same thread",)


def test_message_that_only_names_the_company_is_matched():
    found = rank(Reading(text="A word from all of us at Papermill."), [NORDWIND, OTHER])
    assert [one.id for one in found] == [3]


def test_message_that_fits_nothing_suggests_nothing():
    assert rank(Reading(text="Sale! 20% off", sender_address="shop@gmail.com"), [NORDWIND]) == ()


def test_webmail_domain_never_counts_as_the_employers_own():
    known = KnownApplication(id=6, employer="Solo", employer_domain="gmail.com")
    assert rank(Reading(sender_address="x@gmail.com"), [known]) == ()


def test_closed_and_later_applications_rank_lower():
    closed = KnownApplication(id=7, employer="Papermill", stage_closed=True)
    later = KnownApplication(id=8, employer="Papermill", applied_on=date(2026, 8, 1))
    open_one = KnownApplication(id=9, employer="Papermill", applied_on=date(2026, 6, 1))
    reading = Reading(employer="Papermill", sent_at=datetime(2026, 7, 1, tzinfo=UTC))
    assert [one.id for one in rank(reading, [later, closed, open_one])] == [9, 7, 8]


@pytest.mark.parametrize(
    ("one", "other", "is_near"),
    [
        ("Senior Software Engineer", "Sr. Software Developer", True),
        ("Engineer, Data", "Data Engineer (m/w/d)", True),
        ("Data Engineer", "Office Manager", False),
        ("", "Data Engineer", False),
    ],
)
def test_title_likeness(one: str, other: str, is_near: bool):
    assert (title_likeness(one, other) >= 0.6) is is_near
