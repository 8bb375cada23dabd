"""The published guidance on interview invitations, as pure functions from facts to advice."""

from interviews.guidance.advice import (
    GUIDANCE_VERSION,
    Advice,
    NextStep,
    Reason,
    advise,
    fallback,
)
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
from interviews.guidance.table import Row
from interviews.guidance.verdicts import Rank, Verdict

__all__ = [
    "DEFAULT_POLICY",
    "GUIDANCE_VERSION",
    "Advice",
    "Blocker",
    "Condition",
    "Essential",
    "Facts",
    "FlagLevel",
    "Level",
    "NextStep",
    "Policy",
    "Question",
    "Rank",
    "Reason",
    "RedFlag",
    "Row",
    "Safety",
    "Severity",
    "Source",
    "Stage",
    "Status",
    "Verdict",
    "advise",
    "effective_level",
    "fallback",
    "level_of",
]
