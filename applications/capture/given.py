"""What somebody put into the one field: a link, a page, or a text."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .draft import Field, JobDraft, kept_text
from .page import read_page
from .prose import facts_in_text, settled
from .schema import address_in
from .words import LONGEST, facts_in

MAX_CHARACTERS = 2_000_000
_LINK = re.compile(
    r"(?i)(?:https?://|www\.)[^\s<>\"]{3,1990}|[a-z0-9][a-z0-9.-]{1,200}\.[a-z]{2,24}/[^\s<>\"]{0,1700}"
)
_PAGE = re.compile(
    r"(?i)^\s*(?:<!doctype|<\?xml|<!--|<(?:html|head|body|div|main|section|article|script)\b)"
)


class Kind(StrEnum):
    LINK = "link"
    PAGE = "page"
    WORDS = "words"


@dataclass(frozen=True)
class Given:
    """What it is; `url` of a link, or of a page that somebody sent with its address.

    `today` is the day where the person is.
    """

    kind: Kind
    text: str = ""
    url: str = ""
    today: date | None = None


def given(text: str, url: str = "") -> Given:
    """What the text is. An address beside it means that it is the page from there."""
    stripped = text.strip()
    address = address_in(url)
    if address and stripped:
        return Given(Kind.PAGE, text, address)
    if address or _LINK.fullmatch(stripped):
        return Given(Kind.LINK, url=address or whole(stripped))
    return Given(Kind.PAGE if _PAGE.match(text) else Kind.WORDS, text)


def whole(link: str) -> str:
    """With the scheme that people leave out."""
    return link if re.match(r"(?i)https?://", link) else f"https://{link}"


def read(this: Given, *, with_data: bool = True) -> JobDraft:
    """What it says of a job; a link says nothing until it is fetched."""
    if this.kind is Kind.PAGE:
        return read_page(this.text, url=this.url, with_data=with_data)
    if this.kind is Kind.LINK:
        return JobDraft()
    text = this.text.strip()
    if len(text) <= LONGEST and text.count("\n") < 4:
        return JobDraft(settled(facts_in(text, this.today)))
    found = settled(facts_in_text(text))
    first, last = text.split("\n", 1)[0], text.rsplit("\n", 1)[-1]
    for line in (first.strip(), last.strip()):
        if _LINK.fullmatch(line):
            found = facts_in(line) | {
                name: each for name, each in found.items() if name != Field.URL
            }
    return JobDraft(found, kept_text(text.splitlines()))
