"""What a firm may set, in words."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from interviews.guidance import Policy, Verdict
from interviews.guidance.labels import VERDICT_LABELS
from interviews.guidance.policy import BOUNDS, CHOICES


class Setting(NamedTuple):
    """One of them: what it sets, its unit where it is a number, and what it does."""

    name: str
    label: str
    unit: str
    help: str

    @property
    def bounds(self) -> tuple[int, int] | None:
        """The least and the most; None where it is one of two suggestions."""
        return BOUNDS.get(self.name)

    @property
    def choices(self) -> Sequence[Verdict]:
        return CHOICES[self.name]

    @property
    def range_in_words(self) -> str:
        """Such as "4 to 48 hours"."""
        if self.bounds:
            return f"{self.bounds[0]} to {self.bounds[1]} {self.unit}"
        return " or ".join(f"“{VERDICT_LABELS[each]}”" for each in self.choices)

    def in_words(self, policy: Policy) -> str:
        """What it is set to, such as "24 hours"."""
        value = getattr(policy, self.name)
        return f"{value} {self.unit}" if self.bounds else f"“{VERDICT_LABELS[value]}”"


# Of what the guidance takes, "unpaid_task_hours" is missing: no rule asks for it yet.
SETTINGS = (
    Setting(
        "reply_hours",
        "Answer an invitation within",
        "hours",
        "It counts for invitations that come from then on.",
    ),
    Setting(
        "withdraw_hours",
        "Pass on a withdrawal within",
        "hours",
        "It counts for what is decided from then on.",
    ),
    Setting(
        "first_done_minutes",
        "A first talk with the team takes at least",
        "minutes",
        "A shorter one is not counted as a first interview.",
    ),
    Setting(
        "high_cost_hours",
        "An interview costs a lot above",
        "hours",
        "Getting ready and the way there included.",
    ),
    Setting(
        "serious_topics",
        "Serious red flags add up from",
        "topics",
        "From so many on, we lean towards a no.",
    ),
    Setting(
        "history_minimum",
        "One’s own history counts from",
        "interviews",
        "With fewer, none of it stands beside the reasons. It changes no suggestion.",
    ),
    Setting(
        "confirmed_blocker",
        "Where something is confirmed to rule the job out",
        "",
        "The most that we suggest then.",
    ),
    Setting(
        "employed_likely",
        "For somebody who has a job and is fairly keen",
        "",
        "The most that we suggest before a first talk.",
    ),
)


class Change(NamedTuple):
    """A setting that differs, by its value then and now."""

    setting: Setting
    before: str
    after: str


def changes_between(before: Policy, after: Policy) -> list[Change]:
    """The settings by which the two differ."""
    return [
        Change(each, each.in_words(before), each.in_words(after))
        for each in SETTINGS
        if getattr(before, each.name) != getattr(after, each.name)
    ]


def values_of(policy: Policy) -> Mapping[str, int | str]:
    """Each of them as a form holds it."""
    return {each.name: getattr(policy, each.name) for each in SETTINGS}
