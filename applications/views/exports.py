"""Take applications along as a table: those on the page one comes from, or all."""

from enum import StrEnum

from django import forms
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from applications.exporting import SUFFIXES, Format, columns_for, write
from applications.filters import Filters
from applications.models import Application
from applications.models.application import ApplicationQuerySet
from applications.views.applications import href
from jobtracker.http import SignedInRequest
from jobtracker.people.access import Scope
from jobtracker.people.models import Candidate
from jobtracker.people.views.whose import Viewer, chosen_candidate, sees, viewer_of
from jobtracker.private_file import PrivateFile


class Which(StrEnum):
    """Which applications go into the table."""

    SHOWN = "shown"
    ALL = "all"


class ExportForm(forms.Form):
    """What the table is for, and what it holds."""

    which = forms.ChoiceField(
        label="Which applications?",
        choices=[(Which.SHOWN, "Those that the list showed"), (Which.ALL, "All, closed ones too")],
        widget=forms.RadioSelect,
    )
    format = forms.ChoiceField(
        label="What do you want to open it with?",
        choices=[
            (Format.WORKBOOK, "Excel, LibreOffice or Google Sheets (.xlsx)"),
            (Format.CSV_WITH_MARK, "Any spreadsheet (.csv, marked as Unicode)"),
            (Format.CSV, "Another program (.csv, plain)"),
        ],
        initial=Format.WORKBOOK,
        widget=forms.RadioSelect,
    )


UNLESS_SAID = {"which": Which.ALL, "format": Format.CSV_WITH_MARK}


@require_safe
def exports(request: SignedInRequest) -> HttpResponse:
    candidate = chosen_candidate(request, Scope.APPLICATIONS)
    filters = Filters.from_query(request.GET, is_own=viewer_of(request, candidate).is_own)
    which = Which.SHOWN if filters.is_narrowed else Which.ALL
    return page(request, candidate, ExportForm(initial={"which": which}))


@require_safe
def export_file(request: SignedInRequest) -> HttpResponse | FileResponse:
    """Written before it is sent: what is no longer shared once it is sent was when it was read."""
    candidate = chosen_candidate(request, Scope.APPLICATIONS)
    form = ExportForm({**UNLESS_SAID, **request.GET.dict()})
    if not form.is_valid():
        return page(request, candidate, form)
    kind = Format(form.cleaned_data["format"])
    viewer = viewer_of(request, candidate)
    columns = columns_for(is_own=viewer.is_own, sees_pay=sees(viewer, candidate, Scope.PAY))
    file = PrivateFile()
    rows = Application.objects.filter(candidate=candidate)
    if form.cleaned_data["which"] == Which.SHOWN:
        rows = shown(request, rows, viewer)
    write(file, kind, columns, rows.order_by("-pk"), request.user)
    file.seek(0)
    name = f"applications-{timezone.localdate():%Y-%m-%d}.{SUFFIXES[kind]}"
    return FileResponse(file, as_attachment=True, filename=name)


def shown(
    request: SignedInRequest, rows: ApplicationQuerySet, viewer: Viewer
) -> ApplicationQuerySet:
    """What the filters leave that came along in the address."""
    filters = Filters.from_query(request.GET, is_own=viewer.is_own)
    today = timezone.localdate()
    return filters.apply(rows, is_own=viewer.is_own, at=timezone.now(), today=today)


def page(request: SignedInRequest, candidate: Candidate, form: ExportForm) -> HttpResponse:
    viewer = viewer_of(request, candidate)
    context = {
        "candidate": candidate,
        "viewer": viewer,
        "form": form,
        "kept": [(name, value) for name, value in request.GET.items() if name not in UNLESS_SAID],
        "sees_pay": sees(viewer, candidate, Scope.PAY),
        "back_href": href("applications:list", candidate, viewer),
    }
    status = 422 if form.is_bound else 200
    return render(request, "applications/export.html", context, status=status)
