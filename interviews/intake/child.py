"""The child: reads one message under hard limits and answers with what it found, as JSON.

Called only by ``sandbox``, by way of ``jobtracker.nursery``. The first line of a request says
what follows it.
"""

import json
from datetime import UTC, datetime

from jobtracker.confined import confine

from .limits import Refused
from .read import read
from .reading import Kind

_USUAL = b"""From: Jo Berg <jo@example.com>
Subject: Interview
Content-Type: text/html

<p>Could we talk on Monday, 6 July 2026 at 10:00 Berlin time?</p>
"""


def warm() -> None:
    """Build once what each child would build for itself."""
    read(Kind.EML, _USUAL, received_at=datetime.now(UTC))


def answer(request: bytes) -> bytes:
    """Answer with a reading or a refusal; limits this process for good."""
    head, _, data = request.partition(b"\n")
    said = json.loads(head)
    kind, received_at = Kind(said["kind"]), datetime.fromisoformat(said["received_at"])
    confine(seconds=1, megabytes=256)
    try:
        found = {"reading": read(kind, data, received_at=received_at).as_dict()}
    except Refused as refused:
        found = {"refused": {"code": refused.code, "message": refused.message}}
    return json.dumps(found).encode()
