"""What the candidate asks before deciding: chosen on a page, said by the letter, answered later."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from interviews.correspondence import letter_for
from interviews.forms.asked import AnswerForm, QuestionsForm
from interviews.letter_facts import questions_to_them
from interviews.letters import LetterKind
from interviews.models import AskedQuestion, Decision, Letter
from interviews.occasions import Occasion
from interviews.views.whose import decidable
from jobtracker.http import SignedInRequest, redirect
from jobtracker.people.views.whose import viewer_of, visible

OWN_WORDS = "Your message stays as you wrote it. The questions stand above it."
PLACE = "#asked"


@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: SignedInRequest, pk: int) -> HttpResponse:
    invitation = decidable(request, pk)
    decision = invitation.decisions.standing()
    if decision is None or not decision.asks:
        return redirect(request, invitation)
    data = request.POST if request.method == "POST" else None
    form = QuestionsForm(data, texts=questions_to_them(decision))
    if form.is_bound and form.is_valid():
        if not ask(decision, form.texts):
            messages.info(request, OWN_WORDS)
        href = reverse("interviews:letter", args=[invitation.pk])
        return HttpResponseRedirect(f"{href}?letter={LetterKind.ASK.value}")
    context = {
        "invitation": invitation,
        "candidate": invitation.candidate,
        "viewer": viewer_of(request, invitation.candidate),
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return render(request, "interviews/questions_to_them.html", context, status=status)


def ask(decision: Decision, texts: list[str]) -> bool:
    """Keep the questions; whether the letter says them by itself, as nobody has edited it yet."""
    before = letter_for(Occasion.of(decision), LetterKind.ASK)
    kept = Letter.objects.filter(decision=decision, kind=LetterKind.ASK, sent_at=None)
    AskedQuestion.objects.ask(decision, texts)
    kept.filter(body=before.body, queued_at=None).delete()
    return not kept.exists()


@require_POST
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """They answered, in words or not; said again, it is corrected."""
    rows = AskedQuestion.objects.select_related("decision__invitation")
    found = visible(request, rows, pk)
    form = AnswerForm(request.POST)
    invitation = found.decision.invitation
    place = f"{invitation.get_absolute_url() if invitation else '/'}{PLACE}"
    if not form.is_valid():
        messages.warning(request, "That is too long. Keep the answer to 500 characters.")
        return redirect(request, place)
    found.was_answered(form.cleaned_data["answer"], at=timezone.now())
    said = "All is answered. Decide with what you know now." if found.is_last else "Kept."
    messages.success(request, said)
    return redirect(request, place)
