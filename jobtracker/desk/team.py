"""The firm that a page of the desk is about, and who works there."""

from django.db.models import Model
from django.http import Http404
from django.shortcuts import get_object_or_404

from applications.models.client import OfFirmQuerySet
from jobtracker.addresses import is_row_number
from jobtracker.http import SignedInRequest
from jobtracker.people.models import Membership
from jobtracker.people.views.firm import Team, at_work


def team_of(request: SignedInRequest) -> Team:
    """Everybody at the firm that `?firm=` names, else at the person's own; or 404. One query."""
    firm_id = firm_named(request)
    everybody = Membership.objects.at(firm_id).with_size().select_related("firm", "user")
    members = list(everybody)
    me = next((each for each in members if each.user_id == request.user.pk), None)
    if me is None:
        raise Http404
    return Team(me, members)


def firm_named(request: SignedInRequest) -> int:
    """The number of the firm; or 404 for who works for none."""
    if request.user.firm_id is None:
        raise Http404
    named = request.GET.get("firm", "")
    if not named:
        return request.user.firm_id
    if not is_row_number(named):
        raise Http404
    return int(named)


def of_firm(request: SignedInRequest, team: Team) -> str:
    """The end of an address that stays with the firm, for who works for several; else ""."""
    return "" if team.firm.pk == request.user.firm_id else f"?firm={team.firm.pk}"


def row_at_work[M: Model](
    request: SignedInRequest, rows: OfFirmQuerySet[M], pk: int
) -> tuple[Membership, M]:
    """The row with the membership that opens it; nobody changes either before we are done."""
    seen = rows.visible_to(request.user)
    me = at_work(request, get_object_or_404(seen.values_list("firm", flat=True), pk=pk))
    if request.method == "POST":
        seen = seen.select_for_update(no_key=True, of=("self",))
    return me, get_object_or_404(seen, pk=pk, firm=me.firm_id)
