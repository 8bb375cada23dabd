"""The child: reads one calendar under hard limits. Called only by `sandbox`."""

import json
import sys
from datetime import datetime

from jobtracker.confined import confine

from .reading import NoCalendar, busy_times

SECONDS = 5
MEGABYTES = 512


def main() -> int:
    """Read a line of JSON and a calendar; answer with the times, or that it is none."""
    head, _, data = sys.stdin.buffer.read().partition(b"\n")
    asked = json.loads(head)
    confine(seconds=SECONDS, megabytes=MEGABYTES)
    span = {name: datetime.fromisoformat(asked[name]) for name in ("start", "end")}
    try:
        found = busy_times(data, zone=asked["zone"], **span)
    except NoCalendar:
        sys.stdout.write('{"refused": "no calendar"}')
        return 0
    rows = [[each.uid, each.start.isoformat(), each.end.isoformat(), each.is_all_day]
            for each in found]  # fmt: skip
    sys.stdout.write(json.dumps({"busy": rows}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
