"""What the decision card says: short, in plain words, and with all it has to name."""

import json

import hypothesis
import pytest

from interviews.guidance import (
    Explanation,
    Policy,
    Reason,
    RedFlag,
    Row,
    Verdict,
    advise,
    author_of,
    explain,
)
from interviews.guidance.authorship import AUTHORSHIP_LABELS
from interviews.guidance.explanation import FEWEST_WORDS, MOST_WORDS
from interviews.guidance.wording import HEADLINES, UNSAFE_HEADLINE, listed
from tests.interviews.guidance.cards import EVIDENCE, PRESSING, card, told
from tests.interviews.guidance.space import FLAGS, facts
from tests.interviews.guidance.test_facts import any_facts


@pytest.mark.parametrize("hidden", [False, True], ids=["own", "hidden"])
@pytest.mark.parametrize("evidence", [{}, EVIDENCE], ids=["no history", "history"])
def test_card_keeps_its_length(evidence, hidden):
    for given in told():
        made = explain(
            given, advise(given), evidence=evidence, reply_by="tomorrow noon", hidden=hidden
        )
        words = len(made.text.split())
        # Three rows and three pieces of history are all shown, even when they need more room.
        is_crowded = len(made.bounding) > 2 and any(reason.evidence for reason in made.reasons)
        most = MOST_WORDS + 15 if is_crowded else MOST_WORDS
        assert FEWEST_WORDS <= words <= most, (words, made.text)
        assert len(made.headline.split()) <= 10


@pytest.mark.parametrize("hidden", [False, True], ids=["own", "hidden"])
def test_card_presses_nobody(hidden):
    for given in told():
        advice = advise(given)
        made = explain(given, advice, hidden=hidden)
        pressing = PRESSING.findall(made.text)
        assert not [word for word in pressing if not (advice.safety_notice and word == "should")]


def test_card_of_any_facts_is_whole_sentences():
    for given in told():
        made = card(given)
        sentences = [
            made.headline,
            *made.bounding,
            *made.would_change,
            *(reason.sentence for reason in made.reasons),
            made.next_step,
            made.choice,
        ]
        for sentence in sentences:
            assert sentence.endswith(".")
            assert "{" not in sentence
            assert "  " not in sentence
            assert sentence[0].isupper()


@hypothesis.settings(max_examples=60)
@hypothesis.given(any_facts)
def test_card_can_be_made_of_any_facts_and_survives_json(given):
    made = explain(given, advise(given), evidence=EVIDENCE)
    assert made.would_change
    assert Explanation.from_dict(json.loads(json.dumps(made.as_dict()))) == made


def test_every_verdict_has_a_headline_of_its_own():
    assert set(HEADLINES) == set(Verdict)
    assert len({*HEADLINES.values(), UNSAFE_HEADLINE}) == len(Verdict) + 1


def test_unsafe_invitation_says_so_at_once():
    made = card(flags=FLAGS["4"])
    assert made.headline == UNSAFE_HEADLINE
    assert "send nothing" in made.next_step
    assert "contact you found yourself" in made.next_step


def test_three_reasons_are_shown_with_own_history_before_a_first_interview():
    given = facts(practice="low")
    made = explain(given, advise(given), evidence={Reason.PRACTICE: "Nine in 30 days."})
    assert [reason.code for reason in made.reasons] == ["open_mind", "leverage", "practice"]
    assert [reason.evidence for reason in made.reasons] == ["", "", "Nine in 30 days."]
    assert "small reason" in made.reasons[-1].sentence
    assert "Nine in 30 days." in made.text


@pytest.mark.parametrize(
    ("leverage", "has_other"), [("none", False), ("medium", True), ("high", True)]
)
def test_other_process_is_named_only_where_there_is_one(leverage, has_other):
    assert ("your other process" in card(leverage=leverage).text) is has_other


def test_three_reasons_are_shown_beside_a_decline():
    assert len(card(flags=FLAGS["3s"]).reasons) == 3


def test_no_reason_is_shown_after_the_first_interview():
    made = card(stage="later")
    assert made.reasons == ()
    assert "The first interview is behind you" in made.text


def test_history_can_be_given_by_plain_names():
    given = facts()
    made = explain(given, advise(given), evidence={"practice": "Nerves fell from 5 to 3."})
    assert made.reasons[0].evidence == "Nerves fell from 5 to 3."


def test_next_step_names_the_time_it_is_due():
    given = facts()
    assert "by Friday noon" in explain(given, advise(given), reply_by="Friday noon").next_step


def test_next_step_without_a_due_time_names_the_policy_s_target():
    policy = Policy(version="tuned", reply_hours=12, withdraw_hours=48)
    first, later = facts(), facts(stage="later", interest=1)
    assert "within 12 hours" in explain(first, advise(first), policy=policy).next_step
    assert "within 48 hours" in explain(later, advise(later), policy=policy).next_step


def test_next_step_about_an_odd_sender_goes_to_the_official_contact():
    odd = RedFlag("sender", "minor", "own_experience", safety="soft")
    assert "official contact" in card(flags=[odd]).next_step
    assert "check the concern" in card(flags=FLAGS["2u"]).next_step


