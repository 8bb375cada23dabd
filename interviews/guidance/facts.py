"""What is known about one invitation when advice is asked for: the inputs of the guidance.

Every enumeration may be given by its value; what cannot be valid raises ValueError. There is
no clock here: whoever gathers the facts turns dates into them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

from interviews.guidance.checking import (
    as_plain_dict,
    collected,
    known,
    one_of,
    put,
    several_of,
    text,
    whole_number,
    yes_or_no,
)


class Stage(StrEnum):
    """Whether a live talk with the hiring manager or the team has been held for this job."""

    FIRST = "first"
    LATER = "later"


class Status(StrEnum):
    """The person's own situation: free, in a job they could keep, or bound to another offer."""

    OPEN = "open"
    EMPLOYED = "employed"
    COMMITTED = "committed"


class Essential(StrEnum):
    """What has to be known before anybody can go."""

    WHO = "who"
    WHERE = "where"
    WHEN = "when"
    FORMAT = "format"
    ROLE = "role"
    REPRESENTATION = "representation"


class Blocker(StrEnum):
    """A pay floor, licence, right to work and the like that may rule the job out."""

    NONE = "none"
    SUSPECTED = "suspected"
    CONFIRMED = "confirmed"


class Level(StrEnum):
    """How strong the need for practice (low to high) or the leverage (none to high) is."""

    NONE = "none"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Severity(StrEnum):
    """How much a red flag weighs for the person."""

    MINOR = "minor"
    SERIOUS = "serious"
    ABSOLUTE = "absolute"


class Source(StrEnum):
    """Where a red flag comes from."""

    OWN_EXPERIENCE = "own_experience"
    SOMEONE_I_KNOW = "someone_i_know"
    ONLINE_REVIEW = "online_review"
    OFFICIAL_RECORD = "official_record"
    FIRM = "firm"
    GUT_FEELING = "gut_feeling"


class Safety(StrEnum):
    """Whether a red flag is a sign of a scam, and how clear a sign."""

    NONE = "none"
    SOFT = "soft"
    HARD = "hard"


PRACTICE_LEVELS = (Level.LOW, Level.MEDIUM, Level.HIGH)
LEVERAGE_LEVELS = (Level.NONE, Level.MEDIUM, Level.HIGH)
INTERESTS = range(1, 6)


@dataclass(frozen=True, slots=True)
class RedFlag:
    """One concern about the employer, the job or the sender."""

    topic: str
    severity: Severity
    source: Source
    independent_sources: int = 1
    checked: bool = False
    resolved: bool = False
    safety: Safety = Safety.NONE

    def __post_init__(self) -> None:
        put(self, "topic", text(self.topic, "topic"))
        put(self, "severity", one_of(Severity, self.severity, "severity"))
        put(self, "source", one_of(Source, self.source, "source"))
        put(self, "safety", one_of(Safety, self.safety, "safety"))
        whole_number(self.independent_sources, "independent_sources", 1)
        yes_or_no(self.checked, "checked")
        yes_or_no(self.resolved, "resolved")

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Rebuild a flag from its part of ``Facts.as_dict``."""
        return cls(**known(cls, data))


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything the verdict depends on, and nothing else.

    ``interest`` is 1 (would not take it) to 5 (want it), or None where it was not asked.
    ``ask_at_start`` is an open point that is left for the start of the talk: what a suspected
    blocker turns into when no answer comes in time.
    """

    stage: Stage
    status: Status
    interest: int | None = None
    flags: tuple[RedFlag, ...] = ()
    missing: frozenset[Essential] = frozenset()
    blocker: Blocker = Blocker.NONE
    slot_clash: bool = False
    high_cost: bool = False
    access_need: bool = False
    confidentiality_risk: bool = False
    decisive_unknown: bool = False
    practice: Level = Level.MEDIUM
    leverage: Level = Level.NONE
    ask_at_start: bool = False

    def __post_init__(self) -> None:
        put(self, "stage", one_of(Stage, self.stage, "stage"))
        put(self, "status", one_of(Status, self.status, "status"))
        put(self, "flags", _red_flags(self.flags))
        put(self, "missing", several_of(Essential, self.missing, "missing"))
        put(self, "blocker", one_of(Blocker, self.blocker, "blocker"))
        put(self, "practice", _level(self.practice, PRACTICE_LEVELS, "practice"))
        put(self, "leverage", _level(self.leverage, LEVERAGE_LEVELS, "leverage"))
        if self.interest is not None:
            whole_number(self.interest, "interest", INTERESTS[0], INTERESTS[-1])
        self._check_yes_or_no()

    def _check_yes_or_no(self) -> None:
        yes_or_no(self.slot_clash, "slot_clash")
        yes_or_no(self.high_cost, "high_cost")
        yes_or_no(self.access_need, "access_need")
        yes_or_no(self.confidentiality_risk, "confidentiality_risk")
        yes_or_no(self.decisive_unknown, "decisive_unknown")
        yes_or_no(self.ask_at_start, "ask_at_start")

    def as_dict(self) -> dict[str, Any]:
        """Return plain values that JSON can hold; ``from_dict`` takes them back."""
        return as_plain_dict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Rebuild what ``as_dict`` returned; raise ValueError for anything else."""
        values = known(cls, data)
        flags = collected(values.pop("flags", ()), "flags")
        return cls(**values, flags=tuple(RedFlag.from_dict(flag) for flag in flags))


def _red_flags(values: object) -> tuple[RedFlag, ...]:
    flags = collected(values, "flags")
    for flag in flags:
        if not isinstance(flag, RedFlag):
            raise ValueError(f"flags: {flag!r} is not a RedFlag.")
    return flags


def _level(value: object, allowed: tuple[Level, ...], name: str) -> Level:
    level = one_of(Level, value, name)
    if level not in allowed:
        raise ValueError(f"{name}: {level.value!r} is not one of {', '.join(allowed)}.")
    return level
