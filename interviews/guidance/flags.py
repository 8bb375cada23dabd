"""How much the red flags weigh, alone and together."""

from collections.abc import Iterable
from enum import StrEnum

from interviews.guidance.facts import RedFlag, Safety, Severity, Source
from interviews.guidance.policy import DEFAULT_POLICY, Policy


class FlagLevel(StrEnum):
    """The weight of a flag, from the mildest to the strictest."""

    NONE = "0"
    MINOR = "1"
    SERIOUS_CHECKED = "2c"
    SERIOUS_UNCHECKED = "2u"
    ABSOLUTE_WEAK = "3w"
    ABSOLUTE_STRONG = "3s"
    SAFETY = "4"

    @property
    def strictness(self) -> int:
        """The place in the order, from zero; the values themselves do not sort."""
        return _STRICTNESS[self]


_STRICTNESS = {level: place for place, level in enumerate(FlagLevel)}
_STRONG = {Source.OWN_EXPERIENCE, Source.SOMEONE_I_KNOW, Source.OFFICIAL_RECORD, Source.FIRM}
_ENOUGH_REVIEWS = 2
_ENOUGH_SOFT_SIGNS = 2


def is_strong(flag: RedFlag) -> bool:
    """Tell whether the source of a flag can carry an absolute claim by itself."""
    if flag.source is Source.ONLINE_REVIEW:
        return flag.independent_sources >= _ENOUGH_REVIEWS
    return flag.source in _STRONG


def level_of(flag: RedFlag) -> FlagLevel:
    """Return the weight of one flag, whatever else is flagged."""
    if flag.resolved:
        return FlagLevel.NONE
    if flag.safety is Safety.HARD:
        return FlagLevel.SAFETY
    if flag.safety is Safety.SOFT or flag.severity is Severity.SERIOUS:
        return FlagLevel.SERIOUS_CHECKED if flag.checked else FlagLevel.SERIOUS_UNCHECKED
    return FlagLevel.MINOR if flag.severity is Severity.MINOR else _level_of_absolute(flag)


def _level_of_absolute(flag: RedFlag) -> FlagLevel:
    if is_strong(flag):
        return FlagLevel.ABSOLUTE_STRONG
    return FlagLevel.ABSOLUTE_WEAK if flag.checked else FlagLevel.SERIOUS_UNCHECKED


def effective_level(flags: Iterable[RedFlag], policy: Policy = DEFAULT_POLICY) -> FlagLevel:
    """Return the weight of all flags together: the strictest, or what they add up to."""
    active = [flag for flag in flags if not flag.resolved]
    levels = [FlagLevel.NONE, *map(level_of, active)]
    if has_soft_pattern(active):
        levels.append(FlagLevel.SAFETY)
    if has_serious_pattern(active, policy):
        levels.append(FlagLevel.ABSOLUTE_WEAK)
    return max(levels, key=_STRICTNESS.__getitem__)


def has_soft_pattern(active: Iterable[RedFlag]) -> bool:
    """Tell whether unchecked soft signs of a scam add up to a hard one."""
    soft = [flag for flag in active if flag.safety is Safety.SOFT and not flag.checked]
    return len(soft) >= _ENOUGH_SOFT_SIGNS


def has_serious_pattern(active: Iterable[RedFlag], policy: Policy = DEFAULT_POLICY) -> bool:
    """Tell whether serious concerns touch so many separate topics that they add up."""
    topics = {flag.topic.casefold() for flag in active if flag.severity is not Severity.MINOR}
    return len(topics) >= policy.serious_topics
