"""The bank of questions, as data."""

from collections import Counter

import pytest

from interviews.questions.bank import bank, search
from interviews.questions.families import FAMILY_HINTS, FAMILY_LABELS, Family
from interviews.questions.roles import LEVEL_LABELS, ROLE_LABELS, Level, RoleFamily
from interviews.questions.wording import digest_of

ENTRIES = [*bank().values()]


FOR_ANYBODY = [entry for entry in ENTRIES if not (entry.role_family or entry.level)]


def test_bank_has_about_a_hundred_and_fifty_of_all_families():
    assert 140 <= len(FOR_ANYBODY) <= 180
    assert min(Counter(entry.family for entry in FOR_ANYBODY).values()) >= 12
    assert {entry.family for entry in FOR_ANYBODY} == {*Family}


def test_every_line_of_work_and_level_has_some_of_its_own():
    roles = Counter(entry.role_family for entry in ENTRIES if entry.role_family)
    levels = Counter(entry.level for entry in ENTRIES if entry.level)
    assert set(roles) == set(ROLE_LABELS) == {*RoleFamily}
    assert set(levels) == set(LEVEL_LABELS) == {*Level}
    assert min(*roles.values(), *levels.values()) >= 3


def test_no_question_is_there_twice():
    assert len({digest_of(entry.text) for entry in ENTRIES}) == len(ENTRIES)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_entry_fits_its_row_and_the_house_style(entry):
    assert 10 <= len(entry.text) <= 200
    assert entry.text[-1] in ".?"
    assert 0 < len(entry.skill) <= 80
    assert len(entry.name) <= 60
    assert "!" not in entry.text + entry.redirect


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_improper_ones_alone_come_with_a_way_back(entry):
    assert bool(entry.redirect) == (entry.family == Family.IMPROPER)


def test_every_family_has_its_words():
    assert set(FAMILY_LABELS) == set(FAMILY_HINTS) == {*Family}


def test_search_holds_every_word_in_any_order():
    found = search("DEADLINE miss")
    assert [entry.name for entry in found] == ["past/missed-deadline"]


def test_search_within_a_family():
    assert {entry.family for entry in search(family="pay")} == {Family.PAY}
    assert search("deadline", family="improper") == []


def test_search_for_a_line_of_work_or_a_level():
    assert {entry.role_family for entry in search(role_family="care")} == {RoleFamily.CARE}
    assert {entry.level for entry in search(level="leading")} == {Level.LEADING}
    assert search("shift", role_family="data") == []


def test_kind_says_of_whom_it_is_asked_where_that_is_not_everybody():
    (margin,) = search("margin of error")
    assert margin.kind_in_words == "Explaining · Data and analysis"
    assert bank()["gaps/weakness"].kind_in_words == "Self-knowledge"


def test_search_for_a_skill():
    assert {entry.skill for entry in search("telling your story")} == {"telling your story"}
