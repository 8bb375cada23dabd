"""Other times instead of those that were offered: the candidate chooses, the letter says them."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from interviews.correspondence import letter_for
from interviews.engagements import engagements_of
from interviews.forms.initial import row_of
from interviews.forms.other_times import OtherTimesForm
from interviews.letters import LetterKind
from interviews.models import Decision, Invitation, Letter
from interviews.occasions import Occasion
from interviews.views.whose import decidable
from jobtracker.http import SignedInRequest, redirect
from jobtracker.people.views.whose import viewer_of

KIND = LetterKind.PROPOSE_TIMES
OWN_WORDS = "Your message stays as you wrote it. The times stand above it."


@require_http_methods(["GET", "HEAD", "POST"])
def other_times(request: SignedInRequest, pk: int) -> HttpResponse:
    invitation = decidable(request, pk)
    decision = invitation.decisions.standing()
    if decision is None or not decision.asks:
        return redirect(request, invitation)
    form = form_for(invitation, decision, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        if not propose(decision, form, request):
            messages.info(request, OWN_WORDS)
        href = reverse("interviews:letter", args=[invitation.pk])
        return HttpResponseRedirect(f"{href}?letter={KIND.value}")
    context = {
        "invitation": invitation,
        "candidate": invitation.candidate,
        "viewer": viewer_of(request, invitation.candidate),
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return render(request, "interviews/other_times.html", context, status=status)


def form_for(invitation: Invitation, decision: Decision, data: Any) -> OtherTimesForm:  # noqa: ANN401
    candidate = invitation.candidate
    chosen = list(decision.other_times.all())
    engaged = partial(engagements_of, candidate.pk, but=invitation)
    return OtherTimesForm(
        data,
        candidate=candidate,
        rows=[row_of(each.starts_at, each.ends_at, each.zone) for each in chosen],
        zone=chosen[0].zone if chosen else candidate.time_zone,
        engaged=engaged,
        now=timezone.now(),
    )


def propose(decision: Decision, form: OtherTimesForm, request: SignedInRequest) -> bool:
    """Keep the times; whether the letter says them by itself, as nobody has edited it yet."""
    with transaction.atomic():
        before = letter_for(Occasion.of(decision), KIND)
        kept = Letter.objects.filter(decision=decision, kind=KIND, sent_at=None)
        decision.propose(form.drafts, by=request.user, at=timezone.now())
        kept.filter(body=before.body).delete()
        return not kept.exists()
