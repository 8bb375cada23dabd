"""One's own history beside what lifts the default, and beside a withdrawal (guidance 3.6).

Counts alone, nothing of fewer than three cases, and the contrary cases always.
"""

from collections.abc import Iterator

from django.db.models import Q

from interviews.guidance import Facts, Stage, Status
from interviews.insights import effort_of, flags_of, telling_of
from interviews.models import Debrief
from jobtracker.people.models import Candidate

SAID = Q(hours_used__isnull=False) | Q(leave_days__isnull=False)


def own_history(candidate: Candidate, facts: Facts) -> list[str]:
    """Sentences for the candidate's own eyes; three queries at most."""
    return list(_sentences(candidate, facts))


def _sentences(candidate: Candidate, facts: Facts) -> Iterator[str]:
    if any(not flag.resolved for flag in facts.flags):
        yield flags_of(candidate).sentence
    if facts.status is Status.EMPLOYED:
        yield effort_of(list(Debrief.objects.filter(SAID, candidate=candidate))).sentence
    if facts.stage is Stage.LATER:
        yield telling_of(candidate).sentence
