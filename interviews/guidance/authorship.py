"""Who wrote which part of the guidance: a reader is told whose advice it is."""

from collections.abc import Mapping
from enum import StrEnum

from interviews.guidance.advice import Advice
from interviews.guidance.table import Row
from interviews.guidance.verdicts import Verdict


class Authorship(StrEnum):
    """Where a row of the table comes from."""

    ARTICLE = "article"
    READING = "reading"
    ADDED = "added"


AUTHORSHIP_LABELS: Mapping[Authorship, str] = {
    Authorship.ARTICLE: "From the article",
    Authorship.READING: "Our reading of the article's exceptions",
    Authorship.ADDED: "Added by the app",
}
_ARTICLE = {Row.T1, Row.T8, Row.T15}
_READING = {Row.T2, Row.T3, Row.T4, Row.T5, Row.T6, Row.T7, Row.T11}
_LEANS = {Verdict.LEAN_GO, Verdict.LEAN_DECLINE}


def author_of(row: Row) -> Authorship:
    """Return where a row comes from."""
    if row in _ARTICLE:
        return Authorship.ARTICLE
    return Authorship.READING if row in _READING else Authorship.ADDED


def authors_of(advice: Advice) -> tuple[Authorship, ...]:
    """Return where a verdict comes from, in the order of the enumeration; a lean is added."""
    authors = {author_of(row) for row in advice.rows}
    if advice.verdict in _LEANS:
        authors.add(Authorship.ADDED)
    return tuple(author for author in Authorship if author in authors)
