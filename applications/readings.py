"""What a form of a new application was filled in from."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from applications.capture.draft import Field, JobDraft
from applications.models.posting import Origin


@dataclass(frozen=True)
class Reading:
    """What a form was filled in from, as it comes along with the form."""

    origin: str
    draft: JobDraft

    @property
    def as_text(self) -> str:
        return json.dumps({"origin": self.origin, **self.draft.as_dict(), "text": ""})

    @property
    def kept(self) -> dict[str, Any]:
        """As the posting's row keeps it."""
        return {"facts": self.draft.as_dict()["facts"]}

    @property
    def closes_on(self) -> date | None:
        value = self.draft.value(Field.CLOSES_ON)
        return date.fromisoformat(value) if value else None


NOTHING_READ = Reading(Origin.WORDS, JobDraft())


def reading_in(text: str) -> Reading:
    """The reading that a form carries; a text that we never wrote tells of nothing."""
    try:
        found = json.loads(text)
        reading = Reading(Origin(found["origin"]), JobDraft.from_dict(found))
        reading.closes_on  # noqa: B018 - reading it is what checks it
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return NOTHING_READ
    return reading
