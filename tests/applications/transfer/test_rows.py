"""What people write in cells, as decision tables; what cannot be read is said, and kept."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from applications.pay import Period
from applications.stages import APPLY_BY, Outcome, Remote, Stage
from applications.transfer.addresses import Person
from applications.transfer.amounts import Pay, number_of, pay_of
from applications.transfer.dates import Order, day_of, order_in
from applications.transfer.duplicates import Known, duplicates, same_link, same_title
from applications.transfer.fields import Field
from applications.transfer.headers import fitting, guess, recognised
from applications.transfer.reading import read
from applications.transfer.rows import Settings, drafts, interest_of, link_of, words_in
from applications.transfer.words import STANDINGS, parts_of, remote_of, standing_of
from tests.applications.transfer.tables import sheet_of

SHARED = Path(__file__).resolve().parents[4] / "shared/data/csv/applysignal_applications.csv"
MAY = date(2026, 5, 3)


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("2026-05-03", "", MAY),
        ("2026-05-03T21:31:26", "", MAY),
        ("2026-05-03 09:00", "", MAY),
        ("2026/5/3", "", MAY),
        ("20260503", "", MAY),
        ("3.5.2026", "month", MAY),
        ("03.05.26", "", MAY),
        ("3/5/2026", "day", MAY),
        ("5/3/2026", "month", MAY),
        ("5/3/26, 2:15 PM", "month", MAY),
        ("03-05-2026", "day", MAY),
        ("3 May 2026", "", MAY),
        ("3rd May, 2026", "", MAY),
        ("May 3, 2026", "", MAY),
        ("Sun, May 3, 2026", "", MAY),
        ("03-May-26", "", MAY),
        ("3. Mai 2026", "", MAY),
        ("3 de mayo de 2026", "", MAY),
        ("3 février 2026", "", date(2026, 2, 3)),
        ("46145", "", MAY),
        ("31.02.2026", "", None),
        ("13/13/2026", "day", None),
        ("May 2026", "", None),
        ("last week", "", None),
        ("12", "", None),
        ("0001-01-01", "", None),
        ("", "", None),
    ],
)
def test_day(text, order, day):
    assert day_of(text, Order(order)) == day


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["1/2/2026", "13/2/2026"], Order.DAY_FIRST),
        (["1/2/2026", "2/13/2026"], Order.MONTH_FIRST),
        (["1/2/2026", "3/4/2026"], None),
        (["2/2/2026"], Order.UNKNOWN),
        (["1.2.2026", "2026-02-01", "May 3, 2026"], Order.UNKNOWN),
        ([], Order.UNKNOWN),
    ],
)
def test_order_of_day_and_month(texts, order):
    assert order_in(texts) is order


@pytest.mark.parametrize(
    ("text", "pay"),
    [
        ("50-60k EUR", Pay(Decimal(50_000), Decimal(60_000), "EUR")),
        ("55–60k", Pay(Decimal(55_000), Decimal(60_000))),
        ("$120,000 - $150,000/yr", Pay(Decimal(120_000), Decimal(150_000), "USD", Period.YEAR)),
        ("€55.000", Pay(Decimal(55_000), None, "EUR")),
        ("£45,000 per annum", Pay(Decimal(45_000), None, "GBP", Period.YEAR)),
        ("3.200 € im Monat", Pay(Decimal(3_200), None, "EUR", Period.MONTH)),
        ("25,50 €/h", Pay(Decimal("25.50"), None, "EUR", Period.HOUR)),
        ("CHF 120'000", Pay(Decimal(120_000), None, "CHF")),
        ("60 000 SEK", Pay(Decimal(60_000), None, "SEK")),
        ("60–50k", Pay(Decimal(50_000), Decimal(60_000))),
        ("C$90,000", Pay(Decimal(90_000), None, "CAD")),
        ("0", Pay()),
        ("Competitive", None),
        ("1 2 3", None),
        ("9" * 30, None),
        ("-5000", None),
        ("EUR -5,000", None),
        ("−5000", None),
        ("(-5000)", None),
        ("+49 123", None),
        ("+5000", None),
        ("Pay: 50-60k", Pay(Decimal(50_000), Decimal(60_000))),
        ("€50k-€60k", Pay(Decimal(50_000), Decimal(60_000), "EUR")),
        ("about - 50k", Pay(Decimal(50_000), None)),
    ],
)
def test_pay(text, pay):
    assert pay_of(text) == pay


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.234,50", Decimal("1234.50")),
        ("0", Decimal(0)),
        ("9999999999.99", Decimal("9999999999.99")),
        ("-5", None),
        ("nan", None),
        ("Infinity", None),
        ("1e5", Decimal(100_000)),
        ("1e50", None),
        ("10000000000", None),
    ],
)
def test_sum(text, number):
    assert number_of(text) == number


@pytest.mark.parametrize(
    ("word", "standing"),
    [
        ("Wishlist", "saved"),
        ("applied", "applied"),
        ("Phone Screen", "in_contact"),
        ("2nd interview", "interviewing"),
        ("Offer!", "offer"),
        ("Offer accepted", "closed:accepted"),
        ("Rejected after 2nd interview", "closed:rejected"),
        ("Ghosted 👻", "closed:no_response"),
        ("Absage", "closed:rejected"),
        ("I declined", "closed:declined_by_me"),
        ("Withdrawn after an interview", "closed:withdrawn_after_interview"),
        ("Withdrew", "closed:withdrawn_before_interview"),
        ("Blue", ""),
        ("Declined", ""),
    ],
)
def test_standing(word, standing):
    assert standing_of(word) == standing


@pytest.mark.parametrize(("standing", "label"), STANDINGS.items())
def test_our_own_words_mean_themselves(standing, label):
    assert standing_of(label) == standing
    assert parts_of(standing)


@pytest.mark.parametrize(
    ("text", "remote"),
    [
        ("Mostly remote", Remote.HYBRID),
        ("Hybrid (2 days)", Remote.HYBRID),
        ("Remote / Paris", Remote.REMOTE),
        ("On-site", Remote.ON_SITE),
        ("in the office", None),
        ("Berlin", None),
    ],
)
def test_remote(text, remote):
    assert remote_of(text) is remote


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("https://jobs.example.com/1?a=b", "https://jobs.example.com/1?a=b"),
        ("jobs.example.com/1", "https://jobs.example.com/1"),
        ("javascript:alert(1)", None),
        ("ftp://jobs.example.com/1", None),
        ("Link", None),
        ("https://[", None),
        ("https://a.example/ b", None),
        ("https://a.example/" + "b" * 2_000, None),
    ],
)
def test_link(text, link):
    assert link_of(text) == link


@pytest.mark.parametrize(("text", "level"), [("4", 4), ("4/5", 4), ("★★★", 3), ("6", None)])
def test_interest(text, level):
    assert interest_of(text) == level


FIELDS = (Field.EMPLOYER, Field.JOB_TITLE, Field.STATUS, Field.APPLIED_ON, Field.NOTES, Field.PAY)
HEADER = ["Company", "Position", "Status", "Applied", "Notes", "Salary"]


def draft_of(*cells, **settings):
    (draft,) = drafts(sheet_of(HEADER, cells), Settings(**{"columns": FIELDS} | settings))
    return draft


def test_row_is_an_application():
    draft = draft_of("Acme", "Clerk", "Interview", "2026-05-03", "Nice", "55k")
    assert (draft.employer, draft.job_title, draft.stage) == ("Acme", "Clerk", Stage.INTERVIEWING)
    assert draft.values["applied_on"] == MAY
    assert draft.values["pay_from"] == 55_000
    assert (draft.note, draft.problems) == ("Nice", ())


def test_row_without_an_employer_is_none():
    draft = draft_of("", "Clerk", "", "", "", "")
    assert not draft.is_possible
    assert draft.problems[0].message == "There is no employer in this row."


def test_what_cannot_be_read_is_said_and_kept_as_a_note():
    draft = draft_of("Acme", "Clerk", "", "31.02.2026", "Nice", "a lot")
    assert draft.is_possible
    assert [problem.column for problem in draft.problems] == [5, 3]
    assert "31.02.2026" in draft.note
    assert "a lot" in draft.note
    assert draft.note.startswith("Nice")


def test_correction_counts_instead_of_the_cell():
    draft = draft_of("", "Clerk", "", "", "", "", corrections={(2, 0): "Acme"})
    assert (draft.employer, draft.is_possible) == ("Acme", True)


@pytest.mark.parametrize(
    ("word", "day", "stage"),
    [("", "", Stage.SAVED), ("", "2026-05-03", Stage.APPLIED), ("Blue", "", Stage.APPLIED)],
)
def test_stage_that_is_not_told_goes_by_the_day(word, day, stage):
    assert draft_of("Acme", "", word, day, "", "").stage is stage


def test_person_says_what_a_word_means():
    draft = draft_of("Acme", "", "Blue", "", "", "", words={"Blue": "closed:rejected"})
    assert (draft.stage, draft.outcome) == (Stage.CLOSED, Outcome.REJECTED)


def test_currency_is_the_one_told_where_the_cell_tells_none():
    assert draft_of("Acme", "", "", "", "", "55k", currency="SEK").values["pay_currency"] == "SEK"
    assert draft_of("Acme", "", "", "", "", "55k €", currency="SEK").values["pay_currency"] == "EUR"
    assert draft_of("Acme", "", "", "", "", "", currency="SEK").values["pay_currency"] == ""


def test_text_that_is_too_long_is_cut_and_kept_whole_as_a_note():
    draft = draft_of("Acme", "C" * 300, "", "", "", "")
    assert len(draft.job_title) == 200
    assert "C" * 300 in draft.note


def test_note_of_any_length_is_kept_in_parts():
    draft = draft_of("Acme", "", "", "", "a" * 20_000 + "b" * 20_000 + "c", "")
    assert [(part[0], len(part)) for part in draft.noted] == [
        ("a", 20_000),
        ("b", 20_000),
        ("c", 1),
    ]
    assert draft_of("Acme", "", "", "", "", "").noted == []


def test_posting_that_is_too_long_is_kept_whole_as_notes():
    sheet = sheet_of(["Company", "Posting"], ["Acme", "w" * 200_001])
    (draft,) = drafts(sheet, Settings((Field.EMPLOYER, Field.POSTING)))
    assert len(draft.posting) == 200_000
    assert "".join(draft.noted).count("w") == 200_001
    assert "200001 characters" in draft.problems[0].message


@pytest.mark.parametrize(
    ("cell", "kept"),
    [("a" * 41 + ", b", ("b",)), (",".join(map(str, range(21))), tuple(map(str, range(20))))],
)
def test_tags_that_are_too_long_or_too_many_are_noted(cell, kept):
    sheet = sheet_of(["Company", "Tags"], ["Acme", cell])
    (draft,) = drafts(sheet, Settings((Field.EMPLOYER, Field.TAGS)))
    assert draft.tags == kept
    assert cell in draft.note
    assert draft.is_possible


def test_several_columns_of_notes_keep_their_names():
    sheet = sheet_of(["Company", "CV", "Answers"], ["Acme", "v3", "Yes"])
    columns = (Field.EMPLOYER, Field.NOTES, Field.NOTES)
    (draft,) = drafts(sheet, Settings(columns))
    assert draft.note == "CV: v3\n\nAnswers: Yes"


def test_tags_are_told_apart_once_each():
    sheet = sheet_of(["Company", "Tags"], ["Acme", "Remote, remote; #Green|Fun"])
    (draft,) = drafts(sheet, Settings((Field.EMPLOYER, Field.TAGS)))
    assert draft.tags == ("Remote", "Green", "Fun")


def test_words_are_counted():
    sheet = sheet_of(["Company", "Status"], ["a", "Blue"], ["b", "Red"], ["c", "Blue"], ["d", ""])
    assert words_in(sheet, (Field.EMPLOYER, Field.STATUS)) == {"Blue": 2, "Red": 1}


def test_same_job_is_found_in_the_table_and_in_the_search():
    sheet = sheet_of(
        HEADER,
        ["Acme GmbH", "Clerk (m/w/d)", "", "", "", ""],
        ["ACME", "clerk", "", "", "", ""],
        ["Vale", "Cook", "", "", "", ""],
        ["Acme", "Cook", "", "", "", ""],
    )
    known = [Known("Vale Ltd.", "Cook", "", "Cook at Vale")]
    found = list(duplicates(drafts(sheet, Settings(FIELDS)), known))
    assert [(each.draft.row, each.known and each.known.label) for each in found] == [
        (3, None),
        (4, "Cook at Vale"),
    ]
    assert found[0].earlier.row == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.a.example/jobs/1/?utm_source=x&id=7", "http://a.example/jobs/1?id=7"),
        ("https://A.example/jobs/1", "https://a.example/jobs/1#apply"),
    ],
)
def test_same_link(one, other):
    assert same_link(one) == same_link(other) != ""


def test_front_page_is_no_posting():
    assert same_link("https://a.example/") == ""


def test_title_of_any_gender_is_the_same():
    assert same_title("Köchin (m/w/d)") == same_title("KÖCHIN") == "kochin"


@pytest.mark.skipif(not SHARED.exists(), reason="the shared tables are not here")
def test_shared_table_is_understood():
    sheet = read(SHARED.read_bytes())
    columns = tuple(fitting(guess(sheet.header, recognised(sheet.header)), sheet))
    found = drafts(sheet, Settings(columns))
    assert found
    assert all(draft.is_possible and not draft.problems for draft in found)
    assert all(draft.values["applied_on"] and draft.note for draft in found)


def described(**cells):
    """A row with these columns beside the employer, by the names of our fields."""
    columns = (Field.EMPLOYER, *map(Field, cells))
    sheet = sheet_of(["Employer", *cells], ["Acme", *cells.values()])
    (draft,) = drafts(sheet, Settings(columns=columns))
    return draft


@pytest.mark.parametrize(
    ("cells", "person"),
    [
        ({"contact": "Jo Park"}, Person("Jo Park")),
        (
            {"contact": "Jo Park", "contact_email": "jo@acme.example", "contact_phone": "030 1"},
            Person("Jo Park", "jo@acme.example", "030 1"),
        ),
        ({"contact": "Jo Park <jo@acme.example>"}, Person("Jo Park", "jo@acme.example")),
        ({"contact": "Jo Park (jo@acme.example)"}, Person("Jo Park", "jo@acme.example")),
        ({"contact_email": "jo@acme.example"}, Person("jo@acme.example", "jo@acme.example")),
        (
            {"contact": "Jo", "contact_link": "linkedin.com/in/jo"},
            Person("Jo", link="https://linkedin.com/in/jo"),
        ),
        ({"contact": "-"}, None),
    ],
)
def test_contact(cells, person):
    draft = described(**cells)
    assert draft.contact == person
    assert draft.problems == ()


@pytest.mark.parametrize(
    "cells", [{"contact_phone": "030 1"}, {"contact": "Jo", "contact_email": "by phone"}]
)
def test_contact_that_says_too_little_stays_a_note(cells):
    draft = described(**cells)
    assert [*cells.values()][-1] in draft.note


def test_days_of_other_trackers_find_their_place():
    draft = described(since="2026-05-03", heard_on="2026-05-03", closes_on="2026-05-03")
    assert (draft.since, draft.heard_on) == (MAY, MAY)
    assert (draft.values["next_step"], draft.values["next_step_on"]) == (APPLY_BY, MAY)
    applied = described(status="Applied", closes_on="2026-05-03")
    assert applied.values["next_step_on"] is None
    planned = described(next_step="Call", closes_on="2026-05-03")
    assert (planned.values["next_step"], planned.values["next_step_on"]) == ("Call", None)


@pytest.mark.parametrize(
    ("text", "interest"), [("High", 4), ("very high", 5), ("medium", 3), ("4", 4), ("★★", 2)]
)
def test_interest_in_words_and_numbers(text, interest):
    assert described(interest_now=text).values["interest_now"] == interest


@pytest.mark.parametrize(
    ("text", "domain"),
    [("acme.example", "acme.example"), ("https://www.acme.example/jobs", "acme.example")],
)
def test_website_of_an_employer(text, domain):
    assert described(domain=text).domain == domain


@pytest.mark.parametrize(
    ("name", "note"), [("Notes", "43"), ("Bemerkungen", "43"), ("Shoe size", "Shoe size: 43")]
)
def test_note_says_of_which_column_it_is_unless_that_is_for_notes(name, note):
    sheet = sheet_of(["Employer", name], ["Acme", "43"])
    (draft,) = drafts(sheet, Settings(columns=(Field.EMPLOYER, Field.NOTES)))
    assert draft.note == note
