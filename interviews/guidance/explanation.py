"""What a decision card says: the verdict, why, what would change it, and what to do next."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Self

from interviews.guidance import wording
from interviews.guidance.advice import Advice, NextStep, Reason
from interviews.guidance.along import agreed, asked, unanswered_sentence
from interviews.guidance.authorship import AUTHORSHIP_LABELS, authors_of
from interviews.guidance.changes import Change, changes
from interviews.guidance.checking import as_plain_dict, collected, known, one_of
from interviews.guidance.facts import Blocker, Essential, Facts, Stage
from interviews.guidance.flags import FlagLevel, level_of
from interviews.guidance.labels import ESSENTIAL_LABELS, REASON_LABELS
from interviews.guidance.open_points import Question
from interviews.guidance.policy import DEFAULT_POLICY, Policy
from interviews.guidance.table import Case, Row, shift

FEWEST_WORDS = 60
MOST_WORDS = 110
USUAL_CHANGES = 2
_PRIVATE_ROWS = {
    Row.T2, Row.T3, Row.T4, Row.T5, Row.T8, Row.T9, Row.T10, Row.T14, Row.T15,
}  # fmt: skip
_SHIFTED_ROWS = {Row.T2, Row.T3, Row.T4}
_NO_EVIDENCE: Mapping[Reason, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ShownReason:
    """A benefit of going, with the person's own history beside it where there is any."""

    code: Reason
    title: str
    sentence: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """The parts of a decision card in the order to show them.

    ``bounding`` holds why the verdict is no higher, one sentence for each row, and what moved
    a close call. ``unknown`` holds noun phrases, everything else whole sentences. ``reasons``
    are those of the advice: none after the first interview. ``to_agree`` and ``to_ask`` are what
    goes with it, whatever the verdict; ``unanswered`` says what holds if nobody answers. Cards of
    earlier versions have none of the three.
    """

    headline: str
    bounding: tuple[str, ...]
    reasons: tuple[ShownReason, ...]
    would_change: tuple[str, ...]
    unknown: tuple[str, ...]
    next_step: str
    choice: str
    authorship: str
    to_agree: tuple[str, ...] = ()
    to_ask: tuple[str, ...] = ()
    unanswered: str = ""

    @property
    def text(self) -> str:
        """The card as running text, without its lists and the small print."""
        return " ".join(self._sentences())

    def _sentences(self) -> Iterator[str]:
        yield self.headline
        yield from self.bounding
        for reason in self.reasons:
            yield from filter(None, (f"{reason.title}:", reason.sentence, reason.evidence))
        yield from self.would_change
        yield self.next_step
        yield self.choice

    def as_dict(self) -> dict[str, Any]:
        """Return plain values that JSON can hold; ``from_dict`` takes them back."""
        return as_plain_dict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Rebuild what ``as_dict`` returned; raise ValueError for anything else."""
        values = known(cls, data)
        for name in ("bounding", "would_change", "unknown", "to_agree", "to_ask"):
            values[name] = collected(values.get(name, ()), name)
        reasons = collected(values.pop("reasons"), "reasons")
        return cls(**values, reasons=tuple(map(_stored_reason, reasons)))


def _stored_reason(data: Mapping[str, Any]) -> ShownReason:
    values = known(ShownReason, data)
    return ShownReason(**values | {"code": one_of(Reason, values["code"], "code")})


def explain(
    facts: Facts,
    advice: Advice,
    *,
    evidence: Mapping[Reason, str] = _NO_EVIDENCE,
    reply_by: str = "",
    falls_back: str = "",
    hidden: bool = False,
    is_live: bool = True,
    policy: Policy = DEFAULT_POLICY,
) -> Explanation:
    """Return the card for ``advice``, which was given on ``facts`` under ``policy``.

    ``evidence`` maps a reason to a sentence from the person's own history. ``reply_by`` follows
    the word "by" ("tomorrow noon"), and so does ``falls_back``, when a question waits no longer;
    without them the policy's targets are named. ``hidden`` is how
    somebody else sees the card: the verdict is the same, and what rests on the interest, the
    flags' sources, other processes or the person's history reads "a private reason". ``is_live`` is
    whether anybody is there to meet: a recording or a test tells nothing of them.
    """
    case = Case.of(facts, policy)
    own = _NO_EVIDENCE if hidden or advice.safety_notice else evidence
    card = Explanation(
        headline=_headline(advice),
        bounding=_bounding(case, advice, hidden=hidden),
        reasons=_reasons(facts, advice, own, hidden=hidden, is_live=is_live),
        would_change=(),
        unknown=tuple(_unknown(case, hidden=hidden)),
        next_step=_next_step(advice, policy, reply_by, hidden=hidden),
        choice=wording.UNSAFE_CHOICE if advice.safety_notice else wording.CHOICE,
        authorship=_authorship(advice, hidden=hidden),
        to_agree=tuple(agreed(advice, hidden=hidden)),
        to_ask=tuple(asked(advice, hidden=hidden)),
        unanswered=unanswered_sentence(facts, advice, policy, falls_back),
    )
    sentences = _change_sentences(changes(facts, advice.verdict, policy), hidden=hidden)
    return replace(card, would_change=_fitting(sentences, len(card.text.split())))


def _headline(advice: Advice) -> str:
    return wording.UNSAFE_HEADLINE if advice.safety_notice else wording.HEADLINES[advice.verdict]


def _bounding(case: Case, advice: Advice, *, hidden: bool) -> tuple[str, ...]:
    sentences = [_row_sentence(row, case, hidden=hidden) for row in advice.rows]
    if case.facts.stage is Stage.LATER and not advice.safety_notice:
        sentences.insert(0, wording.LATER)
    if shift(case) and not hidden and not _SHIFTED_ROWS.isdisjoint(advice.rows):
        sentences.append(wording.shift_sentence(case))
    return tuple(dict.fromkeys(sentences))


def _row_sentence(row: Row, case: Case, *, hidden: bool) -> str:
    is_private = hidden and row in _PRIVATE_ROWS
    return wording.PRIVATE_REASON if is_private else wording.row_sentence(row, case)


def _reasons(
    facts: Facts, advice: Advice, evidence: Mapping[Reason, str], *, hidden: bool, is_live: bool
) -> tuple[ShownReason, ...]:
    return tuple(
        ShownReason(
            code=reason,
            title=REASON_LABELS[reason],
            sentence=wording.reason_sentence(reason, facts, hidden=hidden, is_live=is_live),
            evidence=evidence.get(reason, ""),
        )
        for reason in advice.reasons
    )


def _change_sentences(found: list[Change], *, hidden: bool) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_change_sentence(change, hidden=hidden) for change in found))


def _change_sentence(change: Change, *, hidden: bool) -> str:
    if hidden and change.is_private:
        return wording.PRIVATE_CHANGE
    return f"If {wording.listed(change.clauses)}, this becomes {wording.BECOMES[change.verdict]}."


def _fitting(sentences: tuple[str, ...], words: int) -> tuple[str, ...]:
    """Keep the first sentences that a card of so many words has room for, and at least one."""
    kept: list[str] = []
    for sentence in sentences:
        longer = words + len(sentence.split())
        is_wanted = len(kept) < USUAL_CHANGES or words < FEWEST_WORDS
        if is_wanted and longer <= MOST_WORDS:
            kept.append(sentence)
            words = longer
    return tuple(kept) or sentences[:1]


def _unknown(case: Case, *, hidden: bool) -> Iterator[str]:
    facts = case.facts
    yield from (ESSENTIAL_LABELS[each] for each in Essential if each in facts.missing)
    if facts.blocker is Blocker.SUSPECTED:
        yield "whether something rules the job out"
    for flag in facts.flags:
        if level_of(flag) is FlagLevel.SERIOUS_UNCHECKED and not hidden:
            yield f"whether the concern holds: {flag.topic}"
    if facts.decisive_unknown:
        yield "the one thing that would settle it"
    if case.needs_interest:
        yield "a private point" if hidden else "how much you want this job"


def _next_step(advice: Advice, policy: Policy, reply_by: str, *, hidden: bool) -> str:
    is_withdrawal = advice.next_step is NextStep.WITHDRAW_POLITELY
    hours = policy.withdraw_hours if is_withdrawal else policy.reply_hours
    by = f"by {reply_by}" if reply_by else f"within {hours} hours"
    return _step_sentence(advice, hidden=hidden).format(by=by)


def _step_sentence(advice: Advice, *, hidden: bool) -> str:
    if advice.next_step is NextStep.RATE_INTEREST and hidden:
        return wording.NEXT_STEPS[NextStep.WEIGH_IT]
    if advice.next_step is NextStep.CHECK_FLAG and Question.VERIFY_SENDER in advice.questions:
        return wording.VERIFY_SENDER
    return wording.NEXT_STEPS[advice.next_step]


def _authorship(advice: Advice, *, hidden: bool) -> str:
    if hidden and not _PRIVATE_ROWS.isdisjoint(advice.rows):
        return wording.PRIVATE_AUTHORSHIP
    return "; ".join(AUTHORSHIP_LABELS[author] for author in authors_of(advice))
