"""Whose record a page is about, and whether the person may decide there."""

from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404
from django.shortcuts import get_object_or_404

from interviews.models import Invitation
from jobtracker.http import SignedInRequest
from jobtracker.people.access import OwnedQuerySet, Scope
from jobtracker.people.models import Candidate, User


class Viewer(NamedTuple):
    """How the signed-in person stands to a candidate."""

    user: User
    is_own: bool


def chosen_candidate(request: SignedInRequest) -> Candidate:
    """The candidate that `?candidate=` names, else the person's own record."""
    candidates = Candidate.objects.editable_by(request.user, Scope.INTERVIEWS)
    named = request.GET.get("candidate", "")
    if not named:
        return get_object_or_404(candidates, user=request.user)
    if not named.isascii() or not named.isdigit() or len(named) > 18:
        raise Http404
    return get_object_or_404(candidates, pk=int(named))


def viewer_of(request: SignedInRequest, candidate: Candidate) -> Viewer:
    """Whether the record is the person's own."""
    return Viewer(request.user, candidate.user_id == request.user.pk)


def visible[M: Model](request: SignedInRequest, rows: OwnedQuerySet[M], pk: int) -> M:
    """The row, or 404 for whoever may not see it."""
    return get_object_or_404(rows.visible_to(request.user), pk=pk)


def decidable(request: SignedInRequest, pk: int) -> Invitation:
    """An invitation to decide on: 404 for an outsider, 403 for who may only read."""
    found = visible(request, Invitation.objects.with_page(), pk)
    if not viewer_of(request, found.candidate).is_own:
        raise PermissionDenied
    return found
