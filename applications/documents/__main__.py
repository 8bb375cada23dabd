"""The child: tells what one file is, under hard limits. Called only by `sandbox`."""

import json
import sys

from jobtracker.confined import confine

from .kinds import Refused
from .reading import type_of

SECONDS = 1
MEGABYTES = 256


def main() -> int:
    """Read standard input; answer with a type, a refusal, or nothing and a bad status."""
    head, _, data = sys.stdin.buffer.read().partition(b"\n")
    confine(seconds=SECONDS, megabytes=MEGABYTES)
    try:
        answer = {"type": str(type_of(data, json.loads(head)["name"]))}
    except Refused as refused:
        answer = {"refused": str(refused.code)}
    sys.stdout.write(json.dumps(answer))
    return 0


if __name__ == "__main__":
    sys.exit(main())
