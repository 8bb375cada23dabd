"""Signing in, and whose record a page is about."""

from typing import NamedTuple

from django.contrib.auth.views import LoginView
from django.db.models import Model
from django.http import Http404
from django.shortcuts import get_object_or_404

from jobtracker.http import SignedInRequest
from jobtracker.people.access import OwnedQuerySet, Scope
from jobtracker.people.models import Candidate, User

LONGEST_ID = 18


class SignIn(LoginView):
    """Lets in by e-mail and password; who is in already goes on home."""

    template_name = "registration/login.html"
    redirect_authenticated_user = True


class Viewer(NamedTuple):
    """How the signed-in person stands to a candidate."""

    user: User
    is_own: bool


def chosen_candidate(request: SignedInRequest, scope: Scope) -> Candidate:
    """The candidate that `?candidate=` names, else the person's own record; or 404."""
    candidates = Candidate.objects.editable_by(request.user, scope)
    named = request.GET.get("candidate", "")
    if not named:
        return get_object_or_404(candidates, user=request.user)
    if not (named.isascii() and named.isdigit() and len(named) <= LONGEST_ID):
        raise Http404
    return get_object_or_404(candidates, pk=int(named))


def viewer_of(request: SignedInRequest, candidate: Candidate) -> Viewer:
    """Whether the record is the person's own."""
    return Viewer(request.user, candidate.user_id == request.user.pk)


def visible[M: Model](request: SignedInRequest, rows: OwnedQuerySet[M], pk: int) -> M:
    """The row, or 404 for whoever may not see it."""
    return get_object_or_404(rows.visible_to(request.user), pk=pk)
