"""Time zones by their IANA names, as a person chooses them."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError

NAME_LENGTH = 64


@cache
def zone_names() -> tuple[str, ...]:
    """Every zone a person may choose: each place by its name of today, and UTC.

    Names that a place had before ("Asia/Calcutta") are no choice of their own.
    """
    rows = (line.split("\t") for line in _lines("zone.tab") if not line.startswith("#"))
    return ("UTC", *sorted(row[2] for row in rows))


@cache
def earlier_names() -> dict[str, str]:
    """The name of today for each that a place had before: some browsers still say that one."""
    known = set(zone_names())
    links = (line.split() for line in _lines("tzdata.zi") if line.startswith("L "))
    return {
        name: target
        for _, target, name in links
        if "/" in name and name not in known and target in known
    }


def zone_choices() -> list[tuple[str, str]]:
    """Pairs of name and label for a select."""
    return [(name, name.replace("_", " ")) for name in zone_names()]


def check_zone(name: str) -> None:
    """Refuse anything that is not the name of a zone.

    :raises ValidationError: with a sentence for the person who typed it
    """
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValidationError(f"“{name[:80]}” is not a time zone we know.") from error


def _lines(table: str) -> Iterator[str]:
    """A table of the zone database, as the package brings it along."""
    return iter((files("tzdata") / "zoneinfo" / table).read_text().splitlines())
