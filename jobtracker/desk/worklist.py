"""A coordinator's day: open invitations across the caseload, and the caseload itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from interviews.models import Invitation
from interviews.models.invitation import State
from jobtracker.people.models import Representation, User

MOST = 200


@dataclass(frozen=True)
class Worklist:
    """Invitations by reply-by; the representations that a firm of the person's holds, by name.

    `is_cut` where there are more than a page should hold.
    """

    waiting: Sequence[Invitation]
    asked: Sequence[Invitation]
    caseload: Sequence[Representation]
    is_cut: bool


def worklist(user: User) -> Worklist:
    """Two queries, whatever the size of the caseload."""
    of_others = Invitation.objects.visible_to(user).exclude(candidate__user=user)
    invitations = of_others.undecided().select_related("candidate", "application__employer")
    held = Representation.objects.in_force().filter(firm__memberships__user=user)
    caseload = held.select_related("candidate", "firm", "coordinator__user")
    open_ones = list(invitations[: MOST + 1])
    looked_after = list(caseload.order_by("candidate__name", "pk")[: MOST + 1])
    return Worklist(
        waiting=[each for each in open_ones[:MOST] if each.state == State.AWAITING],
        asked=[each for each in open_ones[:MOST] if each.state == State.ASKED],
        caseload=looked_after[:MOST],
        is_cut=max(len(open_ones), len(looked_after)) > MOST,
    )
