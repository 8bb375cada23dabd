"""Text from anywhere, made safe for a header, a letter or a calendar: no control characters."""

from unicodedata import category

DROPPED = frozenset({"Cc", "Cs"})


def lines_of(value: str) -> list[str]:
    """The lines of a text, without control characters and lone surrogates."""
    return ["".join(c for c in line if category(c) not in DROPPED) for line in value.splitlines()]


def one_line(value: str) -> str:
    """A text on one line, with single spaces."""
    return " ".join(" ".join(lines_of(value)).split())


def plain_lines(value: str) -> str:
    """A text with `\\n` as its only line break, without blanks at either end."""
    return "\n".join(lines_of(value)).strip()
