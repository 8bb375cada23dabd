"""What comes with a verdict: reasons, conditions, questions, the next step; and the fallback."""

import json
from dataclasses import replace

import pytest
from hypothesis import given

from interviews.guidance import Advice, Blocker, Condition, Question, RedFlag, advise, fallback
from interviews.guidance.flags import level_of
from tests.interviews.guidance.space import FLAGS, facts
from tests.interviews.guidance.test_facts import any_facts

SOFT = RedFlag("sender", "minor", "own_experience", safety="soft")
REVIEW = RedFlag("pay", "serious", "online_review")
UNCHECKED_ABSOLUTE = RedFlag("pay", "absolute", "online_review")
EMPLOYED = {"outside_hours", "discretion", "no_employer_contact", "own_device", "contract_read"}

CONDITIONS = {
    "nothing": ({}, set()),
    "employed": ({"status": "employed"}, EMPLOYED),
    "employed, later": ({"status": "employed", "stage": "later"}, EMPLOYED),
    "employed, confidential": (
        {"status": "employed", "confidentiality_risk": True}, EMPLOYED | {"who_will_know"}),
    "open, confidential": ({"confidentiality_risk": True}, set()),
    "minor flag": ({"flags": FLAGS["1"]}, {"raise_concern"}),
    "serious flag, checked": ({"flags": FLAGS["2c"]}, {"raise_concern"}),
    "serious flag, unchecked": ({"flags": FLAGS["2u"]}, set()),
    "resolved flag": ({"flags": [replace(REVIEW, resolved=True)]}, set()),
    "clash": ({"slot_clash": True}, {"propose_slots"}),
    "cost": ({"high_cost": True}, {"video_first", "refund"}),
    "access": ({"access_need": True}, {"adjustment"}),
    "left for the start": ({"ask_at_start": True}, {"ask_at_start"}),
    "several": (
        {"access_need": True, "slot_clash": True, "flags": FLAGS["1"]},
        {"adjustment", "propose_slots", "raise_concern"}),
}  # fmt: skip

QUESTIONS = {
    "nothing": ({}, set()),
    "missing": ({"missing": ["who", "role"]}, {"who", "role"}),
    "suspected": ({"blocker": "suspected"}, {"blocker"}),
    "confirmed": ({"blocker": "confirmed"}, set()),
    "minor flag": ({"flags": FLAGS["1"]}, {"concern"}),
    "serious flag, unchecked": ({"flags": FLAGS["2u"]}, {"check_concern"}),
    "serious flag, checked": ({"flags": FLAGS["2c"]}, {"concern"}),
    "soft sign": ({"flags": [SOFT]}, {"check_concern", "verify_sender"}),
    "hard sign": ({"flags": FLAGS["4"]}, {"verify_sender"}),
    "thin source": ({"flags": FLAGS["3w"]}, {"see_source_again"}),
    "strong source": ({"flags": FLAGS["3s"]}, set()),
    "each flag by itself": ({"flags": [*FLAGS["1"], REVIEW]}, {"concern", "check_concern"}),
    "employed, could go either way": ({"status": "employed"}, {"day_to_day", "growth"}),
    "employed, interest unknown": ({"status": "employed", "interest": None}, {"interest"}),
    "open, interest unknown": ({"interest": None}, set()),
    "later, interest unknown": ({"stage": "later", "interest": None}, {"interest"}),
    "later, committed, interest unknown": (
        {"stage": "later", "interest": None, "status": "committed"}, set()),
    "later, decisive": ({"stage": "later", "decisive_unknown": True}, {"decisive"}),
    "first, decisive": ({"decisive_unknown": True}, set()),
}  # fmt: skip

NEXT_STEPS = {
    "accept": ({}, "reply_yes_and_prepare"),
    "later accept": ({"stage": "later", "interest": 5}, "reply_yes_and_prepare"),
    "conditions": ({"access_need": True}, "reply_yes_with_conditions"),
    "missing": ({"missing": ["who"]}, "send_questions"),
    "suspected": ({"blocker": "suspected"}, "send_questions"),
    "unchecked": ({"flags": [REVIEW]}, "check_flag"),
    "unchecked and missing": ({"flags": [REVIEW], "missing": ["who"]}, "check_flag"),
    "checked and missing": ({"flags": FLAGS["2c"], "missing": ["who"]}, "send_questions"),
    "confirmed": ({"blocker": "confirmed"}, "weigh_it"),
    "thin source": ({"flags": FLAGS["3w"]}, "weigh_it"),
    "employed, even": ({"status": "employed"}, "weigh_it"),
    "employed, interest unknown": ({"status": "employed", "interest": None}, "rate_interest"),
    "later, interest unknown": ({"stage": "later", "interest": None}, "rate_interest"),
    "interest unknown under a thin source": (
        {"status": "employed", "interest": None, "flags": FLAGS["3w"]}, "weigh_it"),
    "later, undecided": ({"stage": "later"}, "weigh_it"),
    "later, decisive": ({"stage": "later", "decisive_unknown": True}, "ask_one_thing"),
    "strong source": ({"flags": FLAGS["3s"]}, "decline_politely"),
    "first, committed": ({"status": "committed"}, "decline_politely"),
    "later, not interested": ({"stage": "later", "interest": 1}, "withdraw_politely"),
    "later, committed": ({"stage": "later", "status": "committed"}, "tell_other_processes"),
    "unsafe": ({"flags": FLAGS["4"]}, "send_nothing_verify_report"),
    "later, unsafe": (
        {"stage": "later", "status": "committed", "flags": FLAGS["4"]},
        "send_nothing_verify_report"),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "conditions"), CONDITIONS.values(), ids=CONDITIONS)
