"""Bytes to iCalendar components, leniently and within limits.

The icalendar library does the reading. Three of its habits do not fit text from strangers, and
are replaced here: it keeps every VTIMEZONE it meets in a table shared by the whole process, so
one sender could shift another's times; it applies zones while it parses; and one bad property
outside an event costs the whole calendar.
"""

from enum import StrEnum
from typing import override

from icalendar import Component, ComponentFactory, Parameters
from icalendar.parser import Contentline, Contentlines
from icalendar.parser.ical.component import ComponentIcalParser

MAX_BYTES = 1_000_000
MAX_COMPONENTS = 5_000
MAX_DEPTH = 20
MAX_LINES = 20_000
MAX_LINE = 64_000  # characters, once unfolded

UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")


class Problem(StrEnum):
    """What was wrong with a calendar that was read all the same."""

    TOO_LARGE = "too_large"
    TOO_MANY_COMPONENTS = "too_many_components"
    TOO_DEEP = "too_deep"
    LINE_TOO_LONG = "line_too_long"
    ENCODING = "encoding"
    LINE_UNREADABLE = "line_unreadable"
    VALUE_UNREADABLE = "value_unreadable"
    UNBALANCED = "unbalanced"
    NO_EVENT = "no_event"
    UID_MISSING = "uid_missing"
    START_MISSING = "start_missing"
    END_UNREADABLE = "end_unreadable"
    END_BEFORE_START = "end_before_start"
    ZONE_CUSTOM = "zone_custom"
    ZONE_UNKNOWN = "zone_unknown"
    RULE_TOO_FREQUENT = "rule_too_frequent"
    NOT_WRITABLE = "not_writable"


class LimitError(ValueError):
    """The calendar is larger than we are willing to read."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


class LenientParser(ComponentIcalParser):
    """Parse content lines; times stay the wall clock as written, errors become problems."""

    def __init__(self, lines: list[Contentline]) -> None:
        super().__init__(lines, ComponentFactory(), Component.types_factory)
        self.problems: set[Problem] = set()

    @override
    def handle_line_parse_error(self, exception: Exception) -> None:
        self.problems.add(Problem.LINE_UNREADABLE)

    @override
    def handle_property_parse_error(
        self, exception: Exception, name: str, params: Parameters, vals: str, line: Contentline
    ) -> None:
        self.problems.add(Problem.VALUE_UNREADABLE)

    @override
    def handle_property(self, name: str, params: Parameters, vals: str, line: Contentline) -> None:
        if self.component is None:
            self.problems.add(Problem.UNBALANCED)
            return
        try:
            super().handle_property(name, params, vals, line)
        except Exception:  # whatever the library trips over costs this line, not the calendar
            self.problems.add(Problem.VALUE_UNREADABLE)

    @override
    def parse_and_add_property(
        self, name: str, params: Parameters, val: str, tzid: str | None, line: Contentline
    ) -> None:
        super().parse_and_add_property(name, params, val, None, line)

    @override
    def handle_end_component(self, vals: str) -> None:
        if self.component is None:
            self.problems.add(Problem.UNBALANCED)
            return
        component = self._stack.pop()
        siblings = self._stack[-1].subcomponents if self._stack else self._components
        siblings.append(component)

    @override
    def prepare_components(self) -> None:
        """Close what the sender left open, as in a truncated file."""
        while self.component is not None:
            self.problems.add(Problem.UNBALANCED)
            self.handle_end_component("")


def parse(data: bytes) -> tuple[list[Component], set[Problem]]:
    """The top-level components of an iCalendar stream, with the problems met on the way.

    A property that cannot be read is left out. Raises `LimitError` for a stream that is too
    large, too deep or has too many components, before any of it is parsed.
    """
    if len(data) > MAX_BYTES:
        raise LimitError(Problem.TOO_LARGE)
    text, problems = decode(data)
    lines = Contentlines.from_ical(text)  # type: ignore[no-untyped-call]
    check_structure(lines)
    short = [line for line in lines if len(line) <= MAX_LINE]
    if len(short) < len(lines):
        problems.add(Problem.LINE_TOO_LONG)
    parser = LenientParser(short)
    components = parser.parse()
    return components, problems | parser.problems


def decode(data: bytes) -> tuple[str, set[Problem]]:
    """The text of a stream, without NUL and with one kind of line break."""
    problems: set[Problem] = set()
    if data.startswith(UTF_16_MARKS):
        text = data.decode("utf-16", "replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", "replace")
            problems.add(Problem.ENCODING)
    text = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    return text, problems


def check_structure(lines: list[Contentline]) -> None:
    """Raise `LimitError` for a stream of too many lines, or of too many or deep components."""
    if len(lines) > MAX_LINES:
        raise LimitError(Problem.TOO_LARGE)
    count = depth = 0
    for line in lines:
        start = line[:6].upper()
        if start == "BEGIN:":
            count += 1
            depth += 1
        elif start.startswith("END:"):
            depth -= 1
        if count > MAX_COMPONENTS:
            raise LimitError(Problem.TOO_MANY_COMPONENTS)
        if depth > MAX_DEPTH:
            raise LimitError(Problem.TOO_DEEP)
