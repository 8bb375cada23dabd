"""What somebody else sees of a card: the same verdict, and nothing that is private."""

import re

import pytest

from interviews.guidance import RedFlag, advise, explain
from interviews.guidance.authorship import AUTHORSHIP_LABELS
from tests.interviews.guidance.cards import EVIDENCE, told
from tests.interviews.guidance.space import FLAGS, facts

ABOUT_INTEREST = re.compile(
    r"want|pull|curios|likely|turn it down|turn the job down|either way|would not take",
    re.IGNORECASE,
)
ABOUT_SOURCES = re.compile(r"\b(source|thin|strong|absolute for you|red flags?)\b", re.IGNORECASE)


def test_hidden_card_has_the_same_verdict_and_no_private_reason():
    for given in told():
        advice = advise(given)
        own = explain(given, advice, evidence=EVIDENCE)
        hidden = explain(given, advice, evidence=EVIDENCE, hidden=True)
        assert hidden.headline == own.headline
        spoken = hidden.text.replace("whatever your interest", "")
        assert not ABOUT_INTEREST.search(spoken), spoken
        assert not ABOUT_SOURCES.search(spoken), spoken
        assert not any(reason.evidence for reason in hidden.reasons)
        assert "your other process" not in spoken
        assert "final stage" not in spoken


@pytest.mark.parametrize(
    "facts_changed",
    [
        {"status": "employed", "interest": 1},
        {"status": "employed", "interest": None},
        {"stage": "later", "interest": 2},
        {"stage": "later", "interest": 4},
        {"flags": FLAGS["3w"]},
        {"flags": FLAGS["3s"]},
    ],
)
def test_hidden_card_says_private_where_the_own_card_says_why(facts_changed):
    given = facts(**facts_changed)
    own, hidden = (explain(given, advise(given), hidden=hidden) for hidden in (False, True))
    assert "private" not in own.text + own.authorship
    assert "private reason" in " ".join(hidden.bounding)
    assert "If a private reason changes, the advice can change too." in hidden.would_change
    assert hidden.authorship not in AUTHORSHIP_LABELS.values()


def test_hidden_cards_of_different_sources_are_alike():
    strong = facts(status="committed", flags=[RedFlag("boss", "absolute", "someone_i_know")])
    review = facts(status="committed", flags=[RedFlag("boss", "absolute", "online_review", 3)])
    cards = [explain(given, advise(given), hidden=True) for given in (strong, review)]
    assert cards[0] == cards[1]


def test_hidden_card_keeps_topics_and_interest_out_of_what_is_unknown():
    given = facts(
        stage="later", interest=None, flags=[RedFlag("Ann's story", "serious", "someone_i_know")]
    )
    hidden = explain(given, advise(given), hidden=True)
    assert hidden.unknown == ("a private point",)
    assert "Ann" not in hidden.text


def test_hidden_card_still_says_what_anybody_may_know():
    shared = facts(missing=["who"], slot_clash=True)
    own, hidden = (explain(shared, advise(shared), hidden=hidden) for hidden in (False, True))
    assert hidden == own
    assert "If the missing details come in, this becomes a yes with conditions." in (
        hidden.would_change
    )