def test_conditions(changes, conditions):
    assert advise(facts(**changes)).conditions == conditions


@pytest.mark.parametrize(("changes", "questions"), QUESTIONS.values(), ids=QUESTIONS)
def test_questions(changes, questions):
    assert advise(facts(**changes)).questions == questions


@pytest.mark.parametrize(("changes", "step"), NEXT_STEPS.values(), ids=NEXT_STEPS)
def test_next_step(changes, step):
    assert advise(facts(**changes)).next_step == step


def test_every_condition_and_question_is_asked_by_some_case():
    asked = [advise(facts(**changes)) for changes, _ in (CONDITIONS | QUESTIONS).values()]
    asked += [advise(facts(missing=["where", "when", "format", "representation"]))]
    asked += [advise(facts(**changes)) for changes, _ in CONDITIONS.values()]
    assert frozenset().union(*(advice.conditions for advice in asked)) == set(Condition)
    assert frozenset().union(*(advice.questions for advice in asked)) == set(Question)


@pytest.mark.parametrize(
    ("practice", "order"),
    [
        ("high", ("practice", "open_mind", "leverage")),
        ("medium", ("practice", "open_mind", "leverage")),
        ("low", ("open_mind", "leverage", "practice")),
    ],
)
@pytest.mark.parametrize("changes", [{}, {"status": "committed"}], ids=["yes", "no"])
def test_practice_comes_first_unless_it_is_a_small_reason(practice, order, changes):
    assert advise(facts(practice=practice, **changes)).reasons == order


@given(any_facts)
def test_advice_survives_json(told):
    advice = advise(told)
    assert Advice.from_dict(json.loads(json.dumps(advice.as_dict()))) == advice


def test_stored_advice_keeps_what_was_said_then():
    data = advise(facts()).as_dict() | {"verdict": "even", "version": "0.9.0+old"}
    stored = Advice.from_dict(data)
    assert (stored.verdict, stored.version) == ("even", "0.9.0+old")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("verdict", "maybe"),
        ("rows", ["T20"]),
        ("rows", "T1"),
        ("reasons", ["money"]),
        ("conditions", ["never"]),
        ("questions", None),
        ("next_step", ""),
        ("safety_notice", "no"),
        ("version", ""),
    ],
)
def test_stored_advice_of_another_shape_is_refused(name, value):
    data = advise(facts()).as_dict()
    with pytest.raises(ValueError, match=rf"^{name}: "):
        Advice.from_dict(data | {name: value})
    del data[name]
    with pytest.raises(ValueError, match=rf"^Advice lacks {name}"):
        Advice.from_dict(data)


def test_fallback_asks_about_a_suspected_blocker_at_the_start():
    fallen = fallback(facts(blocker="suspected"))
    advice = advise(fallen)
    assert fallen.blocker is Blocker.NONE
    assert (advice.verdict, advice.rows) == ("accept_with_conditions", ("T19",))
    assert advice.conditions == {Condition.ASK_AT_START}


@pytest.mark.parametrize("flag", [REVIEW, UNCHECKED_ABSOLUTE], ids=["serious", "absolute"])
def test_fallback_raises_an_unchecked_concern_in_the_room(flag):
    fallen = fallback(facts(flags=[flag]))
    assert [level_of(flag) for flag in fallen.flags] == ["2c"]
    assert advise(fallen).conditions == {Condition.RAISE_CONCERN}


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"missing": ["representation"]},
        {"missing": ["who", "when"]},
        {"flags": [SOFT]},
        {"flags": [replace(SOFT, severity="absolute")]},
        {"blocker": "confirmed"},
        {"flags": FLAGS["3w"]},
        {"flags": [replace(REVIEW, resolved=True)]},
    ],
    ids=["calm", "representation", "details", "soft", "soft absolute", "confirmed", "3w", "done"],
)
def test_fallback_leaves_alone(changes):
    assert fallback(facts(**changes)) == facts(**changes)


def test_fallback_keeps_a_safety_flag_beside_one_that_falls_back():
    fallen = fallback(facts(flags=[SOFT, REVIEW], blocker="suspected"))
    assert fallen.flags[0] == SOFT
    assert advise(fallen).verdict == "ask_first"


@given(any_facts)
def test_fallback_settles_and_never_lowers_the_verdict(told):
    fallen = fallback(told)
    assert fallback(fallen) == fallen
    assert advise(fallen).verdict.rank >= advise(told).verdict.rank


def test_ask_first_over_a_blocker_and_a_concern_falls_back_to_a_choice():
    told = facts(blocker="suspected", flags=[REVIEW])
    assert advise(told).verdict == "ask_first"
    assert advise(fallback(told)).verdict == "accept_with_conditions"
    assert advise(fallback(told)).conditions == {"ask_at_start", "raise_concern"}
