"""Which version of a document went to an application, and when."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from applications.document_forms import SentForm, SentUploadForm
from applications.models import Application, DocumentUse, DocumentVersion
from applications.views.application import held
from applications.views.documents import MOST_OFFERED, known_to, take_in
from jobtracker.http import SignedInRequest, redirect
from jobtracker.people.access import Scope
from jobtracker.people.views.whose import sees, viewer_of, visible


@require_http_methods(["GET", "HEAD", "POST"])
def sent(request: SignedInRequest, pk: int) -> HttpResponse:
    """One that is there, or a new file; posted to, one that is there."""
    found = with_documents(request, pk)
    if request.method != "POST":
        return page(request, found)
    form = SentForm(request.POST, known=versions_of(found))
    if not form.is_valid():
        return page(request, found, known_form=form)
    rows = DocumentVersion.objects.filter(candidate=found.candidate)
    rows.get(pk=form.cleaned_data["version"]).went_to(found, on=form.cleaned_data["sent_on"])
    return to_documents(request, found)


@require_POST
def upload(request: SignedInRequest, pk: int) -> HttpResponse:
    found = with_documents(request, pk)
    form = SentUploadForm(request.POST, request.FILES, known=known_to(found.candidate))
    version = take_in(request, found.candidate, form)
    if version is None:
        return page(request, found, new_form=form)
    version.went_to(found, on=form.cleaned_data["sent_on"])
    return to_documents(request, found)


@require_POST
def removal(request: SignedInRequest, pk: int) -> HttpResponse:
    """It did not go there after all; the document stays."""
    rows = DocumentUse.objects.select_related("candidate", "application")
    found = visible(request, rows, pk)
    found.delete()
    return to_documents(request, found.application)


def page(request: SignedInRequest, found: Application, **bound: Any) -> HttpResponse:  # noqa: ANN401
    on = {"sent_on": found.applied_on or timezone.localdate()}
    known = versions_of(found)
    context = {
        "application": found,
        "candidate": found.candidate,
        "viewer": viewer_of(request, found.candidate),
        "has_known": bool(known),
        "known_form": SentForm(known=known, initial=on),
        "new_form": SentUploadForm(known=known_to(found.candidate), initial=on),
    }
    status = 422 if bound else 200
    return render(request, "applications/documents/sent.html", context | bound, status=status)


def versions_of(found: Application) -> list[DocumentVersion]:
    """The newest versions of the candidate's documents, to choose from."""
    rows = DocumentVersion.objects.filter(candidate=found.candidate).select_related("document")
    return [*rows.order_by("-pk")[:MOST_OFFERED]]


def with_documents(request: SignedInRequest, pk: int) -> Application:
    """The application, for those with whom documents are shared too."""
    found = held(request, pk)
    if not sees(viewer_of(request, found.candidate), found.candidate, Scope.DOCUMENTS):
        raise Http404
    return found


def to_documents(request: SignedInRequest, application: Application) -> HttpResponse:
    """Back to the application, where the person may see it."""
    return redirect(request, f"{application.get_absolute_url()}#documents")
