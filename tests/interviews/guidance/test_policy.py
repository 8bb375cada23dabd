"""What a firm may tune, and that it can tune nothing else."""

import json
from dataclasses import fields

import pytest

from interviews.guidance import DEFAULT_POLICY, GUIDANCE_VERSION, Policy, Rank, Row, Verdict, advise
from interviews.guidance.policy import BOUNDS, CHOICES
from tests.interviews.guidance.space import combinations, facts, facts_at

STRICTEST = Policy(
    version="strict-1",
    serious_topics=2,
    confirmed_blocker="lean_decline",
    employed_likely="lean_go",
)
LOCKED = {Row.T1, Row.T5, Row.T7, Row.T8, Row.T14, Row.T15, Row.T16}


@pytest.mark.parametrize("name", BOUNDS)
def test_number_is_taken_at_its_bounds_and_refused_beyond(name):
    low, high = BOUNDS[name]
    for value in (low, high):
        assert getattr(Policy(version="tuned", **{name: value}), name) == value
    for value in (low - 1, high + 1, str(low), float(low), None, True):
        with pytest.raises(ValueError, match=rf"^{name}: "):
            Policy(version="tuned", **{name: value})


@pytest.mark.parametrize("name", CHOICES)
def test_choice_is_taken_from_its_two_and_refused_otherwise(name):
    for value in CHOICES[name]:
        assert getattr(Policy(version="tuned", **{name: value.value}), name) is value
    for value in set(Verdict) - set(CHOICES[name]):
        with pytest.raises(ValueError, match=rf"^{name}: "):
            Policy(version="tuned", **{name: value})


@pytest.mark.parametrize("version", ["", " ", "a b", "-1", "a+b", "x" * 41, None, 3])
def test_version_of_another_shape_is_refused(version):
    with pytest.raises(ValueError, match=r"^version: "):
        Policy(version=version)


def test_tuned_settings_need_a_version_of_their_own():
    with pytest.raises(ValueError, match=r"^version: "):
        Policy(serious_topics=2)
    assert Policy() == DEFAULT_POLICY


def test_every_setting_is_bounded():
    assert {field.name for field in fields(Policy)} == {"version", *BOUNDS, *CHOICES}


def test_advice_names_the_policy_it_followed():
    assert advise(facts(), STRICTEST).version == f"{GUIDANCE_VERSION}+strict-1"


def test_confirmed_blocker_can_lean_towards_no():
    confirmed = facts(blocker="confirmed")
    assert advise(confirmed).verdict is Verdict.EVEN
    assert advise(confirmed, STRICTEST).verdict is Verdict.LEAN_DECLINE


def test_employed_who_would_likely_go_can_be_left_the_choice():
    likely = facts(status="employed", interest=4)
    assert advise(likely).verdict is Verdict.ACCEPT_WITH_CONDITIONS
    assert advise(likely, STRICTEST).verdict is Verdict.LEAN_GO


def test_locked_rows_hold_under_the_strictest_policy():
    held = {"blocker": ("none",), "practice": ("medium",), "leverage": ("medium",)}
    for values in combinations(**held):
        usual, strict = advise(facts_at(values)), advise(facts_at(values), STRICTEST)
        if LOCKED & set(usual.rows):
            assert strict.verdict is usual.verdict


def test_raising_interest_never_lowers_the_verdict_under_the_strictest_policy():
    held = {"blocker": ("none",), "missing": (frozenset(),), "stage": ("first",)}
    for values in combinations(**held, interest=(1,)):
        rising = [
            advise(facts_at((*values[:2], interest, *values[3:])), STRICTEST).verdict.rank
            for interest in (1, 2, 3, 4, 5)
        ]
        assert rising == sorted(rising)
        assert rising[0] in Rank


def test_policy_survives_json():
    assert Policy.from_dict(json.loads(json.dumps(STRICTEST.as_dict()))) == STRICTEST


def test_stored_policy_with_an_unknown_setting_is_refused():
    with pytest.raises(ValueError, match=r"^Policy knows no T1"):
        Policy.from_dict(DEFAULT_POLICY.as_dict() | {"T1": "decline"})
