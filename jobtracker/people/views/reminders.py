"""Being reminded by mail: which settings, and the way out of each such mail."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from jobtracker.http import HtmxRequest, SignedInRequest, redirect
from jobtracker.people.forms.profile import CandidateProfileForm
from jobtracker.people.forms.reminders import RemindersForm
from jobtracker.people.models import Candidate, Reminders
from jobtracker.people.models.reminders import candidate_of, end_mail
from jobtracker.people.views.profile import page


@require_POST
def reminders(request: SignedInRequest) -> HttpResponse:
    # Of two windows, the second one sees what the first has kept.
    locked = Candidate.objects.select_for_update(no_key=True, of=("self",))
    candidate = get_object_or_404(locked, user=request.user)
    found = Reminders.objects.of(candidate=candidate)
    form = RemindersForm(request.POST, instance=found)
    if not form.is_valid():
        return page(request, form=CandidateProfileForm(of=request.user), reminders_form=form)
    found.keep(form.cleaned_data, at=timezone.now())
    messages.success(request, "Your reminders are kept.")
    return redirect(request, "people:profile")


# A mail program that has only this link sends it by itself, without a page and its cookie.
@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def way_out(request: HtmxRequest, token: str) -> HttpResponse:
    """Ask first, and end all reminders by mail once told to. It says nothing of whose they are."""
    is_ours = end_mail(token) if request.method == "POST" else candidate_of(token) is not None
    if not is_ours:
        raise Http404
    response = render(request, "people/way_out.html", {"is_out": request.method == "POST"})
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
