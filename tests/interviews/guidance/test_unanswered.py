"""What becomes of a question that nobody answers in time."""

import pytest

from interviews.guidance import Fate, RedFlag, advise, explain, when_unanswered
from tests.interviews.guidance.space import FLAGS, facts

ODD_SENDER = RedFlag("sender", "minor", "own_experience", safety="soft")


@pytest.mark.parametrize(
    ("changes", "fate", "verdict"),
    [
        ({"blocker": "suspected"}, Fate.FALLS_BACK, "accept_with_conditions"),
        ({"flags": FLAGS["2u"]}, Fate.FALLS_BACK, "accept_with_conditions"),
        ({"missing": ["where"]}, Fate.NOT_ARRANGED, "ask_first"),
        ({"missing": ["where", "representation"]}, Fate.NOT_ARRANGED, "ask_first"),
        ({"missing": ["representation"]}, Fate.STAYS_OPEN, "ask_first"),
        ({"flags": [ODD_SENDER]}, Fate.STAYS_OPEN, "ask_first"),
        ({"blocker": "suspected", "flags": [ODD_SENDER]}, Fate.STAYS_OPEN, "ask_first"),
    ],
)
def test_question_falls_back_ends_or_stays(changes, fate, verdict):
    found = when_unanswered(facts(**changes))
    assert (found.fate, found.advice.verdict) == (fate, verdict)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"blocker": "suspected"}, "by Tuesday noon, this becomes a yes with conditions"),
        ({"missing": ["where"]}, "by Tuesday noon, it counts as “could not be arranged”"),
        ({"missing": ["representation"]}, "it stays as it is"),
        ({}, ""),
    ],
)
def test_card_says_beforehand_what_holds_then(changes, words):
    given = facts(**changes)
    card = explain(given, advise(given), falls_back="Tuesday noon")
    assert words in card.unanswered
    assert bool(card.unanswered) is bool(words)


def test_card_of_somebody_elses_eyes_lists_nothing_that_tells_of_job_or_interest():
    given = facts(
        status="employed", interest=3, slot_clash=True, confidentiality_risk=True, missing=["who"]
    )
    own, hidden = (explain(given, advise(given), hidden=each) for each in (False, True))
    assert "No contact with your current employer" in own.to_agree
    assert hidden.to_agree == ("Propose two or three other times",)
    assert hidden.to_ask == ("Who am I meeting?",)
    assert len(own.to_ask) > 1


def test_card_of_an_earlier_version_has_none_of_it():
    made = explain(facts(), advise(facts()))
    stored = made.as_dict()
    for name in ("to_agree", "to_ask", "unanswered"):
        del stored[name]
    assert type(made).from_dict(stored) == made
