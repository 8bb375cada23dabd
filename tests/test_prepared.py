"""A statement that was built once finds what it would find if it were built for each."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from applications.board import first_cards, grouped, open_to_all, tally_of
from applications.common_pages import asked, cards, first_page, tally
from applications.dossier import KINDS, find, with_dossier
from applications.filters import Filters, Group, Order, page_after
from applications.lines import lines_of, reader_of, with_columns
from applications.models import Application
from applications.stages import Outcome, Stage
from jobtracker.people.models import User
from jobtracker.prepared import FIRST, Prepared
from tests.factories import (
    make_application,
    make_candidate,
    make_membership,
    make_representation,
)
from tests.rows import make_rows

pytestmark = pytest.mark.django_db


def of_candidate(user, pk):
    return Application.objects.filter(candidate__user=user, pk=pk).select_related("employer")


@pytest.fixture
def built():
    """How often the statement was built."""
    return []


@pytest.fixture
def prepared(built):
    def build(user, pk):
        built.append((user, pk))
        return of_candidate(user, pk)

    return Prepared(build)


def test_each_gets_what_is_theirs(prepared, built, django_assert_num_queries):
    rows = [make_application(), make_application()]
    for row in rows:
        with django_assert_num_queries(1):
            (found,) = prepared.rows(user=row.candidate.user_id, pk=row.pk)
            assert (found, found.employer.name) == (row, row.employer.name)
    assert prepared.rows(user=rows[0].candidate.user_id, pk=rows[1].pk) == []
    assert len(built) == 1


def test_order_of_the_numbers_is_no_matter(prepared):
    row = make_application()
    numbers = {"user": row.candidate.user_id, "pk": row.pk}
    assert prepared.rows(**numbers) == prepared.rows(**dict(reversed(numbers.items()))) == [row]


@pytest.mark.parametrize("number", [-1, 2**63, 10**30, FIRST, FIRST + 1])
def test_number_that_no_row_has_finds_nothing(prepared, number):
    row = make_application()
    assert prepared.rows(user=row.candidate.user_id, pk=number) == []
    assert prepared.rows(user=number, pk=row.pk) == []


def test_change_is_seen(prepared):
    row = make_application()
    numbers = {"user": row.candidate.user_id, "pk": row.pk}
    assert prepared.rows(**numbers)[0].job_title == "Data Analyst"
    Application.objects.update(job_title="Baker")
    assert prepared.rows(**numbers)[0].job_title == "Baker"


def test_number_that_the_statement_forgets_is_an_error():
    forgetful = Prepared(lambda user, pk: Application.objects.filter(pk=pk))
    with pytest.raises(ValueError, match="parameters"):
        forgetful.rows(user=1, pk=2)


@pytest.fixture(params=["candidate", "firm", "another firm", "another candidate"])
def reader(request):
    """Whoever reads, the application, and whether it is shared with them."""
    mira = make_candidate()
    row = make_rows(mira, "word").application
    members = {"firm": make_membership(), "another firm": make_membership()}
    make_representation(candidate=mira, firm=members["firm"].firm, shares_documents=False)
    users = {name: each.user for name, each in members.items()}
    users |= {"candidate": mira.user, "another candidate": make_candidate().user}
    # Others ask first, so that nobody is answered with what was prepared for somebody else.
    for user in users.values():
        find(user, row.pk)
    user = User.objects.with_roles().get(pk=users[request.param].pk)
    return user, row, not request.param.startswith("another")


def test_dossier_is_what_the_statement_of_one_person_finds(reader):
    user, row, is_shared = reader
    rows = Application.objects.all()
    seen = rows.visible_to(user) if user.is_coordinator else rows.decidable_by(user)
    expected = with_dossier(seen, user).filter(pk=row.pk).first()
    found = find(user, row.pk)
    assert (found == expected == row) == is_shared
    if is_shared:
        parts = [f"has_{name}" for name in KINDS]
        assert any(getattr(found, part) for part in parts)
        assert [getattr(found, part) for part in parts] == [
            getattr(expected, part) for part in parts
        ]


def due(now, today):
    """Those that were moved within the week before, and whose day is tomorrow."""
    return Application.objects.filter(
        moved_at__gt=now - timedelta(days=7), next_step_on=today + timedelta(days=1)
    )


def test_times_and_days_are_reckoned_with(built):
    now = datetime(2026, 7, 1, 12, tzinfo=ZoneInfo("Asia/Tokyo"))
    row = make_application(moved_at=now - timedelta(days=6), next_step_on=date(2026, 7, 2))
    prepared = Prepared(due)
    assert prepared.rows(now=now, today=now.date()) == [row]
    assert prepared.rows(now=now + timedelta(days=1), today=now.date()) == []
    assert prepared.rows(now=now, today=date(2026, 7, 2)) == []
    assert list(due(now, now.date())) == [row]


def test_day_that_is_taken_from_a_time_is_an_error():
    careless = Prepared(lambda now: Application.objects.filter(next_step_on=now.date()))
    with pytest.raises(ValueError, match="day"):
        careless.rows(now=datetime(2026, 7, 1, tzinfo=ZoneInfo("UTC")))


@pytest.mark.parametrize("give", ["values", "values_list"])
def test_values_come_as_they_were_asked_for(give):
    row = make_application()
    asked = Prepared(lambda pk: getattr(Application.objects.filter(pk=pk), give)("pk", "job_title"))
    expected = {"values": {"pk": row.pk, "job_title": "Data Analyst"}}
    expected["values_list"] = (row.pk, "Data Analyst")
    assert asked.rows(pk=row.pk) == [expected[give]]


def test_text_is_a_parameter_by_itself():
    row, other = make_application(job_title="100 % 'a' \x01"), make_application(job_title="b")
    titled = Prepared(lambda title: Application.objects.filter(job_title=title))
    assert titled.rows(title="100 % 'a' \x01") == [row]
    assert titled.rows(title="b") == [other]
    assert titled.rows(title="2026-01-01") == []
    likened = Prepared(lambda title: Application.objects.filter(job_title__contains=title))
    with pytest.raises(ValueError, match="text"):
        likened.rows(title="b")


@pytest.mark.parametrize("is_own", [True, False])
@pytest.mark.parametrize(
    "query",
    [
        {},
        *({"sort": order} for order in Order),
        *({"stage": group} for group in (*Group, *Stage)),
        {"flagged": "on", "agency": "on", "interest": "2", "remote": "remote"},
        *({"q": words} for words in ("word", "WÖRD acme", "?", "%", "a' & b")),
        {"tag": "Word"},
        {"tag": "wor_"},
        {"quiet": "3", "due": "on"},
        {"since": "2026-01-01", "until": "2026-12-31", "tag": "word", "q": "word"},
    ],
)
def test_list_and_board_are_what_the_statement_of_one_person_finds(query, is_own):
    mira = make_rows(make_candidate(), "word").application.candidate
    for stage in Stage:
        outcome = Outcome.REJECTED if stage is Stage.CLOSED else Outcome.NONE
        named = {"employer_name": str(stage), "interest_now": 3}
        make_application(candidate=mira, stage=stage, outcome=outcome, **named)
    filters = Filters.from_query(query, is_own=is_own)
    reader = reader_of(mira.user, is_own=is_own, sees_pay=is_own, sees_interviews=is_own)
    # Others ask first, so that nobody is answered with what was prepared for somebody else.
    first_page(mira, filters, replace(reader, is_own=not is_own, sees_pay=not is_own), 2)
    first_page(make_candidate(), replace(filters, q="other", tag="other"), reader, 2)
    rows = asked(mira, filters, reader)
    page = page_after(with_columns(rows, mira, reader), mira, filters.sort, "", 3)
    assert first_page(mira, filters, reader, 2) == lines_of(page, reader)
    on_board = with_columns(first_cards(rows, filters), mira, reader)
    assert cards(mira, filters, reader) == lines_of(on_board, reader)
    everywhere = tally_of(grouped(asked(mira, open_to_all(filters), reader)))
    assert tally(mira, filters, reader) == everywhere
