"""Deciding: what the candidate chose is kept, and the letter that goes with it opened."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from interviews.briefing import brief
from interviews.forms.decision import ChoiceForm
from interviews.models import Choice, Decision, Invitation
from interviews.models.firm_policy import policy_for
from interviews.views.decision_page import choice_form, context_for
from interviews.views.whose import decidable
from jobtracker.http import SignedInRequest, redirect

PAGE = "interviews/invitation.html"
CHANGED = "Something changed since this page was shown. Please look again before you decide."


@require_POST
def decide(request: SignedInRequest, pk: int) -> HttpResponse:
    with transaction.atomic():
        found = decidable(request, pk)
        locked = Invitation.objects.select_for_update().get(pk=found.pk)
        form = choice_form(found, request.POST)
        if not form.is_valid():
            return again(request, found, form, status=422)
        if form.cleaned_data["version"] != locked.version:
            return late(request, found, form)
        keep(request, found, form)
    return redirect(request, "interviews:letter", found.pk)


@require_POST
def lapse(request: SignedInRequest, pk: int) -> HttpResponse:
    """Nobody found a time: that is neither's no."""
    with transaction.atomic():
        found = decidable(request, pk)
        locked = Invitation.objects.select_for_update().get(pk=found.pk)
        if locked.is_undecided:
            locked.lapse(by=request.user, at=timezone.now())
            messages.success(request, "Kept as “could not be arranged”.")
        else:
            messages.info(request, "This was settled already.")
    return redirect(request, found)


def keep(request: SignedInRequest, invitation: Invitation, form: ChoiceForm) -> None:
    now = timezone.now()
    policy = policy_for(invitation.candidate_id)
    briefing = brief(invitation, now=now, policy=policy)
    chosen = form.cleaned_data["slot"]
    slots = {slot.pk: slot for slot in invitation.slots.all()}
    Decision.objects.decide(
        invitation,
        Choice(form.cleaned_data["choice"]),
        facts=briefing.facts,
        advice=briefing.advice,
        explanation=briefing.explanation,
        slot=slots.get(chosen),
        by=request.user,
        at=now,
        policy=policy,
        reason=form.cleaned_data["reason"],
        reason_shared=form.cleaned_data.get("reason_shared", False),
    )


def late(request: SignedInRequest, invitation: Invitation, form: ChoiceForm) -> HttpResponse:
    """A second click on the same answer is no new decision; anything else is shown again."""
    latest = invitation.decisions.filter(superseded_by=None).first()
    if latest is not None and latest.choice == form.cleaned_data["choice"]:
        return redirect(request, "interviews:letter", invitation.pk)
    messages.warning(request, CHANGED)
    return again(request, invitation, choice_form(invitation), status=409)


def again(
    request: SignedInRequest, invitation: Invitation, form: ChoiceForm, *, status: int
) -> HttpResponse:
    context = context_for(invitation, request, choice_form=form)
    return render(request, PAGE, context, status=status)
