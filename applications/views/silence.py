"""What nobody has answered for long: follow up, leave it for a while, or close it."""

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from applications.acts import move
from applications.models import Application
from applications.models.change import locked_applications
from applications.silence import MOST_SHOWN, WAITING, pace_of, quiet
from applications.stages import Outcome, Stage
from applications.views.applications import href
from applications.views.moves import tell
from applications.views.tabs import tabs
from jobtracker.http import SignedInRequest, redirect
from jobtracker.people.access import Scope
from jobtracker.people.models import Candidate
from jobtracker.people.views.whose import chosen_candidate, viewer_of, visible

WAIT = timedelta(days=7)


class CloseForm(forms.Form):
    """Which of those that are quiet to close."""

    applications = forms.TypedMultipleChoiceField(coerce=int, label="Applications")

    def __init__(self, *args: object, offered: list[int], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        field = self.fields["applications"]
        field.choices = [(pk, pk) for pk in offered]  # type: ignore[attr-defined]
        field.error_messages["required"] = "Tick the ones to close."


@require_safe
def silence(request: SignedInRequest) -> HttpResponse:
    candidate = chosen_candidate(request, Scope.APPLICATIONS)
    return page(request, candidate)


@require_POST
def closing(request: SignedInRequest) -> HttpResponse:
    """Close the ticked ones as never answered."""
    candidate = chosen_candidate(request, Scope.APPLICATIONS)
    now = timezone.now()
    shown = quiet(candidate, at=now, patience=pace_of(candidate).patience)
    form = CloseForm(request.POST, offered=[each.application.pk for each in shown])
    if not form.is_valid():
        return page(request, candidate, form)
    rows = locked_applications(candidate.pk, form.cleaned_data["applications"])
    # What was closed or answered while the page stood open is not theirs to have ignored.
    waiting = [each for each in rows if each.stage in WAITING]
    tell(request, move(waiting, Stage.CLOSED, Outcome.NO_RESPONSE, by=request.user, at=now))
    return redirect(request, href("applications:silence", candidate, viewer_of(request, candidate)))


@require_POST
def later(request: SignedInRequest, pk: int) -> HttpResponse:
    """Leave one alone for a week."""
    found = held(request, pk)
    found.plan(found.next_step or "Follow up", on=timezone.localdate() + WAIT)
    messages.success(request, f"{found}: left for a week.")
    return back(request, found)


def page(
    request: SignedInRequest, candidate: Candidate, form: CloseForm | None = None
) -> HttpResponse:
    viewer, pace = viewer_of(request, candidate), pace_of(candidate)
    found = quiet(candidate, at=timezone.now(), patience=pace.patience)
    ticked = request.POST.getlist("applications")
    context = {
        "candidate": candidate,
        "viewer": viewer,
        "tabs": tabs(candidate, viewer, "applications:silence"),
        "pace": pace,
        "rows": [(each, str(each.application.pk) in ticked) for each in found],
        "is_cut": len(found) == MOST_SHOWN,
        "form": form,
        "closing_href": href("applications:closing", candidate, viewer),
        "list_href": href("applications:list", candidate, viewer),
    }
    return render(request, "applications/silence.html", context, status=422 if form else 200)


def held(request: SignedInRequest, pk: int) -> Application:
    rows = Application.objects.select_related("candidate", "employer")
    return visible(request, rows.select_for_update(no_key=True, of=("self",)), pk)


def back(request: SignedInRequest, found: Application) -> HttpResponse:
    viewer = viewer_of(request, found.candidate)
    return redirect(request, href("applications:silence", found.candidate, viewer))
