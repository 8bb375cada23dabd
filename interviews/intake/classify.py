"""What a message is: eight labels, from weighted phrases in its new words.

Each sentence speaks once for a label, with its strongest phrase; a sentence that only says
what may happen ("if you are selected …") hardly counts. The label with the most weight wins.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from .reading import Evidence, Label, Where
from .wording import WORDING, Wording, any_of, plain

_COUNTED = any_of([*map(re.escape, WORDING.months), *WORDING.counted])
_SHORT = "".join(rf"(?<!\b{re.escape(word)}\.)" for word in WORDING.shortened)
# Not after the dot of an ordinal, as in "16. März" or "1. 4.", nor after "e.g." and the like.
_SENTENCE = re.compile(
    rf"(?<=[.!?]){_SHORT}(?!(?<=\d\.)\s+(?:{_COUNTED}\b|\d|(?-i:[a-zäöü])))\s+"
    r"|\n\s*\n|\n(?=\s*[-*•])",
    re.IGNORECASE,
)
# "Bewerber:innen", "Bewerber*innen" and "Bewerber/-innen" are all "Bewerberinnen".
_GENDERED = re.compile(r"(?<=[a-zäöüß])(?:[:*_]|/-?)(?=in(?:nen)?\b)", re.IGNORECASE)
_DOT_INSIDE = re.compile(r"(?<=\d)\.|(?<=\bDr)\.|(?<=\bM[rs])\.|(?<=\bMrs)\.")
_MAX_SENTENCES = 400
_MAX_SENTENCE = 600
# Less tells enough where a job is spoken of.
_ENOUGH, _LEAST = 4.5, 3.3
_NEWS = 6.0
_TIME_WEIGHT = 3.0
# What a mail is about stands at its top; below come footers and offers of all kinds.
_FIRST, _LATE = 5, 0.4
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
_NEVER_HYPOTHETICAL = {Label.APPLICATION_RECEIVED, Label.OTHER}
# So much says no: what then follows of "new jobs" and "alerts" is courtesy.
_DECIDED = 9
_CONFIRMED = "confirmed"
# Phrases of such a weight only mention a talk.
_MENTION = 3
_HARDLY = 0.15


@dataclass(frozen=True)
class Verdict:
    """A label, how sure (0 to 1), and the sentences it rests on."""

    label: Label
    confidence: float
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class Setting:
    """What else of a message helps to tell what it is.

    ``in_thread``: it answers an earlier one. ``of_jobs``: whoever sent it deals with applications.
    ``has_time``: it names a day and a time. ``leaning``: weights that speak for labels already.
    """

    in_thread: bool = False
    of_jobs: bool = False
    has_time: bool = False
    leaning: Mapping[Label, float] = MappingProxyType({})


def classify(
    subject: str, text: str, setting: Setting = Setting(), wording: Wording = WORDING
) -> Verdict:
    """Label a message by its subject and its new words."""
    scores: dict[Label, float] = {**dict.fromkeys(Label, 0.0), **setting.leaning}
    evidence: dict[Label, list[tuple[float, Evidence]]] = {label: [] for label in Label}
    about_job = setting.of_jobs or has_job_content(f"{subject}\n{text}", wording)
    has_news = False
    for place, (where, sentence) in enumerate(_sentences(subject, text)):
        # The subject of a reply is the news of an earlier mail.
        share = 1.2 if where is Where.BODY else 0.3 if setting.in_thread else 1.5
        spoken = _spoken(sentence, setting, about_job, wording)
        for label, weight in spoken.items():
            late = _LATE if label is Label.OTHER and (place > _FIRST or has_news) else 1.0
            scores[label] += weight * share * late
            evidence[label].append((weight, Evidence("label", sentence, where)))
        has_news = has_news or spoken.get(Label.REJECTION, 0) >= _DECIDED
    if setting.has_time and about_job and scores[Label.OTHER] < _ENOUGH:
        is_update = setting.in_thread and scores[Label.SCHEDULING_UPDATE] > 0
        scores[Label.SCHEDULING_UPDATE if is_update else Label.INVITATION] += _TIME_WEIGHT
    return _verdict(_without_courtesy(scores), evidence, _LEAST if about_job else _ENOUGH)


def _verdict(
    scores: dict[Label, float], evidence: dict[Label, list[tuple[float, Evidence]]], enough: float
) -> Verdict:
    label = max(_PRECEDENCE, key=lambda one: scores[one])
    if scores[label] < enough:
        return Verdict(Label.OTHER, 0.5)
    others = max(score for one, score in scores.items() if one is not label)
    share = scores[label] / (scores[label] + others)
    said = sorted(evidence[label], key=lambda pair: -pair[0])[:3]
    confidence = share * min(1.0, 0.6 + scores[label] / 30)
    return Verdict(label, round(confidence, 2), tuple(shown for _, shown in said))


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
    news = scores.keys() - {received, Label.OTHER}
    has_news = any(scores[label] >= _NEWS for label in news)
    return {**scores, received: min(scores[received], 1.0)} if has_news else scores


def _spoken(
    sentence: str, setting: Setting, about_job: bool, wording: Wording
) -> dict[Label, float]:
    """Return the weight with which one sentence speaks for each label; the strongest counts."""
    words = _GENDERED.sub("", _DOT_INSIDE.sub(" ", plain(sentence)))
    hedged = _Hedged(words, wording)
    found: dict[Label, float] = {}
    for phrase in wording.phrases_in(words):
        if (about_job or not phrase.needs_job) and phrase.pattern.search(words):
            label, weight = _meant(phrase.label, phrase.weight, setting.in_thread)
            found[label] = max(found.get(label, 0), weight * hedged.share(label, weight))
    most = max(found.values(), default=0.0)
    return {label: weight if weight == most else weight * 0.4 for label, weight in found.items()}


class _Hedged:
    """What takes weight from a sentence: it says "if", "if you hear nothing", or is past.

    Each is looked for once something was said that it would take weight from.
    """

    def __init__(self, words: str, wording: Wording) -> None:
        self.words, self.wording = words, wording

    @cached_property
    def is_if(self) -> bool:
        return bool(self.wording.conditional.search(self.words))

    @cached_property
    def is_unheard(self) -> bool:
        return bool(self.wording.unheard.search(self.words))

    @cached_property
    def is_again(self) -> bool:
        return bool(self.wording.again.search(self.words))

    def share(self, label: Label, weight: int) -> float:
        if label is Label.REJECTION:
            return _HARDLY if self.is_unheard else 1.0
        if label is Label.APPLICATION_RECEIVED:
            return 0.5 if self.is_again else 1.0
        is_open = label not in _NEVER_HYPOTHETICAL and self.is_if
        return (_HARDLY if self._is_past(label, weight) else 1.0) * (_HARDLY if is_open else 1.0)

    def _is_past(self, label: Label, weight: int) -> bool:
        if label is Label.ASSESSMENT:
            return bool(self.wording.done.search(self.words))
        is_mention = label is Label.INVITATION and weight <= _MENTION
        return is_mention and bool(self.wording.met.search(self.words))


def _meant(label: str, weight: int, in_thread: bool) -> tuple[Label, int]:
    """A fixed time is an update where the talk was known already, else an invitation."""
    if label != _CONFIRMED:
        return Label(label), weight
    return (Label.SCHEDULING_UPDATE, weight + 3) if in_thread else (Label.INVITATION, weight)
