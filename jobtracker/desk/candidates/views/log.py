"""The log of what a firm does for a candidate: a line more, and its next step done."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications.models import Activity
from jobtracker.desk.candidates.held import AtWork, held_by, row_held
from jobtracker.desk.candidates.log_forms import LogForm
from jobtracker.desk.candidates.views.candidate import candidate_page, jobs_of, of_row
from jobtracker.http import (
    SignedInRequest,
    asked_on,
    page_of,
    redirect,
    render_fragment,
    render_or_fragment,
    wants_fragment,
)
from jobtracker.people.models import Candidate

MOST_TOLD = 100


@require_http_methods(["GET", "HEAD", "POST"])
def log(request: SignedInRequest, pk: int) -> HttpResponse:
    """One line more: a page of its own, or a small form in a row of a list."""
    at_work, now = held_by(request, pk), timezone.now()
    held = at_work.held
    data = request.POST if request.method == "POST" else None
    form = LogForm(data, **of_row(request, held, jobs_of(held, request), now=now))
    if form.is_valid():
        made = Activity.objects.log(held, by=request.user, at=now, **form.said)
        return logged(request, at_work, made)
    if form.is_bound and not wants_fragment(request):
        return candidate_page(request, at_work, log_form=form)
    context = {"held": held, "candidate": held.candidate, "log_form": form, "in_row": True}
    status = 422 if form.is_bound else 200
    return render_or_fragment(request, "desk/log.html", "form", context, status=status)


def logged(request: SignedInRequest, at_work: AtWork, made: Activity) -> HttpResponse:
    """The line in place of its form, or the page that it stands on."""
    messages.success(
        request,
        f"Logged for {at_work.held.candidate}.",
        extra_tags=reverse("desk:taking-back", args=[made.pk]),
    )
    if wants_fragment(request):
        context = {"line": made, "held": at_work.held, "undo_next": page_of(request)}
        return render_fragment(request, "desk/log.html", "logged", context)
    return redirect(request, page_about(at_work))


@require_POST
def completion(request: SignedInRequest, pk: int) -> HttpResponse:
    """The next step of a line is done."""
    at_work, line = line_of(request, pk)
    line.finish(by=request.user, at=timezone.now())
    messages.success(request, "Done.", extra_tags=reverse("desk:reopening", args=[line.pk]))
    return redirect(request, asked_on(request) or page_about(at_work))


@require_POST
def reopening(request: SignedInRequest, pk: int) -> HttpResponse:
    """It is to be done after all."""
    at_work, line = line_of(request, pk)
    line.reopen()
    messages.success(request, "It is open again.")
    return redirect(request, asked_on(request) or page_about(at_work))


@require_POST
def taking_back(request: SignedInRequest, pk: int) -> HttpResponse:
    """Who wrote a line takes it back; then it was never there."""
    at_work, line = line_of(request, pk)
    if line.by_id != request.user.pk:
        raise PermissionDenied
    line.delete()
    messages.success(request, "Taken back.")
    return redirect(request, asked_on(request) or page_about(at_work))


def line_of(request: SignedInRequest, pk: int) -> tuple[AtWork, Activity]:
    """A line of the log of a firm of the person's, held; or 404."""
    return row_held(request, Activity.objects.editable_by(request.user), pk)


def page_about(at_work: AtWork) -> str:
    return reverse("desk:candidate", args=[at_work.held.pk])


@require_safe
def noted(request: SignedInRequest) -> HttpResponse:
    """What firms noted for the candidate to read, with who did so and when."""
    own = get_object_or_404(Candidate, user=request.user)
    rows = Activity.objects.filter(candidate=own).decidable_by(request.user)
    lines = rows.select_related("by", "firm", "application__employer").latest_first()
    found = list(lines[: MOST_TOLD + 1])
    context = {"lines": found[:MOST_TOLD], "is_cut": len(found) > MOST_TOLD}
    return render(request, "desk/noted.html", context)
