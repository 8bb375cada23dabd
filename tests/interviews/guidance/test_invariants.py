"""What the guidance promises about its verdicts, over every combination of the inputs."""

from dataclasses import fields, replace
from itertools import permutations

import pytest

from interviews.guidance import GUIDANCE_VERSION, Facts, Rank, RedFlag, Row, Stage, Verdict, advise
from tests.interviews.guidance.space import (
    AXES,
    FLAGS,
    IMPROVING,
    SIZE,
    WORSENING,
    combinations,
    facts,
    facts_at,
    ranks,
    steps,
    where,
    whole_space,
)

CAUSES_OF_DECLINE = {Row.T5, Row.T7, Row.T15, Row.T16}


def test_every_combination_gets_one_verdict_with_rows_and_version():
    space = whole_space()
    assert len(space) == SIZE == 161_280
    for _, advice in space:
        assert isinstance(advice.verdict, Verdict)
        assert advice.rows
        assert advice.version == f"{GUIDANCE_VERSION}+default"


def test_same_facts_get_the_same_advice():
    for values, advice in whole_space()[::97]:
        assert advise(facts_at(values)) == advice


@pytest.mark.parametrize("axis", WORSENING)
def test_worse_never_raises_the_verdict(axis):
    rank = ranks()
    assert not [pair for pair in steps(axis) if rank[pair[0]] < rank[pair[1]]]


@pytest.mark.parametrize("axis", IMPROVING)
def test_more_never_lowers_the_verdict(axis):
    rank = ranks()
    assert not [pair for pair in steps(axis) if rank[pair[0]] > rank[pair[1]]]


@pytest.mark.parametrize("axis", ["interest", "practice", "leverage"])
def test_first_and_open_is_blind_to(axis):
    rank = ranks()
    places = where("stage", "first") & where("status", "open")
    assert places
    assert not [(a, b) for a, b in steps(axis) if a in places and rank[a] != rank[b]]


def test_first_and_open_declines_only_for_an_absolute_or_unsafe_flag():
    free = where("stage", "first") & where("status", "open")
    ruled_out = where("flags", "3s", "4")
    assert {i for i in free if ranks()[i] == 0} == free & ruled_out


def test_first_and_open_with_nothing_in_the_way_is_a_yes():
    calm = (
        where("stage", "first")
        & where("status", "open")
        & where("flags", "0", "1", "2c")
        & where("missing", frozenset())
        & where("blocker", "none")
    )
    assert {ranks()[i] for i in calm} == {5, 6}


def test_later_with_little_interest_withdraws_whatever_else():
    places = where("stage", "later") & where("interest", 1, 2)
    assert {whole_space()[i][1].verdict for i in places} == {Verdict.WITHDRAW}


def test_absolute_or_unsafe_flag_ends_it_and_a_thin_one_leaves_a_choice():
    assert {ranks()[i] for i in where("flags", "3s", "4")} == {0}
    assert max(ranks()[i] for i in where("flags", "3w")) == Rank.LEAN_DECLINE


@pytest.mark.parametrize("axis", ["practice", "leverage"])
def test_practice_and_leverage_matter_only_to_the_employed_who_might_go(axis):
    rank = ranks()
    moved = {i for pair in steps(axis) if rank[pair[0]] != rank[pair[1]] for i in pair}
    assert moved
    assert moved <= where("stage", "first") & where("status", "employed") & where(
        "interest", 2, 3, 4
    )
    assert max(rank[i] for i in moved) <= Rank.ACCEPT_WITH_CONDITIONS


@pytest.mark.parametrize("name", ["practice", "leverage"])
def test_practice_and_leverage_below_high_are_alike(name):
    lowest = {"practice": "low", "leverage": "none"}[name]
    medium = {"practice": ("medium",), "leverage": ("medium",)}
    held = medium | {"missing": (frozenset(),), "access_need": (False,), "slot_clash": (False,)}
    for values in combinations(**held):
        middle = facts_at(values)
        assert advise(replace(middle, **{name: lowest})).rows == advise(middle).rows


