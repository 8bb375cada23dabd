"""Whose record a page is about, and how the signed-in person stands to it.

Who works on somebody else's record does so by a representation. It is held until the transaction
of the request ends, and the record of who did what gets its row in the same transaction.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from jobtracker.addresses import is_row_number
from jobtracker.audit.models import Entry, Kind
from jobtracker.http import SignedInRequest
from jobtracker.people.access import OwnedQuerySet, Scope, hold_consent
from jobtracker.people.models import Candidate, Representation, User


class Viewer(NamedTuple):
    """How the signed-in person stands to a candidate.

    `scopes` are what is shared with them as long as the consent is held, None where it is not.
    """

    user: User
    is_own: bool
    scopes: frozenset[Scope] | None = None


def chosen_candidate(request: SignedInRequest, scope: Scope) -> Candidate:
    """The candidate that `?candidate=` names, else the person's own record; or 404."""
    named = request.GET.get("candidate", "")
    if not named:
        return own_record(request)
    if not is_row_number(named):
        raise Http404
    candidates = Candidate.objects.editable_by(request.user, scope)
    candidate = get_object_or_404(candidates, pk=int(named))
    act_for(request, candidate, scope)
    return candidate


def own_record(request: SignedInRequest) -> Candidate:
    """The person's own record, which came with who is signed in; or 404."""
    if not request.user.is_candidate:
        raise Http404
    return request.user.candidate


def viewer_of(request: SignedInRequest, candidate: Candidate) -> Viewer:
    """Whether the record is the person's own."""
    held: dict[int, frozenset[Scope]] = getattr(request, "shared", {})
    return Viewer(request.user, candidate.user_id == request.user.pk, held.get(candidate.pk))


def refuse_to_take_away(request: SignedInRequest, candidate: Candidate) -> None:
    """A firm adds to what a candidate has, and takes nothing away from who is there themselves."""
    if candidate.user_id not in (None, request.user.pk):
        raise PermissionDenied


def sees(viewer: Viewer, candidate: Candidate, scope: Scope) -> bool:
    """Whether the candidate shares that with the person too, where a page shows more than one."""
    if viewer.is_own or viewer.scopes is not None:
        return viewer.is_own or scope in (viewer.scopes or ())
    return Candidate.objects.visible_to(viewer.user, scope).filter(pk=candidate.pk).exists()


def visible[M: Model](
    request: SignedInRequest,
    rows: OwnedQuerySet[M],
    pk: int,
    *,
    find: Callable[[User, int], M | None] | None = None,
) -> M:
    """The row, or 404 for whoever may not see it; on others' it is read with the consent held.

    `find` reads it where that takes another statement, which asks for the same right.
    """
    user = request.user
    seen = rows.visible_to(user) if user.is_coordinator else rows.decidable_by(user)
    if user.is_coordinator:
        of_row = seen.filter(pk=pk).values("candidate")
        # Consent first, then the row, wherever both are held: else two requests wait in a circle.
        of_row.query.select_for_update = False
        candidates = Candidate.objects.filter(pk__in=of_row)
        act_for(request, get_object_or_404(candidates), rows.scope)
    if find is None:
        return get_object_or_404(seen, pk=pk)
    found = find(user, pk)
    if found is None:
        raise Http404
    return found


def act_for(request: SignedInRequest, candidate: Candidate, scope: Scope | None) -> None:
    """Hold the consent by which the person works on somebody else's record; 404 if it is gone.

    Without a scope, that they are looked after at all.
    """
    if candidate.user_id == request.user.pk:
        return
    # Who came to work for a firm since this request began is in no transaction yet.
    held = hold_consent(request.user, candidate) if request.user.is_coordinator else []
    by = next((each for each in held if scope is None or scope in each.scopes), None)
    if by is None:
        raise Http404
    shared = frozenset().union(*(each.scopes for each in held))
    request.shared = {**getattr(request, "shared", {}), candidate.pk: shared}
    record_list(request, [by])


def record_list(request: SignedInRequest, representations: Iterable[Representation]) -> None:
    """Note that the page is about these candidates, for the record."""
    acted: list[Representation] = getattr(request, "acted_by", [])
    request.acted_by = [*acted, *representations]


def record_acts(request: SignedInRequest, *, has_changed: bool) -> None:
    """Add to the record whose data was shown or changed; what one does to one's own is no act."""
    own = request.user.candidate.pk if request.user.is_candidate else None
    acted: list[Representation] = getattr(request, "acted_by", [])
    firms = {held.candidate_id: held.firm_id for held in acted if held.candidate_id != own}
    who, target, now = request.user.pk, _target(request), timezone.now()
    if not has_changed or getattr(request, "shows_only", False):
        Entry.objects.record_reads(firms, actor_id=who, target=target, at=now)
        return
    for firm_id in sorted({*firms.values()}):
        of_firm = [each for each, by in firms.items() if by == firm_id]
        Entry.objects.record_each(
            Kind.CHANGED, of_firm, actor_id=who, firm_id=firm_id, target=target, at=now
        )


def _target(request: SignedInRequest) -> str:
    """The page by the name of its view, with the number of its row: "applications:list", "… 12"."""
    if named := getattr(request, "recorded_as", ""):
        return named
    match = request.resolver_match
    if match is None:
        return ""
    return " ".join(str(part) for part in (match.view_name, *match.kwargs.values()))
