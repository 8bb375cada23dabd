"""What an interview takes out of a week with a job in it, in words. Pure."""

from decimal import Decimal

MOST_HOURS, MOST_DAYS = 200, 30


def effort(hours: Decimal | None, days: Decimal | None) -> str:
    """Such as "6.5 hours, 1 day of leave"; "" where nobody counted."""
    told = (counted(hours, "hour") if hours else "", leave(days) if days else "")
    return ", ".join(filter(None, told))


def leave(days: Decimal) -> str:
    return f"{counted(days, 'day')} of leave"


def counted(number: Decimal, noun: str) -> str:
    """ "1 hour", "2.5 hours", "0.5 days"."""
    plain = f"{number.normalize():f}"
    return f"{plain} {noun}" if plain == "1" else f"{plain} {noun}s"
