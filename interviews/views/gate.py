"""What follows an interview: the candidate goes on, withdraws, or sleeps on it."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from interviews.forms.gate import GateForm
from interviews.gate import gate_of
from interviews.models import Choice, Debrief, Decision, Interview
from interviews.models.firm_policy import policy_for
from interviews.views.afterwards import gate_form, told_of
from interviews.views.interview import own_interview, page
from jobtracker.http import SignedInRequest, redirect

CHANGED = "Something changed since this page was shown. Please look again before you decide."
FIRST = "Say how it went first: two answers are enough. What we suggest rests on them."
SAID = {
    Choice.CONTINUE: "You go on. If you change your mind, this is the place.",
    Choice.SLEEP: "It comes back when you said.",
}


@require_POST
def gate(request: SignedInRequest, pk: int) -> HttpResponse:
    found = own_interview(request, pk)
    told = told_of(found)
    if told is None:
        messages.info(request, FIRST)
        return redirect(request, f"{found.get_absolute_url()}#afterwards")
    standing = found.decisions.standing()
    form = gate_form(found, standing, request.POST)
    if not form.is_valid():
        return page(request, found, status=422, gate=form)
    if form.cleaned_data["latest"] != (standing.pk if standing else None):
        return late(request, found, standing, form)
    decision = keep(request, found, told, form)
    return onwards(request, decision)


def keep(
    request: SignedInRequest, interview: Interview, told: Debrief, form: GateForm
) -> Decision:  # fmt: skip
    now = timezone.now()
    policy = policy_for(interview.candidate_id)
    found = gate_of(interview, told, now=now, policy=policy)
    return Decision.objects.decide_after(
        interview,
        Choice(form.cleaned_data["choice"]),
        facts=found.facts,
        advice=found.advice,
        explanation=found.explanation,
        until=form.cleaned_data["until"],
        zone=form.zone,
        reason=form.cleaned_data["reason"],
        reason_shared=form.cleaned_data.get("reason_shared", False),
        by=request.user,
        at=now,
        policy=policy,
    )


def late(
    request: SignedInRequest, found: Interview, standing: Decision | None, form: GateForm
) -> HttpResponse:
    """A second click on the same answer is no new decision; anything else is shown again."""
    if standing is not None and standing.choice == form.cleaned_data["choice"]:
        return onwards(request, standing)
    messages.warning(request, CHANGED)
    return page(request, found, status=409)


def onwards(request: SignedInRequest, decision: Decision) -> HttpResponse:
    """To the letter where one is to be sent, else back to where it was decided."""
    if decision.choice == Choice.WITHDRAW:
        return redirect(request, decision.letter_url)
    messages.success(request, SAID[Choice(decision.choice)])
    return redirect(request, f"{decision.about.get_absolute_url()}#afterwards")
