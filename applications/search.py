"""Finding applications by the words in them: every word, or the start of one, has to be there.

The words lie in a side table, folded the same way on each database, so that both find the same.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import batched
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import connection
from django.db.models import Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from applications.models import Application, Note, SearchText
from applications.models.application import ApplicationQuerySet
from applications.models.note import Visibility

LONGEST_WORD = 60
BATCH = 500
MOST_WORDS = 12
WORD = re.compile(r"[^\W_]+")
WITH_WORDS = ("employer", "posting")


def folded(text: str) -> list[str]:
    """The words without capitals, accents and signs: "Café-Manager" is "cafe" and "manager"."""
    letters = text.casefold()
    if not letters.isascii():
        plain = unicodedata.normalize("NFKD", letters)
        letters = "".join(each for each in plain if not unicodedata.combining(each))
    return [word[:LONGEST_WORD] for word in WORD.findall(letters)]


def matching(rows: ApplicationQuerySet, text: str, *, is_own: bool) -> Any:  # noqa: ANN401
    """Those with all the words; a firm finds nothing by what is the candidate's alone."""
    needles = needles_of(text)
    if not needles:
        return rows.none() if text.strip() else rows
    return holding(rows, needles, is_own=is_own)


def needles_of(text: str) -> list[str]:
    """What the database looks for, as it looks for it; nothing where there are no words in it."""
    words = folded(text)[:MOST_WORDS]
    if words and connection.vendor == "postgresql":
        # Only letters and digits are left, so nothing in them is an operator.
        return [" & ".join(f"{word}:*" for word in words)]
    return [f" {word}" for word in words]


def holding(rows: ApplicationQuerySet, needles: Sequence[str], *, is_own: bool) -> Any:  # noqa: ANN401
    """Those with all of these, which are parameters by themselves."""
    column = "search_text__private_text" if is_own else "search_text__text"
    if connection.vendor == "postgresql":
        [query] = needles
        vector = SearchVector(column, config="simple")
        asked = SearchQuery(query, search_type="raw", config="simple")
        return rows.alias(vector=vector).filter(vector=asked)
    for needle in needles:
        rows = rows.filter(GreaterThan(StrIndex(column, Value(needle)), 0))
    return rows


def index_all(pks: Iterable[int]) -> None:
    """Bring their words up to date, some hundred at a time; three queries for each hundred."""
    for some in batched(pks, BATCH):
        index_some(some)


def index_some(pks: Sequence[int]) -> None:
    found = Application.objects.filter(pk__in=pks).select_related(*WITH_WORDS)
    applications = list(found)
    notes: dict[int, list[Note]] = {}
    for note in Note.objects.filter(application__in=applications).only(
        "application", "visibility", "text"
    ):
        notes.setdefault(note.application_id, []).append(note)
    texts = [text_of(each, notes.get(each.pk, [])) for each in applications]
    SearchText.objects.bulk_create(
        texts,
        update_conflicts=True,
        unique_fields=["application"],
        update_fields=["candidate", "text", "private_text"],
    )


def text_of(application: Application, notes: Iterable[Note]) -> SearchText:
    """What is shared, and what the candidate finds: all but a firm's own notes."""
    posting = getattr(application, "posting", None)
    shared = [
        application.employer.name,
        application.job_title,
        application.place,
        application.agency,
        posting.text if posting else "",
    ]
    shared += [each.text for each in notes if each.visibility == Visibility.SHARED]
    private = [each.text for each in notes if each.visibility == Visibility.PRIVATE]
    return SearchText(
        application=application,
        candidate_id=application.candidate_id,
        text=as_stored(shared),
        private_text=as_stored([*shared, application.source, *private]),
    )


def as_stored(texts: Iterable[str]) -> str:
    """Each word once, with a space before it: a search for its start begins at the space."""
    words = dict.fromkeys(word for text in texts for word in folded(text))
    return "".join(f" {word}" for word in words)
