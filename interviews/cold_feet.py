"""Second thoughts after a yes: the advice is given anew, and one other time offered (3.3)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from interviews.letters import LetterKind
from interviews.models import Choice, Decision, Interview, Invitation, Letter

NOTICE = timedelta(hours=24)


@dataclass(frozen=True)
class ColdFeet:
    """The planned interview, and whether another time can still be asked for: once, a day ahead."""

    interview: Interview
    is_early_enough: bool
    has_asked: bool

    @property
    def may_ask(self) -> bool:
        return self.is_early_enough and not self.has_asked


def cold_feet_of(
    invitation: Invitation, decision: Decision | None, now: datetime | None = None
) -> ColdFeet | None:
    """None where nothing was accepted, or nothing of it is still to come; two queries at most."""
    if decision is None or decision.choice != Choice.ACCEPT:
        return None
    now = now or timezone.now()
    planned = Interview.objects.planned().filter(invitation=invitation, starts_at__gt=now).first()
    if planned is None:
        return None
    asked = Letter.objects.filter(interview=planned, kind=LetterKind.RESCHEDULE)
    return ColdFeet(
        planned,
        is_early_enough=planned.starts_at - now >= NOTICE,
        has_asked=asked.filter(sent_at__isnull=False).exists(),
    )
