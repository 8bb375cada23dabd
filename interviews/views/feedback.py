"""Feedback: all of it, that on one application, and one with its points."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications.models import Application, DocumentVersion
from applications.views.applications import href
from applications.views.tabs import tabs
from interviews.forms.feedback import FeedbackForm, NewFeedbackForm, PointForm
from interviews.models import Feedback, FeedbackPoint, Interview
from interviews.models.feedback import FEEDBACK_SOURCE_LABELS, PATIENCE, FeedbackSource
from interviews.models.point import PointQuerySet
from interviews.said import (
    PAGE_LENGTH,
    disagreements_of,
    found_in,
    funnel_of,
    repeats_of,
    worth_doing_first,
)
from jobtracker.http import SignedInRequest, redirect
from jobtracker.people.access import Scope
from jobtracker.people.models import Candidate, User
from jobtracker.people.views.whose import Viewer, chosen_candidate, sees, viewer_of, visible
from jobtracker.ui.when import in_full

LONGEST_SEARCH = 100
MOST_PAGES = 1_000
MOST_VERSIONS = 60
BY_WEIGHT = "weight"


@require_safe
def feedback_list(request: SignedInRequest) -> HttpResponse:
    candidate = chosen_candidate(request, Scope.FEEDBACK)
    viewer = viewer_of(request, candidate)
    if not sees(viewer, candidate, Scope.APPLICATIONS):
        raise Http404
    words = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_SEARCH]
    source = known_source(request.GET.get("source", ""))
    number = page_number(request.GET.get("page", ""))
    rows = Feedback.objects.visible_to(request.user).filter(candidate=candidate)
    by_weight = request.GET.get("order", "") == BY_WEIGHT
    found = found_in(rows, words, source, is_own=viewer.is_own, by_weight=by_weight)
    start = (number - 1) * PAGE_LENGTH
    lines = list(found[start : start + PAGE_LENGTH + 1])
    narrowed = (("q", words), ("source", source), ("order", BY_WEIGHT if by_weight else ""))
    query = {name: value for name, value in narrowed if value}
    more = {**query, "page": str(number + 1)}
    context = {
        "candidate": candidate,
        "viewer": viewer,
        "tabs": tabs(candidate, viewer, "interviews:feedback-list"),
        "lines": lines[:PAGE_LENGTH],
        "words": words,
        "source": source,
        "by_weight": by_weight,
        "sources": FEEDBACK_SOURCE_LABELS.items(),
        "is_first": number == 1 and not query,
        "next_href": href("interviews:feedback-list", candidate, viewer, **more)
        if len(lines) > PAGE_LENGTH
        else "",
        **own_summary(candidate, viewer),
    }
    return render(request, "interviews/feedback/list.html", context)


def own_summary(candidate: Candidate, viewer: Viewer) -> dict[str, Any]:
    """What became of the points, for the candidate alone: what they left is their own affair."""
    if not viewer.is_own:
        return {}
    return {
        "funnel": funnel_of(FeedbackPoint.objects.filter(candidate=candidate)),
        "repeats": repeats_of(candidate),
        "disagreements": disagreements_of(candidate),
        "first": worth_doing_first(candidate),
    }


def known_source(text: str) -> str:
    return text if text in FEEDBACK_SOURCE_LABELS else FeedbackSource.UNKNOWN


def page_number(text: str) -> int:
    is_number = text.isascii() and text.isdigit() and len(text) <= len(str(MOST_PAGES))
    return max(1, min(int(text), MOST_PAGES)) if is_number else 1


@require_http_methods(["GET", "HEAD", "POST"])
def of_application(request: SignedInRequest, pk: int) -> HttpResponse:
    """What was said about one application, and a place for more."""
    found = visible(request, Application.objects.select_related("candidate", "employer"), pk)
    viewer = viewer_of(request, found.candidate)
    if not sees(viewer, found.candidate, Scope.FEEDBACK):
        raise Http404
    form = new_form(request, found, viewer)
    if request.method == "POST" and form.is_valid():
        return redirect(request, start(request, found, form))
    rows = Feedback.objects.visible_to(request.user).filter(application=found)
    context = {
        "application": found,
        "candidate": found.candidate,
        "viewer": viewer,
        "lines": rows.select_related("application__employer").prefetch_related("points"),
        "form": form,
        "list_href": href("interviews:feedback-list", found.candidate, viewer),
    }
    status = 422 if form.is_bound else 200
    return render(request, "interviews/feedback/of_application.html", context, status=status)


def new_form(request: SignedInRequest, found: Application, viewer: Viewer) -> NewFeedbackForm:
    held: list[Interview] = []
    if sees(viewer, found.candidate, Scope.INTERVIEWS):
        held = list(
            Interview.objects.filter(application=found).order_by("-starts_at")[:PAGE_LENGTH]
        )
    named = [(each.pk, in_full(timezone.localdate(each.starts_at))) for each in held]
    return NewFeedbackForm(
        request.POST if request.method == "POST" else None,
        interviews=named,
        is_own=viewer.is_own,
        initial={"interview": request.GET.get("interview", "")},
    )


def start(request: SignedInRequest, found: Application, form: NewFeedbackForm) -> Feedback:
    verb = Feedback.objects.receive if form.cleaned_data["verbatim"] else Feedback.objects.ask
    return verb(found, by=request.user, at=timezone.now(), **form.cleaned_data)


@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: SignedInRequest, pk: int) -> HttpResponse:
    found = held_feedback(request, pk)
    is_own = viewer_of(request, found.candidate).is_own
    form = FeedbackForm(
        request.POST if request.method == "POST" else None, instance=found, is_own=is_own
    )
    if request.method == "POST" and form.is_valid():
        held_feedback(request, pk).keep(form.values, by=request.user, at=timezone.now())
        messages.success(request, "Kept.")
        return redirect(request, found)
    return page(request, found, form=form, status=422 if form.is_bound else 200)


@require_POST
def chase(request: SignedInRequest, pk: int) -> HttpResponse:
    found = held_feedback(request, pk)
    if found.is_awaited:
        found.chase(by=request.user, at=timezone.now())
    return told(request, found, f"Noted. It comes back in {PATIENCE.days} days.")


@require_POST
def none_available(request: SignedInRequest, pk: int) -> HttpResponse:
    found = held_feedback(request, pk)
    if found.is_awaited:
        found.give_up(by=request.user, at=timezone.now())
    return told(request, found, "Noted. Many employers give none; it says nothing about you.")


@require_POST
def removal(request: SignedInRequest, pk: int) -> HttpResponse:
    found = own_feedback(request, pk)
    application = found.application
    found.delete()
    messages.success(request, "Removed, with its points.")
    return redirect(request, "interviews:application-feedback", application.pk)


@require_POST
def points(request: SignedInRequest, pk: int) -> HttpResponse:
    """Add what was meant, in one line."""
    found = held_feedback(request, pk)
    fresh = FeedbackPoint(feedback=found, candidate=found.candidate, by=request.user)
    form = PointForm(request.POST, instance=fresh, versions=versions_for(request, found.candidate))
    if not form.is_valid():
        return page(request, found, point_form=form, status=422)
    form.save()
    return redirect(request, f"{found.get_absolute_url()}#points")


def told(request: SignedInRequest, found: Feedback, words: str) -> HttpResponse:
    """Say what was noted, or that there was nothing left to note."""
    if found.received_at:
        words = "It has come already; their words are below."
    messages.info(request, words)
    return redirect(request, found)


def page(
    request: SignedInRequest,
    found: Feedback,
    *,
    status: int = 200,
    **forms: Any,  # noqa: ANN401
) -> HttpResponse:
    """One feedback with its points; a form that was refused takes the place of a fresh one."""
    viewer = viewer_of(request, found.candidate)
    versions = versions_for(request, found.candidate)
    shown = {
        "form": FeedbackForm(instance=found, is_own=viewer.is_own),
        "point_form": PointForm(versions=versions),
        **forms,
    }
    context = {
        "feedback": found,
        "application": found.application,
        "candidate": found.candidate,
        "viewer": viewer,
        "asked_by": by_whom(found.asked_by, viewer),
        "received_by": by_whom(found.received_by, viewer),
        "points": with_all(found.points.with_work(), viewer),
        "sees_documents": sees(viewer, found.candidate, Scope.DOCUMENTS),
        **shown,
    }
    return render(request, "interviews/feedback/feedback.html", context, status=status)


def with_all(points: PointQuerySet, viewer: Viewer) -> PointQuerySet:
    """In which talks a point was of use since is the candidate's own affair."""
    return points.with_talks() if viewer.is_own else points


def by_whom(user: User | None, viewer: Viewer) -> str:
    """Who did it, for the candidate; who else works for them is not a firm's to know."""
    if user is None or not (viewer.is_own or user == viewer.user):
        return ""
    return "by you" if user == viewer.user else f"by {user}"


def versions_for(request: SignedInRequest, candidate: Candidate) -> list[DocumentVersion]:
    """The newest versions of the candidate's documents, as far as the person may see them."""
    rows = DocumentVersion.objects.visible_to(request.user).filter(candidate=candidate)
    return list(rows.select_related("document").order_by("-added_at", "-pk")[:MOST_VERSIONS])


def held_feedback(request: SignedInRequest, pk: int) -> Feedback:
    rows = Feedback.objects.select_related(
        "candidate", "application__employer", "interview", "asked_by", "received_by"
    )
    if request.method == "POST":
        rows = rows.select_for_update(no_key=True, of=("self",))
    return visible(request, rows, pk)


def own_feedback(request: SignedInRequest, pk: int) -> Feedback:
    found = held_feedback(request, pk)
    if not viewer_of(request, found.candidate).is_own:
        raise PermissionDenied
    return found
