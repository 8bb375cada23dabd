"""What a candidate shares with whom: seen at a glance, changed with one click."""

from typing import NamedTuple

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from jobtracker.http import SignedInRequest, redirect
from jobtracker.people.forms.sharing import ScopesForm, in_words
from jobtracker.people.models import Candidate, Representation, User
from jobtracker.people.news import News, tell_firm


class Line(NamedTuple):
    """One firm, who looks after the candidate there, and the form for what it sees."""

    held: Representation
    coordinator: User | None
    form: ScopesForm


@require_safe
def sharing(request: SignedInRequest) -> HttpResponse:
    return page(request, get_object_or_404(Candidate, user=request.user))


@require_POST
def scopes(request: SignedInRequest, pk: int) -> HttpResponse:
    """Share exactly what is ticked."""
    held = of_ones_own(request, pk, is_accepted=True)
    form = form_of(held, request.POST)
    if not form.is_valid():
        return page(request, held.candidate, form)
    held.share(form.cleaned_data["scopes"], by=request.user, at=timezone.now())
    tell(request, held, News.SHARED)
    messages.success(request, f"{held.firm} now sees {in_words(held.scopes)}.")
    return redirect(request, "people:sharing")


@require_POST
def end(request: SignedInRequest, pk: int) -> HttpResponse:
    """One click is enough: whoever regrets it can be asked again."""
    held = of_ones_own(request, pk, is_accepted=True)
    held.end(by=request.user, at=timezone.now())
    tell(request, held, News.ENDED)
    messages.success(
        request,
        f"It is ended. {held.firm} sees nothing of your search from now on, and is told so. They "
        "may ask you again, and then it is for you to say.",
    )
    return redirect(request, "people:sharing")


@require_POST
def acceptance(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say yes to what a firm offers, sharing what is ticked."""
    held = of_ones_own(request, pk, is_accepted=False)
    form = form_of(held, request.POST)
    if not form.is_valid():
        return page(request, held.candidate, form)
    held.accept(form.cleaned_data["scopes"], by=request.user, at=timezone.now())
    tell(request, held, News.ACCEPTED)
    messages.success(request, welcome(held))
    return redirect(request, "people:sharing")


@require_POST
def refusal(request: SignedInRequest, pk: int) -> HttpResponse:
    held = of_ones_own(request, pk, is_accepted=False)
    held.refuse(by=request.user, at=timezone.now())
    tell(request, held, News.REFUSED)
    messages.success(request, f"You said no. {held.firm} sees nothing of your search.")
    return redirect(request, "people:sharing")


def tell(request: SignedInRequest, held: Representation, news: News) -> None:
    """Let the firm know what the candidate decided, with a link to what it may see."""
    link = request.build_absolute_uri(reverse("firm:candidate", args=[held.pk]))
    tell_firm(held, news, at=timezone.now(), link=link)


def welcome(held: Representation) -> str:
    """What holds once a candidate has said yes."""
    return f"{held.firm} looks after you now, and sees {in_words(held.scopes)}."


def page(
    request: SignedInRequest, candidate: Candidate, refused: ScopesForm | None = None
) -> HttpResponse:
    """Every firm of the candidate; a form that was refused takes the place of a fresh one."""
    rows = candidate.representations.select_related("firm", "coordinator__user")
    lines = [line_of(row, refused) for row in rows.order_by("-offered_at", "-pk")]
    lasting = [line for line in lines if line.held.ended_at is None]
    context = {
        "current": [line for line in lasting if line.held.accepted_at],
        "offered": [line for line in lasting if not line.held.accepted_at],
        "earlier": [line.held for line in lines if line.held.ended_at],
    }
    status = 200 if refused is None else 422
    return render(request, "people/sharing.html", context, status=status)


def line_of(held: Representation, refused: ScopesForm | None) -> Line:
    form = refused if refused is not None and refused.held == held else form_of(held)
    return Line(held, held.coordinator.user if held.coordinator else None, form)


def form_of(held: Representation, data: object = None) -> ScopesForm:
    """The form of one firm among others on the page."""
    return ScopesForm(data, held=held, auto_id=f"id_{held.pk}_%s")


def of_ones_own(request: SignedInRequest, pk: int, *, is_accepted: bool) -> Representation:
    """The candidate's own, as it stands now; who else changes it waits. Else 404."""
    lasting = Representation.objects.not_ended().filter(candidate__user=request.user)
    rows = lasting.filter(accepted_at__isnull=not is_accepted).select_related("firm", "candidate")
    found: Representation = get_object_or_404(
        rows.select_for_update(no_key=True, of=("self",)), pk=pk
    )
    return found
