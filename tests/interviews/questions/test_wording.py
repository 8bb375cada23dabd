"""Telling questions apart, and which kind some words are likely to be."""

import pytest

from interviews.questions.families import Family
from interviews.questions.wording import core, digest_of, family_of, in_bank


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Why us?", "why us"),
        ("What's new?", "What’s new ?"),
        ("Your résumé, please.", "Your resume please"),
        ("Why   us?", "Why us?"),
    ],
)
def test_same_question_however_it_is_written(one, other):
    assert digest_of(one) == digest_of(other)


@pytest.mark.parametrize(("one", "other"), [("Why us?", "Why me?"), ("???", "!!!"), ("C", "C D")])
def test_other_words_are_another_question(one, other):
    assert digest_of(one) != digest_of(other)


def test_half_a_character_has_a_digest():
    assert len(digest_of("Why \ud800?")) == 64


def test_signs_alone_stay_what_they_are():
    assert core(" ?! ") == "?!"


def test_question_of_the_bank_is_known():
    assert in_bank("what do you find difficult at WORK").name == "gaps/weakness"
    assert in_bank("What do you find difficult at sea?") is None


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("Tell me about a time when you failed", Family.PAST),
        ("What are your salary expectations?", Family.PAY),
        ("Tell me about yourself", Family.OPENING),
        ("Why do you want to work here?", Family.MOTIVATION),
        ("What would you do if the server burnt?", Family.WHAT_IF),
        ("What is your biggest weakness?", Family.GAPS),
        ("How does your ideal team work?", Family.TEAM),
        ("Are you married?", Family.IMPROPER),
        ("Explain event delegation.", Family.ROLE),
        ("What do you find difficult at work?", Family.GAPS),
    ],
)
def test_family_is_guessed_from_the_words(text, family):
    assert family_of(text) == family
