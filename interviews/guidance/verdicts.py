"""What the guidance can advise, from the most to the least positive."""

from enum import IntEnum, StrEnum

from interviews.guidance.facts import Stage


class Rank(IntEnum):
    """How positive a verdict is; a ceiling is a rank that nothing may rise above."""

    NO = 0
    LEAN_DECLINE = 1
    EVEN = 2
    LEAN_GO = 3
    ASK_FIRST = 4
    ACCEPT_WITH_CONDITIONS = 5
    ACCEPT = 6


class Verdict(StrEnum):
    """The advice; declining and withdrawing are one rank, before and after a first interview."""

    ACCEPT = "accept"
    ACCEPT_WITH_CONDITIONS = "accept_with_conditions"
    ASK_FIRST = "ask_first"
    LEAN_GO = "lean_go"
    EVEN = "even"
    LEAN_DECLINE = "lean_decline"
    DECLINE = "decline"
    WITHDRAW = "withdraw"

    @property
    def rank(self) -> Rank:
        """Six for a plain yes, down to zero."""
        return _RANKS[self]

    @classmethod
    def of(cls, rank: Rank, stage: Stage) -> "Verdict":
        """Return how ``rank`` reads at ``stage``."""
        if rank is Rank.NO:
            return cls.WITHDRAW if stage is Stage.LATER else cls.DECLINE
        return _VERDICTS[rank]


_VERDICTS = {rank: Verdict(rank.name.lower()) for rank in Rank if rank is not Rank.NO}
_RANKS = {verdict: rank for rank, verdict in _VERDICTS.items()} | {
    Verdict.DECLINE: Rank.NO,
    Verdict.WITHDRAW: Rank.NO,
}
