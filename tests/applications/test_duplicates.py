"""What may be the same job once more."""

import pytest

from applications.duplicates import Alike, Job, Likeness, alike, have_one_text, likeness
from applications.models import Posting
from tests.factories import make_application, make_candidate
from tests.queries import statements_of

LINK = "https://jobs.example.org/42"
FILLER = " ".join(f"filler{number} words" for number in range(200))
TEXT = " ".join(f"word{number} of the posting" for number in range(60))


def job(employer="Acme", title="Data Analyst", **more):
    return Job(employer, title, **more)


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        (job(), job(), Likeness.NAMES),
        (job(), job("ACME GmbH", "Data analyst (m/f/d)"), Likeness.NAMES),
        (job("Harbour & Vale"), job("The Harbour and Vale Group"), Likeness.NAMES),
        (job("Harbour & Vale"), job("Harbor & Vale Ltd"), Likeness.NAMES),
        (job(title="Data Analyst"), job(title="Analyst, Data"), Likeness.NAMES),
        (job(title="Data Analyst"), job(title="Data Analyst, Marketing"), Likeness.NAMES),
        (job(title="Software Engineer"), job(title="Software Engineers"), Likeness.NAMES),
        (job(), job("Globex"), None),
        (job(title="Data Analyst"), job(title="Data Engineer"), None),
        (job(title="Data Analyst"), job(title="Senior Data Analyst"), None),
        (job(title="Junior Developer"), job(title="Senior Developer"), None),
        (job(title="Engineer"), job(title="Sales Engineer"), None),
        (job(title=""), job(title=""), None),
        (job(title=""), job(), None),
        (job(employer=""), job(employer=""), None),
        (job(url=LINK), job("Globex", "Cook", url=f"{LINK}/?utm_source=a"), Likeness.LINK),
        (job(url=LINK), job("Globex", "Cook", url="http://www.jobs.example.org/42"), Likeness.LINK),
        (job(url=LINK), job("Globex", "Cook", url="https://jobs.example.org/43"), None),
        (job(url="https://acme.example/"), job("Globex", url="https://acme.example"), None),
        (
            job("Hays", agency="Hays", place="Berlin"),
            job("Acme", place="Berlin, Germany"),
            Likeness.AGENCY,
        ),
        (
            job("A client", is_unnamed=True, place="Berlin"),
            job("Hays", agency="Hays", place="Berlin"),
            Likeness.AGENCY,
        ),
        (job("Hays", agency="Hays", place="Berlin"), job("Acme", place="Paris"), None),
        (job("Hays", agency="Hays"), job("Acme"), None),
        (job("Globex", place="Berlin"), job("Acme", place="Berlin"), None),
    ],
)
def test_likeness(one, two, expected):
    assert likeness(one, two) == expected
    assert likeness(two, one) == expected


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        (TEXT, TEXT, True),
        (TEXT, f"Our client seeks you. {TEXT.upper()} Apply with us!", True),
        (TEXT, f"{TEXT[: len(TEXT) // 3]} {FILLER}", False),
        (TEXT, FILLER, False),
        ("Apply now", "Apply now", False),
        ("", "", False),
    ],
)
def test_one_text(one, two, expected):
    assert have_one_text(one, two) is expected
    assert have_one_text(two, one) is expected


@pytest.fixture
def mira(db):
    return make_candidate()


def test_surest_likeness_comes_first_and_there_are_three_at_most(mira):
    rows = [make_application(candidate=mira, employer_name="Acme") for _ in range(4)]
    linked = make_application(candidate=mira, job_title="Cook", posting_url=LINK)
    found = alike(mira, job(url=LINK))
    assert [each.likeness for each in found] == [Likeness.LINK, Likeness.NAMES, Likeness.NAMES]
    assert [each.job.pk for each in found] == [linked.pk, rows[3].pk, rows[2].pk]


def test_likeness_says_where_it_stands_and_leads_there(mira):
    known = make_application(candidate=mira, employer_name="Acme")
    (found,) = alike(mira, job())
    assert isinstance(found, Alike)
    assert (found.job.label, found.job.standing) == ("Data Analyst at Acme", "Applied")
    assert found.href == known.get_absolute_url()


def test_same_posting_through_another_agency_is_told_by_its_text(mira):
    known = make_application(candidate=mira, job_title="Reporting specialist")
    Posting.objects.create(candidate=mira, application=known, origin="page", text=TEXT)
    (found,) = alike(mira, job("Hays", "Analyst", text=f"For our client. {TEXT}"))
    assert (found.job.pk, found.likeness) == (known.pk, Likeness.TEXT)


def test_job_of_somebody_else_is_none(mira):
    other = make_application(employer_name="Acme", posting_url=LINK)
    Posting.objects.create(candidate=other.candidate, application=other, origin="page", text=TEXT)
    assert alike(mira, job(url=LINK, text=TEXT)) == []


def test_queries_stay_two_with_more_rows(mira):
    def queries():
        return len(statements_of(lambda: alike(mira, job(text=TEXT))))

    make_application(candidate=mira, job_title="Cook")
    before = queries()
    for _ in range(3):
        make_application(candidate=mira, job_title="Data Analyst")
    assert (before, queries()) == (2, 2)
