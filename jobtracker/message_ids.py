"""The headers that keep a mail in its thread, or lead out of a list, as they have to be written."""

from email.headerregistry import BaseHeader, HeaderRegistry
from email.policy import EmailPolicy, Policy
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from email.message import EmailMessage


class MessageIds(BaseHeader):
    """A header of message ids, or of addresses in brackets, folded between them only.

    The standard library encodes one that is longer than a line, and nobody can follow it.
    """

    max_count = 1

    @classmethod
    def parse(cls, string: str, kwds: dict[str, object]) -> None:
        kwds["parse_tree"] = None
        kwds["decoded"] = string

    def fold(self, *, policy: Policy) -> str:
        separator = f"{policy.linesep} "
        return f"{self.name}: {separator.join(self.split())}{policy.linesep}"


HEADERS = HeaderRegistry()
HEADERS.map_to_type("in-reply-to", MessageIds)
HEADERS.map_to_type("references", MessageIds)
HEADERS.map_to_type("list-unsubscribe", MessageIds)


def keeping_threads(policy: "EmailPolicy[EmailMessage]") -> "EmailPolicy[EmailMessage]":
    """The same policy, by which no thread is lost."""
    return policy.clone(header_factory=HEADERS)
