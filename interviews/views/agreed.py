"""Interviews by hand: what is known of one is corrected, and one that is agreed is put in."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from applications.models import Application
from interviews.forms.interview import AgreedForm, InterviewForm, from_invitation_agreed
from interviews.models import Interview, Invitation
from interviews.views.moves import changeable_interview, sent
from jobtracker.http import SignedInRequest, redirect
from jobtracker.people.access import Scope
from jobtracker.people.views.whose import sees, viewer_of, visible


@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    found = changeable_interview(request, pk)
    form = InterviewForm(sent(request), interview=found)
    if form.is_bound and form.is_valid():
        found.correct(form.values, by=request.user, at=timezone.now())
        messages.success(request, "Kept.")
        return redirect(request, found)
    context = {
        "interview": found,
        "candidate": found.candidate,
        "viewer": viewer_of(request, found.candidate),
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return render(request, "interviews/interview/edit.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def new(request: SignedInRequest, pk: int) -> HttpResponse:
    rows = Application.objects.select_related("candidate", "employer")
    application = visible(request, rows, pk)
    viewer = viewer_of(request, application.candidate)
    if not sees(viewer, application.candidate, Scope.INTERVIEWS):
        raise PermissionDenied
    invitation = invitation_named(request, application)
    first = from_invitation_agreed(invitation) if invitation else {}
    form = AgreedForm(sent(request), candidate=application.candidate, initial=first)
    if form.is_bound and form.is_valid():
        made = Interview.objects.agree(
            application,
            form.draft,
            invitation=invitation,
            by=request.user,
            at=timezone.now(),
            **form.values,
        )
        messages.success(request, "It is in your plans.")
        return redirect(request, made)
    context = {
        "application": application,
        "candidate": application.candidate,
        "viewer": viewer,
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return render(request, "interviews/interview/new.html", context, status=status)


def invitation_named(request: SignedInRequest, application: Application) -> Invitation | None:
    """The invitation that led to it, where the address names one of this application."""
    named = request.GET.get("invitation", "")
    if not (named.isascii() and named.isdigit() and len(named) < 18):
        return None
    return application.invitations.filter(pk=int(named)).first()
