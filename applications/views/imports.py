"""Bring in a table: choose it, say what its columns are, check the dry run, take it in."""

from typing import NamedTuple

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications import importing
from applications.import_forms import CheckForm, ColumnsForm, TableForm
from applications.models import Import
from applications.models.import_ import ImportState
from applications.pay import Period, amount
from applications.stages import OUTCOME_LABELS, STAGE_LABELS, STAGE_TONES
from applications.transfer.fields import Field
from applications.transfer.headers import recognised
from applications.transfer.limits import Refused
from applications.transfer.preview import Plan, Preview
from applications.transfer.rows import Draft
from applications.transfer.sandbox import read_safely
from applications.transfer.sheet import Sheet
from jobtracker.http import SignedInRequest, redirect, render_or_fragment
from jobtracker.once import once
from jobtracker.people.models import Candidate
from jobtracker.progress import percent_of

MOST_SHOWN = 20
MOST_LISTED = 10
MOST_OPEN = 3
OF_PAY = (Field.PAY_FROM, Field.PAY_TO, Field.CURRENCY, Field.PERIOD)


class Line(NamedTuple):
    """A row of the table as the application that it would be."""

    draft: Draft
    stage: str
    tone: str
    pay: str


# Reading a table takes seconds, so it holds no transaction.
@transaction.non_atomic_requests
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: SignedInRequest) -> HttpResponse:
    candidate = get_object_or_404(Candidate, user=request.user)
    if request.method != "POST":
        return start_page(request, candidate, TableForm())
    form = TableForm(request.POST, request.FILES)
    sheet = sheet_in(form) if form.is_valid() else None
    if sheet is None:
        return start_page(request, candidate, form)

    def keep() -> HttpResponse:
        return redirect(request, "applications:import-columns", begin(candidate, form, sheet).pk)

    with transaction.atomic():
        return once(request, keep, keep)


@require_safe
def import_(request: SignedInRequest, pk: int) -> HttpResponse:
    """How it stands: still to be decided, under way, done or undone."""
    found = own(request, pk)
    if found.is_open:
        return redirect(request, "applications:import-columns", pk)
    stayed = found.applications.select_related("employer") if found.undone_at else None
    context = {
        "found": found,
        "stayed": stayed and list(stayed[: MOST_SHOWN + 1]),
        "percent": percent_of(found.progress_name) if found.is_under_way else None,
    }
    return render_or_fragment(request, "applications/imports/import.html", "state", context)


