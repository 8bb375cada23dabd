"""The pages of those who look after many candidates."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jobtracker.desk.worklist import worklist as worklist_of
from jobtracker.http import SignedInRequest


@require_safe
def worklist(request: SignedInRequest) -> HttpResponse:
    if not request.user.is_coordinator:
        raise Http404
    return render(request, "desk/worklist.html", {"worklist": worklist_of(request.user)})
