"""What a message is: eight labels, from weighted phrases in its new words.

Each sentence speaks once for a label, with its strongest phrase; a sentence that only says
what may happen ("if you are selected …") hardly counts. The label with the most weight wins.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .reading import Evidence, Label, Where
from .wording import WORDING, Wording, plain

_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n\s*\n|\n(?=\s*[-*•])")
_MAX_SENTENCES = 400
_MAX_SENTENCE = 600
_ENOUGH = 4
# Words that invite or confirm are also in mails that say the opposite: later ones give way.
_PRECEDENCE = (
    Label.OTHER,
    Label.CANCELLATION,
    Label.REJECTION,
    Label.OFFER,
    Label.SCHEDULING_UPDATE,
    Label.ASSESSMENT,
    Label.INVITATION,
    Label.APPLICATION_RECEIVED,
)
_NEVER_HYPOTHETICAL = {Label.REJECTION, Label.APPLICATION_RECEIVED, Label.OTHER}
_CONFIRMED = "confirmed"


@dataclass(frozen=True)
class Verdict:
    """A label, how sure (0 to 1), and the sentences it rests on."""

    label: Label
    confidence: float
    evidence: tuple[Evidence, ...] = ()


def classify(
    subject: str, text: str, *, in_thread: bool = False, wording: Wording = WORDING
) -> Verdict:
    """Label a message by its subject and its new words."""
    scores: dict[Label, float] = dict.fromkeys(Label, 0.0)
    evidence: dict[Label, list[Evidence]] = {label: [] for label in Label}
    for where, sentence in _sentences(subject, text):
        # The subject of a reply is the news of an earlier mail.
        share = 0.3 if in_thread and where is Where.SUBJECT else 1.0
        for label, weight in _spoken(sentence, in_thread, wording).items():
            scores[label] += weight * share
            evidence[label].append(Evidence("label", sentence, where))
    scores = _without_courtesy(scores)
    label = max(_PRECEDENCE, key=lambda one: scores[one])
    if scores[label] < _ENOUGH:
        return Verdict(Label.OTHER, 0.5)
    others = max(score for one, score in scores.items() if one is not label)
    confidence = scores[label] / (scores[label] + others) * min(1.0, 0.7 + scores[label] / 40)
    return Verdict(label, round(confidence, 2), tuple(evidence[label][:3]))


def speaks_for_a_label(text: str, wording: Wording = WORDING) -> bool:
    """Tell whether ``text`` says what a mail is, so that it is no name of anything."""
    return any(phrase.pattern.search(plain(text)) for phrase in wording.phrases)


def has_job_content(text: str, wording: Wording = WORDING) -> bool:
    """Tell whether ``text`` speaks of applying, hiring or being interviewed."""
    words = (word for word in plain(text).split() if "://" not in word and "@" not in word)
    return bool(wording.job.search(" ".join(words)))


def _sentences(subject: str, text: str) -> Iterator[tuple[Where, str]]:
    if subject:
        yield Where.SUBJECT, subject[:_MAX_SENTENCE]
    for sentence in _SENTENCE.split(text[:100_000])[:_MAX_SENTENCES]:
        found = " ".join(sentence[:_MAX_SENTENCE].split())
        if found:
            yield Where.BODY, found


def _without_courtesy(scores: dict[Label, float]) -> dict[Label, float]:
    """Let thanks for an application count little beside any other news."""
    received = Label.APPLICATION_RECEIVED
    has_news = any(score >= _ENOUGH for label, score in scores.items() if label is not received)
    return {**scores, received: min(scores[received], 1.0)} if has_news else scores


def _spoken(sentence: str, in_thread: bool, wording: Wording) -> dict[Label, float]:
    """Return the weight with which one sentence speaks for each label."""
    words = plain(sentence)
    share = 0.2 if wording.conditional.search(words) else 1.0
    found: dict[Label, float] = {}
    for phrase in wording.phrases:
        if phrase.pattern.search(words):
            label, weight = _meant(phrase.label, phrase.weight, in_thread)
            counted = weight if label in _NEVER_HYPOTHETICAL else weight * share
            found[label] = max(found.get(label, 0), counted)
    return found


def _meant(label: str, weight: int, in_thread: bool) -> tuple[Label, int]:
    """A fixed time is an update where the talk was known already, else an invitation."""
    if label != _CONFIRMED:
        return Label(label), weight
    return (Label.SCHEDULING_UPDATE, weight + 3) if in_thread else (Label.INVITATION, weight)
