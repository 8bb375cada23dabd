"""Pages about a job, in three syntaxes and in none."""

import pytest

from applications.capture.draft import Basis, Field
from applications.capture.given import Given, Kind
from applications.capture.page import decoded, read_page
from applications.capture.sandbox import read_safely
from tests.applications.capture.pages import (
    ASHBY,
    DESCRIPTION,
    GREENHOUSE,
    JOB,
    LEVER,
    LINKEDIN,
    SAID,
    SAME_JOB,
    in_script,
    without,
)


def values(draft):
    return {name: found.value for name, found in draft.facts.items()}


@pytest.mark.parametrize("syntax", SAME_JOB)
def test_structured_data_is_read_in(syntax):
    draft = read_page(SAME_JOB[syntax])
    assert values(draft) == SAID
    assert {found.basis for found in draft.facts.values()} == {Basis.READ}
    assert "You plan the voyages." in draft.text.splitlines()
    assert "<" not in draft.text


@pytest.mark.parametrize(
    ("name", "value", "field", "expected"),
    [
        ("title", "Voyage &amp; Port Planner", Field.TITLE, "Voyage & Port Planner"),
        ("title", "<b>Voyage</b> Planner ", Field.TITLE, "Voyage Planner"),
        ("title", "x" * 300, Field.TITLE, "x" * 199 + "…"),
        ("title", "Voyage\u0000 \ud800Planner", Field.TITLE, "Voyage ?Planner"),
        ("hiringOrganization", "Harbour", Field.EMPLOYER, "Harbour"),
        ("hiringOrganization", {"legalName": "Harbour AB"}, Field.EMPLOYER, "Harbour AB"),
        ("hiringOrganization", "confidential", Field.EMPLOYER, None),
        ("hiringOrganization", "https://harbour.example", Field.EMPLOYER, None),
        ("hiringOrganization", {"name": {"@value": "Harbour"}}, Field.EMPLOYER, "Harbour"),
        ("jobLocation", "Gothenburg", Field.PLACE, "Gothenburg"),
        ("jobLocation", {"address": "Gothenburg"}, Field.PLACE, "Gothenburg"),
        ("jobLocation", {"name": "Gothenburg"}, Field.PLACE, "Gothenburg"),
        ("jobLocation", {"address": "Remote"}, Field.REMOTE, "remote"),
        (
            "jobLocation",
            [{"address": {"addressLocality": town}} for town in "ABCDE"],
            Field.PLACE,
            "A / B / C and 2 more",
        ),
        ("jobLocationType", "TELECOMMUTE", Field.REMOTE, "remote"),
        ("baseSalary", "100000", Field.PAY_FROM, "100000"),
        ("baseSalary", 100_000.5, Field.PAY_FROM, "100000.50"),
        ("baseSalary", "€55k–60k a year", Field.PAY_TO, "60000"),
        ("baseSalary", {"currency": "EUR", "value": 30}, Field.CURRENCY, "EUR"),
        ("baseSalary", {"value": {"value": "20", "unitText": "HOUR"}}, Field.PERIOD, "hour"),
        ("baseSalary", {"value": {"value": 20, "unitCode": "HUR"}}, Field.PERIOD, "hour"),
        ("baseSalary", {"value": {"minValue": 60, "maxValue": 50}}, Field.PAY_TO, "60"),
        ("baseSalary", {"value": {"minValue": 0, "maxValue": 0}}, Field.PAY_FROM, None),
        ("baseSalary", {"value": {"minValue": 1e300}}, Field.PAY_FROM, None),
        ("baseSalary", {"value": {"minValue": "NaN"}}, Field.PAY_FROM, None),
        ("validThrough", "soon", Field.CLOSES_ON, None),
        ("validThrough", "2026-09-30T12:00:00+02:00", Field.CLOSES_ON, "2026-09-30"),
        ("url", "https://jobs.example/1", Field.URL, "https://jobs.example/1"),
        ("url", "javascript:alert(1)", Field.URL, None),
    ],
)
def test_property_is_read_however_sites_write_it(name, value, field, expected):
    page = in_script({"@type": "JobPosting", "title": "Planner", name: value})
    assert values(read_page(page)).get(field) == expected


