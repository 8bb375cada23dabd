"""The published guidance on interview invitations, as pure functions from facts to advice."""

from interviews.guidance.advice import (
    GUIDANCE_VERSION,
    Advice,
    NextStep,
    Reason,
    advise,
    fallback,
)
from interviews.guidance.authorship import Authorship, author_of, authors_of
from interviews.guidance.explanation import Explanation, ShownReason, explain
from interviews.guidance.facts import (
    Blocker,
    Essential,
    Facts,
    Level,
    RedFlag,
    Safety,
    Severity,
    Source,
    Stage,
    Status,
)
from interviews.guidance.flags import FlagLevel, effective_level, level_of
from interviews.guidance.open_points import Condition, Question
from interviews.guidance.policy import DEFAULT_POLICY, Policy
from interviews.guidance.reply_clock import ReplyClock
from interviews.guidance.table import Row
from interviews.guidance.unanswered import Fate, Unanswered, when_unanswered
from interviews.guidance.verdicts import Rank, Verdict

__all__ = [
    "DEFAULT_POLICY",
    "GUIDANCE_VERSION",
    "Advice",
    "Authorship",
    "Blocker",
    "Condition",
    "Essential",
    "Explanation",
    "Facts",
    "Fate",
    "FlagLevel",
    "Level",
    "NextStep",
    "Policy",
    "Question",
    "Rank",
    "Reason",
    "RedFlag",
    "ReplyClock",
    "Row",
    "Safety",
    "Severity",
    "ShownReason",
    "Source",
    "Stage",
    "Status",
    "Unanswered",
    "Verdict",
    "advise",
    "author_of",
    "authors_of",
    "effective_level",
    "explain",
    "fallback",
    "level_of",
    "when_unanswered",
]
