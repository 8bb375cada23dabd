"""The candidate's own questions, and the bank beside them."""

from typing import NamedTuple

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications.views.employers import of_number, read
from interviews.forms.questions import AskedForm, QuestionForm, is_family
from interviews.models import Interview, Question
from interviews.models.question import Origin, QuestionQuerySet
from interviews.questions.bank import Entry, bank, search
from interviews.questions.families import FAMILY_LABELS
from interviews.views.practice_tabs import tabs
from jobtracker.http import SignedInRequest, redirect
from jobtracker.people.models import Candidate
from jobtracker.people.views.whose import own_record

PAGE_LENGTH = 50
FIRST_FROM_BANK = 12
MOST_FROM_BANK = 40
MOST_INTERVIEWS = 30
LONGEST_OFFSET = 5


class Chip(NamedTuple):
    """A filter that stands in the address."""

    label: str
    href: str
    is_here: bool


@require_safe
def question_list(request: SignedInRequest) -> HttpResponse:
    candidate = own_record(request)
    words, family, start = filters_of(request)
    rows = [*matching(candidate, words, family)[start : start + PAGE_LENGTH + 1]]
    offered = from_bank_for(candidate, words, family) if start == 0 else []
    most = MOST_FROM_BANK if words or family else FIRST_FROM_BANK
    context = {
        "questions": rows[:PAGE_LENGTH],
        "offered": offered[:most],
        "more_offered": max(0, len(offered) - most),
        "words": words,
        "family": family,
        "chips": chips("interviews:questions", words, family),
        "is_narrowed": bool(words or family),
        "next_href": next_href(words, family, start) if len(rows) > PAGE_LENGTH else "",
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
        "session_href": reverse("interviews:session", query={"question": found.pk}),
        "story_href": reverse("interviews:new-story", query={"question": found.pk}),
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


def matching(candidate: Candidate, words: str, family: str) -> QuestionQuerySet:
    """The candidate's own, with how often each was asked."""
    # What counts in groups forgets the model's own order.
    rows = Question.objects.filter(candidate=candidate).order_by("family", "text", "pk")
    rows = rows.annotate(asked=Count("askings"))
    for word in words.split():
        has_it = Q(text__icontains=word) | Q(skill__icontains=word) | Q(draft__icontains=word)
        rows = rows.filter(has_it)
    return rows.filter(family=family) if family else rows


def from_bank_for(candidate: Candidate, words: str, family: str) -> list[Entry]:
    """What the bank has of it and the candidate does not."""
    taken = Question.objects.filter(candidate=candidate).exclude(entry="")
    known = {*taken.values_list("entry", flat=True)}
    return [entry for entry in search(words, family) if entry.name not in known]


def filters_of(request: SignedInRequest) -> tuple[str, str, int]:
    """The words, the family and where the page begins, as an address may have them."""
    words, family, start = (read(request, name) for name in ("q", "family", "start"))
    if family and not is_family(family):
        raise Http404
    is_number = start.isascii() and start.isdigit() and len(start) <= LONGEST_OFFSET
    return words, family, int(start) if is_number else 0


def chips(address: str, words: str, family: str) -> list[Chip]:
    """One for all, and one for each family."""
    named = {"q": words} if words else {}
    every = Chip("All", reverse(address, query=named), is_here=not family)
    return [
        every,
        *(
            Chip(label, reverse(address, query={**named, "family": each}), each == family)
            for each, label in FAMILY_LABELS.items()
        ),
    ]


def next_href(words: str, family: str, start: int) -> str:
    query = {"q": words, "family": family, "start": str(start + PAGE_LENGTH)}
    return reverse(
        "interviews:questions", query={name: each for name, each in query.items() if each}
    )