def test_pay_of_another_syntax_is_not_mixed_with_a_guess():
    page = in_script(without(baseSalary={"value": 42000}), body="<p>Salary: €1,000 a month</p>")
    found = values(read_page(page))
    assert found[Field.PAY_FROM] == "42000"
    assert Field.CURRENCY not in found


def test_somebody_elses_estimate_is_a_guess():
    page = in_script(without("baseSalary", estimatedSalary=JOB["baseSalary"]))
    assert read_page(page).facts[Field.PAY_FROM].basis is Basis.GUESS


def test_agency_that_looks_for_somebody_is_guessed_beside_the_employer():
    page = in_script(without(hiringOrganization="Baltic Recruitment AB"))
    found = read_page(page).facts
    assert found[Field.EMPLOYER].basis is Basis.READ
    assert (found[Field.AGENCY].value, found[Field.AGENCY].basis) == (
        "Baltic Recruitment AB",
        Basis.GUESS,
    )


@pytest.mark.parametrize(
    ("html", "place", "other"),
    [
        (GREENHOUSE, "Gothenburg, Sweden", {Field.PAY_FROM: "42000", Field.CURRENCY: "SEK"}),
        (LEVER, "Gothenburg", {Field.REMOTE: "hybrid"}),
        (ASHBY, None, {Field.REMOTE: "remote"}),
        (LINKEDIN, "Gothenburg, Sweden", {}),
    ],
    ids=["Greenhouse", "Lever", "Ashby", "LinkedIn"],
)
def test_page_without_data_gives_guesses(html, place, other):
    draft = read_page(html)
    found = values(draft)
    assert found[Field.TITLE] == "Voyage Planner"
    assert found[Field.EMPLOYER].removeprefix("at ") == "Harbour & Vale"
    assert found.get(Field.PLACE) == place
    assert {name: found.get(name) for name in other} == other
    assert {each.basis for each in draft.facts.values()} == {Basis.GUESS}


def test_of_several_jobs_the_one_of_the_address_is_read():
    other = without(title="Cook", url="https://jobs.example/2")
    page = in_script([other, {**JOB, "url": "https://jobs.example/1"}])
    assert values(read_page(page, url="https://jobs.example/1"))[Field.TITLE] == "Voyage Planner"


def test_list_of_jobs_is_no_job():
    page = in_script([JOB, without(title="Cook", hiringOrganization="Elsewhere")])
    assert {Field.TITLE, Field.EMPLOYER} & read_page(page).facts.keys() == set()


def test_text_of_a_page_without_data_is_that_of_its_middle():
    around = "<nav>Home Jobs</nav><footer>Imprint</footer><script>track()</script>"
    page = f"<body>{around}<main><h1>Planner</h1>{DESCRIPTION}</main></body>"
    text = read_page(page).text
    assert "Read charts" in text
    assert not any(word in text for word in ("Imprint", "Home", "track"))


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        ("Göteborg".encode(), ""),
        ("Göteborg".encode("latin-1"), "iso-8859-1"),
        ('<meta charset="iso-8859-1">Göteborg'.encode("latin-1"), ""),
        ("Göteborg".encode(), "no-such-thing"),
        ("Göteborg".encode(), "utf-16-le-oops"),
    ],
)
def test_page_is_decoded_as_it_or_its_server_says(data, charset):
    assert decoded(data, charset).endswith("Göteborg")


@pytest.mark.parametrize("syntax", ["JSON-LD", "microdata", "RDFa"])
def test_long_page_is_read_within_the_limits(syntax):
    more = "".join(
        f"<div data-a={n}><b>Word {n}</b><script>a={n}</script></div>" for n in range(9_000)
    )
    page = SAME_JOB[syntax].replace("</body>", f"{more}</body>")
    assert values(read_safely(Given(Kind.PAGE, page))) == SAID
