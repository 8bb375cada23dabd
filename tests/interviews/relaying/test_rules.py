"""What is better not passed on: each kind, in both languages, and what is said of the job alone."""

import pytest

from interviews.relaying.rules import (
    LANGUAGES,
    MOST,
    Kind,
    Reader,
    findings_in,
    marked,
    reasons_for,
    rules_in,
)

TO_CANDIDATE, TO_CLIENT = Reader.CANDIDATE, Reader.CLIENT


def kinds(text, reader=TO_CANDIDATE):
    return {each.rule.kind for each in findings_in(text, reader)}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("She is not a good fit.", Kind.PROXY),
        ("We want somebody more ENERGETIC", Kind.PROXY),
        ("We are a young\nteam", Kind.PROXY),
        ("a bit too old for us", Kind.PROTECTED),
        ("her accent was hard to follow", Kind.PROTECTED),
        ("with two children that is hard", Kind.PROTECTED),
        ("Is she pregnant?", Kind.PROTECTED),
        ("he seems to have depression", Kind.HEALTH),
        ("The adjustments would cost us", Kind.HEALTH),
        ("Another candidate had more years", Kind.OTHERS),
        ("Please don’t tell her: layoffs are coming", Kind.SECRET),
        ("frankly, he was clueless", Kind.INSULT),
        ("Sie ist zu alt.", Kind.PROTECTED),
        ("Ihr Akzent stört", Kind.PROTECTED),
        ("Er passt nicht ins Team", Kind.PROXY),
        ("Ein anderer Bewerber war schneller", Kind.OTHERS),
        ("Das bleibt unter uns.", Kind.SECRET),
        ("wirkte schlampig", Kind.INSULT),
        ("wegen der Schwerbehinderung", Kind.HEALTH),
    ],
)
def test_candidate_is_not_told(text, kind):
    assert kind in kinds(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("It is her dream job", Kind.INTEREST),
        ("He was so nervous before", Kind.MOOD),
        ("She needs the money", Kind.MONEY),
        ("We saw reviews on Glassdoor", Kind.SOURCE),
        ("She has another offer", Kind.OFFERS),
        ("Sie braucht das Geld", Kind.MONEY),
        ("Er hat ein anderes Angebot", Kind.OFFERS),
        ("Sie ist wenig interessiert", Kind.INTEREST),
        ("he was ill last year", Kind.HEALTH),
    ],
)
def test_client_is_not_told(text, kind):
    assert kind in kinds(text, TO_CLIENT)


@pytest.mark.parametrize("reader", Reader)
@pytest.mark.parametrize(
    "text",
    [
        "",
        "You explained the method well. Bring one example of a budget from start to end.",
        "The second page of the résumé repeats the first.",
        "The next step is a call with the team lead on Monday.",
        "Das Beispiel zum Budget hat gefehlt; die Methode war klar.",
        # Parts of other words are none.
        "The benefit of refitting the filters is that fewer fail.",
        "an oldest-first queue, a familiar manner, a manual test, and a humane tone",
    ],
)
def test_what_is_about_the_job_passes(text, reader):
    assert findings_in(text, reader) == []


def test_clients_interest_is_no_secret_before_the_candidate():
    assert kinds("She has another offer and is nervous about money") == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_kind_with_words_to_read(language):
    rules = [*rules_in(language)]
    assert {rule.kind for rule in rules} == set(Kind)
    for rule in rules:
        assert rule.readers
        assert rule.why.endswith(".")
        assert rule.instead.endswith(".")


def test_pieces_are_the_text():
    text = "Not a fit, he said. A lazy answer, and lazy again."
    found = findings_in(text, TO_CANDIDATE)
    pieces = marked(text, found)
    assert "".join(piece.text for piece in pieces) == text
    assert [piece.text for piece in pieces if piece.why] == ["fit", "lazy", "lazy"]
    assert [words for _, words in reasons_for(found).items()] == [["fit"], ["lazy"]]


def test_longest_of_those_that_overlap_counts():
    assert [each.words for each in findings_in("Not a cultural fit", TO_CANDIDATE)] == [
        "cultural fit"
    ]


def test_very_long_text_is_looked_over_in_bounds():
    assert len(findings_in("lazy " * 100_000, TO_CANDIDATE)) == MOST
