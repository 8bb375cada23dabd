"""Every combination of the inputs that the table looks at, evaluated once.

Practice and leverage are taken at two values each, high and not: test_invariants shows on a
smaller space that the values below high are alike.
"""

from collections.abc import Iterator
from functools import cache
from itertools import product
from math import prod

from interviews.guidance import Advice, Facts, RedFlag, advise

FLAGS = {
    "0": (),
    "1": (RedFlag("hours", "minor", "someone_i_know"),),
    "2c": (RedFlag("hours", "serious", "someone_i_know", checked=True),),
    "2u": (RedFlag("hours", "serious", "someone_i_know"),),
    "3w": (RedFlag("hours", "absolute", "gut_feeling", checked=True),),
    "3s": (RedFlag("hours", "absolute", "someone_i_know"),),
    "4": (RedFlag("fees", "minor", "firm", safety="hard"),),
}
AXES = {
    "stage": ("first", "later"),
    "status": ("open", "employed", "committed"),
    "interest": (1, 2, 3, 4, 5),
    "flags": tuple(FLAGS),
    "missing": (frozenset(), frozenset({"where"})),
    "blocker": ("none", "suspected", "confirmed"),
    "slot_clash": (False, True),
    "high_cost": (False, True),
    "access_need": (False, True),
    "confidentiality_risk": (False, True),
    "decisive_unknown": (False, True),
    "practice": ("medium", "high"),
    "leverage": ("medium", "high"),
}
# From the mildest to the strictest: each value may only lower the verdict or keep it.
WORSENING = (
    "status", "flags", "missing", "blocker", "slot_clash", "high_cost", "access_need",
    "confidentiality_risk",
)  # fmt: skip
IMPROVING = ("interest", "decisive_unknown", "practice", "leverage")
SIZE = prod(map(len, AXES.values()))
NAMES = tuple(AXES)


def facts(**changes) -> Facts:
    """Facts as the acceptance table leaves them unless it says otherwise."""
    return Facts(**{"stage": "first", "status": "open", "interest": 3} | changes)


def facts_at(values: tuple) -> Facts:
    """The facts of one combination of values, one for each axis."""
    named = dict(zip(NAMES, values, strict=True))
    return Facts(**named | {"flags": FLAGS[named["flags"]]})


def combinations(**only) -> Iterator[tuple]:
    """Every combination in order; an axis may be held at some of its values."""
    return product(*({**AXES, **only}[name] for name in NAMES))


@cache
def whole_space() -> list[tuple[tuple, Advice]]:
    """Each combination of values with the advice on it."""
    return [(values, advise(facts_at(values))) for values in combinations()]


@cache
def ranks() -> list[int]:
    """The rank of each combination, in the order of the combinations."""
    return [int(advice.verdict.rank) for _, advice in whole_space()]


@cache
def where(axis: str, *values) -> frozenset[int]:
    """The places in the space at which an axis has one of some values."""
    place = NAMES.index(axis)
    return frozenset(i for i, (at, _) in enumerate(whole_space()) if at[place] in values)


def steps(axis: str) -> Iterator[tuple[int, int]]:
    """Pairs of places that differ in nothing but one step along an axis."""
    stride = prod(len(AXES[name]) for name in NAMES[NAMES.index(axis) + 1 :])
    block = stride * len(AXES[axis])
    for start in range(0, SIZE, block):
        for low in range(start, start + block - stride):
            yield low, low + stride
