"""One interview: where and when, and afterwards how it went."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from interviews.models import Interview
from interviews.models.interview import InterviewState
from interviews.views.afterwards import afterwards_of
from jobtracker.http import SignedInRequest
from jobtracker.people.views.whose import viewer_of, visible


@require_safe
def interview(request: SignedInRequest, pk: int) -> HttpResponse:
    rows = Interview.objects.select_related("candidate", "application__employer", "invitation")
    return page(request, visible(request, rows, pk))


def page(
    request: SignedInRequest, found: Interview, *, status: int = 200, **refused: object
) -> HttpResponse:
    """The interview's page; forms that were refused take the place of fresh ones."""
    viewer = viewer_of(request, found.candidate)
    context = {
        "interview": found,
        "application": found.application,
        "candidate": found.candidate,
        "viewer": viewer,
        "after": afterwards_of(found, refused) if viewer.is_own else None,
        "is_over": found.over_at <= timezone.now(),
        "is_cancelled": found.state == InterviewState.CANCELLED,
    }
    return render(request, "interviews/interview.html", context, status=status)


def own_interview(request: SignedInRequest, pk: int) -> Interview:
    """The interview, held until the change is done: 404 for an outsider, 403 for a reader."""
    rows = Interview.objects.select_related("candidate", "application__employer", "invitation")
    if request.method == "POST":
        rows = rows.select_for_update(no_key=True, of=("self",))
    found = visible(request, rows, pk)
    if not viewer_of(request, found.candidate).is_own:
        raise PermissionDenied
    return found
