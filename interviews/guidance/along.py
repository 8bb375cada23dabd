"""What goes along with a verdict: what to agree on, what to ask, and what if nobody answers."""

from collections.abc import Iterator

from interviews.guidance.advice import Advice
from interviews.guidance.facts import Facts
from interviews.guidance.labels import CONDITION_LABELS, QUESTION_LABELS
from interviews.guidance.open_points import Condition, Question
from interviews.guidance.policy import Policy
from interviews.guidance.unanswered import Fate, when_unanswered
from interviews.guidance.verdicts import Verdict
from interviews.guidance.wording import BECOMES

# The others tell of the person's job, interest or flags.
_SHARED_CONDITIONS = {Condition.PROPOSE_SLOTS, Condition.ASK_AT_START}
_SHARED_QUESTIONS = {
    Question.WHO,
    Question.WHERE,
    Question.WHEN,
    Question.FORMAT,
    Question.ROLE,
    Question.REPRESENTATION,
    Question.BLOCKER,
}
# What one asks oneself is said by the next step.
_OF_ONESELF = {Question.INTEREST}
_NOT_ARRANGED = (
    "If it is still open by {by}, it counts as “could not be arranged”, which is nobody’s no."
)
_STAYS_OPEN = "Waiting does not settle this one: without an answer it stays as it is."
_FALLS_BACK = "If it is still open by {by}, this becomes {verdict}: you bring it up in the talk."
_USUAL = "a day before the talk"


def agreed(advice: Advice, *, hidden: bool) -> Iterator[str]:
    """Yield what to agree on, in the order of the enumeration."""
    for condition in Condition:
        if condition in advice.conditions and (not hidden or condition in _SHARED_CONDITIONS):
            yield CONDITION_LABELS[condition]


def asked(advice: Advice, *, hidden: bool) -> Iterator[str]:
    """Yield what to find out from others, in the order of the enumeration."""
    for question in Question:
        is_shown = not hidden or question in _SHARED_QUESTIONS
        if question in advice.questions and question not in _OF_ONESELF and is_shown:
            yield QUESTION_LABELS[question]


def unanswered_sentence(facts: Facts, advice: Advice, policy: Policy, by: str) -> str:
    """Return what holds if nobody answers; "" where nothing is asked first."""
    if advice.verdict is not Verdict.ASK_FIRST:
        return ""
    found = when_unanswered(facts, policy)
    if found.fate is Fate.STAYS_OPEN:
        return _STAYS_OPEN
    words = _FALLS_BACK if found.fate is Fate.FALLS_BACK else _NOT_ARRANGED
    return words.format(by=by or _USUAL, verdict=BECOMES[found.advice.verdict])
