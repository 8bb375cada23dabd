"""The pages of those who look after many candidates."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jobtracker.desk.worklist import worklist as worklist_of
from jobtracker.http import SignedInRequest
from jobtracker.people.views.whose import record_list


@require_safe
def worklist(request: SignedInRequest) -> HttpResponse:
    if not request.user.is_coordinator:
        raise Http404
    shown = worklist_of(request.user)
    record_list(request, shown.by)
    return render(request, "desk/worklist.html", {"worklist": shown})
