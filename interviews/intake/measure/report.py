"""The figures as a page of text, and as JSON."""

from collections.abc import Iterator
from typing import Any

from interviews.intake.reading import Label

from .scores import Outcome, Rate, Scores

_SHORT = {Label.SCHEDULING_UPDATE: "update", Label.APPLICATION_RECEIVED: "received"}
_WIDTH = 13


def lines(scores: Scores, *, worst: int = 20) -> Iterator[str]:
    """Yield the report line by line; at most ``worst`` errors, the surest first."""
    yield f"{scores.messages} messages, {_rate(scores.accuracy)} labelled right"
    yield ""
    yield f"{'label':22}{'precision':>18}{'recall':>18}"
    for one in scores.labels:
        yield f"{one.label:22}{_rate(one.precision):>18}{_rate(one.recall):>18}"
    yield from _confusion(scores)
    yield ""
    for name, rate in scores.facts.items():
        if rate.of:
            yield f"{name + ' right':22}{_rate(rate):>18}"
    if scores.match_ranks:
        yield f"{'match rank':22}{_ranks(scores.match_ranks):>18}"
    yield from _errors(scores.worst[:worst])


def as_dict(scores: Scores) -> dict[str, Any]:
    """Return the same figures, JSON-ready."""
    return {
        "messages": scores.messages,
        "accuracy": scores.accuracy.share,
        "labels": {
            one.label: {
                "precision": one.precision.share,
                "recall": one.recall.share,
                "messages": one.recall.of,
            }
            for one in scores.labels
        },
        "confusion": {f"{true} > {found}": n for (true, found), n in scores.confusion.items()},
        "facts": {
            name: {"right": rate.right, "of": rate.of} for name, rate in scores.facts.items()
        },
        "match_ranks": {str(place): count for place, count in scores.match_ranks.items()},
    }


def _rate(rate: Rate) -> str:
    return "-" if rate.share is None else f"{rate.share:.3f} ({rate.right}/{rate.of})"


def _ranks(ranks: dict[int, int]) -> str:
    return ", ".join(f"{place or 'none'}: {count}" for place, count in ranks.items())


def _confusion(scores: Scores) -> Iterator[str]:
    used = [label for label in Label if any(label in pair for pair in scores.confusion)]
    yield ""
    yield f"{'is / read as':22}" + "".join(f"{_SHORT.get(one, one):>{_WIDTH}}" for one in used)
    for true in used:
        counts = (scores.confusion.get((true, found), 0) for found in used)
        yield f"{true:22}" + "".join(f"{count or '.':>{_WIDTH}}" for count in counts)


def _errors(worst: tuple[Outcome, ...]) -> Iterator[str]:
    if worst:
        yield ""
        yield "Wrong, the surest first:"
    for one in worst:
        evidence = one.reading.evidence if one.reading else ()
        sure = f"{one.reading.confidence:.2f}" if one.reading else "unread"
        yield f"  {one.sample.name}: {one.sample.label} read as {one.label} ({sure})"
        for said in [each for each in evidence if each.field == "label"][:1]:
            yield f"      “{' '.join(said.text.split())[:140]}”"
