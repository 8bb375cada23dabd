"""What may be told to the guidance, and what is refused."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviews.guidance import (
    Blocker,
    Essential,
    Facts,
    Level,
    RedFlag,
    Safety,
    Severity,
    Source,
    Stage,
    Status,
)
from tests.interviews.guidance.space import facts

flags = st.builds(
    RedFlag,
    topic=st.text(min_size=1).filter(str.strip),
    severity=st.sampled_from(Severity),
    source=st.sampled_from(Source),
    independent_sources=st.integers(1, 9),
    checked=st.booleans(),
    resolved=st.booleans(),
    safety=st.sampled_from(Safety),
)
any_facts = st.builds(
    Facts,
    stage=st.sampled_from(Stage),
    status=st.sampled_from(Status),
    interest=st.none() | st.integers(1, 5),
    flags=st.lists(flags, max_size=3),
    missing=st.sets(st.sampled_from(Essential)),
    blocker=st.sampled_from(Blocker),
    slot_clash=st.booleans(),
    high_cost=st.booleans(),
    access_need=st.booleans(),
    confidentiality_risk=st.booleans(),
    decisive_unknown=st.booleans(),
    practice=st.sampled_from(["low", "medium", "high"]),
    leverage=st.sampled_from(["none", "medium", "high"]),
    ask_at_start=st.booleans(),
)


def test_plain_strings_and_lists_become_the_domain_s_types():
    told = Facts(
        stage="first",
        status="employed",
        interest=3,
        flags=[RedFlag("pay", "serious", "online_review", safety="soft")],
        missing=["who", "where", "who"],
        blocker="suspected",
        practice="low",
        leverage="medium",
    )
    assert told == Facts(
        stage=Stage.FIRST,
        status=Status.EMPLOYED,
        interest=3,
        flags=(RedFlag("pay", Severity.SERIOUS, Source.ONLINE_REVIEW, safety=Safety.SOFT),),
        missing=frozenset({Essential.WHO, Essential.WHERE}),
        blocker=Blocker.SUSPECTED,
        practice=Level.LOW,
        leverage=Level.MEDIUM,
    )
    assert told.stage is Stage.FIRST
    assert told.practice is Level.LOW
    assert told.flags[0].severity is Severity.SERIOUS
    assert isinstance(told.missing, frozenset)
    assert isinstance(told.flags, tuple)


def test_topic_loses_its_outer_blanks():
    assert RedFlag(" pay ", "minor", "firm").topic == "pay"


def test_facts_can_be_kept_in_a_set():
    assert len({facts(missing=["who"]), facts(missing=("who",)), facts()}) == 2


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("stage", "offer"),
        ("stage", None),
        ("stage", ["first"]),
        ("status", "unemployed"),
        ("interest", 0),
        ("interest", 6),
        ("interest", "3"),
        ("interest", True),
        ("interest", 3.0),
        ("flags", "pay"),
        ("flags", None),
        ("flags", ["pay"]),
        ("flags", RedFlag("pay", "minor", "firm")),
        ("missing", "who"),
        ("missing", None),
        ("missing", ["salary"]),
        ("missing", {"who": True}),
        ("blocker", True),
        ("slot_clash", 1),
        ("high_cost", "yes"),
        ("access_need", None),
        ("confidentiality_risk", 0),
        ("decisive_unknown", ""),
        ("ask_at_start", None),
        ("practice", "none"),
        ("practice", 3),
        ("leverage", "low"),
        ("leverage", None),
    ],
)
def test_facts_refuse_what_cannot_be(name, value):
    with pytest.raises(ValueError, match=rf"^{name}: "):
        facts(**{name: value})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("topic", ""),
        ("topic", "  "),
        ("topic", None),
        ("severity", "awful"),
        ("source", "a friend"),
        ("independent_sources", 0),
        ("independent_sources", True),
        ("independent_sources", "2"),
        ("checked", 1),
        ("resolved", "no"),
        ("safety", "high"),
    ],
)
def test_red_flag_refuses_what_cannot_be(name, value):
    with pytest.raises(ValueError, match=rf"^{name}: "):
        RedFlag(**{"topic": "pay", "severity": "minor", "source": "firm"} | {name: value})


def test_refusal_names_what_is_allowed():
    with pytest.raises(ValueError, match="'offer' is not one of first, later"):
        facts(stage="offer")
    with pytest.raises(ValueError, match="9 is not a whole number, 1 to 5"):
        facts(interest=9)
    with pytest.raises(ValueError, match="'low' is not one of none, medium, high"):
        facts(leverage="low")


@given(any_facts)
def test_facts_survive_json(told):
    assert Facts.from_dict(json.loads(json.dumps(told.as_dict()))) == told


def test_stored_facts_are_plain_values():
    told = facts(missing=["where", "who"], flags=[RedFlag("pay", "minor", "firm")])
    data = told.as_dict()
    assert data["missing"] == ["where", "who"]
    assert data["flags"][0]["source"] == "firm"
    assert type(data["stage"]) is str
    assert {type(item) for item in data["missing"]} == {str}


def test_stored_facts_without_a_later_field_take_its_default():
    data = facts().as_dict()
    del data["ask_at_start"], data["flags"]
    assert Facts.from_dict(data) == facts()


@pytest.mark.parametrize("data", [None, [], "first", {"stage": "first", "mood": 2}])
def test_stored_facts_of_another_shape_are_refused(data):
    with pytest.raises(ValueError, match=r"^Facts"):
        Facts.from_dict(data)


@pytest.mark.parametrize("flag", [None, "pay", {"topic": "pay", "who": "Ann"}])
def test_stored_flags_of_another_shape_are_refused(flag):
    with pytest.raises(ValueError, match=r"^RedFlag"):
        Facts.from_dict(facts().as_dict() | {"flags": [flag]})


@pytest.mark.parametrize("name", ["stage", "status"])
def test_stored_facts_without_what_has_no_default_are_refused(name):
    data = facts().as_dict()
    del data[name]
    with pytest.raises(ValueError, match=f"Facts lacks {name}"):
        Facts.from_dict(data)
