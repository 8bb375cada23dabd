"""A few words, and the text of a posting as somebody copied it."""

from datetime import date

import pytest

from applications.capture.draft import Basis, Field
from applications.capture.given import Given, Kind, given, read

TITLE, EMPLOYER, PLACE, REMOTE = Field.TITLE, Field.EMPLOYER, Field.PLACE, Field.REMOTE
LOW, HIGH, CURRENCY, PERIOD = Field.PAY_FROM, Field.PAY_TO, Field.CURRENCY, Field.PERIOD

TITLE_AT = ("Data analyst", "Zalando")


def found(text):
    facts = read(Given(Kind.WORDS, text)).facts
    assert {each.basis for each in facts.values()} <= {Basis.GUESS}
    return {name: each.value for name, each in facts.items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Data analyst at Acme, Berlin, 55–60k",
            {TITLE: "Data analyst", EMPLOYER: "Acme", PLACE: "Berlin", LOW: "55000", HIGH: "60000"},
        ),
        ("Acme", {EMPLOYER: "Acme"}),
        ("Data analyst", {TITLE: "Data analyst"}),
        ("Data analyst, Acme", {TITLE: "Data analyst", EMPLOYER: "Acme"}),
        ("Acme, data analyst", {TITLE: "data analyst", EMPLOYER: "Acme"}),
        ("Acme: Data Analyst", {TITLE: "Data Analyst", EMPLOYER: "Acme"}),
        (
            "Acme - Data Analyst - Berlin",
            {TITLE: "Data Analyst", EMPLOYER: "Acme", PLACE: "Berlin"},
        ),
        ("Nurse @ Charité in Berlin", {TITLE: "Nurse", EMPLOYER: "Charité", PLACE: "Berlin"}),
        ("Nurse in Berlin at Charité", {TITLE: "Nurse", EMPLOYER: "Charité", PLACE: "Berlin"}),
        ("Acme is hiring a nurse in Paris", {TITLE: "nurse", EMPLOYER: "Acme", PLACE: "Paris"}),
        ("Meier GmbH sucht Koch", {TITLE: "Koch", EMPLOYER: "Meier GmbH"}),
        (
            "Klempner (m/w/d), Meier GmbH, Köln",
            {TITLE: "Klempner (m/w/d)", EMPLOYER: "Meier GmbH", PLACE: "Köln"},
        ),
        ("Analyst at Acme, remote", {TITLE: "Analyst", EMPLOYER: "Acme", REMOTE: "remote"}),
        (
            "Analyst at Acme in Berlin (hybrid)",
            {TITLE: "Analyst", EMPLOYER: "Acme", PLACE: "Berlin", REMOTE: "hybrid"},
        ),
        (
            "Analyst at Acme via Hays, Berlin",
            {TITLE: "Analyst", EMPLOYER: "Acme", PLACE: "Berlin", Field.AGENCY: "Hays"},
        ),
        (
            "Analyst at Acme, €3,200 a month",
            {TITLE: "Analyst", EMPLOYER: "Acme", LOW: "3200", CURRENCY: "EUR", PERIOD: "month"},
        ),
        (
            "Driver, Acme, $21.50/hour",
            {TITLE: "Driver", EMPLOYER: "Acme", LOW: "21.50", CURRENCY: "USD", PERIOD: "hour"},
        ),
        (
            "https://jobs.example.org/42 Nurse at Charité",
            {TITLE: "Nurse", EMPLOYER: "Charité", Field.URL: "https://jobs.example.org/42"},
        ),
        ("", {}),
        ("—", {}),
        ("Data analyst @Zalando", dict(zip((TITLE, EMPLOYER), TITLE_AT, strict=True))),
        ("via Hays: Analyst at Acme", {TITLE: "Analyst", EMPLOYER: "Acme", Field.AGENCY: "Hays"}),
        (
            "Analyst at Acme, Inc., New York, NY",
            {TITLE: "Analyst", EMPLOYER: "Acme, Inc", PLACE: "New York, NY"},
        ),
        ("Analyst at Acme (Berlin)", {TITLE: "Analyst", EMPLOYER: "Acme", PLACE: "Berlin"}),
        (
            "Analyst at Acme, hybrid Berlin",
            {TITLE: "Analyst", EMPLOYER: "Acme", PLACE: "Berlin", REMOTE: "hybrid"},
        ),
        ("Analyst at Acme, 2 days remote", {TITLE: "Analyst", EMPLOYER: "Acme", REMOTE: "hybrid"}),
        ("Analyst at Acme, up to 70k", {TITLE: "Analyst", EMPLOYER: "Acme", HIGH: "70000"}),
        ("Analyst at Acme, ab 50k", {TITLE: "Analyst", EMPLOYER: "Acme", LOW: "50000"}),
        (
            "Analyst at Acme, £300 p/d",
            {TITLE: "Analyst", EMPLOYER: "Acme", LOW: "300", CURRENCY: "GBP", PERIOD: "day"},
        ),
        (
            "Analyst at Acme, 4500 brutto/Monat",
            {TITLE: "Analyst", EMPLOYER: "Acme", LOW: "4500", PERIOD: "month"},
        ),
        ("Analyst at Acme, 20h/Woche, full-time", {TITLE: "Analyst", EMPLOYER: "Acme"}),
        (
            "Analyst at Acme, referred by Jo",
            {TITLE: "Analyst", EMPLOYER: "Acme", Field.SOURCE: "Referred by Jo"},
        ),
        (
            "Analyst at Acme via StepStone",
            {TITLE: "Analyst", EMPLOYER: "Acme", Field.SOURCE: "StepStone"},
        ),
        (
            "Acme hiring Analyst in Berlin, Germany | LinkedIn",
            {
                TITLE: "Analyst",
                EMPLOYER: "Acme",
                PLACE: "Berlin, Germany",
                Field.SOURCE: "LinkedIn",
            },
        ),
        (
            "Check out this job at Acme: Data Analyst · Berlin",
            {TITLE: "Data Analyst", EMPLOYER: "Acme", PLACE: "Berlin"},
        ),
        (
            "Check out this job at Acme: https://www.linkedin.com/jobs/view/1",
            {
                EMPLOYER: "Acme",
                Field.URL: "https://www.linkedin.com/jobs/view/1",
                Field.SOURCE: "LinkedIn",
            },
        ),
        (
            "Data Analyst\nAcme · Berlin, Germany (Hybrid)",
            {TITLE: "Data Analyst", EMPLOYER: "Acme", PLACE: "Berlin, Germany", REMOTE: "hybrid"},
        ),
    ],
)
def test_few_words_say(text, expected):
    assert found(text) == expected


