"""Clocks, by the names of their zones. Pure."""

from zoneinfo import ZoneInfo


def zone_named(name: str) -> ZoneInfo:
    """The zone of that name; UTC where this machine's zone database does not know it (any more).

    A stored name was checked when it was chosen, but zones are renamed and dropped over the years,
    and a page about an old interview must still open.
    """
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return ZoneInfo("UTC")
