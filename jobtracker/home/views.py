"""The candidate's home page: today, and the one question about their situation."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications.plans import plans_of
from interviews.owed import owed_by
from jobtracker.home.forms import StartForm
from jobtracker.home.today import today
from jobtracker.http import SignedInRequest, redirect
from jobtracker.people.forms.profile import MOODS, SituationForm
from jobtracker.people.models import Candidate


@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    if request.user.is_candidate:
        candidate = request.user.candidate
        return page(request, candidate, SituationForm(initial={"situation": candidate.situation}))
    return redirect(request, "desk:worklist" if request.user.is_coordinator else "start")


@require_POST
def situation(request: SignedInRequest) -> HttpResponse:
    candidate = get_object_or_404(Candidate, user=request.user)
    form = SituationForm(request.POST)
    if not form.is_valid():
        return page(request, candidate, form)
    candidate.tell_situation(form.cleaned_data["situation"], on=timezone.localdate())
    messages.success(request, "Thank you. The advice takes it into account.")
    return redirect(request, "home")


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: SignedInRequest) -> HttpResponse:
    """A record for who has none yet."""
    if Candidate.objects.filter(user=request.user).exists():
        return redirect(request, "home")
    data = request.POST if request.method == "POST" else None
    form = StartForm(data, of=request.user, initial={"name": request.user.name})
    if form.is_valid():
        name = form.cleaned_data["name"]
        Candidate.objects.start(request.user, name=name, time_zone=form.zone)
        return redirect(request, "home")
    return render(request, "home/start.html", {"form": form}, status=422 if data else 200)


def page(request: SignedInRequest, candidate: Candidate, form: SituationForm) -> HttpResponse:
    now = timezone.now()
    plate = today(candidate, now)
    context = {
        "candidate": candidate,
        "today": plate,
        "plans": plans_of(candidate, now),
        "owed": owed_by(candidate, now),
        "has_none": plate.is_empty and not candidate.applications.exists(),
        "situation_form": form,
        "asks_situation": candidate.asks_situation(timezone.localdate()) or form.is_bound,
        "moods": MOODS if candidate.asks_mood(timezone.localdate()) else {},
    }
    return render(request, "home/home.html", context, status=422 if form.is_bound else 200)
