"""The candidate's word: what waits for it."""

from datetime import datetime

from django.utils import timezone

from applications.models import RightToRepresent
from jobtracker.people.models import Candidate

MOST = 20


def asked_of(candidate: Candidate, at: datetime) -> list[RightToRepresent]:
    """What firms ask the candidate for, the first to run out first; one query."""
    rows = RightToRepresent.objects.filter(candidate=candidate).waiting(timezone.localdate(at))
    asked = rows.of_who_looks_after()
    return list(asked.select_related("firm").order_by("valid_until", "pk")[:MOST])
