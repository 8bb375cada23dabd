"""Cards of facts from all over the space, and the words that none of them may use."""

import re
from functools import cache
from itertools import islice

from interviews.guidance import Explanation, Facts, Reason, advise, explain
from tests.interviews.guidance.space import combinations, facts, facts_at

EVIDENCE = {reason: f"Two of three: {reason.value}." for reason in Reason}
PRESSING = re.compile(
    r"!|\b(must|should|regret|hurry|last chance|only chance|miss|guarantee\w*|will|sorry|"
    r"wast\w+|unfortunately|obviously|lazy|fault|ought|never|always)\b",
    re.IGNORECASE,
)


@cache
def told() -> tuple[Facts, ...]:
    """Facts from all over the space; the step shares no factor with the axes."""
    return tuple(map(facts_at, islice(combinations(), 0, None, 331)))


def card(given=None, **changes) -> Explanation:
    given = given or facts(**changes)
    return explain(given, advise(given))
