"""Rows of every main table, many at a time; the same again for the same numbers."""

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import batched

from django.db import connection, transaction

from applications.models import Application
from jobtracker.bench.copies import multiply
from jobtracker.bench.hangs_on import Belongings
from jobtracker.bench.people import look_after, make_candidates
from jobtracker.bench.progress import Progress
from jobtracker.bench.search import Search
from jobtracker.bench.words import Words
from jobtracker.people.models import Candidate

# Applications in one transaction.
BATCH = 2_000
# Applications that are made one by one, before the rest is copied.
PART = 20_000


def seed(candidates: int, applications: int) -> None:
    """Spread the applications evenly; a few candidates get what is left over.

    Beyond a size, most are copies of the first; the last are made again, with what is left over.
    """
    now, words = datetime.now(UTC), Words(1)
    parts = max(1, min(applications // PART, candidates))
    some, of_them = candidates // parts, applications // parts
    if parts > 1:
        make(range(some), of_them, words, now)
        multiply(parts - 1, rows=of_them)
    done = some * (parts - 1)
    make(range(done, candidates), applications - of_them * (parts - 1), words, now)
    look_after(at=now)


def make(numbers: range, applications: int, words: Words, now: datetime) -> None:
    """Candidates of these numbers, with so many applications in all."""
    progress = Progress("Applications", applications)
    each, left = divmod(applications, len(numbers))
    for batch in batched(numbers, max(1, BATCH // (each + 1))):
        with transaction.atomic():
            people = make_candidates(batch[0], len(batch), at=now)
            sizes = [each + (number - numbers[0] < left) for number in batch]
            made = make_searches(people, sizes, words, now)
        progress.advance(made)


def make_searches(
    people: Sequence[Candidate], sizes: Sequence[int], words: Words, now: datetime
) -> int:
    """A job search of that size for each of them; how many applications there are in all."""
    search = Search(words, now)
    employers = search.employers(people, sizes)
    rows = search.applications(people, employers, sizes)
    Application.objects.bulk_create(rows)
    Belongings(rows, words, now).make()
    return len(rows)


def settle() -> None:
    """Let the database know what it holds, as it would by itself in time."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
