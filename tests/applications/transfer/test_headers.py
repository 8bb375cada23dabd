"""Trackers are recognised by their columns, and hand-made sheets by the words in them."""

import json
from pathlib import Path

import pytest

from applications.transfer.fields import Field
from applications.transfer.headers import PRESETS, fitting, fold, guess, recognised
from tests.applications.transfer.tables import sheet_of

SHARED = Path(__file__).resolve().parents[4] / "shared/data/csv/headers.json"

# Numbers of the other program's own, and what it says of the person themselves.
LEFT_OUT = {
    "Contact Email",
    "Contact Phone Number",
    "id",
    "rootDomain",
    "boardID",
    "listID",
    "companyId",
    "creatorUserId",
    "creatorFirstName",
    "creatorLastName",
    "creatorUserEmail",
}
LINKEDIN = ["Application Date", "Contact Email", "Company Name", "Job Title", "Job Url"]
KNOWN = [
    ("LinkedIn, jobs you applied to", LINKEDIN),
    ("LinkedIn, jobs you saved", ["Saved Date", "Job Url", "Job Title", "Company Name"]),
    ("Huntr, all your data", ["title", "listName", "companyName", "boardID", "createdAt"]),
    ("Huntr, a board", ["Employer", "Job Title", "List", "URL"]),
    ("Huntr, a board", ["Company", "Title", "List", "Date Applied"]),
    ("Teal", ["Company Name", "Job Title", "Status", "Job URL", "Salary"]),
    ("Simplify", ["company", "position title", "status", "date applied"]),
]


@pytest.mark.parametrize(("name", "header"), KNOWN)
def test_tracker_is_recognised(name, header):
    preset = recognised(header)
    assert preset.name == name
    assert {Field.EMPLOYER, Field.JOB_TITLE} <= set(guess(header, preset))


def test_other_sheet_is_nobodys():
    assert recognised(["Company", "Position", "Status", "Date Applied", "Job URL"]) is None


def test_every_preset_is_told_from_those_before_it():
    assert [recognised(sorted(preset.needs)) for preset in PRESETS] == list(PRESETS)


@pytest.mark.parametrize(
    ("header", "means"),
    [
        ("Company", Field.EMPLOYER),
        ("ORGANIZATION", Field.EMPLOYER),
        ("companyName", Field.EMPLOYER),
        ("Employer:", Field.EMPLOYER),
        ("Arbeitgeber", Field.EMPLOYER),
        ("Position / Role", Field.JOB_TITLE),
        ("Role", Field.JOB_TITLE),
        ("Stelle", Field.JOB_TITLE),
        ("Stage", Field.STATUS),
        ("date_applied", Field.APPLIED_ON),
        ("Date Applied (dd/mm)", Field.APPLIED_ON),
        ("Job URL", Field.LINK),
        ("Remote?", Field.REMOTE),
        ("Salary", Field.PAY),
        ("Comments", Field.NOTES),
        ("Shoe size", Field.NOTES),
        ("boardID", Field.NONE),
        ("creatorFirstName", Field.NONE),
        ("Contact person", Field.CONTACT),
        ("Recruiter e-mail", Field.NOTES),
        ("Contact Email", Field.CONTACT_EMAIL),
        ("Deadline", Field.CLOSES_ON),
        ("lastMovedAt", Field.SINCE),
        ("Response date", Field.HEARD_ON),
        ("companyDomain", Field.DOMAIN),
        ("Priority", Field.INTEREST),
        ("", Field.NONE),
    ],
)
def test_column_is_guessed_by_its_name(header, means):
    assert guess([header]) == [means]


def test_one_column_gets_each_meaning_the_plainest_name_first():
    assert guess(["Firm", "Employer", "Company"]) == [Field.NOTES, Field.EMPLOYER, Field.NOTES]
    assert guess(["Notes", "Comments"]) == [Field.NOTES, Field.NOTES]


def test_cells_bear_the_guess_out():
    sheet = sheet_of(["Company", "Applied", "Where"], ["Acme", "yes", "https://a.example/1"])
    assert fitting(guess(sheet.header), sheet) == [Field.EMPLOYER, Field.NOTES, Field.LINK]


@pytest.mark.parametrize(
    ("name", "cell", "means"),
    [
        ("Priority", "1", Field.NOTES),
        ("Priority", "High", Field.INTEREST),
        ("Rating", "4", Field.INTEREST),
        ("Email", "yes", Field.NOTES),
        ("Email", "jo@acme.example", Field.CONTACT_EMAIL),
        ("Website", "acme.example", Field.DOMAIN),
        ("Website", "https://acme.example/jobs/7", Field.DOMAIN),
    ],
)
def test_cell_says_which_of_two_a_name_means(name, cell, means):
    sheet = sheet_of(["Company", "Job URL", name], ["Acme", "https://a.example/1", cell])
    assert fitting(guess(sheet.header), sheet)[2] is means


def test_name_is_folded():
    assert fold(" Job_URL* ") == fold("jobUrl") == "job url"


@pytest.mark.skipif(not SHARED.exists(), reason="the shared tables are not here")
def test_shared_headers_are_understood(subtests):
    for export in json.loads(SHARED.read_text())["exports"]:
        header = export["header"]
        if isinstance(header, str):
            continue
        with subtests.test(export["tool"]):
            preset = recognised(header)
            assert preset or export["tool"] == "hand-made sheet"
            if not (preset and preset.refusal):
                found = dict(zip(header, guess(header, preset), strict=True))
                assert {Field.EMPLOYER, Field.JOB_TITLE} <= set(found.values())
                assert {name for name, means in found.items() if not means} <= LEFT_OUT
