"""A coordinator's day: open invitations across the caseload, and the caseload itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from interviews.models import Invitation
from interviews.models.invitation import State
from jobtracker.people.models import Representation, User
from jobtracker.people.models.representation import RepresentationQuerySet

MOST = 200


@dataclass(frozen=True)
class Worklist:
    """Invitations by reply-by; the representations that a firm of the person's holds, by name.

    `by` are those by which the page shows anything. `is_cut` where there are more than a page
    should hold.
    """

    waiting: Sequence[Invitation]
    asked: Sequence[Invitation]
    caseload: Sequence[Representation]
    by: Sequence[Representation]
    is_cut: bool


def worklist(user: User) -> Worklist:
    """Two queries, whatever the size of the caseload; a third where a page does not hold it."""
    held = Representation.objects.in_force().filter(firm__memberships__user=user)
    caseload = held.select_related("candidate", "firm", "coordinator__user")
    looked_after = list(caseload.order_by("candidate__name", "pk")[: MOST + 1])
    of_others = Invitation.objects.shared_with(user).undecided()
    invitations = of_others.select_related("candidate", "application__employer")
    found = list(invitations[: MOST + 1])
    by = by_which(found, looked_after[:MOST], held)
    # Who agreed or withdrew between two of the queries is there next time.
    open_ones = [each for each in found[:MOST] if each.candidate_id in by]
    return Worklist(
        waiting=[each for each in open_ones if each.state == State.AWAITING],
        asked=[each for each in open_ones if each.state == State.ASKED],
        caseload=looked_after[:MOST],
        by=[*by.values()],
        is_cut=max(len(found), len(looked_after)) > MOST,
    )


def by_which(
    shown: Sequence[Invitation],
    caseload: Sequence[Representation],
    held: RepresentationQuerySet,
) -> dict[int, Representation]:
    """The representation by candidate, for each of whom the page shows anything."""
    by = {each.candidate_id: each for each in caseload}
    if beyond := {each.candidate_id for each in shown} - by.keys():
        by |= {each.candidate_id: each for each in held.filter(candidate__in=beyond)}
    return by
