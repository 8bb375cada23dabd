"""The pipeline: a list, one application's page, and a new one."""

from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from applications.forms import ApplicationForm, RedFlagForm
from applications.models import Application, Employer
from applications.models.application import ApplicationQuerySet
from applications.stages import Stage
from applications.views.history import history
from jobtracker.http import SignedInRequest, redirect
from jobtracker.people.access import Scope
from jobtracker.people.models import Candidate
from jobtracker.people.views import Viewer, chosen_candidate, viewer_of, visible

PAGE_LENGTH = 50
LONGEST_ID = 18


@require_safe
def application_list(request: SignedInRequest) -> HttpResponse:
    candidate = chosen_candidate(request, Scope.APPLICATIONS)
    viewer = viewer_of(request, candidate)
    found = list(page_of(candidate, viewer, request.GET.get("before", "")))
    page, more = found[:PAGE_LENGTH], found[PAGE_LENGTH:]
    older = {"before": page[-1].pk} if more else {}
    context = {
        "candidate": candidate,
        "viewer": viewer,
        "open": [each for each in page if not each.is_closed],
        "closed": [each for each in page if each.is_closed],
        "is_closed_only": all(each.is_closed for each in page),
        "next_href": href("applications:list", candidate, viewer, **older) if more else "",
        "new_href": href("applications:new", candidate, viewer),
        "bring_in_href": href("interviews:bring-in", candidate, viewer),
        "brings_in": sees_interviews(candidate, viewer),
    }
    return render(request, "applications/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    candidate = chosen_candidate(request, Scope.APPLICATIONS)
    viewer = viewer_of(request, candidate)
    data = request.POST if request.method == "POST" else None
    initial = {"applied_on": timezone.localdate()}
    form = ApplicationForm(data, initial=initial, by_firm=not viewer.is_own)
    if form.is_valid():
        return redirect(request, add(candidate, form, viewer))
    context = {
        "candidate": candidate,
        "viewer": viewer,
        "form": form,
        "action": href("applications:new", candidate, viewer),
        "back_href": href("applications:list", candidate, viewer),
    }
    return render(request, "applications/new.html", context, status=422 if form.is_bound else 200)


@require_safe
def application(request: SignedInRequest, pk: int) -> HttpResponse:
    rows = Application.objects.select_related("candidate", "employer")
    found = visible(request, rows.prefetch_related("employer__red_flags"), pk)
    viewer = viewer_of(request, found.candidate)
    return application_page(request, found, RedFlagForm(by_firm=not viewer.is_own))


def application_page(
    request: SignedInRequest, found: Application, flag_form: RedFlagForm
) -> HttpResponse:
    """The page of one application; interviews are shown to whom they are shared with."""
    candidate, viewer = found.candidate, viewer_of(request, found.candidate)
    context = {
        "application": found,
        "employer": found.employer,
        "candidate": candidate,
        "viewer": viewer,
        "back_href": href("applications:list", candidate, viewer),
        "flags": found.employer.red_flags.all(),
        "flag_form": flag_form,
        "history": history(found, with_interviews=sees_interviews(candidate, viewer)),
        "invitations": found.invitations.visible_to(request.user),
        "interviews": found.interviews.visible_to(request.user),
    }
    status = 422 if flag_form.is_bound else 200
    return render(request, "applications/application.html", context, status=status)


def page_of(candidate: Candidate, viewer: Viewer, before: str) -> ApplicationQuerySet:
    """The newest applications older than the one of that id, with the interviews to come.

    One more than a page holds, which tells whether another page follows.
    """
    rows = Application.objects.filter(candidate=candidate).select_related("employer")
    if before.isascii() and before.isdigit() and len(before) <= LONGEST_ID:
        rows = rows.filter(pk__lt=int(before))
    planned = candidate.interviews.visible_to(viewer.user).planned()
    to_come = planned.filter(starts_at__gt=timezone.now())
    rows = rows.prefetch_related(Prefetch("interviews", to_come, to_attr="interviews_to_come"))
    return rows.order_by("-pk")[: PAGE_LENGTH + 1]


def add(candidate: Candidate, form: ApplicationForm, viewer: Viewer) -> Application:
    """Start the application; without a date it is only saved for later."""
    return Application.objects.start(
        by=viewer.user,
        at=timezone.now(),
        candidate=candidate,
        employer=Employer.objects.named(candidate, form.cleaned_data["employer_name"]),
        stage=Stage.APPLIED if form.cleaned_data["applied_on"] else Stage.SAVED,
        **form.values,
    )


def sees_interviews(candidate: Candidate, viewer: Viewer) -> bool:
    """Whether the candidate's interviews are shared with the person too."""
    shared = Candidate.objects.visible_to(viewer.user, Scope.INTERVIEWS)
    return viewer.is_own or shared.filter(pk=candidate.pk).exists()


def href(view: str, candidate: Candidate, viewer: Viewer, **query: object) -> str:
    """The view's address, which names the candidate unless it is the person themselves."""
    named = {} if viewer.is_own else {"candidate": candidate.pk}
    return reverse(view, query={**named, **query})
