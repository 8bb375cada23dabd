"""When things happen in the demo."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

ZONE = "Europe/Stockholm"
SATURDAY = 5


def on_the_hour(moment: datetime, hour: int) -> datetime:
    """That day at the hour on Stockholm's clock; a weekend gives way to the Monday after."""
    local = moment.astimezone(ZoneInfo(ZONE))
    local += timedelta(days=7 - local.weekday() if local.weekday() >= SATURDAY else 0)
    return local.replace(hour=hour, minute=0, second=0, microsecond=0)