@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: SignedInRequest, pk: int) -> HttpResponse:
    found = own(request, pk)
    if not found.is_open:
        return redirect(request, "applications:import", pk)
    sheet, plan = found.sheet, Plan.from_dict(found.mapping)
    form = ColumnsForm(sheet, plan, request.POST if request.method == "POST" else None)
    if form.is_valid():
        found.keep_mapping(**form.plan.as_dict())
        return redirect(request, "applications:import-check", pk)
    context = {
        "found": found,
        "form": form,
        "preset": recognised(sheet.header),
        "rows": len(sheet.rows),
    }
    status = 422 if form.is_bound else 200
    return render(request, "applications/imports/columns.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: SignedInRequest, pk: int) -> HttpResponse:
    """The dry run; what is answered about it is kept, and looked at again."""
    found = own(request, pk)
    if not found.is_open:
        return redirect(request, "applications:import", pk)
    run = importing.preview(found)
    form = CheckForm(found.sheet, run, request.POST if request.method == "POST" else None)
    if form.is_valid():
        found.keep_mapping(**form.plan.as_dict())
        return redirect(request, "applications:import-check", pk)
    return check_page(request, found, form, run)


@require_POST
def taking(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take in what the dry run shows, with the answers; what they made unclear is shown first."""
    found = own(request, pk)
    if not found.is_open:
        return redirect(request, "applications:import", pk)
    run = importing.preview(found)
    form = CheckForm(found.sheet, run, request.POST)
    if not form.is_valid():
        return check_page(request, found, form, run)
    found.keep_mapping(**form.plan.as_dict())
    after = importing.preview(found)
    if news_in(run, after) or not after.taken:
        messages.info(request, news_in(run, after) or "There is no row left to take in.")
        return redirect(request, "applications:import-check", pk)
    if len(after.taken) > importing.AT_ONCE:
        found.hand_over()
    else:
        importing.take_in(found, at=timezone.now())
    return redirect(request, "applications:import", pk)


@require_POST
def undoing(request: SignedInRequest, pk: int) -> HttpResponse:
    importing.undo(own(request, pk), at=timezone.now())
    return redirect(request, "applications:import", pk)


@require_POST
def discarding(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give it up: the table goes at once, and nothing else has changed."""
    found = own(request, pk)
    if found.is_open:
        found.delete()
        messages.success(request, "The table is gone, and nothing was added.")
    return redirect(request, "applications:imports")


def own(request: SignedInRequest, pk: int) -> Import:
    rows = Import.objects.decidable_by(request.user).select_related("candidate")
    if request.method == "POST":
        rows = rows.select_for_update(no_key=True, of=("self",))
    return get_object_or_404(rows, pk=pk)


def start_page(request: SignedInRequest, candidate: Candidate, form: TableForm) -> HttpResponse:
    earlier = Import.objects.filter(candidate=candidate).without_table()[:MOST_LISTED]
    context = {"form": form, "earlier": earlier}
    status = 422 if form.is_bound else 200
    return render(request, "applications/imports/start.html", context, status=status)


def check_page(
    request: SignedInRequest, found: Import, form: CheckForm, run: Preview
) -> HttpResponse:
    context = {
        "found": found,
        "form": form,
        "run": run,
        "shown": [line_of(draft) for draft in run.taken[:MOST_SHOWN]],
        "left_out": left_out(found.sheet, run.plan),
        "take_label": f"Take in {len(run.taken)} application{'s'[: len(run.taken) != 1]}",
        "hidden": max(0, len(run.taken) - MOST_SHOWN),
        "more_words": max(0, len(run.words) - len(form.words_shown)),
        "more_problems": max(0, len(run.problems) - len(form.problems_shown)),
        "more_duplicates": max(0, len(run.duplicates) - len(form.duplicates_shown)),
    }
    status = 422 if form.is_bound else 200
    return render(request, "applications/imports/check.html", context, status=status)


def left_out(sheet: Sheet, plan: Plan) -> list[str]:
    """The names of columns that say something, and of which nothing is kept."""
    return [
        name or f"column {at + 1}"
        for at, (name, means) in enumerate(zip(sheet.header, plan.columns, strict=False))
        if not means and sheet.column(at)
    ]


def sheet_in(form: TableForm) -> Sheet | None:
    """The table of the file; None where it is refused, with the reason beside the field."""
    try:
        sheet = read_safely(form.cleaned_data["file"].read())
    except Refused as refused:
        form.add_error("file", refused.message)
        return None
    preset = recognised(sheet.header)
    if preset and preset.refusal:
        form.add_error("file", preset.refusal)
        return None
    return sheet


def begin(candidate: Candidate, form: TableForm, sheet: Sheet) -> Import:
    """Keep the table; of those begun before, the oldest give way."""
    started = Import.objects.create(
        candidate=candidate,
        by=candidate.user,
        file_name=form.file_name,
        content=sheet.packed(),
        mapping=Plan.guessed(sheet).as_dict(),
    )
    lying = Import.objects.filter(candidate=candidate, state=ImportState.MAPPING)
    kept = lying.order_by("-pk").values_list("pk", flat=True)[:MOST_OPEN]
    lying.exclude(pk__in=list(kept)).delete()
    return started


def news_in(before: Preview, after: Preview) -> str:
    """What the answers made unclear that was not shown yet."""
    shown = {(each.row, each.column, each.text) for each in before.problems}
    if any((each.row, each.column, each.text) not in shown for each in after.problems):
        return "Some cells can’t be read with these answers. Please look again."
    if {each.draft.row for each in after.duplicates} - {
        each.draft.row for each in before.duplicates
    }:
        return "With these answers, more rows repeat a job. Please look again."
    return ""


def line_of(draft: Draft) -> Line:
    """As the page shows it."""
    low, high, currency, period = (draft.values[name] for name in OF_PAY)
    span = f"{low:,.0f}–" if low is not None and high is not None else ""
    pay = span + amount(high if high is not None else low, currency, Period(period))
    stage = OUTCOME_LABELS.get(draft.outcome) or STAGE_LABELS[draft.stage]
    return Line(draft, stage, STAGE_TONES[draft.stage], pay)
