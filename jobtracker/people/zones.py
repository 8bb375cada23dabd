"""Time zones by their IANA names, as a person chooses them."""

from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError

NAME_LENGTH = 64


@cache
def zone_names() -> tuple[str, ...]:
    """Every zone a person may choose: places and UTC, without the historical aliases."""
    places = (name for name in available_timezones() if "/" in name)
    hidden = ("Etc/", "SystemV/", "US/", "posix/", "right/")
    return ("UTC", *sorted(name for name in places if not name.startswith(hidden)))


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
