"""Pages made to hurt whoever reads them (T17, T24, T28)."""

import json

import pytest

from applications.capture import sandbox
from applications.capture.draft import LONGEST_TEXT, Basis, Field, JobDraft
from applications.capture.given import Given, Kind, given
from applications.capture.sandbox import read_safely
from tests.applications.capture.pages import DESCRIPTION, JOB, in_script
from tests.applications.capture.test_words import POSTING

DEEP = "[" * 100_000
MANY = 200_000
LOOP = {
    "@graph": [
        {"@type": "JobPosting", "title": "Cook", "jobLocation": {"@id": "a"}, "@id": "job"},
        {"@id": "a", "address": {"@id": "a"}, "name": {"@id": "job"}},
    ]
}
HOSTILE = {
    "deep JSON": in_script(f'{{"@type": "JobPosting", "title": {DEEP}'),
    "deep HTML": "<div>" * MANY + "jobposting ld+json itemtype typeof",
    "deep microdata": '<div itemscope itemtype="http://schema.org/JobPosting" itemprop="a">'
    * 3_000,
    "deep RDFa": '<div vocab="https://schema.org/" typeof="JobPosting" property="a">' * 3_000,
    "wide RDFa": "<p typeof='JobPosting'>" + "<b property='schema:title'>Cook</b>" * 40_000,
    "many scripts": in_script(JOB) * 3_000,
    "a ring of references": in_script(LOOP),
    "entities": '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "b"><!ENTITY c "&b;&b;">]><a typeof='
    '"JobPosting">&c;</a>',
    "an outside entity": '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd"'
    '>]><a typeof="JobPosting">&b;</a>',
    "one long line": "<p>" + "a" * 1_900_000,
    "digits": "<p>jobposting " + "1 " * 500_000,
    "sums": "<p>" + "€1.000-" * 200_000,
    "names": "<p>" + "A " * 500_000,
    "labels": "<pre>" + "Company:\n" * 200_000,
    "nothing but zero bytes": "<html>" + "\x00" * MANY,
    "lone surrogates": in_script({**JOB, "title": "Cook \ud800\udfff"}),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_page_is_read_or_given_up(name):
    draft = read_safely(Given(Kind.PAGE, HOSTILE[name], "https://jobs.example/1"))
    assert draft.value(Field.URL) == "https://jobs.example/1"
    assert len(draft.text) <= LONGEST_TEXT
    json.dumps(draft.as_dict()).encode()
    "".join([draft.text, *(each.value for each in draft.facts.values())]).encode()


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_read_or_given_up(name):
    draft = read_safely(Given(Kind.WORDS, HOSTILE[name]))
    assert len(draft.text) <= LONGEST_TEXT
    "".join([draft.text, *(each.value for each in draft.facts.values())]).encode()


def test_data_that_is_too_much_leaves_the_page_to_be_read():
    page = f"<main><h1>Cook</h1>{DESCRIPTION}</main>" + HOSTILE["wide RDFa"]
    draft = read_safely(Given(Kind.PAGE, page, ""))
    assert draft.value(Field.TITLE) == "Cook"
    assert "Read charts" in draft.text


def test_passage_of_this_machine_is_in_no_answer():
    draft = read_safely(Given(Kind.PAGE, HOSTILE["an outside entity"], ""))
    assert "root:" not in json.dumps(draft.as_dict())


@pytest.mark.parametrize("text", [in_script(JOB), POSTING], ids=["a page", "a text"])
def test_child_says_what_the_reader_says(text):
    assert read_safely(given(text)).value(Field.TITLE)


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"draft": None},
        {"draft": {"facts": []}},
        {"draft": {"facts": {"job_title": "Cook"}}},
        {"draft": {"facts": {"candidate": ["1", "read"]}}},
        {"draft": {"facts": {"job_title": ["Cook", "sworn"]}}},
        {"draft": {"facts": {}, "text": 1}},
    ],
)
def test_child_that_was_taken_over_is_not_believed(monkeypatch, answer):
    monkeypatch.setattr(sandbox, "ask", lambda *_args, **_options: answer)
    draft = read_safely(Given(Kind.PAGE, "<p>", "https://jobs.example/1"))
    assert {name: each.basis for name, each in draft.facts.items()} == {Field.URL: Basis.READ}


def test_draft_comes_back_as_it_went():
    draft = read_safely(given(in_script(JOB)))
    assert JobDraft.from_dict(json.loads(json.dumps(draft.as_dict()))) == draft
