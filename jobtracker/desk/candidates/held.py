"""How the signed-in person's firm looks after the candidate that a page of the desk is about."""

from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Model
from django.http import Http404
from django.shortcuts import get_object_or_404

from jobtracker.http import SignedInRequest
from jobtracker.people.access import FirmRowQuerySet
from jobtracker.people.caseload import standing
from jobtracker.people.models import Membership, Representation
from jobtracker.people.views.firm import at_work
from jobtracker.people.views.looked_after import firm_of, held_at
from jobtracker.people.views.whose import record_list


class AtWork(NamedTuple):
    """The person's own membership, and how its firm looks after the candidate; both are held."""

    me: Membership
    held: Representation

    def shown(self, now: datetime) -> dict[str, Any]:
        """What each page about the candidate shows: who it is, and how they stand to the firm."""
        return {
            "firm": self.me.firm,
            "me": self.me,
            "held": self.held,
            "candidate": self.held.candidate,
            "standing": standing(self.held, now),
        }


def held_by(request: SignedInRequest, pk: int) -> AtWork:
    """That representation, which nobody ends or narrows until the request is done; or 404."""
    me = at_work(request, firm_of(request, pk))
    held = held_at(me, pk)
    # Who looks after themselves is not told what the firm keeps back.
    if held.candidate.user_id == request.user.pk:
        raise Http404
    record_list(request, [held])
    return AtWork(me, held)


def held_for(request: SignedInRequest, *, firm_id: int, candidate_id: int) -> AtWork:
    """The one in force between the two, held; or 404."""
    between = Representation.objects.in_force().filter(firm=firm_id, candidate=candidate_id)
    return held_by(request, get_object_or_404(between.only("pk")).pk)


def row_held[M: Model](
    request: SignedInRequest,
    kept: FirmRowQuerySet[M],
    pk: int,
    *,
    locked: tuple[str, ...] = ("self",),
) -> tuple[AtWork, M]:
    """The row that a firm keeps about a candidate, while it looks after them; or 404.

    Whoever changes something holds the row, and what else is `locked` with it.
    """
    keys = kept.values_list("firm", "candidate")
    firm_id, candidate_id = get_object_or_404(keys, pk=pk)
    at_work = held_for(request, firm_id=firm_id, candidate_id=candidate_id)
    # Read after the consent is held: what was read before may be shared no longer.
    if request.method == "POST":
        kept = kept.select_for_update(no_key=True, of=locked)
    return at_work, get_object_or_404(kept, pk=pk)
