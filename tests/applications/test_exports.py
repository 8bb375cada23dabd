"""A table of one's applications: all of it for the candidate, what is shared for a firm."""

import csv
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from applications import importing
from applications.exporting import COLUMNS, added_on
from applications.models import Import, Note, Tag
from applications.models.note import Visibility
from applications.stages import Motive, Outcome, Remote, Stage
from applications.transfer.fields import FIELD_LABELS, Field
from applications.transfer.headers import recognised
from applications.transfer.preview import Plan
from applications.transfer.reading import read
from tests.factories import (
    NOW,
    make_application,
    make_candidate,
    make_membership,
    make_representation,
)
from tests.leave.test_cells import FORMULAS, ODD

pytestmark = pytest.mark.django_db


@pytest.fixture
def mira(client):
    candidate = make_candidate()
    client.force_login(candidate.user)
    return candidate


def downloaded(client, kind="csv", **query):
    answer = client.get(reverse("applications:export-file"), {"format": kind, **query})
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    return answer.getvalue()


def table(data):
    return list(csv.DictReader(StringIO(data.decode("utf-8-sig"), newline="")))


def full(candidate, **fields):
    """An application with something in each column."""
    application = make_application(
        candidate=candidate,
        employer_name="Acme",
        job_title="Clerk",
        stage=Stage.CLOSED,
        outcome=Outcome.REJECTED,
        applied_on=date(2026, 5, 3),
        place="Berlin",
        remote=Remote.HYBRID,
        posting_url="https://jobs.example.com/1",
        pay_from=Decimal("55000.00"),
        pay_to=Decimal("60000.50"),
        pay_currency="EUR",
        pay_period="year",
        source="A friend",
        agency="Agency",
        next_step="Call",
        next_step_on=date(2026, 6, 1),
        interest_now=2,
        interest_at_application=4,
        is_dream=True,
        motive=Motive.MONEY,
        created_at=datetime(2026, 5, 1, 12, tzinfo=UTC),
        **fields,
    )
    for name in ("one", "two"):
        Tag.objects.create(candidate=candidate, application=application, name=name)
    Note.objects.create(candidate=candidate, application=application, text="First\nnote", at=NOW)
    return application


def said(application):
    """Everything that an export is to bring back."""
    hidden = {Field.STATUS, Field.ADDED_ON, Field.EMPLOYER, Field.TAGS, Field.NOTES}
    names = [str(column) for column in COLUMNS if column not in hidden]
    return {
        **{name: getattr(application, name) for name in names},
        "stage": application.stage,
        "employer": application.employer.name,
        "added_on": added_on(application),
        "tags": [tag.name for tag in application.tags.all()],
        "notes": [note.text for note in application.notes.all()],
    }


def brought_in(candidate, data):
    sheet = read(data)
    assert recognised(sheet.header).name == "Jobtracker"
    found = Import.objects.create(
        candidate=candidate,
        by=candidate.user,
        content=sheet.packed(),
        mapping=Plan.guessed(sheet).as_dict(),
    )
    importing.take_in(found, at=NOW)


@pytest.mark.parametrize("kind", ["csv", "csv-plain", "xlsx"])
def test_what_is_taken_along_says_the_same_elsewhere(client, mira, kind):
    application, jonas = full(mira), make_candidate()
    brought_in(jonas, downloaded(client, kind))
    assert said(jonas.applications.get()) == said(application)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("text", [each for each in FORMULAS + ODD if "\x00" not in each])
def test_text_that_could_act_comes_back_as_it_was(client, mira, kind, text):
    make_application(candidate=mira, employer_name="Acme", job_title=text)
    jonas = make_candidate()
    brought_in(jonas, downloaded(client, kind))
    assert jonas.applications.get().job_title == text


@pytest.mark.parametrize("stage", [each for each in Stage if each is not Stage.CLOSED])
def test_every_stage_comes_back(client, mira, stage):
    make_application(candidate=mira, stage=stage)
    jonas = make_candidate()
    brought_in(jonas, downloaded(client))
    assert jonas.applications.get().stage == stage


@pytest.mark.parametrize("outcome", [each for each in Outcome if each])
def test_every_outcome_comes_back(client, mira, outcome):
    make_application(candidate=mira, stage=Stage.CLOSED, outcome=outcome)
    jonas = make_candidate()
    brought_in(jonas, downloaded(client))
    assert jonas.applications.get().outcome == outcome


