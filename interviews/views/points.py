"""One point of feedback: taken up or not, made a task, shown done, set beside another."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from interviews.forms.feedback import ComparisonForm, EvidenceForm
from interviews.likeness import nearest
from interviews.models import FeedbackPoint
from interviews.models.point import PointKind
from interviews.views.feedback import versions_for
from jobtracker.http import SignedInRequest, asked_on, redirect
from jobtracker.people.views.whose import viewer_of, visible
from jobtracker.ui.when import in_full

MOST_OTHERS = 50
# How a list that a point was ticked off on names itself in the address.
FROM_HOME = "home"
NOTHING_TO_DO = "You noted that there is nothing to do about it."


@require_safe
def point(request: SignedInRequest, pk: int) -> HttpResponse:
    """What shows that it is done, and which other point it goes with."""
    return page(request, own_point(request, pk))


@require_POST
def acceptance(request: SignedInRequest, pk: int) -> HttpResponse:
    found = own_point(request, pk)
    found.accept(at=timezone.now())
    return back(request, found)


@require_POST
def rejection(request: SignedInRequest, pk: int) -> HttpResponse:
    """It stays where it is, and counts for nothing."""
    found = own_point(request, pk)
    found.reject(at=timezone.now())
    return back(request, found)


@require_POST
def task(request: SignedInRequest, pk: int) -> HttpResponse:
    """Something to do before the next interview, in one tap."""
    found = own_point(request, pk)
    if found.kind == PointKind.NO_ACTION:
        messages.info(request, NOTHING_TO_DO)
        return back(request, found)
    made = found.take_on(by=request.user, at=timezone.now())
    by = f" by {in_full(made.due_on)}" if made.due_on else ""
    messages.success(request, f"On your list{by}: {made.text}")
    return back(request, found)


@require_POST
def evidence(request: SignedInRequest, pk: int) -> HttpResponse:
    found = own_point(request, pk)
    form = EvidenceForm(request.POST, versions=versions_for(request, found.candidate))
    if not form.is_valid():
        return page(request, found, status=422, evidence_form=form)
    found.show_done(at=timezone.now(), **form.cleaned_data)
    messages.success(request, f"Done: {found.text}")
    return back(request, found)


@require_POST
def comparison(request: SignedInRequest, pk: int) -> HttpResponse:
    found = own_point(request, pk)
    form = ComparisonForm(request.POST, others=others_of(found))
    if not form.is_valid():
        return page(request, found, status=422, comparison_form=form)
    found.compare(form.cleaned_data["other"], is_same=form.cleaned_data["relation"] == "same")
    return back(request, found)


@require_POST
def removal(request: SignedInRequest, pk: int) -> HttpResponse:
    found = own_point(request, pk)
    found.delete()
    messages.success(request, "Removed.")
    return back(request, found)


def page(
    request: SignedInRequest,
    found: FeedbackPoint,
    *,
    status: int = 200,
    **forms: Any,  # noqa: ANN401
) -> HttpResponse:
    first = {
        "other": found.same_as_id or found.disagrees_with_id,
        "relation": "contrary" if found.disagrees_with_id else "same",
    }
    evidence_first = {"version": found.fixed_in_id, "score": found.retry_score}
    versions = versions_for(request, found.candidate)
    is_from_home = FROM_HOME in request.GET or asked_on(request) == reverse("home")
    context = {
        "point": found,
        "next": reverse("home") if is_from_home else "",
        "feedback": found.feedback,
        "candidate": found.candidate,
        "viewer": viewer_of(request, found.candidate),
        "evidence_form": EvidenceForm(initial=evidence_first, versions=versions),
        "comparison_form": ComparisonForm(initial=first, others=others_of(found)),
        **forms,
    }
    return render(request, "interviews/feedback/point.html", context, status=status)


def others_of(found: FeedbackPoint) -> list[FeedbackPoint]:
    """The candidate's points of other feedback, the likeliest to mean the same first."""
    rows = FeedbackPoint.objects.filter(candidate=found.candidate_id)
    rows = rows.exclude(feedback=found.feedback_id).order_by("-pk")
    others = rows.select_related("feedback__application__employer")[: 4 * MOST_OTHERS]
    return nearest(found, others)[:MOST_OTHERS]


def back(request: SignedInRequest, found: FeedbackPoint) -> HttpResponse:
    feedback = f"{found.feedback.get_absolute_url()}#points"
    return redirect(request, asked_on(request) or feedback)


def own_point(request: SignedInRequest, pk: int) -> FeedbackPoint:
    """The point, held until the change is done; 403 for who may read it, as it is theirs to say."""
    rows = FeedbackPoint.objects.select_related(
        "candidate", "feedback__application__employer", "feedback__candidate", "task",
        "about__document", "fixed_in__document",
    )  # fmt: skip
    if request.method == "POST":
        rows = rows.select_for_update(no_key=True, of=("self",))
    found = visible(request, rows, pk)
    if not viewer_of(request, found.candidate).is_own:
        raise PermissionDenied
    return found
