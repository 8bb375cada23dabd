"""One thing that is due, for whoever deals with it: held until the request is done."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from interviews.models import Errand
from interviews.models.errand import Matter, notes_at
from jobtracker.desk.targets import Working
from jobtracker.desk.team import team_of
from jobtracker.desk.worklist.matters import BY_MATTER, Clock
from jobtracker.desk.worklist.reading import Item
from jobtracker.http import SignedInRequest
from jobtracker.people.access import hold_consent
from jobtracker.people.views.firm import Team
from jobtracker.people.views.whose import record_list


def item_of(request: SignedInRequest, matter: Matter, pk: int) -> tuple[Team, Item]:
    """What is due, with the consent held by which the firm sees it; or 404."""
    team = team_of(request)
    source = BY_MATTER[matter]
    model: Any = source.model
    rows = model.objects.shared_with(request.user).select_related("candidate", *source.joins)
    row = get_object_or_404(rows, pk=pk)
    held = hold_consent(request.user, row.candidate)
    by = next((each for each in held if each.firm_id == team.firm.pk), None)
    needed = set(source.scopes) if source.is_of_firm else {rows.scope, *source.scopes}
    if by is None or not needed <= by.scopes:
        raise Http404
    if source.is_of_firm and row.firm_id != by.firm_id:
        raise Http404
    record_list(request, [by])
    by.candidate = row.candidate
    clock = Clock(timezone.now(), Working(request.user.time_zone))
    notes = notes_at(team.firm.pk, matter).filter(subject=pk)
    return team, Item(source, row, clock, by, notes.select_related("assigned_to__user").first())


def errand_of(item: Item) -> Errand:
    """The firm's note on it, made where there is none yet."""
    held = item.held
    return Errand.objects.about(held.firm_id, item.matter, item.subject, held.candidate_id)
