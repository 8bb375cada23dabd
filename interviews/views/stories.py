"""The candidate's stories, and which questions each of them serves."""

from django.contrib import messages
from django.db.models import Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications.views.employers import read
from interviews.forms.questions import StoryForm, StoryQuestionsForm, is_number
from interviews.models import Question, Story
from interviews.models.story import StoryQuerySet
from interviews.views.practice_tabs import tabs
from interviews.views.question_filters import Filters, filters_of
from jobtracker.http import SignedInRequest, redirect
from jobtracker.people.models import Candidate
from jobtracker.people.views.whose import own_record

MOST_SHOWN = 100
MOST_QUESTIONS = 200
PARTS = ("title", "situation", "task", "action", "result")


@require_safe
def story_list(request: SignedInRequest) -> HttpResponse:
    candidate = own_record(request)
    filters = filters_of(request)
    context = {
        "stories": matching(candidate, filters)[:MOST_SHOWN],
        "filters": filters,
        "chips": filters.chips("interviews:stories"),
        "tabs": tabs("interviews:stories"),
    }
    return render(request, "interviews/stories/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    """A new story; `?question=` says which question it is told for."""
    candidate = own_record(request)
    served = question_named(candidate, read(request, "question"))
    fresh = Story(candidate=candidate)
    form = StoryForm(request.POST if request.method == "POST" else None, instance=fresh)
    if form.is_valid():
        told: Story = form.save()
        told.answers([served] if served else [])
        return redirect(request, told)
    context = {"form": form, "action": request.get_full_path(), "served": served}
    status = 422 if form.is_bound else 200
    return render(request, "interviews/stories/new.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def story(request: SignedInRequest, pk: int) -> HttpResponse:
    found = held(request, pk)
    form = StoryForm(request.POST if request.method == "POST" else None, instance=found)
    if form.is_valid():
        form.save()
        messages.success(request, "Saved.")
        return redirect(request, found)
    return page(request, found, form)


@require_POST
def story_questions(request: SignedInRequest, pk: int) -> HttpResponse:
    found = held(request, pk)
    form = questions_form(found, request.POST)
    if not form.is_valid():
        return page(request, found, StoryForm(instance=found), questions=form, status=422)
    found.answers(form.chosen)
    messages.success(request, "Saved.")
    return redirect(request, found)


@require_POST
def removal(request: SignedInRequest, pk: int) -> HttpResponse:
    held(request, pk).delete()
    messages.success(request, "The story is removed.")
    return redirect(request, "interviews:stories")


def page(
    request: SignedInRequest,
    found: Story,
    form: StoryForm,
    *,
    questions: StoryQuestionsForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "story": found,
        "title": form.stored["title"],
        "form": form,
        "questions_form": questions or questions_form(found),
    }
    status = 422 if form.is_bound else status
    return render(request, "interviews/stories/story.html", context, status=status)


def held(request: SignedInRequest, pk: int) -> Story:
    """The person's own story, which nobody changes until the request is done."""
    rows = Story.objects.decidable_by(request.user)
    if request.method == "POST":
        rows = rows.select_for_update(no_key=True, of=("self",))
    return get_object_or_404(rows, pk=pk)


def questions_form(found: Story, data: object = None) -> StoryQuestionsForm:
    """The questions that it may serve: those that it does first."""
    served = [*found.questions.values_list("pk", flat=True)]
    rows = Question.objects.filter(candidate=found.candidate_id)
    own = [*rows.filter(pk__in=served), *rows.exclude(pk__in=served)[:MOST_QUESTIONS]]
    return StoryQuestionsForm(data, known=own, served=served)


def question_named(candidate: Candidate, text: str) -> Question | None:
    if not is_number(text):
        return None
    return Question.objects.filter(candidate=candidate, pk=int(text)).first()


def matching(candidate: Candidate, filters: Filters) -> StoryQuerySet:
    """The candidate's own, with the questions that each serves."""
    rows = Story.objects.filter(candidate=candidate)
    for word in filters.q.split():
        rows = rows.filter(Q(*((f"{part}__icontains", word) for part in PARTS), _connector=Q.OR))
    if filters.family:
        rows = rows.filter(questions__family=filters.family).distinct()
    questions = Question.objects.filter(candidate=candidate).order_by("pk")
    return rows.prefetch_related(Prefetch("questions", questions))
