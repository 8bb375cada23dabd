"""What a firm does on a candidate's behalf, and their word that it may."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications.doubles import Double, DoubleKind, doubles_of
from applications.models import RightToRepresent, Submission
from applications.models.right import Answer, Choice
from applications.models.submission import Ending
from applications.right_forms import AnswerForm, ChoiceForm
from applications.rights import asked_of
from jobtracker.http import SignedInRequest, redirect
from jobtracker.people.views.whose import own_record

MOST_SHOWN = 200
SAID = {
    Answer.YES: "They may put you forward for this one job. You can take it back at any time.",
    Answer.NO: "They know, and send nothing.",
}
CHOSEN = {
    Choice.FIRM: "They go on, and may send you there.",
    Choice.OWN: "They know, and do not send you there.",
}


@require_safe
def on_behalf(request: SignedInRequest) -> HttpResponse:
    """What waits for the candidate's word, and what they have said."""
    candidate, today = own_record(request), timezone.localdate()
    rows = RightToRepresent.objects.decidable_by(request.user).select_related("firm")
    waiting = asked_of(candidate, timezone.now())
    rest = rows.exclude(pk__in=[each.pk for each in waiting])[:MOST_SHOWN]
    sent = Submission.objects.decidable_by(request.user).select_related("firm")
    context = {
        "candidate": candidate,
        "waiting": waiting,
        "sent": sent[:MOST_SHOWN],
        "said": [(each, each.standing(today)) for each in rest],
    }
    return render(request, "applications/on_behalf/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def right(request: SignedInRequest, pk: int) -> HttpResponse:
    """One question, and the answer to it, which is given once."""
    found, today = own_right(request, pk), timezone.localdate()
    is_open = found.is_waiting(today)
    form = AnswerForm(request.POST if request.method == "POST" and is_open else None)
    if form.is_valid():
        answer = Answer(form.cleaned_data["answer"])
        found.reply(answer, by=request.user, at=timezone.now(), **form.said)
        messages.success(request, SAID[answer])
        return redirect(request, "applications:on-behalf")
    if request.method == "POST" and not is_open:
        messages.info(request, "There is nothing to answer here any more.")
        return redirect(request, found)
    doubles = doubles_for(found, today)
    context = {
        "right": found,
        "doubles": doubles,
        "asks_choice": bool(doubles) and not found.choice,
        "form": form,
        "is_waiting": is_open,
        "is_in_force": found.is_in_force(today),
        "standing": found.standing(today),
    }
    status = 422 if form.is_bound else 200
    return render(request, "applications/on_behalf/right.html", context, status=status)


def doubles_for(found: RightToRepresent, today: date) -> list[Double]:
    """By what else the candidate is in for it, while it matters; theirs are theirs to read."""
    if not found.is_in_force(today):
        return []
    every = doubles_of(found, at=timezone.now(), with_applications=True)
    return [each for each in every if each.kind != DoubleKind.OURS]


@require_POST
def choice(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say which way in counts."""
    found = own_right(request, pk)
    form = ChoiceForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Choose one of the two.")
    elif found.is_in_force(timezone.localdate()):
        chosen = Choice(form.cleaned_data["choice"])
        found.choose(chosen, at=timezone.now())
        messages.success(request, CHOSEN[chosen])
    return redirect(request, found)


@require_safe
def submission(request: SignedInRequest, pk: int) -> HttpResponse:
    """What was sent to whom, and what came back."""
    found = own_submission(request, pk)
    context = {"submission": found, "placement": getattr(found, "placement", None)}
    return render(request, "applications/on_behalf/submission.html", context)


@require_POST
def submission_withdrawal(request: SignedInRequest, pk: int) -> HttpResponse:
    """Be no longer put forward; the firm tells the client."""
    found = own_submission(request, pk)
    if found.is_open:
        found.end(Ending.WITHDRAWN, by=request.user, at=timezone.now())
        messages.success(request, f"You are out of it. {found.firm} tells them.")
    return redirect(request, found)


def own_submission(request: SignedInRequest, pk: int) -> Submission:
    rows = Submission.objects.decidable_by(request.user)
    rows = rows.select_related("firm", "application__employer", "right")
    if request.method == "POST":
        rows = rows.select_for_update(no_key=True, of=("self",))
    return get_object_or_404(rows, pk=pk)


@require_POST
def withdrawal(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take one's word back."""
    found = own_right(request, pk)
    if found.is_in_force(timezone.localdate()):
        found.take_back(by=request.user, at=timezone.now())
        messages.success(request, "Taken back. They may not put you forward for it any more.")
    return redirect(request, found)


def own_right(request: SignedInRequest, pk: int) -> RightToRepresent:
    rows = RightToRepresent.objects.decidable_by(request.user)
    rows = rows.select_related("firm", "client", "asked_by", "answered_by", "ended_by")
    if request.method == "POST":
        rows = rows.select_for_update(no_key=True, of=("self",))
    return get_object_or_404(rows, pk=pk)
