"""Letters after an interview: thanks within a day, and a request for feedback."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from interviews.drafts import draft_after
from interviews.forms.feedback import RequestForm
from interviews.letters import LetterKind
from interviews.models import Feedback, Interview
from interviews.models.feedback import PATIENCE
from interviews.views.interview import own_interview
from jobtracker.http import SignedInRequest, redirect
from jobtracker.people.views.whose import viewer_of

LONGEST_NAME = 200


@require_safe
def thank_you(request: SignedInRequest, pk: int) -> HttpResponse:
    """Never beside a withdrawal, which has its own thanks: that letter opens instead."""
    found = own_interview(request, pk)
    decision = found.decisions.standing()
    if decision is not None and decision.is_withdrawal:
        return redirect(request, decision.letter_url)
    return page(request, found, LetterKind.THANK_YOU, "Say thank you")


@require_http_methods(["GET", "HEAD", "POST"])
def request_letter(request: SignedInRequest, pk: int) -> HttpResponse:
    """The question for feedback; once it is sent, it is noted that somebody was asked."""
    found = own_interview(request, pk)
    whom = {"whom": found.people[:LONGEST_NAME]}
    form = RequestForm(request.POST if request.method == "POST" else None, initial=whom)
    if not form.is_valid():
        kind, title = LetterKind.FEEDBACK_REQUEST, "Ask for feedback"
        return page(request, found, kind, title, form=form)
    asked = Feedback.objects.ask(
        found.application, interview=found, by=request.user, at=timezone.now(), **form.cleaned_data
    )
    messages.success(request, f"Noted. If nothing comes in {PATIENCE.days} days, we remind you.")
    return redirect(request, asked)


def page(
    request: SignedInRequest,
    found: Interview,
    kind: LetterKind,
    title: str,
    *,
    form: RequestForm | None = None,
) -> HttpResponse:
    context = {
        "title": title,
        "application": found.application,
        "candidate": found.candidate,
        "viewer": viewer_of(request, found.candidate),
        "interview": found,
        "draft": draft_after(found, kind),
        "form": form,
        "back": "The interview",
        "back_href": found.get_absolute_url(),
    }
    status = 422 if form is not None and form.is_bound else 200
    return render(request, f"interviews/{kind.value}.html", context, status=status)
