"""One thing that is due, for whoever deals with it: held until the request is done."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from interviews.models import Errand
from interviews.models.errand import Matter, notes_at
from jobtracker.desk.team import team_of
from jobtracker.desk.worklist.matters import BY_MATTER, Clock, Source
from jobtracker.desk.worklist.reading import Item
from jobtracker.http import SignedInRequest
from jobtracker.people.access import hold_consent
from jobtracker.people.models import Candidate, Representation
from jobtracker.people.views.firm import Team
from jobtracker.people.views.whose import record_list
from jobtracker.targets import Working


def item_of(request: SignedInRequest, matter: Matter, pk: int) -> tuple[Team, Item]:
    """What is due, with the consent held by which the firm sees it; or 404."""
    team, source = team_of(request), BY_MATTER[matter]
    row, held = row_of(request, source, pk, team.firm.pk)
    record_list(request, [held])
    clock = Clock(timezone.now(), Working(request.user.time_zone))
    notes = notes_at(team.firm.pk, matter).filter(subject=pk).select_related("assigned_to__user")
    return team, Item(source, row, clock, held, notes.first())


def row_of(
    request: SignedInRequest, source: Source, pk: int, firm_id: int
) -> tuple[Any, Representation]:
    """The row and how that very firm sees it, which nobody ends or narrows meanwhile; or 404."""
    model: Any = source.model
    rows = model.objects.shared_with(request.user)
    of_row = rows.filter(pk=pk).order_by().values("candidate")
    candidate = get_object_or_404(Candidate.objects.filter(pk__in=of_row))
    held = hold_consent(request.user, candidate)
    by = next((each for each in held if each.firm_id == firm_id), None)
    if by is None or not source.needs <= by.scopes:
        raise Http404
    if source.is_of_firm:
        rows = rows.filter(firm=firm_id)
    by.candidate = candidate
    # Read after it is held: what was read before may be shared no longer.
    return get_object_or_404(rows.select_related("candidate", *source.joins), pk=pk), by


def errand_of(item: Item) -> Errand:
    """The firm's note on it, made where there is none yet."""
    held = item.held
    return Errand.objects.about(held.firm_id, item.matter, item.subject, held.candidate_id)
