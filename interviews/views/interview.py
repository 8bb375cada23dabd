"""One interview: where and when, and afterwards how it went."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from interviews.forms.debrief import DebriefForm
from interviews.models import Debrief, Interview
from interviews.models.interview import InterviewState
from jobtracker.http import SignedInRequest, redirect
from jobtracker.people.views import viewer_of, visible


@require_http_methods(["GET", "HEAD", "POST"])
def interview(request: SignedInRequest, pk: int) -> HttpResponse:
    rows = Interview.objects.select_related("candidate", "application__employer", "invitation")
    found = visible(request, rows, pk)
    viewer = viewer_of(request, found.candidate)
    if request.method == "POST" and not viewer.is_own:
        raise PermissionDenied
    told = Debrief.objects.filter(interview=found).first() if viewer.is_own else None
    form = debrief_form(request, found, told)
    if request.method == "POST" and form.is_valid():
        found.debrief(by=request.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, "Thank you. It counts in what we say next time.")
        return redirect(request, found)
    context = {
        "interview": found,
        "application": found.application,
        "candidate": found.candidate,
        "viewer": viewer,
        "form": form,
        "told": told,
        "is_over": found.over_at <= timezone.now(),
        "is_cancelled": found.state == InterviewState.CANCELLED,
    }
    status = 422 if form.is_bound else 200
    return render(request, "interviews/interview.html", context, status=status)


def debrief_form(
    request: SignedInRequest, interview: Interview, told: Debrief | None
) -> DebriefForm:
    data = request.POST if request.method == "POST" else None
    return DebriefForm(data, instance=told, initial={"partner": interview.partner})
