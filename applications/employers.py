"""Employers as their list shows them, and which of them may be one company."""

from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count, Max, Q, Value
from django.db.models.functions import Lower

from applications.models import Application, Employer, RedFlag
from applications.names import core
from applications.stages import Stage
from jobtracker.people.models import Candidate

PAGE_LENGTH = 50
# Of more employers than that nobody looks for doubles by eye.
MOST_COMPARED = 5_000


@dataclass(frozen=True)
class Line:
    """One employer in the list."""

    employer: Employer
    applications: int
    open: int
    red_flags: int

    @property
    def meta(self) -> str:
        """Such as "3 applications, 1 open"."""
        if not self.applications:
            return "No application"
        noun = "application" if self.applications == 1 else "applications"
        ongoing = f", {self.open} open" if self.open else ""
        return f"{self.applications} {noun}{ongoing}"


class Page(NamedTuple):
    """Some employers by name, and the name after which more follow; "" if none do."""

    lines: list[Line]
    after: str


def page_of(candidate: Candidate, *, after: str = "", words: str = "") -> Page:
    """The employers whose name follows that one and holds the words; always three queries."""
    rows = Employer.objects.filter(candidate=candidate).alias(folded=Lower("name"))
    if after:
        rows = rows.filter(folded__gt=Lower(Value(after)))
    if words:
        rows = rows.filter(name__icontains=words)
    found = list(rows.order_by("folded")[: PAGE_LENGTH + 1])
    shown = found[:PAGE_LENGTH]
    return Page(lines_of(shown), shown[-1].name if len(found) > PAGE_LENGTH else "")


def lines_of(employers: list[Employer]) -> list[Line]:
    counts = Application.objects.filter(employer__in=employers).order_by().values("employer")
    counted = {
        each["employer"]: each
        for each in counts.annotate(
            all=Count("pk"), open=Count("pk", filter=~Q(stage=Stage.CLOSED)), last=Max("created_at")
        )
    }
    flags = RedFlag.objects.filter(employer__in=employers, resolved_at=None).order_by()
    flagged = dict(flags.values_list("employer").annotate(Count("pk")))
    nothing = {"all": 0, "open": 0}
    return [
        Line(each, found["all"], found["open"], flagged.get(each.pk, 0))
        for each in employers
        for found in [counted.get(each.pk, nothing)]
    ]


def doubles_of(employer: Employer) -> list[Employer]:
    """The candidate's other employers that may be the same company, by name or by domain."""
    others = Employer.objects.filter(candidate=employer.candidate_id).exclude(pk=employer.pk)
    mine, domain = core(employer.name), employer.domain.lower()
    return [
        each
        for each in others.order_by("-pk")[:MOST_COMPARED]
        if (mine and core(each.name) == mine) or (domain and each.domain.lower() == domain)
    ]
