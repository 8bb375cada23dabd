"""Pages that others wrote: how many of their titles and employers we get right."""

from pathlib import Path

import pytest

from applications.capture.draft import Basis, Field
from applications.capture.given import Kind
from applications.capture.sandbox import read_bytes

DATA = Path(__file__).resolve().parents[4] / "shared" / "data" / "jobposting"
pytestmark = pytest.mark.skipif(
    not DATA.exists(), reason="The shared pages are not beside the project."
)
RESEARCH = "Systems Research Engineer"
ACME = "Acme Corporation"
# What a person reads there: the title, and the employer where one is named.
TRUTH = {
    "applyboard/jobposting.html": ("Senior TypeScript Engineer", "Acme Labs"),
    "schemaorg/eg-0028.jsonld.html": ("Software Engineer", "ABC Company Inc."),
    "schemaorg/eg-0028.microdata.html": ("Software Engineer", "ABC Company Inc."),
    "schemaorg/eg-0028.rdfa.html": ("Software Engineer", "ABC Company Inc."),
    "schemaorg/eg-0213.jsonld.html": ("Junior software developer", ""),
    "schemaorg/eg-0251.jsonld.html": ("Mobile App Developer", "ACME Software"),
    "schemaorg/eg-0268.jsonld.html": ("Telecommute from anywhere in USA!", ""),
    "schemaorg/eg-0280.jsonld.html": (RESEARCH, ""),
    "schemaorg/eg-0281.jsonld.html": ("Junior software developer", "ACME Corp."),
    "schemaorg/eg-0283.jsonld.html": ("electrician", ""),
    "schemaorg/eg-0284.jsonld.html": ("Stone mason", ""),
    "schemaorg/eg-0285.jsonld.html": (RESEARCH, ""),
    "schemaorg/eg-0286.jsonld.html": (RESEARCH, ""),
    "schemaorg/eg-0287.jsonld.html": (RESEARCH, ""),
    "schemaorg/eg-0465.jsonld.html": ("Software Engineer", ""),
    "career-ops/linkedin-guest-closed.html": ("Staff Software Engineer", ACME),
    "career-ops/linkedin-guest-live-modal.html": ("Director of Product", ACME),
    "career-ops/linkedin-guest-live-onsite.html": ("Senior Data Analyst", ACME),
}
# It lists three jobs of others, and is about none.
A_LIST = "career-ops/icims-search-page.html"


@pytest.fixture(scope="module")
def drafts():
    return {
        name: read_bytes(Kind.PAGE, (DATA / name).read_bytes())
        for name in (*TRUTH, A_LIST)
        if (DATA / name).exists()
    }


def test_all_of_the_pages_are_known(drafts):
    there = {str(path.relative_to(DATA)) for path in DATA.rglob("*.html")}
    assert there == drafts.keys()


def test_every_title_is_right(drafts):
    # All of them: a title is the one thing that each of these pages states outright.
    said = {name: drafts[name].value(Field.TITLE) for name in TRUTH}
    assert said == {name: title for name, (title, _) in TRUTH.items()}


def test_employers_that_are_named_are_right(drafts):
    # One may be missed: in the JSON-LD of schema.org's example it stands in a sentence alone.
    named = {name: employer for name, (_, employer) in TRUTH.items() if employer}
    right = [name for name in named if drafts[name].value(Field.EMPLOYER) == named[name]]
    assert len(named) == 9
    assert len(right) >= len(named) - 1


def test_employer_that_is_not_named_is_not_made_up(drafts):
    unnamed = [name for name, (_, employer) in TRUTH.items() if not employer]
    assert {drafts[name].value(Field.EMPLOYER) for name in unnamed} == {""}


def test_what_has_no_data_is_all_guesses(drafts):
    found = [*drafts["career-ops/linkedin-guest-closed.html"].facts.values()]
    assert found
    assert {each.basis for each in [*found, *drafts[A_LIST].facts.values()]} == {Basis.GUESS}
