"""What becomes of a question that is not answered in time: ask first always carries a fallback.

It is applied a day before the first time proposed (`ReplyClock.falls_back_at`), after one nudge.
"""

from dataclasses import dataclass
from enum import StrEnum

from interviews.guidance.advice import Advice, advise, fallback
from interviews.guidance.facts import Essential, Facts
from interviews.guidance.policy import DEFAULT_POLICY, Policy
from interviews.guidance.verdicts import Verdict


class Fate(StrEnum):
    """How it goes on without an answer."""

    FALLS_BACK = "falls_back"
    NOT_ARRANGED = "not_arranged"
    STAYS_OPEN = "stays_open"


@dataclass(frozen=True, slots=True)
class Unanswered:
    """The facts that are left without an answer, and the advice on them.

    Signs of a scam and an unclear representation stay open; other missing details end it as
    "could not be arranged", which is nobody's no.
    """

    fate: Fate
    facts: Facts
    advice: Advice


def when_unanswered(facts: Facts, policy: Policy = DEFAULT_POLICY) -> Unanswered:
    """Return what holds once nobody answered in time."""
    fallen = fallback(facts)
    advice = advise(fallen, policy)
    return Unanswered(_fate(fallen, advice), fallen, advice)


def _fate(fallen: Facts, advice: Advice) -> Fate:
    if advice.verdict is not Verdict.ASK_FIRST:
        return Fate.FALLS_BACK
    is_short_of_details = bool(fallen.missing - {Essential.REPRESENTATION})
    return Fate.NOT_ARRANGED if is_short_of_details else Fate.STAYS_OPEN