POSTING = """Senior Data Analyst

About Acme
We make rockets for cats, and raised $40 million last year.

Location: Berlin, Germany
Your tasks
You own our reporting, and mind the tides.
We pay €55,000 to €60,000 per year, with a budget of €1,000 for courses.
This is a hybrid role.
"""
GERMAN = (
    """Stellenbezeichnung: Pflegefachkraft (m/w/d)
Arbeitgeber
Klinikum am Hafen
Standort: Hamburg
Gehalt: 3.400 € bis 3.900 € im Monat
"""
    + "Wir freuen uns auf Sie.\n" * 30
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            POSTING,
            {
                TITLE: "Senior Data Analyst",
                EMPLOYER: "Acme",
                PLACE: "Berlin, Germany",
                LOW: "55000",
                HIGH: "60000",
                CURRENCY: "EUR",
                PERIOD: "year",
                REMOTE: "hybrid",
            },
        ),
        (
            GERMAN,
            {
                TITLE: "Pflegefachkraft (m/w/d)",
                EMPLOYER: "Klinikum am Hafen",
                PLACE: "Hamburg",
                LOW: "3400",
                HIGH: "3900",
                CURRENCY: "EUR",
                PERIOD: "month",
            },
        ),
    ],
    ids=["English", "German"],
)
def test_posting_that_was_copied_says(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize("start", [True, False])
def test_link_above_or_below_a_copied_posting_is_its_link(start):
    link = "https://jobs.example.org/42"
    text = f"{link}\n{POSTING}" if start else f"{POSTING}{link}"
    assert found(text)[Field.URL] == link


def test_text_of_a_copied_posting_is_kept_and_few_words_are_not():
    assert read(Given(Kind.WORDS, POSTING)).text == POSTING.strip()
    assert read(Given(Kind.WORDS, "Nurse at Charité")).text == ""


@pytest.mark.parametrize(
    "text",
    [
        "We raised $40 million.\n" * 30,
        "A bonus of €5,000 and a budget of €1,000.\n" * 20,
        "Call us on 030 123456 between 9 and 17.\n" * 20,
        "Founded in 1998, 12,000 customers.\n" * 20,
    ],
)
def test_sum_that_is_no_pay_is_not_taken_for_it(text):
    assert {LOW, HIGH} & found(text).keys() == set()


@pytest.mark.parametrize(
    ("text", "url", "expected"),
    [
        ("https://jobs.example.org/1", "", (Kind.LINK, "https://jobs.example.org/1")),
        ("  www.example.org/jobs ", "", (Kind.LINK, "https://www.example.org/jobs")),
        ("jobs.example.org/1?id=2", "", (Kind.LINK, "https://jobs.example.org/1?id=2")),
        ("HTTPS://jobs.example.org", "", (Kind.LINK, "HTTPS://jobs.example.org")),
        ("Node.js", "", (Kind.WORDS, "")),
        ("Nurse at Charité", "", (Kind.WORDS, "")),
        ("https://jobs.example.org/1 Nurse", "", (Kind.WORDS, "")),
        ("<!DOCTYPE html><p>Nurse", "", (Kind.PAGE, "")),
        ("<div>Nurse</div>", "", (Kind.PAGE, "")),
        ("Nurse", "https://jobs.example.org/1", (Kind.PAGE, "https://jobs.example.org/1")),
        ("Nurse", "javascript:alert(1)", (Kind.WORDS, "")),
    ],
)
def test_what_was_given_is_told(text, url, expected):
    this = given(text, url)
    assert (this.kind, this.url) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Data analyst at Zalando on 3 Nov", (TITLE_AT, "2026-11-03")),
        ("Data analyst at Zalando, applied yesterday", (TITLE_AT, "2026-11-22")),
        (
            "Applied for data analyst at Zalando 3 days ago",
            (("data analyst", "Zalando"), "2026-11-20"),
        ),
        (
            "Applied to Zalando as a data analyst on Friday",
            (("data analyst", "Zalando"), "2026-11-20"),
        ),
        ("Data analyst at Zalando (applied 2026-11-03)", (TITLE_AT, "2026-11-03")),
        ("Data analyst at Zalando, applied on December 24th", (TITLE_AT, "2025-12-24")),
        ("Data analyst at Zalando, applied on 3.11.", (TITLE_AT, "2026-11-03")),
        ("Data analyst at Zalando a week ago", (TITLE_AT, "2026-11-16")),
        ("Data analyst at Zalando", (TITLE_AT, "")),
    ],
)
def test_day_of_applying_is_no_part_of_a_name(text, expected):
    facts = read(Given(Kind.WORDS, text, today=date(2026, 11, 23))).facts
    names = (facts[TITLE].value, facts[EMPLOYER].value)
    day = facts[Field.APPLIED_ON].value if Field.APPLIED_ON in facts else ""
    assert (names, day) == expected


