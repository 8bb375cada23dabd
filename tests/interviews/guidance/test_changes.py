"""What would change a verdict: what the table says, and nothing it does not."""

import pytest

from interviews.guidance import RedFlag, Verdict, advise
from interviews.guidance.changes import changes
from tests.interviews.guidance.cards import card, told
from tests.interviews.guidance.space import FLAGS, facts


def test_change_is_what_the_table_says():
    for given in told():
        verdict = advise(given).verdict
        found = changes(given, verdict)
        assert found
        for change in found:
            assert change.facts != given
            assert change.verdict is advise(change.facts).verdict is not verdict


def test_something_would_raise_a_verdict_before_what_would_lower_it():
    for given in told():
        verdict = advise(given).verdict
        rises = [change.verdict.rank > verdict.rank for change in changes(given, verdict)]
        assert rises == sorted(rises, reverse=True)
        if verdict is not Verdict.ACCEPT and verdict.rank < 4:
            assert rises[0]


def test_changes_that_only_work_together_are_named_together_and_none_to_spare():
    given = facts(status="committed", flags=FLAGS["3s"], missing=["who"], slot_clash=True)
    (change,) = changes(given, advise(given).verdict)
    assert change.clauses == ("the red flag is cleared up", "you are free again")
    assert change.verdict is Verdict.ASK_FIRST


@pytest.mark.parametrize(
    ("facts_changed", "sentence"),
    [
        ({"flags": FLAGS["3s"]}, "If the red flag is cleared up, this becomes a yes."),
        (
            {"flags": [*FLAGS["3s"], RedFlag("pay", "minor", "firm")]},
            "If the red flags are cleared up, this becomes a yes.",
        ),
        (
            {"flags": FLAGS["2u"]},
            "If you check it and it still stands, this becomes a yes with conditions.",
        ),
        (
            {"flags": [RedFlag("pay", "absolute", "online_review")]},
            "If you check it and it still stands, this becomes your call, leaning no.",
        ),
        ({"missing": ["who"]}, "If the missing details come in, this becomes a yes."),
        (
            {"blocker": "suspected"},
            "If the employer confirms what rules it out, this becomes an even call.",
        ),
        (
            {"status": "employed"},
            "If another process reaches its final stage, this becomes your call, leaning yes.",
        ),
        (
            {"stage": "later", "interest": 1},
            "If it could go either way for you, this becomes an even call.",
        ),
        (
            {"stage": "later"},
            "If you can name one question that would settle it, this becomes your call, "
            "leaning yes.",
        ),
        (
            {"status": "employed", "confidentiality_risk": True},
            "If discretion is assured, this becomes an even call.",
        ),
        ({"ask_at_start": True}, "If the open point is settled before, this becomes a yes."),
        ({"access_need": True}, "If the adjustment is agreed, this becomes a yes."),
        ({"slot_clash": True}, "If the times no longer clash, this becomes a yes."),
        ({"high_cost": True}, "If the cost comes down, this becomes a yes."),
        ({"status": "committed"}, "If you are free again, this becomes a yes."),
        ({}, "If you learn something that rules it out for you, this becomes a polite no."),
    ],
)
def test_change_is_said_in_words(facts_changed, sentence):
    assert sentence in card(**facts_changed).would_change


def test_only_the_nearest_interest_that_changes_it_is_named_each_way():
    employed = facts(status="employed", interest=3)
    found = changes(employed, advise(employed).verdict)
    others = [change.facts.interest for change in found if change.facts.interest != 3]
    assert others == [4, 2]
