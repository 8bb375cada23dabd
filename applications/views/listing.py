"""The list of applications: filtered, sorted, searched, a page at a time."""

from functools import lru_cache, partial
from typing import Any

from django.contrib import messages
from django.db.models import OuterRef, QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from applications.common_pages import asked, first_page
from applications.filter_forms import FilterForm, SavedViewForm
from applications.filters import KEYS, Filters, Order, page_after
from applications.lines import Line, Reader, lines_of, reader_of, with_columns
from applications.models import SavedView, Tag
from applications.models.saved_view import NameTaken
from applications.move_forms import MoveForm, TagForm
from applications.views.applications import href
from applications.views.tabs import tabs
from jobtracker.addresses import address
from jobtracker.http import SignedInRequest, redirect
from jobtracker.nested import Nested, NestedValues, rows_in
from jobtracker.people.access import Scope
from jobtracker.people.models import Candidate
from jobtracker.people.views.whose import Viewer, chosen_candidate, sees, viewer_of
from jobtracker.prepared import Prepared

PAGE_LENGTH = 50
MOST_TAGS = 200
MOST_VIEWS = 30
LAYOUTS = (("list", "List", "list"), ("board", "Board", "columns-3"))

HEADS = (
    ("Job", Order.TITLE),
    ("Stage", None),
    ("Next", Order.STEP),
    ("Quiet", Order.QUIET),
    ("Interest", Order.INTEREST),
    ("Applied", Order.APPLIED),
)


@require_safe
def application_list(request: SignedInRequest) -> HttpResponse:
    return list_page(request, chosen_candidate(request, Scope.APPLICATIONS))


def list_page(request: SignedInRequest, candidate: Candidate, **bound: Any) -> HttpResponse:  # noqa: ANN401
    """The list as its address asks for it; `bound`: refused forms."""
    viewer = viewer_of(request, candidate)
    filters = Filters.from_query(request.GET, is_own=viewer.is_own)
    reader = reader_for(viewer, candidate)
    lines = page_of_lines(candidate, filters, reader, request.GET.get("after", ""))
    shown, more = lines[:PAGE_LENGTH], lines[PAGE_LENGTH:]
    older = {**filters.query, "after": shown[-1].pk} if more else {}
    context = {
        **bar(candidate, viewer, filters, layout="list"),
        "ticked": ticked_in(bound),
        "lines": shown,
        "shows_interest": viewer.is_own,
        "heads": heads(candidate, viewer, filters),
        "has_pay": any(each.pay for each in shown),
        "next_href": href("applications:list", candidate, viewer, **older) if more else "",
    }
    status = 422 if bound else 200
    return render(request, "applications/list.html", context | bound, status=status)


@require_POST
def save_view(request: SignedInRequest) -> HttpResponse:
    """Keep the filters that a page shows under a name."""
    candidate = chosen_candidate(request, Scope.APPLICATIONS)
    form = SavedViewForm(request.POST)
    if not form.is_valid() or not viewer_of(request, candidate).is_own:
        messages.error(request, "Give the view a name of up to 60 letters.")
        return redirect(request, "applications:list")
    query = urlencode(Filters.from_query(query_of(form), is_own=True).query)
    layout = form.cleaned_data["layout"]
    name = form.cleaned_data["name"]
    shown = {"layout": layout, "query": query}
    try:
        view = SavedView.objects.keep(candidate, name, replaces=form.takes_the_place, **shown)
    except NameTaken:
        this = SavedView(name=name, **shown)
        return render(request, "applications/view_taken.html", {"this": this}, status=409)
    messages.success(request, f"The view “{view}” is saved.")
    return redirect(request, view)


@require_POST
def remove_view(request: SignedInRequest, pk: int) -> HttpResponse:
    view = get_object_or_404(SavedView.objects.decidable_by(request.user), pk=pk)
    address = view.get_absolute_url()
    view.delete()
    messages.success(request, f"The view “{view}” is removed. What it showed is still there.")
    return redirect(request, address)


def heads(candidate: Candidate, viewer: Viewer, filters: Filters) -> list[tuple[str, str, str]]:
    """Of each column its label, where it leads to in its order, and its order if that is shown."""
    shown = "descending" if KEYS[filters.sort][1] else "ascending"
    return [
        (
            label,
            href("applications:list", candidate, viewer, **filters.sorted_by(order))
            if order
            else "",
            shown if order is filters.sort else "",
        )
        for label, order in HEADS
        if viewer.is_own or order is not Order.INTEREST
    ]


def query_of(form: SavedViewForm) -> QueryDict:
    """What the page's address said, as it came along in the form."""
    return QueryDict(form.cleaned_data["query"])


