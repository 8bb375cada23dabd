"""What is looked for first leaves out no phrase that would have matched."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviews.intake.needed import NOTHING, needed_in
from interviews.intake.wording import WORDING, compile_phrase

PHRASES = sorted({phrase.pattern.pattern for phrase in WORDING.phrases})


@pytest.mark.parametrize(
    ("phrase", "needed"),
    [
        ("we regret", {"regret"}),
        ("Gespräch", {"gespräch"}),
        ("Straße", {"strasse"}),
        ("minutes?", {"minute"}),
        ("cancel?led", {"cance"}),
        ("go+gle", {"gle"}),
        ("(offer|invite) you", {"offer", "invite"}),
        ("(kindly )?reply", {"reply"}),
        ("(?:a|b) now", {"now"}),
        ("(sad|un(lucky|happy))", {"sad", "lucky", "happy"}),
        ("(?<!not )happy", {"happy"}),
        ("happy(?= to meet)", {"happy"}),
        ("talk * week", {"talk"}),
        ("(long|short){0,3} talk", {"talk"}),
        ("[a-z]{2,9} talk", {"talk"}),
        (r"\w+ go", {"go"}),
        ("one|other", {"one", "other"}),
        ("(a|) b?", {"a", ""}),
        (r"\d+", {""}),
        ("(yes|)", {""}),
    ],
)
def test_every_match_holds_one_of(phrase, needed):
    assert needed_in(phrase) == needed or (needed >= {""} and needed_in(phrase) == NOTHING)


def test_every_phrase_is_found_by_a_word():
    assert "" not in WORDING.phrases_by_word


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_phrase_is_looked_for_where_it_matches(data):
    pattern = data.draw(st.sampled_from(PHRASES))
    text = data.draw(st.from_regex(re.compile(pattern, re.IGNORECASE)))
    looked_for = {phrase.pattern.pattern for phrase in WORDING.phrases_in(text)}
    assert pattern in looked_for


@given(st.text(alphabet="abn't (|)?*{}", max_size=12))
def test_any_notation_is_taken_apart(text):
    try:
        re.compile(text)
        pattern = compile_phrase(text)
    except re.error:
        return
    needed = needed_in(text)
    for sample in ("", "a", "b", "ab", "ba", "aabb", "n't", "abn't", "a b", "b  a"):
        if pattern.search(sample):
            assert any(each in sample for each in needed)
