"""Proposed times and the reply-by time: dates, times and zones put together."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from . import zones
from .dates import Day, Span, find_days, find_duration, find_times
from .reading import Evidence, Problem, SlotRead, Where
from .wording import WORDING, plain

_W = WORDING.dates
_REPLY = re.compile(rf"\b(?:{_W['reply']})\w*", re.IGNORECASE)
_BEFORE = re.compile(rf"\b(?:{_W['before']})\W{{0,3}}(?:\w+\W){{0,3}}$", re.IGNORECASE)
_DEADLINE = re.compile(rf"\b(?:{_W['deadline']})", re.IGNORECASE)
_WITHIN = re.compile(
    rf"\b{_W['within']}\s(?P<n>\d{{1,3}})\s(?:(?P<h>{_W['hours']})|(?P<d>{_W['days']})|(?P<w>{_W['weeks']}))\b",
    re.IGNORECASE,
)
_NO_SLOT = re.compile(rf"(?<!\w)(?:{_W['not_slot']})(?!\w)", re.IGNORECASE)
_OLD_TIME = re.compile(_W["moved"], re.IGNORECASE)
_BREAK = re.compile(r"[!?]\s|(?<=[a-z)])\.\s|\n\s*\n|\n(?=\s*[-*•\d]|[^\n:]{1,30}:\s)")
_JOIN = re.compile(r"[\s,(]*(?:on|am|den|dem|the|this|-)?[\s,(]*", re.IGNORECASE)
_NEAR = 260
_BESIDE = 25
_MAX_TEXT = 30_000
_MAX_SLOTS = 20


@dataclass(frozen=True)
class Times:
    """What a text says about when."""

    slots: tuple[SlotRead, ...] = ()
    reply_by: datetime | date | None = None
    reply_by_zone: str = ""
    evidence: tuple[Evidence, ...] = ()
    problems: tuple[str, ...] = ()


def read_times(
    text: str, sent: datetime, *, support: str = "", month_first: bool | None = None
) -> Times:
    """Read the proposed times in ``text``; relative dates count from the day of ``sent``."""
    words = plain(text[:_MAX_TEXT])
    days = find_days(words, sent.date(), month_first=month_first)[:200]
    spans = list(find_times(words, days))[:200]
    return _Reader(words, days, spans, sent, support).read()


class _Reader:
    """One pass over one text; keeps the text, so that each step need not be handed it."""

    def __init__(
        self, text: str, days: list[Day], spans: list[Span], sent: datetime, support: str
    ) -> None:
        self.text, self.days, self.spans, self.sent = text, days, spans, sent
        self.support = f"{support}\n{text}"
        self.zone = zones.find(text, self.support)
        self.evidence: list[Evidence] = []
        self.problems: list[str] = []

    def read(self) -> Times:
        reply_by, reply_zone = self._reply_by()
        length = find_duration(self.text)
        slots: dict[tuple[datetime, str], SlotRead] = {}
        for span in self.spans:
            day = self._day_of(span)
            if day and not self._is_far(span, day) and self._is_proposed(span, day):
                slot = self._slot(span, day, length)
                slots.setdefault((slot.start, slot.zone), slot)
        if not slots and any(day.day and not self._is_deadline(day) for day in self.days):
            self.problems.append(Problem.TIME_MISSING)
        return Times(
            tuple(slots.values())[:_MAX_SLOTS],
            reply_by,
            reply_zone,
            tuple(self.evidence[:_MAX_SLOTS]),
            tuple(dict.fromkeys(self.problems)),
        )

    def _day_of(self, span: Span) -> Day | None:
        """Return the date a time belongs to: on its line, else the last one before it."""
        before = [day for day in self.days if day.end <= span.begin and self._is_near(day, span)]
        after = [day for day in self.days if day.begin >= span.end and day.begin - span.end < 80]
        follows = after and _JOIN.fullmatch(
            self.text[span.end : after[0].begin].split(")")[-1][:20]
        )
        if before and _JOIN.fullmatch(self._between(before[-1], span).replace(" at ", " ")):
            return before[-1]
        if follows and "\n" not in self.text[span.end : after[0].begin].strip(" "):
            return after[0]
        if before:
            return before[-1]
        return after[0] if after else None

    def _is_far(self, span: Span, day: Day) -> bool:
        """A bare number is an hour beside a day only."""
        apart = max(span.begin - day.end, day.begin - span.end)
        if span.is_bare and apart < _BESIDE:
            self.problems.append(Problem.HOUR_INFERRED)
        return span.is_bare and apart >= _BESIDE

    def _between(self, day: Day, span: Span) -> str:
        return self.text[day.end : span.begin]

    def _is_near(self, day: Day, span: Span) -> bool:
        others = [one for one in self.spans if day.end <= one.begin < span.begin]
        return span.begin - (others[-1].end if others else day.end) < _NEAR

    def _is_proposed(self, span: Span, day: Day) -> bool:
        self.problems.extend(day.notes)
        if day.day is None or self._is_deadline(day):
            return False
        begin = min(span.begin, day.begin)
        before = self._sentence_before(begin)
        inside = self.text[begin : max(span.end, day.end)]
        after = _BREAK.split(self.text[max(span.end, day.end) :][:60])[0]
        is_old = _OLD_TIME.search(before[-30:] + inside + after) and not _OLD_TIME.search(
            before + inside
        )
        return not is_old and not _NO_SLOT.search(before + self._sentence_before(span.begin)[-30:])

    def _sentence_before(self, position: int) -> str:
        return _BREAK.split(self.text[max(0, position - 160) : position])[-1]

    def _slot(self, span: Span, day: Day, length: timedelta | None) -> SlotRead:
        start = datetime.combine(day.known, span.start)
        end = datetime.combine(day.known, span.until) if span.until else None
        end = end or (start + length if length else None)
        name, written = self._zone_at(span)
        begin, stop = min(span.begin, day.begin), max(span.end, day.end)
        self.evidence.append(Evidence("slots", self.text[begin:stop][:300], Where.BODY))
        if day.weekday_mismatch:
            self.problems.append(Problem.WEEKDAY_MISMATCH)
        return SlotRead(
            start, end if end and end > start else None, name, written, day.weekday_mismatch
        )

    def _zone_at(self, span: Span) -> tuple[str, str]:
        """Return the zone written at the time, else the one the text states anywhere."""
        line = self.text[span.begin : span.end + 40].split("\n")[0]
        name, written = zones.find(line, self.support)
        name, written = (name, written) if written else self.zone
        if written and not name:
            self.problems.append(Problem.ZONE_AMBIGUOUS)
        return name, written

    def _is_deadline(self, day: Day) -> bool:
        before = self._sentence_before(day.begin)
        if _DEADLINE.search(before):
            return True
        after = _BREAK.split(self.text[day.end : day.end + 120])[0]
        return bool(_BEFORE.search(before) and _REPLY.search(before + after))

    def _reply_by(self) -> tuple[datetime | date | None, str]:
        for day in self.days:
            if day.day and self._is_deadline(day):
                self.problems.extend(day.notes)
                return self._deadline_at(day)
        for match in _WITHIN.finditer(self.text):
            around = (
                self._sentence_before(match.start()) + self.text[match.end() : match.end() + 80]
            )
            if _REPLY.search(around):
                self.problems.append(Problem.RELATIVE_DATE)
                self.evidence.append(Evidence("reply_by", match[0], Where.BODY))
                return self._after(match), ""
        return None, ""

    def _deadline_at(self, day: Day) -> tuple[datetime | date | None, str]:
        sentence = _BREAK.split(self.text[day.end : day.end + 60])[0]
        at = next((one for one in self.spans if 0 <= one.begin - day.end <= len(sentence)), None)
        self.evidence.append(
            Evidence("reply_by", self.text[day.begin : at.end if at else day.end], Where.BODY)
        )
        if at is None:
            return day.known, ""
        return datetime.combine(day.known, at.start), self._zone_at(at)[0]

    def _after(self, match: re.Match[str]) -> datetime | date:
        count = int(match["n"])
        if match["h"]:
            return (self.sent + timedelta(hours=count)).replace(tzinfo=None)
        return self.sent.date() + timedelta(days=count * (7 if match["w"] else 1))
