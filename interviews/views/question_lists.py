"""Bring in a list of questions: read it, look it through, take in what one wants."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from interviews.forms.questions import ListForm, TakingForm
from interviews.models import Question
from interviews.models.question import Origin
from interviews.questions.reading import (
    Found,
    NotAList,
    found_in,
    read_file,
    read_text,
)
from interviews.questions.wording import digest_of
from jobtracker.http import SignedInRequest, redirect
from jobtracker.people.models import Candidate
from jobtracker.people.views.whose import own_record


@require_http_methods(["GET", "HEAD", "POST"])
def bring_in(request: SignedInRequest) -> HttpResponse:
    candidate = own_record(request)
    if request.method != "POST":
        return start_page(request, ListForm())
    form = ListForm(request.POST, request.FILES)
    found = read_from(form) if form.is_valid() else None
    if found is None:
        return start_page(request, form)
    return preview(request, candidate, found)


@require_POST
def taking(request: SignedInRequest) -> HttpResponse:
    """Take in what was ticked."""
    candidate = own_record(request)
    found = found_in(request.POST.get("listed", "").splitlines())
    texts = [line.text for line in found.lines]
    form = TakingForm(request.POST, texts=texts, candidate=candidate)
    if not form.is_valid():
        return preview(request, candidate, found, form)
    known = {"origin": form.cleaned_data["origin"], "employer_id": form.cleaned_data["employer"]}
    added = Question.objects.bring_in(candidate, form.taken, **known)
    messages.success(request, f"{added} question{'s'[: added != 1]} added.")
    return redirect(request, "interviews:questions")


def start_page(request: SignedInRequest, form: ListForm) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(request, "interviews/questions/bring_in.html", {"form": form}, status=status)


def preview(
    request: SignedInRequest, candidate: Candidate, found: Found, form: TakingForm | None = None
) -> HttpResponse:
    """What is new with a tick where it reads like a question, and what is there already."""
    known = known_among(candidate, found)
    fresh = [line for line in found.lines if digest_of(line.text) not in known]
    if form is None:
        texts = [line.text for line in fresh]
        likely = [number for number, line in enumerate(fresh) if line.is_likely]
        initial = {"listed": "\n".join(texts), "take": likely, "origin": Origin.OWN}
        form = TakingForm(texts=texts, candidate=candidate, initial=initial)
    context = {
        "form": form,
        "fresh": fresh,
        "repeated": [line.text for line in found.lines if digest_of(line.text) in known],
        "found": found,
    }
    status = 422 if form.is_bound else 200
    return render(request, "interviews/questions/preview.html", context, status=status)


def known_among(candidate: Candidate, found: Found) -> set[str]:
    """Digests of those that the candidate has."""
    wanted = [digest_of(line.text) for line in found.lines]
    rows = Question.objects.filter(candidate=candidate, digest__in=wanted)
    return {*rows.values_list("digest", flat=True)}


def read_from(form: ListForm) -> Found | None:
    """What the form brought; None where that is nothing, with the reason beside the field."""
    file, text = form.cleaned_data["file"], form.cleaned_data["text"]
    try:
        found = read_file(file.read(), file.name or "") if file else read_text(text)
    except NotAList as refused:
        form.add_error("file", str(refused))
        return None
    if not found.lines:
        form.add_error("file" if file else "text", "We found no question in it.")
        return None
    return found
