"""The child: reads one message under hard limits and writes what it found as JSON.

Called only by ``sandbox``. The last header of the first input line says what follows.
"""

import json
import sys
from datetime import datetime

from jobtracker.confined import confine

from .limits import Refused
from .read import read
from .reading import Kind


def main() -> int:
    """Read standard input; answer with a reading, a refusal, or nothing and a bad status."""
    head, _, data = sys.stdin.buffer.read().partition(b"\n")
    request = json.loads(head)
    kind, received_at = Kind(request["kind"]), datetime.fromisoformat(request["received_at"])
    confine(seconds=1, megabytes=256)
    try:
        answer = {"reading": read(kind, data, received_at=received_at).as_dict()}
    except Refused as refused:
        answer = {"refused": {"code": refused.code, "message": refused.message}}
    sys.stdout.write(json.dumps(answer))
    return 0


if __name__ == "__main__":
    sys.exit(main())
