"""How a submission goes on: to the client, through what they do, to a placement or its end."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from applications.doubles import doubles_of, is_settled
from applications.models import Placement
from applications.on_behalf_mail import tell_sent
from applications.submission_forms import EndingForm, PlacementForm, StepForm
from jobtracker.desk.submissions.views import has_word, of_submission, page
from jobtracker.http import SignedInRequest, redirect
from jobtracker.people.access import Scope

NO_WORD = "There is no word of theirs in force for this job, so it may not be sent."
DOUBLE = "They may be in for this job already. It can’t be sent before that is settled."


@require_POST
def sending(request: SignedInRequest, pk: int) -> HttpResponse:
    """Note that the client has it, which takes a right in force and no other way in."""
    at_work, found = of_submission(request, pk)
    now, today = timezone.now(), timezone.localdate()
    shows = Scope.APPLICATIONS in at_work.held.scopes
    refused = ""
    if not has_word(found, at_work.held):
        refused = NO_WORD
    elif not is_settled(found.right, doubles_of(found.right, at=now, with_applications=shows)):
        refused = DOUBLE
    if refused:
        messages.error(request, refused)
    elif found.is_open and found.sent_at is None:
        found.send(by=request.user, at=now, on=today, shows_applications=shows)
        tell_sent(found, by=request.user, at=now)
        messages.success(request, f"Noted. {found.candidate} sees that it was sent.")
    return redirect(request, "desk:submission", pk)


@require_POST
def steps(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the client did."""
    at_work, found = of_submission(request, pk)
    refuse_closed(found.is_with_client)
    form = StepForm(request.POST, found=found)
    if not form.is_valid():
        return page(request, at_work, found, step_form=form)
    found.reach(form.cleaned_data["step"], at=timezone.now())
    return redirect(request, "desk:submission", pk)


@require_POST
def ending(request: SignedInRequest, pk: int) -> HttpResponse:
    at_work, found = of_submission(request, pk)
    refuse_closed(found.is_open)
    form = EndingForm(request.POST)
    if not form.is_valid():
        return page(request, at_work, found, ending_form=form)
    found.end(form.cleaned_data["ending"], by=request.user, at=timezone.now())
    return redirect(request, "desk:submission", pk)


@require_POST
def passing_on(request: SignedInRequest, pk: int) -> HttpResponse:
    """The client knows that the candidate withdrew."""
    _, found = of_submission(request, pk)
    if found.is_to_pass_on:
        found.pass_on(at=timezone.now())
        messages.success(request, "Noted: the client knows.")
    return redirect(request, "desk:submission", pk)


@require_POST
def placement(request: SignedInRequest, pk: int) -> HttpResponse:
    at_work, found = of_submission(request, pk)
    refuse_closed(found.is_with_client)
    form = PlacementForm(request.POST)
    if not form.is_valid():
        return page(request, at_work, found, placement_form=form)
    now, today = timezone.now(), timezone.localdate()
    Placement.objects.make(found, by=request.user, at=now, on=today, **form.terms)
    messages.success(request, f"{found.candidate} is placed.")
    return redirect(request, "desk:submission", pk)


def refuse_closed(is_open: bool) -> None:
    """Nothing more happens to what has ended, or was not sent yet."""
    if not is_open:
        raise PermissionDenied
