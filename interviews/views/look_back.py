"""Looking back on a choice two weeks on: for the candidate alone, and only if they like."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from interviews.aftermath import aftermath_of
from interviews.forms.look_back import LookBackForm
from interviews.models import Decision, LookBack
from jobtracker.http import SignedInRequest, redirect
from jobtracker.people.views.whose import viewer_of, visible

TOO_EARLY = "That choice is still fresh. We ask two weeks after it."


@require_http_methods(["GET", "HEAD", "POST"])
def look_back(request: SignedInRequest, pk: int) -> HttpResponse:
    decision = visible(request, Decision.objects.select_related("candidate"), pk)
    if not viewer_of(request, decision.candidate).is_own:
        raise PermissionDenied
    if not decision.can_be_judged(timezone.now()):
        messages.info(request, TOO_EARLY)
        return redirect(request, decision.about)
    told = LookBack.objects.filter(decision=decision).first()
    initial = {"sits": told.sits, "note": told.note} if told else {}
    form = LookBackForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        LookBack.objects.keep(decision, **form.cleaned_data, at=timezone.now())
        messages.success(request, "Thank you. It counts for your own history alone.")
        return redirect(request, "home")
    context = {
        "decision": decision,
        "application": decision.application,
        "candidate": decision.candidate,
        "aftermath": aftermath_of(decision),
        "told": told,
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return render(request, "interviews/decisions/look_back.html", context, status=status)
