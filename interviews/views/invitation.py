"""The decision page, and the facts that are told on it."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications.forms import RedFlagForm
from interviews.forms.decision import FactsForm, InterestForm
from interviews.forms.details import DetailsForm
from interviews.forms.initial import from_invitation
from interviews.models import Invitation
from interviews.views.decision_page import context_for, worked_out_label
from interviews.views.whose import decidable
from jobtracker.http import SignedInRequest, redirect, render_or_fragment, wants_fragment
from jobtracker.people.access import Scope
from jobtracker.people.views.whose import sees, viewer_of, visible

PAGE = "interviews/invitation.html"


@require_safe
def invitation(request: SignedInRequest, pk: int) -> HttpResponse:
    found = visible(request, Invitation.objects.with_page(), pk)
    return render_or_fragment(request, PAGE, "decision", context_for(found, request))


@require_POST
def interest(request: SignedInRequest, pk: int) -> HttpResponse:
    found = decidable(request, pk)
    form = InterestForm(request.POST)
    if not form.is_valid():
        return refused(request, found, interest_form=form)
    found.application.rate_interest(
        form.cleaned_data["interest"], by=request.user, at=timezone.now()
    )
    found.change(**form.hesitation)
    return shown_again(request, found)


@require_POST
def facts(request: SignedInRequest, pk: int) -> HttpResponse:
    found = decidable(request, pk)
    form = FactsForm(request.POST, instance=found, worked_out=worked_out_label(found))
    if not form.is_valid():
        return refused(request, decidable(request, pk), facts_form=form)
    found.change(**form.values)
    return shown_again(request, found)


@require_http_methods(["GET", "HEAD", "POST"])
def details(request: SignedInRequest, pk: int) -> HttpResponse:
    found = visible(request, Invitation.objects.with_page(), pk)
    first = from_invitation(found)
    form = DetailsForm(
        request.POST if request.method == "POST" else None,
        candidate=found.candidate,
        instance=found,
        initial=first.values,
        rows=first.rows,
    )
    if request.method == "POST" and form.is_valid():
        found.correct(form.values, form.slot_drafts, by=request.user, at=timezone.now())
        return redirect(request, found)
    context = {
        "invitation": found,
        "form": form,
        "candidate": found.candidate,
        "viewer": viewer_of(request, found.candidate),
    }
    status = 422 if form.is_bound else 200
    return render(request, "interviews/details.html", context, status=status)


@require_POST
def red_flags(request: SignedInRequest, pk: int) -> HttpResponse:
    """Raise a red flag without leaving the decision."""
    found = visible(request, Invitation.objects.with_page(), pk)
    viewer = viewer_of(request, found.candidate)
    if not sees(viewer, found.candidate, Scope.APPLICATIONS):
        raise PermissionDenied
    form = RedFlagForm(request.POST, by_firm=not viewer.is_own)
    if not form.is_valid():
        return refused(request, found, flag_form=form)
    found.application.employer.raise_flag(
        found.application, by=request.user, at=timezone.now(), **form.values
    )
    return shown_again(request, found)


def refused(request: SignedInRequest, found: Invitation, **forms: object) -> HttpResponse:
    """The page again, with what was typed and what is wrong with it."""
    context = context_for(found, request, **forms)
    return render_or_fragment(request, PAGE, "decision", context, status=422)


def shown_again(request: SignedInRequest, found: Invitation) -> HttpResponse:
    """The page with the facts as they are now."""
    if not wants_fragment(request):
        again = "?again" if "again" in request.GET else ""
        return redirect(request, f"{found.get_absolute_url()}{again}")
    fresh = visible(request, Invitation.objects.with_page(), found.pk)
    return render_or_fragment(request, PAGE, "decision", context_for(fresh, request))
