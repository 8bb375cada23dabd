"""An application is removed, with all that belongs to it: by the candidate alone."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from applications.models import Application
from applications.removing import taken_along
from jobtracker.http import SignedInRequest, redirect
from jobtracker.people.views.whose import viewer_of, visible


@require_http_methods(["GET", "HEAD", "POST"])
def removal(request: SignedInRequest, pk: int) -> HttpResponse:
    """Says what goes and what stays, then does it."""
    rows = Application.objects.select_related("candidate", "employer")
    if request.method == "POST":
        rows = rows.select_for_update(of=("self",))
    found = visible(request, rows, pk)
    viewer = viewer_of(request, found.candidate)
    if not viewer.is_own:
        raise PermissionDenied
    if request.method == "POST":
        words = str(found)
        found.delete()
        messages.success(request, f"{words} is gone, with all that belonged to it.")
        return redirect(request, "applications:list")
    context = {
        "application": found,
        "candidate": found.candidate,
        "viewer": viewer,
        "along": taken_along(found, request.user),
    }
    return render(request, "applications/removal.html", context)