def test_slot_clash_is_exactly_one_more_condition():
    rank = ranks()
    for without, clash in steps("slot_clash"):
        assert rank[clash] == min(rank[without], Rank.ACCEPT_WITH_CONDITIONS)


def test_access_need_is_exactly_one_more_condition():
    rank = ranks()
    for without, need in steps("access_need"):
        assert rank[need] == min(rank[without], Rank.ACCEPT_WITH_CONDITIONS)


def test_decline_before_a_first_interview_has_only_its_four_causes():
    declined = [advice for _, advice in whole_space() if advice.verdict is Verdict.DECLINE]
    assert {row for advice in declined for row in advice.rows} == CAUSES_OF_DECLINE


def test_no_added_row_but_safety_reaches_decline():
    ended = [advice for _, advice in whole_space() if advice.verdict.rank == Rank.NO]
    added = {Row.T9, Row.T10, Row.T12, Row.T13, Row.T14, Row.T17, Row.T18, Row.T19}
    assert not added & {row for advice in ended for row in advice.rows}


def test_declining_reads_withdrawing_after_the_first_interview():
    for values, advice in whole_space():
        if advice.verdict.rank == Rank.NO:
            first = values[0] == Stage.FIRST
            assert advice.verdict is (Verdict.DECLINE if first else Verdict.WITHDRAW)


def test_nothing_but_the_table_s_inputs_can_be_told():
    assert {field.name for field in fields(Facts)} == {*AXES, "ask_at_start"}


def test_conditions_and_questions_only_grow_as_facts_are_added():
    added = ("missing", "slot_clash", "high_cost", "access_need", "confidentiality_risk")
    space = whole_space()
    for axis in added:
        for without, more in list(steps(axis))[::7]:
            assert space[without][1].conditions <= space[more][1].conditions
            assert space[without][1].questions <= space[more][1].questions


def test_yes_with_conditions_names_one_and_ask_first_asks_something():
    for _, advice in whole_space():
        if advice.verdict is Verdict.ACCEPT_WITH_CONDITIONS:
            assert advice.conditions
        if advice.verdict is Verdict.ASK_FIRST:
            assert advice.questions


def test_order_of_entry_is_irrelevant():
    flags = [
        RedFlag("pay", "minor", "online_review"),
        RedFlag("hours", "serious", "gut_feeling", checked=True),
        RedFlag("sender", "minor", "own_experience", safety="soft"),
        RedFlag("boss", "absolute", "gut_feeling", checked=True),
    ]
    missing = ["who", "where", "role"]
    given = {
        advise(facts(flags=flag_order, missing=missing_order))
        for flag_order in permutations(flags)
        for missing_order in permutations(missing)
    }
    assert len(given) == 1


@pytest.mark.parametrize("level", [level for level in FLAGS if level != "0"])
def test_resolving_every_flag_restores_the_advice(level):
    resolved = tuple(replace(flag, resolved=True) for flag in FLAGS[level])
    for values, advice in whole_space()[::11]:
        if values[3] == "0":
            assert advise(replace(facts_at(values), flags=resolved)) == advice


def test_reasons_are_all_there_before_a_first_interview_and_absent_after():
    for values, advice in whole_space():
        if values[0] == Stage.FIRST:
            assert sorted(advice.reasons) == ["leverage", "open_mind", "practice"]
        else:
            assert advice.reasons == ()


def test_every_row_but_the_shift_bounds_some_verdict():
    bounding = {row for _, advice in whole_space() for row in advice.rows}
    assert bounding == set(Row) - {Row.T6}


def test_every_verdict_is_reached():
    assert {advice.verdict for _, advice in whole_space()} == set(Verdict)


def test_rows_are_named_in_the_order_of_the_table():
    order = list(Row)
    for _, advice in whole_space():
        places = [order.index(row) for row in advice.rows]
        assert places == sorted(set(places))


def test_safety_notice_is_shown_for_unsafe_flags_only():
    unsafe = where("flags", "4")
    shown = {i for i, (_, advice) in enumerate(whole_space()) if advice.safety_notice}
    assert shown == unsafe
