"""The board: applications as cards in the columns of their stages."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from applications.board import (
    COLUMN_LENGTH,
    PLACES,
    Column,
    columns_of,
    places_of,
)
from applications.common_pages import cards, tally
from applications.filters import Filters, page_after
from applications.lines import lines_of
from applications.views.applications import href
from applications.views.listing import bar, reader_for, rows_of, ticked_in
from jobtracker.http import SignedInRequest, render_or_fragment
from jobtracker.people.access import Scope
from jobtracker.people.models import Candidate
from jobtracker.people.views.whose import Viewer, chosen_candidate, viewer_of


@require_safe
def board(request: SignedInRequest) -> HttpResponse:
    candidate = chosen_candidate(request, Scope.APPLICATIONS)
    viewer = viewer_of(request, candidate)
    filters = Filters.from_query(request.GET, is_own=viewer.is_own)
    if filters.stage in PLACES and request.GET.get("after"):
        return further(request, candidate, viewer, filters)
    return board_page(request, candidate)


def board_page(request: SignedInRequest, candidate: Candidate, **bound: Any) -> HttpResponse:  # noqa: ANN401
    """The board as its address asks for it; `bound`: refused forms."""
    viewer = viewer_of(request, candidate)
    filters = Filters.from_query(request.GET, is_own=viewer.is_own)
    reader = reader_for(viewer, candidate)
    counts = tally(candidate, filters, reader)
    columns = columns_of(cards(candidate, filters, reader), filters, counts)
    context = {
        **bar(candidate, viewer, filters, layout="board"),
        "ticked": ticked_in(bound),
        "columns": [(each, more_href(each, candidate, viewer, filters)) for each in columns],
        "folded": [
            (each, href("applications:board", candidate, viewer, **asked_for(filters, each.group)))
            for each in (counts.folded if len(columns) == len(places_of(Filters())) else [])
        ],
        "has_cards": any(each.cards for each in columns),
    }
    status = 422 if bound else 200
    return render(request, "applications/board.html", context | bound, status=status)


def further(
    request: SignedInRequest, candidate: Candidate, viewer: Viewer, filters: Filters
) -> HttpResponse:
    """More cards of one column, for the end of it; without a script, a board of that column."""
    reader = reader_for(viewer, candidate)
    rows = rows_of(candidate, filters, reader)
    after = request.GET["after"]
    lines = lines_of(page_after(rows, candidate, filters.sort, after, COLUMN_LENGTH + 1), reader)
    label, tone = PLACES[filters.stage]
    shown, more = lines[:COLUMN_LENGTH], lines[COLUMN_LENGTH:]
    column = Column(filters.stage, label, tone, "", shown, shown[-1].pk if more else None)
    context = {
        "column": column,
        "more_href": more_href(column, candidate, viewer, filters),
        "viewer": viewer,
        "ticked": set[int](),
    }
    if not request.htmx:
        context |= bar(candidate, viewer, filters, layout="board")
        context |= {"columns": [(column, context["more_href"])], "has_cards": bool(shown)}
    return render_or_fragment(request, "applications/board.html", "cards", context)


def more_href(column: Column, candidate: Candidate, viewer: Viewer, filters: Filters) -> str:
    """Where the rest of a column is; "" where there is none."""
    if column.last is None:
        return ""
    query = {**asked_for(filters, column.place), "after": column.last}
    return href("applications:board", candidate, viewer, **query)


def asked_for(filters: Filters, stage: str) -> dict[str, str]:
    """The filters' part of an address, for another stage."""
    return {**filters.query, "stage": stage}
