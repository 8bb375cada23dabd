"""Moving and tagging applications, one or many at once, and taking it back."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from applications.acts import move, tag, untag, what
from applications.filters import Filters
from applications.lines import lines_of, with_columns
from applications.models import Application, Change
from applications.models.change import locked_applications
from applications.move_forms import ChosenForm, MoveForm, TagForm, still_there
from applications.page_forms import StageForm
from applications.views.application import application_page, held
from applications.views.applications import href
from applications.views.board import board_page
from applications.views.listing import list_page, reader_for
from jobtracker.http import SignedInRequest, asked_on, page_of, redirect, render_fragment
from jobtracker.people.access import Scope
from jobtracker.people.models import Candidate
from jobtracker.people.views.whose import chosen_candidate, viewer_of, visible

PAGES = {"list": list_page, "board": board_page}


@require_POST
def stage(request: SignedInRequest, pk: int) -> HttpResponse:
    """To another stage; a card of the board comes back where it stands from then on."""
    found = held(request, pk)
    form = StageForm(request.POST, application=found)
    if form.is_valid():
        tell(request, move([found], *form.target, by=request.user, at=timezone.now()))
        return card(request, found) if request.htmx else redirect(request, found)
    if not request.htmx:
        return application_page(request, pk, stage_form=form)
    messages.error(request, " ".join(str(each) for each in form.errors["to"]))
    return card(request, found, status=422)


def card(request: SignedInRequest, found: Application, *, status: int = 200) -> HttpResponse:
    """The card as it is now, and what there is to say."""
    reader = reader_for(viewer_of(request, found.candidate), found.candidate)
    rows = with_columns(Application.objects.filter(pk=found.pk), found.candidate, reader)
    context = {
        "line": lines_of(rows, reader)[0],
        "viewer": viewer_of(request, found.candidate),
        "ticked": set[int](),
        "undo_next": page_of(request),
    }
    return render_fragment(request, "applications/board.html", "moved", context, status=status)


@require_POST
def moves(request: SignedInRequest) -> HttpResponse:
    """All that are ticked, to one stage."""
    candidate, form = chosen_candidate(request, Scope.APPLICATIONS), MoveForm(request.POST)
    if not form.is_valid():
        return again(request, candidate, move_form=form)
    same, others = chosen(candidate, form, form.cleaned_data["to"])
    tell(request, move(same, *form.target, by=request.user, at=timezone.now()))
    if others:
        messages.warning(request, f"Moved meanwhile, and left where it is: {what(others)}.")
    return back(request, candidate)


@require_POST
def tagging(request: SignedInRequest) -> HttpResponse:
    """A word on all that are ticked."""
    return tag_all(request, tag, "Each has that tag already.")


@require_POST
def untagging(request: SignedInRequest) -> HttpResponse:
    """A word off all that are ticked."""
    return tag_all(request, untag, "None of them has that tag.")


def tag_all(request: SignedInRequest, act: Any, nothing: str) -> HttpResponse:  # noqa: ANN401
    candidate, form = chosen_candidate(request, Scope.APPLICATIONS), TagForm(request.POST)
    if not form.is_valid():
        return again(request, candidate, tag_form=form)
    rows = locked_applications(candidate.pk, form.cleaned_data["applications"])
    change = act(rows, form.cleaned_data["tag"], by=request.user, at=timezone.now())
    tell(request, change, nothing)
    return back(request, candidate)


@require_POST
def undo(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take an act back, but for what somebody changed since."""
    change = visible(request, Change.objects.select_related("candidate"), pk)
    viewer = viewer_of(request, change.candidate)
    if not (viewer.is_own or change.by_id == request.user.pk):
        raise PermissionDenied
    if change.undone_at:
        messages.info(request, "That was taken back already.")
    else:
        say_left(request, change.undo(by=request.user, at=timezone.now()))
    return redirect(
        request, asked_on(request) or href("applications:list", change.candidate, viewer)
    )


def say_left(request: SignedInRequest, left: Sequence[Application]) -> None:
    if left:
        messages.warning(request, f"Taken back, but for {what(left)}: changed since.")
    else:
        messages.success(request, "Taken back.")


def tell(request: SignedInRequest, change: Change | None, nothing: str = "") -> None:
    """What was done, with a button that takes it back."""
    if change:
        messages.success(request, str(change), extra_tags=change.undo_href)
    elif nothing:
        messages.info(request, nothing)


def chosen(
    candidate: Candidate, form: ChosenForm, to: str
) -> tuple[list[Application], list[Application]]:
    """The ticked ones, locked: those that are where the page showed them, and the others."""
    places = form.cleaned_data["applications"]
    return still_there(locked_applications(candidate.pk, places), places, to)


def again(request: SignedInRequest, candidate: Candidate, **bound: Any) -> HttpResponse:  # noqa: ANN401
    """The page on which they were ticked, with what is wrong."""
    return PAGES[layout_of(request)](request, candidate, **bound)


def back(request: SignedInRequest, candidate: Candidate) -> HttpResponse:
    viewer = viewer_of(request, candidate)
    filters = Filters.from_query(request.GET, is_own=viewer.is_own)
    address = f"applications:{layout_of(request)}"
    return redirect(request, href(address, candidate, viewer, **filters.query))


def layout_of(request: SignedInRequest) -> str:
    """On which of the pages they were ticked."""
    named = request.GET.get("layout", "")
    return named if named in PAGES else "list"
