"""Practice: what is due, a session with a timer, and how it has gone so far."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications.views.employers import read
from interviews.forms.practice import PracticeForm
from interviews.forms.questions import is_family
from interviews.models import Interview, Practice, Question
from interviews.models.question import today_of
from interviews.practising import about_confidence, about_nerves, trend_of
from interviews.questions.families import FAMILY_LABELS, Family
from interviews.questions.roles import ROLE_LABELS, RoleFamily
from interviews.session import (
    MOST_AT_ONCE,
    Item,
    due_items,
    family_items,
    interview_items,
    is_number,
    items_named,
    role_items,
)
from interviews.views.practice_tabs import tabs
from jobtracker.http import SignedInRequest, redirect
from jobtracker.people.models import Candidate
from jobtracker.people.views.whose import own_record

MOST_DUE = 10
MOST_PRACTICES = 20
# A recording is played from the page's own memory; it is sent nowhere.
WITH_RECORDING = {**settings.SECURE_CSP, "media-src": ["blob:"]}
MICROPHONE = "camera=(), geolocation=(), microphone=(self)"


@require_safe
def practice(request: SignedInRequest) -> HttpResponse:
    candidate, now = own_record(request), timezone.now()
    questions = Question.objects.filter(candidate=candidate)
    due = [*questions.due(today_of(candidate, now), now)[: MOST_DUE + 1]]
    rows = Practice.objects.filter(candidate=candidate).prefetch_related("rehearsals__question")
    practices = [*rows.latest_first()[:MOST_PRACTICES]]
    context = {
        "due": due[:MOST_DUE],
        "has_more_due": len(due) > MOST_DUE,
        "at_once": MOST_AT_ONCE,
        "practices": practices,
        "trends": trends_of(practices),
        "families": FAMILY_LABELS.items(),
        "roles": ROLE_LABELS.items(),
        "tabs": tabs("interviews:practice"),
    }
    return render(request, "interviews/practice/practice.html", context)


@csp_override(WITH_RECORDING)
@require_http_methods(["GET", "HEAD", "POST"])
def session(request: SignedInRequest) -> HttpResponse:
    """Some questions to answer aloud; what is kept of it is what the person rates and writes."""
    candidate = own_record(request)
    items = chosen(request, candidate)
    data, now = request.POST if request.method == "POST" else None, timezone.now()
    form = PracticeForm(data, items=items, today=today_of(candidate, now))
    if form.is_valid():
        scores = {item.own(candidate): score for item, score in form.scores}
        Practice.objects.log(candidate, scores, at=now, **form.told)
        messages.success(request, "Kept. The questions come back when it is time.")
        return redirect(request, "interviews:practice")
    status = 422 if form.is_bound else 200
    answer = render(request, "interviews/practice/session.html", {"form": form}, status=status)
    answer.headers["Permissions-Policy"] = MICROPHONE
    return answer


@require_POST
def removal(request: SignedInRequest, pk: int) -> HttpResponse:
    get_object_or_404(Practice.objects.decidable_by(request.user), pk=pk).delete()
    messages.success(request, "The practice is removed. Your questions stay as they are.")
    return redirect(request, "interviews:practice")


def chosen(request: SignedInRequest, candidate: Candidate) -> list[Item]:
    """What the form was about; else what the address names: a question, a kind, an interview."""
    if request.method == "POST":
        return items_named(candidate, request.POST.getlist("item"))
    question, family, role, interview = (
        read(request, name) for name in ("question", "family", "role", "interview")
    )
    if question:
        return items_named(candidate, [question]) or absent()
    if family:
        return family_items(candidate, Family(family)) if is_family(family) else absent()
    if role:
        return role_items(candidate, RoleFamily(role)) if role in ROLE_LABELS else absent()
    if interview:
        return interview_items(interview_named(candidate, interview), now=timezone.now())
    return due_items(candidate, now=timezone.now())


def absent() -> list[Item]:
    raise Http404


def interview_named(candidate: Candidate, text: str) -> Interview:
    rows = Interview.objects.filter(candidate=candidate).select_related("candidate", "application")
    return get_object_or_404(rows, pk=int(text) if is_number(text) else 0)


def trends_of(practices: list[Practice]) -> list[str]:
    """From two practices on; a fall is told as kindly as a rise."""
    oldest_first = practices[::-1]
    confidence = trend_of([each.confidence_after for each in oldest_first])
    nerves = trend_of([each.nerves_before for each in oldest_first])
    told = (confidence and about_confidence(confidence), nerves and about_nerves(nerves))
    return [sentence for sentence in told if sentence]
