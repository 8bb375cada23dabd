"""Asking a candidate for their word, and noting down one that came in writing."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications.models import Client, Order, RightToRepresent, Submission
from applications.models.right import Answer
from applications.on_behalf_mail import tell_asked, tell_double
from applications.right_forms import RightForm, WrittenYesForm
from applications.submission_forms import SubmissionForm
from jobtracker.desk.candidates.held import AtWork, held_by, row_held
from jobtracker.http import SignedInRequest, redirect

MOST_ORDERS = 200
MOST_CLIENTS = 2_000


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask the candidate of that representation about one job."""
    at_work, now = held_by(request, pk), timezone.now()
    me, held = at_work
    orders = Order.objects.filter(firm=me.firm_id).open().select_related("client")
    clients = Client.objects.filter(firm=me.firm_id).by_name()[:MOST_CLIENTS]
    form = RightForm(
        request.POST if request.method == "POST" else None,
        orders=list(orders[:MOST_ORDERS]),
        clients=list(clients),
        today=timezone.localdate(),
        chosen=request.GET.get("order", ""),
    )
    if form.is_valid():
        right = RightToRepresent.objects.ask(held, by=request.user, at=now, **form.what)
        tell_asked(right, by=request.user, at=now)
        return redirect(request, "desk:right", right.pk)
    context = {
        **at_work.shown(now),
        "form": form,
        "clients": form.clients.values(),
    }
    status = 422 if form.is_bound else 200
    return render(request, "desk/submissions/new_right.html", context, status=status)


@require_safe
def right(request: SignedInRequest, pk: int) -> HttpResponse:
    at_work, found = of_right(request, pk)
    return right_page(request, at_work, found)


@require_POST
def written_yes(request: SignedInRequest, pk: int) -> HttpResponse:
    """Note down a yes that the candidate wrote, word for word."""
    at_work, found = of_right(request, pk)
    today = timezone.localdate()
    if not found.is_waiting(today):
        messages.info(request, "It is answered or over by now.")
        return redirect(request, "desk:right", pk)
    form = WrittenYesForm(request.POST, today=today)
    if not form.is_valid():
        return right_page(request, at_work, found, form=form)
    found.reply(Answer.YES, by=request.user, at=timezone.now(), **form.said)
    messages.success(request, f"Noted. {at_work.held.candidate} sees it, and can take it back.")
    return redirect(request, "desk:right", pk)


@require_POST
def double(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask the candidate by mail which way in counts; the question stands on their page anyway."""
    at_work, found = of_right(request, pk)
    if found.is_in_force(timezone.localdate()) and not found.choice:
        tell_double(found, by=request.user, at=timezone.now())
        messages.success(request, f"{at_work.held.candidate} is asked which one counts.")
    return redirect(request, "desk:right", pk)


@require_POST
def taking_back(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask no longer, or give up a right that is not needed."""
    _, found = of_right(request, pk)
    if found.ended_at is None:
        found.take_back(by=request.user, at=timezone.now())
        messages.success(request, "Taken back.")
    return redirect(request, "desk:right", pk)


def of_right(request: SignedInRequest, pk: int) -> tuple[AtWork, RightToRepresent]:
    """The right, while the firm that asked for it looks after the candidate."""
    kept = RightToRepresent.objects.shared_with(request.user)
    beside = ("candidate__user", "client", "order", "asked_by", "answered_by", "firm")
    return row_held(request, kept.select_related(*beside), pk)


def right_page(
    request: SignedInRequest,
    at_work: AtWork,
    found: RightToRepresent,
    **bound: Any,  # noqa: ANN401
) -> HttpResponse:
    today = timezone.localdate()
    context = {
        **at_work.shown(timezone.now()),
        "right": found,
        "right_standing": found.standing(today),
        "is_waiting": found.is_waiting(today),
        "form": WrittenYesForm(today=today),
        "submission": getattr(found, "submission", None),
        "submission_form": SubmissionForm(instance=Submission(), initial={"pay": found.pay}),
        **bound,
    }
    status = 422 if bound else 200
    return render(request, "desk/submissions/right.html", context, status=status)