def test_workbook_has_days_and_numbers(client, mira):
    full(mira)
    header, row = load_workbook(BytesIO(downloaded(client, "xlsx"))).active.values
    cells = dict(zip(header, row, strict=True))
    assert cells["Applied on"].date() == date(2026, 5, 3)
    assert cells["Pay to"] == 60000.5


def test_plain_table_has_no_mark(client, mira):
    assert downloaded(client, "csv").startswith(b"\xef\xbb\xbf")
    assert downloaded(client, "csv-plain").startswith(b'"Employer"')


def test_nothing_of_another_is_in_it(client, mira):
    full(make_candidate())
    assert table(downloaded(client)) == []


@pytest.fixture
def firm_reads(mira, client):
    """Sign somebody of a firm in, to whom Mira shows her applications, and pay where told so."""

    def sign_in(**shares):
        member = make_membership()
        make_representation(candidate=mira, firm=member.firm, **shares)
        client.force_login(member.user)
        return member

    return sign_in


def test_firm_gets_no_feelings_and_no_private_notes(client, mira, firm_reads):
    application = full(mira)
    Note.objects.create(
        candidate=mira, application=application, text="For both", visibility=Visibility.SHARED
    )
    firm_reads()
    (row,) = table(downloaded(client, candidate=mira.pk))
    private = {"Interest, 1 to 5", "Interest when you applied, 1 to 5", "Why you applied"}
    assert not row.keys() & private
    assert FIELD_LABELS[Field.IS_DREAM] not in row
    assert row["Notes"] == "For both"


@pytest.mark.parametrize("shares_pay", [True, False])
def test_firm_gets_pay_where_it_is_shared(client, mira, firm_reads, shares_pay):
    full(mira)
    firm_reads(shares_pay=shares_pay)
    (row,) = table(downloaded(client, candidate=mira.pk))
    assert ("Pay from" in row) is shares_pay
    page = client.get(reverse("applications:exports"), {"candidate": mira.pk}).content.decode()
    assert ("does not share it" in page) is not shares_pay


def test_firm_that_is_shown_nothing_gets_nothing(client, mira, firm_reads):
    firm_reads(shares_applications=False)
    for view in ("exports", "export-file"):
        answer = client.get(reverse(f"applications:{view}"), {"candidate": mira.pk})
        assert answer.status_code == 404


def test_unknown_format_is_refused(client, mira):
    answer = client.get(reverse("applications:export-file"), {"format": "exe"})
    assert answer.status_code == 422


@pytest.mark.parametrize("many", [1, 30])
def test_table_takes_a_fixed_number_of_queries(client, mira, django_assert_max_num_queries, many):
    for _ in range(many):
        make_application(candidate=mira)
    with django_assert_max_num_queries(6):
        assert len(table(downloaded(client))) == many


def test_what_the_list_showed_is_what_goes_along(client, mira):
    make_application(candidate=mira, job_title="Open one")
    make_application(candidate=mira, job_title="Other one", place="Bergen")
    closed = {"stage": Stage.CLOSED, "outcome": Outcome.REJECTED}
    make_application(candidate=mira, job_title="Closed one", **closed)

    def titles(**query):
        return {row["Job title"] for row in table(downloaded(client, **query))}

    assert titles(which="all") == {"Open one", "Other one", "Closed one"}
    assert titles(which="shown") == {"Open one", "Other one"}
    assert titles(which="shown", q="bergen") == {"Other one"}
    assert titles(which="shown", stage="closed") == {"Closed one"}


def test_page_keeps_the_filters_of_the_list(client, mira):
    make_application(candidate=mira)
    listed = client.get(reverse("applications:list"), {"q": "Employer", "stage": "all"})
    page = client.get(listed.context["export_href"])
    assert page.context["form"]["which"].value() == "shown"
    assert dict(page.context["kept"]) == {"q": "Employer", "stage": "all"}


def test_firm_cannot_filter_by_what_is_private(client, mira, firm_reads):
    make_application(candidate=mira, interest_now=1)
    firm_reads()
    asked = {"which": "shown", "interest": "5", "candidate": mira.pk}
    assert len(table(downloaded(client, **asked))) == 1
