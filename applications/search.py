"""Finding applications by the words in them: every word, or the start of one, has to be there.

The words lie in a side table, folded the same way on each database, so that both find the same.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import batched

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import connection

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


def matching(rows: ApplicationQuerySet, text: str, *, is_own: bool) -> ApplicationQuerySet:
    """Those with all the words; a firm finds nothing by what is the candidate's alone."""
    words = folded(text)[:MOST_WORDS]
    column = "search_text__private_text" if is_own else "search_text__text"
    if not words:
        return rows.none() if text.strip() else rows
    if connection.vendor == "postgresql":
        # Only letters and digits are left, so nothing in them is an operator.
        query = SearchQuery(
            " & ".join(f"{word}:*" for word in words), search_type="raw", config="simple"
        )
        vector = SearchVector(column, config="simple")
        return rows.alias(vector=vector).filter(vector=query)
    for word in words:
        rows = rows.filter(**{f"{column}__contains": f" {word}"})
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
