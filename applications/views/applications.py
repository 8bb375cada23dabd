"""The pipeline: a list, one application's page, and a new one."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from applications.forms import ApplicationForm, RedFlagForm
from applications.models import Application, Employer
from applications.stages import Stage
from jobtracker.http import SignedInRequest, redirect
from jobtracker.people.access import Scope
from jobtracker.people.models import Candidate
from jobtracker.people.views import chosen_candidate, viewer_of, visible

PAGE_LENGTH = 50
SHOWN_EVENTS = 100


@require_safe
def application_list(request: SignedInRequest) -> HttpResponse:
    candidate = chosen_candidate(request, Scope.APPLICATIONS)
    rows = Application.objects.filter(candidate=candidate).select_related("employer")
    before = request.GET.get("before", "")
    if before.isascii() and before.isdigit() and len(before) < 18:
        rows = rows.filter(pk__lt=int(before))
    found = list(rows.order_by("-pk")[: PAGE_LENGTH + 1])
    page, more = found[:PAGE_LENGTH], found[PAGE_LENGTH:]
    context = {
        "candidate": candidate,
        "viewer": viewer_of(request, candidate),
        "open": [each for each in page if not each.is_closed],
        "closed": [each for each in page if each.is_closed],
        "next_href": list_href(request, candidate, before=page[-1].pk) if more else "",
        "new_href": with_candidate(request, "applications:new"),
        "bring_in_href": with_candidate(request, "interviews:bring-in"),
    }
    return render(request, "applications/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    candidate = chosen_candidate(request, Scope.APPLICATIONS)
    data = request.POST if request.method == "POST" else None
    form = ApplicationForm(data, initial={"applied_on": today()})
    if form.is_valid():
        employer = Employer.objects.named(candidate, form.cleaned_data["employer_name"])
        stage = Stage.APPLIED if form.cleaned_data["applied_on"] else Stage.SAVED
        added = Application.objects.start(
            by=request.user,
            at=timezone.now(),
            candidate=candidate,
            employer=employer,
            stage=stage,
            **form.values,
        )
        return redirect(request, added)
    context = {
        "candidate": candidate,
        "viewer": viewer_of(request, candidate),
        "form": form,
        "action": with_candidate(request, "applications:new"),
        "back": with_candidate(request, "applications:list"),
    }
    return render(request, "applications/new.html", context, status=422 if form.is_bound else 200)


@require_safe
def application(request: SignedInRequest, pk: int) -> HttpResponse:
    rows = Application.objects.select_related("candidate", "employer")
    found = visible(request, rows.prefetch_related("employer__red_flags"), pk)
    return application_page(request, found, RedFlagForm(by_firm=is_firm(request, found)))


def application_page(
    request: SignedInRequest, found: Application, flag_form: RedFlagForm
) -> HttpResponse:
    """The page of one application; interviews are shown to whom they are shared with."""
    context: dict[str, Any] = {
        "application": found,
        "employer": found.employer,
        "candidate": found.candidate,
        "viewer": viewer_of(request, found.candidate),
        "flags": list(found.employer.red_flags.all()),
        "flag_form": flag_form,
        "events": found.events.select_related("by")[:SHOWN_EVENTS],
        "invitations": found.invitations.visible_to(request.user),
        "interviews": found.interviews.visible_to(request.user),
    }
    status = 422 if flag_form.is_bound else 200
    return render(request, "applications/application.html", context, status=status)


def is_firm(request: SignedInRequest, found: Application) -> bool:
    """Whether somebody else than the candidate is looking."""
    return not viewer_of(request, found.candidate).is_own


def today() -> date:
    return timezone.localdate()


def with_candidate(request: SignedInRequest, view: str) -> str:
    """The view's address, for the candidate this request is about."""
    named = request.GET.get("candidate", "")
    return reverse(view, query={"candidate": named} if named else None)


def list_href(request: SignedInRequest, candidate: Candidate, *, before: int) -> str:
    named = {"candidate": candidate.pk} if "candidate" in request.GET else {}
    return reverse("applications:list", query={**named, "before": before})
