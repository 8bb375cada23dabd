"""The child: reads one page or text under hard limits. Called only by `sandbox`."""

import json
import sys
from datetime import date

from jobtracker.confined import confine

from .given import Given, Kind, read
from .page import decoded
from .structured import warm_up

# Whole seconds, of which the imports before have used a part.
SECONDS = 2
MEGABYTES = 256


def main() -> int:
    """Read standard input; answer with a draft, or with nothing and a bad status."""
    head, _, data = sys.stdin.buffer.read().partition(b"\n")
    asked = json.loads(head)
    kind, with_data = Kind(asked["kind"]), bool(asked["with_data"])
    if with_data and kind is Kind.PAGE:
        warm_up(data)
    confine(seconds=SECONDS, megabytes=MEGABYTES)
    today = date.fromisoformat(asked["today"]) if asked["today"] else None
    this = Given(kind, decoded(data, asked["charset"]), asked["url"], today)
    sys.stdout.write(json.dumps({"draft": read(this, with_data=with_data).as_dict()}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
