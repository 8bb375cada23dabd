"""What would change a verdict, found by advising on the facts with something different."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import reduce

from interviews.guidance.advice import advise
from interviews.guidance.facts import (
    INTERESTS,
    Blocker,
    Facts,
    Level,
    RedFlag,
    Safety,
    Severity,
    Source,
    Stage,
    Status,
)
from interviews.guidance.flags import FlagLevel, level_of
from interviews.guidance.policy import DEFAULT_POLICY, Policy
from interviews.guidance.verdicts import Verdict

INTEREST_CLAUSES = {
    1: "you would not take it",
    2: "you would very likely turn it down",
    3: "it could go either way for you",
    4: "you would likely take it",
    5: "you want it",
}
_LIKELY = 4
_UNLIKELY = 2
_MOST_TOGETHER = 3
_LEARNED = RedFlag("what you learned", Severity.ABSOLUTE, Source.OWN_EXPERIENCE)


@dataclass(frozen=True, slots=True)
class Variation:
    """Something that could be different; ``clause`` says what, to follow the word "if"."""

    clause: str
    apply: Callable[[Facts], Facts]
    is_private: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """Facts with one or more things different, and the other verdict that they lead to."""

    clauses: tuple[str, ...]
    facts: Facts
    verdict: Verdict
    is_private: bool


def changes(facts: Facts, verdict: Verdict, policy: Policy = DEFAULT_POLICY) -> list[Change]:
    """Return what would change ``verdict``: first what would raise it, then what would lower it.

    Where no single thing would raise it, the things that would only do so together are one
    change. Of several degrees of one thing the nearest is taken.
    """
    raising: list[Change] = []
    lowering: list[Change] = []
    for alternatives in _single(facts):
        tried = [_made(facts, [variation], policy) for variation in alternatives]
        raising += [change for change in tried if change.verdict.rank > verdict.rank][:1]
        lowering += [change for change in tried if change.verdict.rank < verdict.rank][:1]
    if not raising and verdict is not Verdict.ACCEPT:
        together = _together(facts, verdict, policy)
        raising = [together] if len(together.clauses) <= _MOST_TOGETHER or not lowering else []
    return raising + lowering


def _made(facts: Facts, variations: list[Variation], policy: Policy) -> Change:
    varied = reduce(lambda made, variation: variation.apply(made), variations, facts)
    return Change(
        clauses=tuple(variation.clause for variation in variations),
        facts=varied,
        verdict=advise(varied, policy).verdict,
        is_private=any(variation.is_private for variation in variations),
    )


def _together(facts: Facts, verdict: Verdict, policy: Policy) -> Change:
    """Clear everything, which makes a plain yes, then take back what is not needed to rise."""
    needed = _remedies(facts)
    for variation in tuple(needed):
        fewer = [other for other in needed if other is not variation]
        if _made(facts, fewer, policy).verdict.rank > verdict.rank:
            needed = fewer
    return _made(facts, needed, policy)


def _single(facts: Facts) -> Iterator[list[Variation]]:
    """Yield what could be different, each with its alternatives, in the order to show them."""
    yield from ([variation] for variation in _arrangements(facts))
    yield _interests(facts)
    yield from ([variation] for variation in _findings(facts))
    yield from ([variation] for variation in _news(facts))
    yield from ([variation] for variation in _freedom(facts))


def _remedies(facts: Facts) -> list[Variation]:
    remedies = [*_arrangements(facts), *_freedom(facts)]
    if facts.interest is None or facts.interest < _LIKELY:
        remedies.append(_interest(_LIKELY))
    return remedies


def _with(clause: str, *, is_private: bool = False, **values: object) -> Variation:
    return Variation(clause, lambda facts: replace(facts, **values), is_private)  # type: ignore[arg-type]  # names and types as below


def _arrangements(facts: Facts) -> Iterator[Variation]:
    yield from _clearance(facts)
    if facts.missing:
        yield _with("the missing details come in", missing=frozenset())
    if facts.blocker is not Blocker.NONE:
        yield _with("nothing rules the job out after all", blocker=Blocker.NONE)
    if facts.slot_clash:
        yield _with("the times no longer clash", slot_clash=False)
    if facts.high_cost:
        yield _with("the cost comes down", high_cost=False)
    if facts.access_need:
        yield _with("the adjustment is agreed", access_need=False)
    if facts.ask_at_start:
        yield _with("the open point is settled before", ask_at_start=False)
    if facts.confidentiality_risk:
        yield _with("discretion is assured", confidentiality_risk=False)


def _clearance(facts: Facts) -> Iterator[Variation]:
    active = sum(not flag.resolved for flag in facts.flags)
    if active:
        flags = "the red flags are" if active > 1 else "the red flag is"
        yield Variation(f"{flags} cleared up", _clear, is_private=True)


def _clear(facts: Facts) -> Facts:
    return replace(facts, flags=tuple(replace(flag, resolved=True) for flag in facts.flags))


def _interests(facts: Facts) -> list[Variation]:
    if facts.interest is None:
        return [_interest(_LIKELY), _interest(_UNLIKELY)]
    now = facts.interest
    others = sorted(set(INTERESTS) - {now}, key=lambda interest: abs(interest - now))
    return [_interest(other) for other in others]


def _interest(interest: int) -> Variation:
    return _with(INTEREST_CLAUSES[interest], is_private=True, interest=interest)


def _findings(facts: Facts) -> Iterator[Variation]:
    if any(_can_be_checked(flag) for flag in facts.flags):
        yield Variation("you check it and it still stands", _check, is_private=True)
    if facts.blocker is Blocker.SUSPECTED:
        yield _with("the employer confirms what rules it out", blocker=Blocker.CONFIRMED)
    if facts.stage is Stage.LATER and not facts.decisive_unknown:
        yield _with("you can name one question that would settle it", decisive_unknown=True)


def _can_be_checked(flag: RedFlag) -> bool:
    return flag.safety is Safety.NONE and level_of(flag) is FlagLevel.SERIOUS_UNCHECKED


def _check(facts: Facts) -> Facts:
    flags = (replace(flag, checked=flag.checked or _can_be_checked(flag)) for flag in facts.flags)
    return replace(facts, flags=tuple(flags))


def _news(facts: Facts) -> Iterator[Variation]:
    if facts.leverage is not Level.HIGH:
        clause = "another process reaches its final stage"
        yield _with(clause, is_private=True, leverage=Level.HIGH)
    yield Variation("you learn something that rules it out for you", _ruled_out)
    if facts.status is not Status.COMMITTED:
        yield _with("you accept another offer", status=Status.COMMITTED)


def _ruled_out(facts: Facts) -> Facts:
    return replace(facts, flags=(*facts.flags, _LEARNED))


def _freedom(facts: Facts) -> Iterator[Variation]:
    if facts.status is Status.COMMITTED:
        yield _with("you are free again", status=Status.OPEN)
    if facts.status is Status.EMPLOYED:
        yield _with("you can no longer stay in your job", status=Status.OPEN)
