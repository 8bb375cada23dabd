"""The same job once more: by its link, by employer and title, by its text, through two agencies.

A likeness is only ever shown. Whether it is the same job the person knows.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models.functions import Left
from rapidfuzz import fuzz

from applications.models import Application, Posting
from applications.names import core
from applications.stages import OUTCOME_LABELS, STAGE_LABELS, Outcome, Stage
from applications.transfer.duplicates import same_link, same_title
from jobtracker.people.models import Candidate

MOST_SHOWN = 3
# Of the newest so many; of these so many texts, so long.
MOST_COMPARED = 3_000
MOST_TEXTS = 12
TEXT_COMPARED = 4_000
NEAR_TITLE = 84
NEAR_EMPLOYER = 90
NEAR_PLACE = 85
ALIKE_TEXT = 0.5
_SHORTEST_TEXT = 40
_AT_A_TIME = 4
# Who differs in these is sought for another job.
_LEVELS = re.compile(
    r"\b(junior|jr|senior|sr|lead|head|principal|staff|intern|trainee|graduate|werkstudent|ii|iii|"
    r"director|chief|vp|leiter|leiterin|praktikant|praktikum|azubi)\b"
)
_JOINING = re.compile(r"\b(and|und|et|och|en|y|e|the)\b")


class Likeness(StrEnum):
    """What two have in common, the surest first."""

    LINK = "link"
    NAMES = "names"
    TEXT = "text"
    AGENCY = "agency"


LIKENESS_LABELS = {
    Likeness.LINK: "It has the same link",
    Likeness.NAMES: "The same employer, and the same or nearly the same title",
    Likeness.TEXT: "Its posting has nearly the same text",
    Likeness.AGENCY: "It may be the same job through another agency",
}


@dataclass(frozen=True)
class Job:
    """What is compared of a job."""

    employer: str = ""
    title: str = ""
    url: str = ""
    place: str = ""
    agency: str = ""
    is_unnamed: bool = False
    text: str = ""
    # 0 is one that is not kept yet.
    pk: int = 0
    standing: str = ""

    @property
    def label(self) -> str:
        return f"{self.title or 'A job'} at {self.employer}"

    @property
    def is_through_agency(self) -> bool:
        return bool(self.agency) or self.is_unnamed


@dataclass(frozen=True)
class Alike:
    """An application that may be the same, and why."""

    job: Job
    likeness: Likeness

    @property
    def why(self) -> str:
        return LIKENESS_LABELS[self.likeness]

    @property
    def href(self) -> str:
        return Application.address_of(self.job.pk)


def alike(candidate: Candidate, job: Job) -> list[Alike]:
    """What the candidate has that may be the same job, in two queries at most."""
    known = [each for each in _known(candidate) if each.pk != job.pk]
    found = likenesses(job, known)
    rest = [each for each in known if each.pk not in {one.job.pk for one in found}]
    suspects = sorted(rest, key=lambda each: _titles(job, each), reverse=True)[:MOST_TEXTS]
    if job.text and suspects:
        found += _by_text(candidate, job, suspects)
    order = list(Likeness)
    return sorted(found, key=lambda each: order.index(each.likeness))[:MOST_SHOWN]


def _known(candidate: Candidate) -> Iterable[Job]:
    rows = Application.objects.filter(candidate=candidate).order_by("-pk")
    columns = (
        "employer__name", "job_title", "posting_url", "place", "agency", "employer__is_unnamed",
        "pk", "stage", "outcome",
    )  # fmt: skip
    for employer, title, url, place, agency, is_unnamed, pk, stage, outcome in rows.values_list(
        *columns
    )[:MOST_COMPARED]:
        standing = OUTCOME_LABELS[Outcome(outcome)] if outcome else STAGE_LABELS[Stage(stage)]
        yield Job(
            employer,
            title,
            url,
            place,
            agency,
            is_unnamed=is_unnamed,
            pk=pk,
            standing=standing,
        )


def likenesses(job: Job, known: Iterable[Job]) -> list[Alike]:
    """Those of the known that look like it, by what is written about them."""
    pairs = ((each, likeness(job, each)) for each in known)
    return [Alike(each, found) for each, found in pairs if found]


def likeness(job: Job, other: Job) -> Likeness | None:
    link = same_link(job.url)
    if link and link == same_link(other.url):
        return Likeness.LINK
    if not (job.title and other.title and _titles(job, other) >= NEAR_TITLE):
        return None
    if are_one_employer(job.employer, other.employer):
        return Likeness.NAMES
    has_agency = job.is_through_agency or other.is_through_agency
    return Likeness.AGENCY if has_agency and are_near(job.place, other.place) else None


def _titles(job: Job, other: Job) -> float:
    """How near the titles are, from 0 to 100; of another level is another job."""
    one, two = same_title(job.title), same_title(other.title)
    if set(_LEVELS.findall(one)) ^ set(_LEVELS.findall(two)):
        return 0
    score = fuzz.token_sort_ratio(one, two)
    has_words = min(one.count(" "), two.count(" ")) >= 1
    return max(score, fuzz.token_set_ratio(one, two) * 0.9) if has_words else score


def titles_are_near(one: str, two: str) -> bool:
    """Whether two titles may be of one job."""
    return _titles(Job(title=one), Job(title=two)) >= NEAR_TITLE


def are_one_employer(one: str, two: str) -> bool:
    first, second = (" ".join(_JOINING.sub(" ", core(name)).split()) for name in (one, two))
    if not (first and second):
        return False
    return first == second or fuzz.ratio(first, second) >= NEAR_EMPLOYER


def are_near(one: str, two: str) -> bool:
    """Whether both are known and the same town, as far as one can tell."""
    return bool(one and two) and fuzz.token_set_ratio(core(one), core(two)) >= NEAR_PLACE


def _by_text(candidate: Candidate, job: Job, suspects: Sequence[Job]) -> list[Alike]:
    by_pk = {each.pk: each for each in suspects}
    rows = Posting.objects.filter(candidate=candidate, application__in=by_pk)
    texts = rows.values_list("application", Left("text", TEXT_COMPARED))
    return [
        Alike(by_pk[pk], Likeness.TEXT)
        for pk, text in texts
        if have_one_text(job.text[:TEXT_COMPARED], text)
    ]


def have_one_text(one: str, two: str) -> bool:
    """Whether half of what the shorter one says is in the other, word for word."""
    first, second = _phrases(one), _phrases(two)
    shorter = min(len(first), len(second))
    return shorter >= _SHORTEST_TEXT and len(first & second) >= ALIKE_TEXT * shorter


def _phrases(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[start : start + _AT_A_TIME]) for start in range(len(words) - 3)}
