"""What a firm may tune, and within which bounds. Everything else in the guidance is locked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Self

from interviews.guidance.checking import as_plain_dict, known, one_of, put, text, whole_number
from interviews.guidance.verdicts import Verdict

BOUNDS: Mapping[str, tuple[int, int]] = {
    "reply_hours": (4, 48),
    "withdraw_hours": (12, 72),
    "first_done_minutes": (10, 30),
    "high_cost_hours": (4, 10),
    "unpaid_task_hours": (1, 4),
    "serious_topics": (2, 4),
    "history_minimum": (3, 10),
}
CHOICES: Mapping[str, tuple[Verdict, ...]] = {
    "confirmed_blocker": (Verdict.EVEN, Verdict.LEAN_DECLINE),
    "employed_likely": (Verdict.ACCEPT_WITH_CONDITIONS, Verdict.LEAN_GO),
}
UNTUNED = "default"
_VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """A firm's settings of the guidance; a value outside its bounds raises ValueError.

    ``serious_topics`` is how many topics with a serious concern lift the default by their sum.
    ``confirmed_blocker`` is the ceiling that a confirmed blocker sets, ``employed_likely`` the
    one for an employed person who would likely take the job. ``version`` names the settings:
    the same version never gives the same facts two verdicts, so tuned settings need their own.
    """

    version: str = UNTUNED
    reply_hours: int = 24
    withdraw_hours: int = 24
    first_done_minutes: int = 20
    high_cost_hours: int = 6
    unpaid_task_hours: int = 4
    serious_topics: int = 3
    history_minimum: int = 3
    confirmed_blocker: Verdict = Verdict.EVEN
    employed_likely: Verdict = Verdict.ACCEPT_WITH_CONDITIONS

    def __post_init__(self) -> None:
        for name, (low, high) in BOUNDS.items():
            whole_number(getattr(self, name), name, low, high)
        for name, allowed in CHOICES.items():
            put(self, name, _choice(getattr(self, name), allowed, name))
        self._check_version()

    def _check_version(self) -> None:
        if not _VERSION.fullmatch(text(self.version, "version")):
            raise ValueError(f"version: {self.version!r} is not letters, digits, dots or dashes.")
        if self.version == UNTUNED and self._tuned():
            raise ValueError(f"version: tuned settings cannot be called {UNTUNED!r}.")

    def _tuned(self) -> bool:
        settings = (field for field in fields(self) if field.name != "version")
        return any(getattr(self, field.name) != field.default for field in settings)

    def as_dict(self) -> dict[str, Any]:
        """Return plain values that JSON can hold; ``from_dict`` takes them back."""
        return as_plain_dict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Rebuild what ``as_dict`` returned; raise ValueError for anything else."""
        return cls(**known(cls, data))


def _choice(value: object, allowed: tuple[Verdict, ...], name: str) -> Verdict:
    verdict = one_of(Verdict, value, name)
    if verdict not in allowed:
        raise ValueError(f"{name}: {verdict.value!r} is not one of {', '.join(allowed)}.")
    return verdict


DEFAULT_POLICY = Policy()