def test_unknown_lists_what_is_not_known():
    made = card(
        stage="later",
        interest=None,
        missing=["where", "who"],
        blocker="suspected",
        decisive_unknown=True,
        flags=[RedFlag("unpaid overtime", "serious", "online_review"), *FLAGS["1"]],
    )
    assert made.unknown == (
        "who you meet",
        "the place or link",
        "whether something rules the job out",
        "whether the concern holds: unpaid overtime",
        "the one thing that would settle it",
        "how much you want this job",
    )


def test_nothing_is_unknown_when_all_is_told():
    assert card().unknown == ()


@pytest.mark.parametrize(
    ("facts_changed", "sentence"),
    [
        ({"status": "employed", "practice": "high"}, "towards yes because of practice."),
        (
            {"status": "employed", "practice": "high", "leverage": "high"},
            "towards yes because of practice and your other process.",
        ),
        (
            {
                "status": "employed",
                "high_cost": True,
                "confidentiality_risk": True,
                "flags": FLAGS["2c"],
            },
            "towards no because of the cost, the risk to discretion and the red flag.",
        ),
    ],
)
def test_shift_of_a_close_call_names_what_moved_it(facts_changed, sentence):
    assert card(**facts_changed).bounding[-1].endswith(sentence)


@pytest.mark.parametrize(
    "facts_changed",
    [
        {"status": "employed"},
        {"status": "employed", "practice": "high", "high_cost": True},
        {"status": "employed", "interest": 2, "high_cost": True},
        {"status": "employed", "interest": 5, "high_cost": True},
        {"status": "employed", "interest": 4, "practice": "high"},
        {"practice": "high"},
        {"stage": "later", "status": "employed", "practice": "high"},
        {"status": "employed", "high_cost": True, "flags": FLAGS["3s"]},
    ],
)
def test_nothing_is_said_to_have_moved_where_nothing_did(facts_changed):
    assert "It moves" not in card(**facts_changed).text


def test_one_sentence_bounds_for_each_row():
    made = card(status="employed", interest=5, slot_clash=True, flags=FLAGS["1"])
    assert made.bounding == (
        "You have a job, and you want this one.",
        "The concern is minor: something to ask about.",
        "The time: something to arrange, no reason to refuse.",
    )


@pytest.mark.parametrize(
    ("facts_changed", "words"),
    [
        ({"status": "employed", "interest": None}, "not noted yet"),
        ({"stage": "later", "interest": None}, "not noted yet"),
        ({"stage": "later", "decisive_unknown": True}, "one question would settle it"),
        ({"status": "employed", "interest": 4, "high_cost": True}, "weighs against"),
        ({"blocker": "confirmed"}, "employer confirmed"),
        ({"ask_at_start": True}, "at the start"),
        ({"flags": FLAGS["3w"]}, "its source is thin"),
        (
            {"flags": [RedFlag(topic, "serious", "firm") for topic in ("a", "b", "c")]},
            "add up",
        ),
    ],
)
def test_bounding_sentence_follows_the_case(facts_changed, words):
    assert any(words in sentence for sentence in card(**facts_changed).bounding)


def test_policy_that_leaves_the_choice_says_so():
    policy = Policy(version="tuned", employed_likely="lean_go")
    given = facts(status="employed", interest=4)
    made = explain(given, advise(given, policy), policy=policy)
    assert made.headline == "Your call. We'd lean yes."
    assert made.bounding[0].endswith("so we leave it to you.")


@pytest.mark.parametrize(
    ("authorship", "rows"),
    [
        ("article", {"T1", "T8", "T15"}),
        ("reading", {"T2", "T3", "T4", "T5", "T6", "T7", "T11"}),
        ("added", {"T9", "T10", "T12", "T13", "T14", "T16", "T17", "T18", "T19"}),
    ],
)
def test_author_of_each_row(authorship, rows):
    assert {row for row in Row if author_of(row) == authorship} == rows


@pytest.mark.parametrize(
    ("facts_changed", "authors"),
    [
        ({}, ["article"]),
        ({"status": "employed"}, ["reading"]),
        ({"status": "employed", "interest": 2}, ["reading", "added"]),
        ({"status": "committed", "flags": FLAGS["3s"]}, ["article", "reading"]),
        ({"access_need": True}, ["added"]),
    ],
    ids=["default", "even", "lean", "two rows", "logistics"],
)
def test_card_says_who_wrote_it(facts_changed, authors):
    expected = "; ".join(AUTHORSHIP_LABELS[author] for author in authors)
    assert card(**facts_changed).authorship == expected


@pytest.mark.parametrize(
    ("items", "sentence"),
    [(("a",), "a"), (("a", "b"), "a and b"), (("a", "b", "c"), "a, b and c")],
)
def test_items_are_listed_as_in_a_sentence(items, sentence):
    assert listed(items) == sentence


@pytest.mark.parametrize(
    ("name", "value"),
    [("bounding", "a sentence"), ("reasons", None), ("would_change", 3), ("unknown", None)],
)
def test_stored_card_of_another_shape_is_refused(name, value):
    with pytest.raises(ValueError, match=rf"^{name}: "):
        Explanation.from_dict(card().as_dict() | {name: value})
