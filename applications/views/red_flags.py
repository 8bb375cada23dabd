"""Red flags: anyone who may help raises them, the candidate checks and clears them."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect as see_other
from django.utils import timezone
from django.views.decorators.http import require_POST

from applications.forms import RedFlagForm
from applications.models import Application, RedFlag
from applications.views.application import application_page
from jobtracker.http import SignedInRequest, asked_on, redirect
from jobtracker.people.views.whose import viewer_of, visible


@require_POST
def raise_flag(request: SignedInRequest, pk: int) -> HttpResponse:
    rows = Application.objects.select_related("candidate", "employer")
    found = visible(request, rows, pk)
    form = RedFlagForm(request.POST, by_firm=not viewer_of(request, found.candidate).is_own)
    if not form.is_valid():
        return application_page(request, pk, flag_form=form)
    found.employer.raise_flag(found, by=request.user, at=timezone.now(), **form.values)
    return redirect(request, found)


@require_POST
def check(request: SignedInRequest, pk: int) -> HttpResponse:
    return change(request, pk, RedFlag.check_off)


@require_POST
def resolve(request: SignedInRequest, pk: int) -> HttpResponse:
    return change(request, pk, RedFlag.resolve)


@require_POST
def reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    return change(request, pk, RedFlag.reopen)


def change(request: SignedInRequest, pk: int, verb: Callable[..., None]) -> HttpResponse:
    """Do it for the candidate alone, and go back to the page it was asked on."""
    flag = visible(request, RedFlag.objects.select_related("candidate", "employer"), pk)
    if not viewer_of(request, flag.candidate).is_own:
        raise PermissionDenied
    verb(flag, by=request.user, at=timezone.now())
    # A plain redirect for htmx too: it follows to the page named, and gets that page's fragment.
    return see_other(asked_on(request) or "applications:list")
