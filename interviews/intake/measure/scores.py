"""Figures from readings beside what people said: labels, times, names and matches."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from interviews.intake.match import KnownApplication, rank, same_company, title_likeness
from interviews.intake.reading import Label, Reading, SlotRead

from .samples import Sample, moment

_SAME_TITLE = 0.8


@dataclass(frozen=True)
class Outcome:
    """A sample and what the reader made of it; ``reading`` is None where it gave up."""

    sample: Sample
    reading: Reading | None

    @property
    def label(self) -> Label:
        return self.reading.label if self.reading else Label.OTHER

    @property
    def is_right(self) -> bool:
        return self.label is self.sample.label


@dataclass(frozen=True)
class Rate:
    """So many of so many."""

    right: int
    of: int

    @property
    def share(self) -> float | None:
        return self.right / self.of if self.of else None


@dataclass(frozen=True)
class LabelScore:
    """Precision: of those called so, how many are. Recall: of those that are, how many found."""

    label: Label
    precision: Rate
    recall: Rate


@dataclass(frozen=True)
class Scores:
    """Everything that is measured over one set of samples."""

    messages: int
    accuracy: Rate
    labels: tuple[LabelScore, ...]
    confusion: dict[tuple[Label, Label], int]
    facts: dict[str, Rate]
    match_ranks: dict[int, int]
    worst: tuple[Outcome, ...]


def score(outcomes: Sequence[Outcome]) -> Scores:
    """Score all outcomes; ``match_ranks`` has 0 for applications that were not suggested."""
    confusion = Counter((one.sample.label, one.label) for one in outcomes)
    wrong = [one for one in outcomes if not one.is_right]
    return Scores(
        messages=len(outcomes),
        accuracy=Rate(len(outcomes) - len(wrong), len(outcomes)),
        labels=tuple(_label_score(label, confusion) for label in Label),
        confusion=dict(confusion),
        facts=_facts(outcomes),
        match_ranks=dict(sorted(Counter(_match_ranks(outcomes)).items())),
        worst=tuple(sorted(wrong, key=_confidence, reverse=True)),
    )


def _confidence(outcome: Outcome) -> float:
    return outcome.reading.confidence if outcome.reading else 0.0


def _label_score(label: Label, confusion: Counter[tuple[Label, Label]]) -> LabelScore:
    right = confusion[label, label]
    called = sum(count for (_, found), count in confusion.items() if found is label)
    are = sum(count for (true, _), count in confusion.items() if true is label)
    return LabelScore(label, Rate(right, called), Rate(right, are))


def _facts(outcomes: Sequence[Outcome]) -> dict[str, Rate]:
    checks: dict[str, Callable[[Outcome, str], bool]] = {
        "start": has_start,
        "employer": has_employer,
        "title": has_title,
        "uid": has_event_value,
        "method": has_event_value,
        "sequence": has_event_value,
    }
    found = {}
    for name, check in checks.items():
        stated = [one for one in outcomes if name in one.sample.expected]
        found[name] = Rate(sum(check(one, name) for one in stated), len(stated))
    return found


def has_start(outcome: Outcome, _name: str = "start") -> bool:
    """Tell whether the expected start is exact: the minute, and the zone where one is expected."""
    expected = outcome.sample.expected
    slots = outcome.reading.slots if outcome.reading else ()
    wanted = moment(expected["start"])
    return bool(slots) and wanted is not None and _is_at(slots[0], wanted, expected)


def _is_at(slot: SlotRead, wanted: datetime, expected: dict[str, str]) -> bool:
    written, zone = expected["start"], expected.get("zone", "")
    if len(written) <= len("2026-07-09"):
        return slot.start.date() == date.fromisoformat(written[:10])
    if re.search(r"(Z|[+-]\d\d:?\d\d)$", written) and slot.zone:
        return slot.start.replace(tzinfo=ZoneInfo(slot.zone)) == wanted
    is_same = slot.start == wanted.replace(tzinfo=None)
    return is_same and (not zone or _same_zone(slot, zone))


def _same_zone(slot: SlotRead, zone: str) -> bool:
    """Zones are the same here when their clocks agree at that time."""
    if zone in {slot.zone, slot.zone_as_written}:
        return True
    if not slot.zone:
        return False
    try:
        other = slot.start.replace(tzinfo=ZoneInfo(zone)).utcoffset()
    except (ValueError, OSError, KeyError):
        return False
    return other == slot.start.replace(tzinfo=ZoneInfo(slot.zone)).utcoffset()


def has_employer(outcome: Outcome, _name: str = "employer") -> bool:
    found = outcome.reading.employer if outcome.reading else ""
    return same_company(found, outcome.sample.expected["employer"])


def has_title(outcome: Outcome, _name: str = "title") -> bool:
    found = outcome.reading.job_title if outcome.reading else ""
    return title_likeness(found, outcome.sample.expected["title"]) >= _SAME_TITLE


def has_event_value(outcome: Outcome, name: str) -> bool:
    event = outcome.reading.calendar if outcome.reading else None
    expected = outcome.sample.expected[name]
    return event is not None and str(getattr(event, name)).lower() == expected.lower()


def _match_ranks(outcomes: Sequence[Outcome]) -> Iterator[int]:
    """Yield where the right one stands among all applications that the samples name."""
    named = [one for one in outcomes if one.reading and "employer" in one.sample.expected]
    keys = sorted({_application(one) for one in named})
    known = [
        KnownApplication(id=n, employer=key[0], job_title=key[1]) for n, key in enumerate(keys)
    ]
    for one in named if len(known) > 1 else []:
        wanted = keys.index(_application(one))
        found = [each.id for each in rank(one.reading, known)] if one.reading else []
        yield found.index(wanted) + 1 if wanted in found else 0


def _application(outcome: Outcome) -> tuple[str, str]:
    return outcome.sample.expected["employer"], outcome.sample.expected.get("title", "")
