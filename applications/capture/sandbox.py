"""Reading a stranger's page safely: in a child process that can be killed."""

import json

from jobtracker.confined import NoAnswer, ask

from .draft import Basis, Field, JobDraft, facts
from .given import Given, Kind

_SECONDS = 8.0
_LONGEST = 2_000_000


def read_safely(this: Given) -> JobDraft:
    """What it says of a job, as far as it can be read at all."""
    today = this.today.isoformat() if this.today else ""
    return read_bytes(this.kind, this.text.encode(errors="replace"), url=this.url, today=today)


def read_bytes(
    kind: Kind, data: bytes, *, url: str = "", charset: str = "utf-8", today: str = ""
) -> JobDraft:
    """As `read_safely`, of a page as it was fetched."""
    # Structured data that is too much for its reader takes the rest of the page with it.
    for with_data in (True, False) if kind is Kind.PAGE else (False,):
        asked = {
            "kind": kind,
            "url": url,
            "charset": charset,
            "today": today,
            "with_data": with_data,
        }
        try:
            answer = ask(
                "applications.capture",
                json.dumps(asked).encode() + b"\n" + data,
                seconds=_SECONDS,
                longest=_LONGEST,
            )
            return JobDraft.from_dict(answer["draft"])
        except (NoAnswer, KeyError, TypeError, AttributeError, ValueError):
            continue
    return JobDraft(facts(Basis.READ, {Field.URL: url}))
