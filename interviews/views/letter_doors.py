"""Where letters are written: what each address is about, and who may write there."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpResponse
from django.urls import URLPattern, path

from applications.models import Application, Offer
from interviews.occasions import (
    APPLICATION,
    INTERVIEW,
    INVITATION,
    OFFER,
    WITHDRAWAL,
    Occasion,
)
from interviews.views.interview import own_interview
from interviews.views.whose import decidable
from jobtracker.http import SignedInRequest, redirect
from jobtracker.people.views.whose import viewer_of, visible

type Found = Occasion | Model
type View = Callable[..., HttpResponse]


def of_invitation(request: SignedInRequest, pk: int) -> Found:
    """The decision on it; nothing is written before there is one."""
    found = decidable(request, pk)
    decision = found.decisions.standing()
    return found if decision is None else Occasion.of(decision)


def of_withdrawal(request: SignedInRequest, pk: int) -> Found:
    """The decision after the interview, where it is one to withdraw."""
    found = own_interview(request, pk)
    decision = found.decisions.standing()
    if decision is None or not decision.is_withdrawal:
        return found
    return Occasion.of(decision)


def of_interview(request: SignedInRequest, pk: int) -> Found:
    found = own_interview(request, pk)
    return Occasion(INTERVIEW, found.application, interview=found)


def of_offer(request: SignedInRequest, pk: int) -> Found:
    rows = Offer.objects.select_related("candidate__user", "application__employer")
    found = visible(request, rows, pk)
    if not viewer_of(request, found.candidate).is_own:
        raise PermissionDenied
    return Occasion(OFFER, found.application, offer=found)


def of_application(request: SignedInRequest, pk: int) -> Found:
    """Whoever looks after the candidate may ask where it stands, too."""
    rows = Application.objects.select_related("candidate__user", "employer")
    if request.method == "POST":
        rows = rows.select_for_update(no_key=True, of=("self",))
    found = visible(request, rows, pk)
    is_own = viewer_of(request, found.candidate).is_own
    return Occasion(APPLICATION, found, knows_invitations=is_own)


DOORS: dict[str, Callable[[SignedInRequest, int], Found]] = {
    INVITATION: of_invitation,
    WITHDRAWAL: of_withdrawal,
    INTERVIEW: of_interview,
    APPLICATION: of_application,
    OFFER: of_offer,
}


def at_door(view: View) -> View:
    """Give a view its occasion; where there is none, the browser is led to what it was about."""

    @wraps(view)
    def wrapped(request: SignedInRequest, pk: int, door: str) -> HttpResponse:
        found = DOORS[door](request, pk)
        return view(request, found) if isinstance(found, Occasion) else redirect(request, found)

    return wrapped


def letter_paths(route: str, door: str, page: View, **acts: View) -> list[URLPattern]:
    """The letter's page, and beneath it what is done with it."""
    which = {"door": door}
    beneath = (
        path(f"{route}{name}/", view, which, name=f"{door}-{name}") for name, view in acts.items()
    )
    return [path(route, page, which, name=door), *beneath]
