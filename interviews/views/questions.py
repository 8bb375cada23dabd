"""The candidate's own questions, and the bank beside them."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications.views.employers import of_number
from interviews.forms.questions import AskedForm, QuestionForm
from interviews.models import Interview, Question
from interviews.models.question import Origin, QuestionQuerySet
from interviews.questions.bank import Entry, bank, search
from interviews.questions.roles import LEVEL_LABELS, ROLE_LABELS
from interviews.views.practice_tabs import tabs
from interviews.views.question_filters import Filters, filters_of
from jobtracker.addresses import address
from jobtracker.http import SignedInRequest, redirect
from jobtracker.people.models import Candidate
from jobtracker.people.views.whose import own_record

PAGE_LENGTH = 50
FIRST_FROM_BANK = 12
MOST_FROM_BANK = 40
MOST_INTERVIEWS = 30


@require_safe
def question_list(request: SignedInRequest) -> HttpResponse:
    candidate = own_record(request)
    filters = filters_of(request)
    start, end = filters.start, filters.start + PAGE_LENGTH
    rows = [*matching(candidate, filters)[start : end + 1]]
    offered = from_bank_for(candidate, filters) if start == 0 else []
    most = MOST_FROM_BANK if filters.is_narrowed else FIRST_FROM_BANK
    next_href = filters.href("interviews:questions", start=str(end))
    context = {
        "questions": rows[:PAGE_LENGTH],
        "offered": offered[:most],
        "more_offered": max(0, len(offered) - most),
        "filters": filters,
        "roles": ROLE_LABELS.items(),
        "levels": LEVEL_LABELS.items(),
        "chips": filters.chips("interviews:questions"),
        "next_href": next_href if len(rows) > PAGE_LENGTH else "",
        "tabs": tabs("interviews:questions"),
    }
    return render(request, "interviews/questions/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    candidate = own_record(request)
    at = of_number(candidate, request.GET.get("employer", ""))
    origin = Origin.EMPLOYER if at else Origin.OWN
    fresh = Question(candidate=candidate, employer=at, origin=origin)
    form = QuestionForm(request.POST if request.method == "POST" else None, instance=fresh)
    if form.is_valid():
        return redirect(request, keep(form))
    context = {"form": form, "action": request.get_full_path()}
    status = 422 if form.is_bound else 200
    return render(request, "interviews/questions/new.html", context, status=status)


@require_POST
def from_bank(request: SignedInRequest) -> HttpResponse:
    """Make a question of the bank one's own."""
    candidate = own_record(request)
    entry = bank().get(request.POST.get("entry", ""))
    if entry is None:
        messages.error(request, "That question is not in the bank any more.")
        return redirect(request, "interviews:questions")
    return redirect(request, Question.objects.take(candidate, entry))


@require_http_methods(["GET", "HEAD", "POST"])
def question(request: SignedInRequest, pk: int) -> HttpResponse:
    found = held(request, pk)
    form = QuestionForm(request.POST if request.method == "POST" else None, instance=found)
    if form.is_valid():
        keep(form)
        messages.success(request, "Saved.")
        return redirect(request, found)
    return page(request, found, form)


@require_POST
def asked(request: SignedInRequest, pk: int) -> HttpResponse:
    """Somebody asked it, at an interview or elsewhere."""
    found = held(request, pk)
    form = AskedForm(request.POST, interviews=interviews_of(found.candidate))
    if not form.is_valid():
        return page(request, found, QuestionForm(instance=found), asked_form=form, status=422)
    at = Interview.objects.filter(
        candidate=found.candidate_id, pk=form.cleaned_data["interview"]
    ).first()
    found.was_asked(at, stumped=form.cleaned_data["has_stumped"], at=timezone.now())
    messages.success(request, "Kept.")
    return redirect(request, found)


@require_POST
def removal(request: SignedInRequest, pk: int) -> HttpResponse:
    held(request, pk).delete()
    messages.success(request, "The question is removed.")
    return redirect(request, "interviews:questions")


def page(
    request: SignedInRequest,
    found: Question,
    form: QuestionForm,
    *,
    asked_form: AskedForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "question": found,
        "title": form.stored["text"],
        "session_href": address("interviews:session", query={"question": found.pk}),
        "story_href": address("interviews:new-story", query={"question": found.pk}),
        "form": form,
        "asked_form": asked_form or AskedForm(interviews=interviews_of(found.candidate)),
        "stories": found.stories.all(),
        "askings": found.askings.select_related("interview__application__employer"),
    }
    status = 422 if form.is_bound else status
    return render(request, "interviews/questions/question.html", context, status=status)


def held(request: SignedInRequest, pk: int) -> Question:
    """The person's own question, which nobody changes until the request is done."""
    rows = Question.objects.decidable_by(request.user).select_related("candidate", "employer")
    if request.method == "POST":
        rows = rows.select_for_update(no_key=True, of=("self",))
    return get_object_or_404(rows, pk=pk)


def keep(form: QuestionForm) -> Question:
    """Store what was typed."""
    kept: Question = form.save(commit=False)
    kept.employer_id = form.cleaned_data["employer"]
    kept.keep()
    return kept


def interviews_of(candidate: Candidate) -> list[Interview]:
    rows = Interview.objects.filter(candidate=candidate).select_related("application__employer")
    return [*rows.order_by("-starts_at", "-pk")[:MOST_INTERVIEWS]]


def matching(candidate: Candidate, filters: Filters) -> QuestionQuerySet:
    """The candidate's own, with how often each was asked."""
    # What counts in groups forgets the model's own order.
    rows = Question.objects.filter(candidate=candidate).order_by("family", "text", "pk")
    rows = rows.annotate(asked=Count("askings"))
    for word in filters.q.split():
        has_it = Q(text__icontains=word) | Q(skill__icontains=word) | Q(draft__icontains=word)
        rows = rows.filter(has_it)
    kind = {"family": filters.family, "role_family": filters.role, "level": filters.level}
    return rows.filter(**{name: value for name, value in kind.items() if value})


def from_bank_for(candidate: Candidate, filters: Filters) -> list[Entry]:
    """What the bank has of it and the candidate does not."""
    taken = Question.objects.filter(candidate=candidate).exclude(entry="")
    known = {*taken.values_list("entry", flat=True)}
    kind = {"role_family": filters.role, "level": filters.level}
    found = search(filters.q, filters.family, **kind)
    return [entry for entry in found if entry.name not in known]