@pytest.mark.parametrize(
    "text", ["Analyst at May Day Ltd", "Nurse at On Running", "Clerk at 3 Nov Street Bakery"]
)
def test_name_that_sounds_like_a_day_stays(text):
    facts = read(Given(Kind.WORDS, text, today=date(2026, 11, 23))).facts
    assert Field.APPLIED_ON not in facts
    assert facts[EMPLOYER].value == text.split(" at ")[1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Analyst at Vale, 45 000 kr/mån", ("45000", "", "month")),
        ("Analyst at Vale, 45\u00a0000 SEK per månad", ("45000", "SEK", "month")),
        ("Analyst at Vale, CHF 120'000 p.a.", ("120000", "CHF", "year")),
        ("Analyst at Vale, £18/h", ("18", "GBP", "hour")),
        ("Analyst at Vale, 60.000 € pro Jahr", ("60000", "EUR", "year")),
    ],
)
def test_pay_is_read_as_it_is_written_elsewhere(text, expected):
    facts = read(Given(Kind.WORDS, text)).facts
    assert facts[EMPLOYER].value == "Vale"
    assert (
        tuple(facts[name].value if name in facts else "" for name in (LOW, CURRENCY, PERIOD))
        == expected
    )


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Data analyst at Zalando, deadline 15 Dec", "2026-12-15"),
        ("Data analyst at Zalando, apply by 15 January", "2027-01-15"),
        ("Data analyst at Zalando until 2026-12-15", "2026-12-15"),
        ("Data analyst at Zalando, closes on 15.12.", "2026-12-15"),
        ("Data analyst at Zalando, Bewerbungsfrist bis 15.12.2026", "2026-12-15"),
        ("Data analyst at Zalando, starting 1 Jan", None),
        ("Data analyst at Zalando, 3/11", None),
    ],
)
def test_few_words_say_until_when(text, day):
    facts = read(Given(Kind.WORDS, text, today=date(2026, 11, 23))).facts
    values = {name: each.value for name, each in facts.items()}
    expected = dict(zip((TITLE, EMPLOYER), TITLE_AT, strict=True))
    assert values == expected | ({Field.CLOSES_ON: day} if day else {})