def reader_for(viewer: Viewer, candidate: Candidate) -> Reader:
    return reader_of(
        viewer.user,
        is_own=viewer.is_own,
        sees_pay=sees(viewer, candidate, Scope.PAY),
        sees_interviews=sees(viewer, candidate, Scope.INTERVIEWS),
    )


def page_of_lines(candidate: Candidate, filters: Filters, reader: Reader, after: str) -> list[Line]:
    """A page of the list, and one line more; one query."""
    if not after:
        return first_page(candidate, filters, reader, PAGE_LENGTH)
    rows = rows_of(candidate, filters, reader)
    return lines_of(page_after(rows, candidate, filters.sort, after, PAGE_LENGTH + 1), reader)


def rows_of(candidate: Candidate, filters: Filters, reader: Reader) -> Any:  # noqa: ANN401
    """The same, with the columns of a line."""
    return with_columns(asked(candidate, filters, reader), candidate, reader)


def _kept_for(candidate: int, *, is_own: bool) -> QuerySet[Candidate]:
    of = OuterRef("pk")
    views, tags = SavedView.objects.filter(candidate=of), Tag.objects.filter(candidate=of)
    return Candidate.objects.filter(pk=candidate).annotate(
        has_views=Nested(views[:MOST_VIEWS], "name", "layout", "query"),
        tag_names=NestedValues(tags.told(is_own=is_own), "name", MOST_TAGS),
    )


OWN_BAR = Prepared(partial(_kept_for, is_own=True))
BAR_FOR_A_FIRM = Prepared(partial(_kept_for, is_own=False))


def bar(candidate: Candidate, viewer: Viewer, filters: Filters, *, layout: str) -> dict[str, Any]:
    """What stands above board and list alike; one query."""
    view = f"applications:{layout}"
    prepared = OWN_BAR if viewer.is_own else BAR_FOR_A_FIRM
    kept: Any
    [kept] = prepared.rows(candidate=candidate.pk)
    saved = rows_in(SavedView, kept.has_views) if viewer.is_own else []
    return {
        "candidate": candidate,
        "viewer": viewer,
        "tabs": tabs(candidate, viewer, "applications:list"),
        "filters": filters,
        "filter_fields": filter_fields(filters, is_own=viewer.is_own),
        "layout": layout,
        "here": address(view),
        "query": urlencode(filters.query),
        **chosen_forms(candidate, viewer, filters, layout),
        "saved_views": [(each, is_shown(each, layout, filters)) for each in saved],
        "tag_names": kept.tag_names or [],
        "clear_href": href(view, candidate, viewer),
        "wider_href": href(view, candidate, viewer, **filters.open_and_closed),
        "new_href": href("applications:new", candidate, viewer),
        "export_href": href("applications:exports", candidate, viewer, **filters.query),
        "bring_in_href": href("interviews:bring-in", candidate, viewer),
        "brings_in": sees(viewer, candidate, Scope.INTERVIEWS),
    }


def filter_fields(filters: Filters, *, is_own: bool) -> str:
    """Drawn once for all who ask for the same, unless it holds what somebody typed."""
    drawn = _drawn_fields.__wrapped__ if filters.q or filters.tag else _drawn_fields
    return drawn(filters, is_own)


@lru_cache(maxsize=200)
def _drawn_fields(filters: Filters, is_own: bool) -> str:
    in_use = f" ({filters.folded} in use)" if filters.folded else ""
    form = FilterForm(filters, is_own=is_own)
    context = {"form": form, "is_own": is_own, "more_label": f"More filters{in_use}"}
    return render_to_string("applications/filter_fields.html", context)


def ticked_in(bound: dict[str, Any]) -> set[int]:
    """What was ticked in a form that was refused."""
    return {number for form in bound.values() for number in form.ticked}


def chosen_forms(
    candidate: Candidate, viewer: Viewer, filters: Filters, layout: str
) -> dict[str, Any]:
    """What is done with the ticked ones, and where to."""
    asked = {**filters.query, "layout": layout}
    names = ("moves", "tagging", "untagging")
    return {
        "move_form": MoveForm(),
        "tag_form": TagForm(),
        **{
            f"{each}_href": href(f"applications:{each}", candidate, viewer, **asked)
            for each in names
        },
        "layouts": [
            (name, label, icon, href(f"applications:{name}", candidate, viewer, **filters.query))
            for name, label, icon in LAYOUTS
        ],
    }


def is_shown(view: SavedView, layout: str, filters: Filters) -> bool:
    return (view.layout, view.query) == (layout, urlencode(filters.query))
