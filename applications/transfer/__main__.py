"""The child: reads one table under hard limits and writes it as JSON. Called only by `sandbox`."""

import json
import sys

from jobtracker.confined import confine

from .limits import Refused
from .reading import read

SECONDS = 10
MEGABYTES = 512


def main() -> int:
    """Read standard input; answer with a table, a refusal, or nothing and a bad status."""
    data = sys.stdin.buffer.read()
    confine(seconds=SECONDS, megabytes=MEGABYTES)
    try:
        answer = {"sheet": read(data).as_dict()}
    except Refused as refused:
        answer = {"refused": {"code": refused.code, "message": refused.message}}
    sys.stdout.write(json.dumps(answer))
    return 0


if __name__ == "__main__":
    sys.exit(main())
