"""A coordinator's day: waiting invitations across the caseload, and the caseload itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from interviews.models import Invitation
from jobtracker.people.models import Representation, User

MOST = 100


@dataclass(frozen=True)
class Worklist:
    """Invitations by reply-by; the representations that a firm of the person's holds."""

    waiting: Sequence[Invitation]
    caseload: Sequence[Representation]


def worklist(user: User) -> Worklist:
    """Two queries, and one for the proposed times, whatever the size of the caseload."""
    of_others = Invitation.objects.visible_to(user).exclude(candidate__user=user)
    waiting = of_others.awaiting_decision().select_related("candidate", "application__employer")
    held = Representation.objects.in_force().filter(firm__memberships__user=user)
    return Worklist(
        waiting=list(waiting.prefetch_related("slots")[:MOST]),
        caseload=list(
            held.select_related("candidate", "firm", "coordinator__user").order_by(
                "candidate__name", "pk"
            )[:MOST]
        ),
    )
