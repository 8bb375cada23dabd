"""Where a client answers how an interview was: no account, one answer, and nothing to learn."""

from datetime import timedelta

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from interviews.client_links import asked_by, was_answered_by
from interviews.client_mail import day_of, title_of
from interviews.forms.client_answer import ClientAnswerForm
from interviews.models import ClientAnswer, FeedbackRequest
from interviews.models.client_answer import Via
from interviews.models.feedback_request import Closed
from jobtracker.people.rates import allows_at

MOST_POSTS, AN_HOUR = 20, timedelta(hours=1)
TOO_MANY = "That was tried very often. Your words are still here: send them in an hour."


# Whoever has the link may answer: there is no session here that another site could misuse.
@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def client_feedback(request: HttpRequest, token: str) -> HttpResponse:
    """The questions, as often as programs look at them; one answer ends it."""
    with transaction.atomic():
        response = answered(request, token) if request.method == "POST" else shown(request, token)
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def shown(request: HttpRequest, token: str) -> HttpResponse:
    found = asked_by(token, timezone.now())
    if found is None:
        return gone(request, token)
    if request.method == "GET":
        found.was_opened(timezone.now())
    return page(request, found, ClientAnswerForm())


def answered(request: HttpRequest, token: str) -> HttpResponse:
    found = asked_by(token, timezone.now())
    if found is None:
        return gone(request, token)
    form = ClientAnswerForm(request.POST)
    if not allows_at(f"client-feedback:{found.pk}", most=MOST_POSTS, per=AN_HOUR):
        form.add_error(None, TOO_MANY)
        return page(request, found, form, status=429)
    if not form.is_valid():
        return page(request, found, form, status=422)
    try:
        ClientAnswer.objects.keep(found, form.values, via=Via.PAGE, by=None, at=timezone.now())
    except Closed:
        return gone(request, token)
    return thanks(request)


def page(
    request: HttpRequest, found: FeedbackRequest, form: ClientAnswerForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "named": found.candidate_shown,
        "job": title_of(found.interview),
        "on": day_of(found.interview),
        "firm": found.firm.name,
    }
    return render(request, "interviews/client/feedback.html", context, status=status)


def thanks(request: HttpRequest) -> HttpResponse:
    return render(request, "interviews/client/thanks.html")


def gone(request: HttpRequest, token: str) -> HttpResponse:
    """Who has answered is thanked once more; everybody else reads one and the same page."""
    if was_answered_by(token):
        return thanks(request)
    return render(request, "interviews/client/gone.html", status=404)
