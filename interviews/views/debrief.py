"""Telling how an interview went, and looking at it again after a night."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from interviews.forms.debrief import ConfirmForm, DebriefForm
from interviews.found import points_after
from interviews.models import Debrief, Feedback, Inquiry, Interview
from interviews.models.feedback import FeedbackSource
from interviews.models.firm_policy import policy_for
from interviews.views import found_out
from interviews.views.afterwards import told_of
from interviews.views.interview import own_interview, page
from jobtracker.http import SignedInRequest, redirect

PLACE = "#afterwards"


@require_POST
def debrief(request: SignedInRequest, pk: int) -> HttpResponse:
    found = own_interview(request, pk)
    form = DebriefForm(
        request.POST,
        interview=found,
        told=told_of(found),
        now=timezone.now(),
        policy=policy_for(found.candidate_id),
    )
    findings = found_out.told(found, points_after(found), request.POST)
    if not found_out.are_valid(findings) or not form.is_valid():
        return page(request, found, status=422, debrief=form, findings=findings)
    keep(request, found, form, found_out.rows_of(findings))
    messages.success(request, "Thank you. It counts in what we say next time.")
    return redirect(request, f"{found.get_absolute_url()}{PLACE}")


def keep(
    request: SignedInRequest, found: Interview, form: DebriefForm, inquiries: list[Inquiry]
) -> None:
    now = timezone.now()
    Debrief.objects.keep(
        found,
        by=request.user,
        at=now,
        partner=form.cleaned_data["partner"],
        found=inquiries,
        held_at=form.was_held_at,
        **form.answers,
    )
    if words := form.cleaned_data["on_the_spot"]:
        spot = {"source": FeedbackSource.ON_THE_SPOT, "verbatim": words, "is_private": True}
        Feedback.objects.receive(
            found.application, interview=found, by=request.user, at=now, **spot
        )
    for flag in form.new_flags:
        found.application.employer.raise_flag(found.application, by=request.user, at=now, **flag)


@require_POST
def confirmation(request: SignedInRequest, pk: int) -> HttpResponse:
    """The interest once more; before there is a debrief, that comes first."""
    found = own_interview(request, pk)
    told = told_of(found)
    if told is None:
        messages.info(request, "Say how it went first. The second look comes after a night.")
        return redirect(request, f"{found.get_absolute_url()}{PLACE}")
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        return page(request, found, status=422, confirmation=form)
    told.confirm(form.cleaned_data["interest"], by=request.user, at=timezone.now())
    messages.success(request, "Kept. Both ratings stay beside each other.")
    return redirect(request, f"{found.get_absolute_url()}{PLACE}")
