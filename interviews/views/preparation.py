"""Getting ready for one interview: the candidate's alone, whoever sees the interview itself."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from interviews.forms.preparation import (
    FeelingForm,
    InquiryForm,
    OwnInquiryForm,
    QualitiesForm,
    StepForm,
)
from interviews.models import Inquiry, Interview, Tick
from interviews.preparation import (
    Point,
    Readiness,
    gone_from_page,
    points_of,
    preparation_of,
    readiness,
    steps_of,
)
from interviews.preparing import Topic
from interviews.views.found_out import form_of
from jobtracker.addresses import address
from jobtracker.http import SignedInRequest, redirect, render_fragment, wants_fragment

PAGE = "interviews/preparation/preparation.html"
TOO_LATE = "It has begun, so nobody can say any more what they expected. Say here how it was."


@require_safe
def preparation(request: SignedInRequest, pk: int) -> HttpResponse:
    return page(request, own(request, pk))


@require_POST
def steps(request: SignedInRequest, pk: int) -> HttpResponse:
    """A step is done, or it is not after all."""
    found, form = own(request, pk), StepForm(request.POST)
    if not form.is_valid():
        return page(request, found, status=422)
    step, done = form.cleaned_data["step"], form.cleaned_data["done"]
    Tick.objects.filter(interview=found).put(found, step, done=done, at=timezone.now())
    if not wants_fragment(request):
        return redirect(request, f"{found.preparation_url}#step-{step}")
    told = Readiness(found, steps_of(found), preparation_of(found), [], [], [], [])
    return render_fragment(request, PAGE, "checklist", {"interview": found, "ready": told})


@require_POST
def qualities(request: SignedInRequest, pk: int) -> HttpResponse:
    found = own(request, pk)
    form = QualitiesForm(request.POST, instance=preparation_of(found))
    if not form.is_valid():
        return page(request, found, status=422, qualities_form=form)
    form.save()
    return redirect(request, f"{found.preparation_url}#qualities")


@require_POST
def feeling(request: SignedInRequest, pk: int) -> HttpResponse:
    """How it is looked forward to; once it has begun, that can't be told any more."""
    found = own(request, pk)
    form = FeelingForm(request.POST, instance=preparation_of(found))
    if not form.is_valid():
        return page(request, found, status=422, feeling_form=form)
    now = timezone.now()
    if found.starts_at <= now:
        messages.info(request, TOO_LATE)
        return redirect(request, f"{found.get_absolute_url()}#afterwards")
    form.save(commit=False).feel(at=now)
    messages.success(request, "Kept. Afterwards we ask how it was.")
    return redirect(request, f"{found.preparation_url}#feeling")


@require_POST
def inquiries(request: SignedInRequest, pk: int) -> HttpResponse:
    """What was told about one of the points, or one point more."""
    found = own(request, pk)
    kept = [*Inquiry.objects.filter(candidate=found.candidate_id).at_employer_of(found)]
    point = named(request, points_of(found, kept), found)
    if point is None:
        return add(request, found)
    form = form_of(found, point, request.POST)
    if not form.is_valid():
        return page(request, found, status=422, forms={point.key: form})
    form.save()
    return redirect(request, f"{found.preparation_url}#{point.key}")


@require_POST
def inquiry_removal(request: SignedInRequest, pk: int) -> HttpResponse:
    rows = Inquiry.objects.decidable_by(request.user).select_related("interview")
    found = get_object_or_404(rows, pk=pk)
    found.delete()
    messages.success(request, "It is removed.")
    return redirect(request, f"{found.interview.preparation_url}#asking")


def own(request: SignedInRequest, pk: int) -> Interview:
    """The person's own interview, which nobody changes until the request is done."""
    rows = Interview.objects.decidable_by(request.user)
    if request.method == "POST":
        rows = rows.select_for_update(no_key=True, of=("self",))
    return get_object_or_404(with_all(rows), pk=pk)


def with_all(rows: QuerySet[Interview]) -> QuerySet[Interview]:
    return rows.select_related("candidate", "application__employer", "invitation")


def named(request: SignedInRequest, points: list[Point], interview: Interview) -> Point | None:
    """The point that the form is about; one that is gone from the page takes its words in anew."""
    key = request.POST.get("point", "")
    shown = next((each for each in points if each.key == key), None)
    return shown or gone_from_page(key, interview)


def add(request: SignedInRequest, found: Interview) -> HttpResponse:
    fresh = Inquiry(interview=found, candidate_id=found.candidate_id, topic=Topic.OWN)
    form = OwnInquiryForm(request.POST, instance=fresh)
    if not form.is_valid():
        return page(request, found, status=422, own_form=form)
    kept = form.save()
    return redirect(request, f"{found.preparation_url}#own-kept-{kept.pk}")


def page(
    request: SignedInRequest,
    found: Interview,
    *,
    status: int = 200,
    forms: dict[str, InquiryForm] | None = None,
    **bound: Any,  # noqa: ANN401
) -> HttpResponse:
    now, forms = timezone.now(), forms or {}
    ready = readiness(found, now=now)
    at = found.application.employer_id
    context = {
        "interview": found,
        "application": found.application,
        "ready": ready,
        "session_href": address("interviews:session", query={"interview": found.pk}),
        "new_href": address("interviews:new-question", query={"employer": at}),
        "points": [(each, forms.get(each.key) or form_of(found, each)) for each in ready.points],
        "is_ahead": found.starts_at > now,
        "feeling_form": FeelingForm(instance=ready.preparation),
        "qualities_form": QualitiesForm(instance=ready.preparation),
        "own_form": OwnInquiryForm(),
        **bound,
    }
    return render(request, PAGE, context, status=status)
