"""The candidate's documents, with their versions and where each went."""

from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications.document_forms import NO_ROOM, DocumentForm, UploadForm, VersionForm
from applications.models import Application, Document, DocumentUse, DocumentVersion
from applications.models.document import MAX_TOTAL, NoRoom
from applications.views.application import before
from applications.views.applications import href
from applications.views.tabs import tabs
from jobtracker.http import SignedInRequest, redirect
from jobtracker.people.access import Scope
from jobtracker.people.models import Candidate
from jobtracker.people.views.whose import chosen_candidate, refuse_to_take_away, viewer_of, visible

PAGE_LENGTH = 50
MOST_OFFERED = 200
USES_SHOWN = 20
# A file is opened by its own program on the reader's machine, never by a browser on our page.
POLICY = "sandbox; default-src 'none'"


@require_safe
def document_list(request: SignedInRequest) -> HttpResponse:
    candidate = chosen_candidate(request, Scope.DOCUMENTS)
    viewer = viewer_of(request, candidate)
    rows = Document.objects.filter(candidate=candidate).with_counts().order_by("-pk")
    found = list(before(rows, request)[: PAGE_LENGTH + 1])
    page, more = found[:PAGE_LENGTH], found[PAGE_LENGTH:]
    older = {"before": page[-1].pk} if more else {}
    context = {
        "candidate": candidate,
        "viewer": viewer,
        "tabs": tabs(candidate, viewer, "applications:documents"),
        "documents": page,
        "new_href": href("applications:new-document", candidate, viewer),
        "next_href": href("applications:documents", candidate, viewer, **older) if more else "",
        "used": DocumentVersion.size_of_all(candidate.pk),
        "total": MAX_TOTAL,
    }
    return render(request, "applications/documents/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    candidate = chosen_candidate(request, Scope.DOCUMENTS)
    viewer = viewer_of(request, candidate)
    form = UploadForm(*sent_files(request), known=known_to(candidate))
    if version := take_in(request, candidate, form):
        return redirect(request, version.document)
    context = {
        "candidate": candidate,
        "viewer": viewer,
        "form": form,
        "action": href("applications:new-document", candidate, viewer),
        "back_href": href("applications:documents", candidate, viewer),
    }
    status = 422 if form.is_bound else 200
    return render(request, "applications/documents/new.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def document(request: SignedInRequest, pk: int) -> HttpResponse:
    """Its versions and where they went; posted to, another name or kind."""
    found = held(request, pk)
    data = request.POST if request.method == "POST" else None
    form = DocumentForm(data, instance=found)
    if form.is_valid():
        form.save()
        messages.success(request, "Saved.")
        return redirect(request, found)
    return page(request, found, form=form)


@require_POST
def versions(request: SignedInRequest, pk: int) -> HttpResponse:
    """One more."""
    found = held(request, pk)
    form = VersionForm(request.POST, request.FILES)
    if version := take_in(request, found.candidate, form, found):
        return redirect(request, version.document)
    return page(request, found, version_form=form)


@require_POST
def removal(request: SignedInRequest, pk: int) -> HttpResponse:
    """All versions with their files, and where they went."""
    found = held(request, pk)
    refuse_to_take_away(request, found.candidate)
    found.delete()
    messages.success(request, f"{found.name} is gone, with all its versions.")
    return redirect(request, "applications:documents")


@require_safe
def file(request: SignedInRequest, pk: int) -> HttpResponse | FileResponse:
    """The file as it came in, to keep; never shown as a page."""
    version = visible(request, DocumentVersion.objects.all(), pk)
    try:
        content = version.file.open()
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(
        content,
        as_attachment=True,
        filename=version.file_name,
        content_type=version.content_type,
    )
    response["Content-Security-Policy"] = POLICY
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


@require_POST
def version_removal(request: SignedInRequest, pk: int) -> HttpResponse:
    rows = DocumentVersion.objects.select_related("candidate", "document")
    found = visible(request, rows, pk)
    refuse_to_take_away(request, found.candidate)
    # Whoever removes another version at the same time waits, and then sees what is left.
    documents = Document.objects.filter(candidate=found.candidate).select_for_update()
    of = get_object_or_404(documents, pk=found.document_id)
    found = get_object_or_404(of.versions, pk=pk)
    found.remove()
    messages.success(request, f"Version {found.number} of {of.name} is gone.")
    is_left = of.pk is not None
    return redirect(request, of) if is_left else redirect(request, "applications:documents")


def page(request: SignedInRequest, found: Document, **bound: Any) -> HttpResponse:  # noqa: ANN401
    viewer = viewer_of(request, found.candidate)
    # Whoever documents are shared with may not know of every application.
    known = Application.objects.filter(candidate=found.candidate).visible_to(request.user)
    uses = DocumentUse.objects.filter(candidate=found.candidate, application__in=known)
    latest = uses.select_related("application__employer").order_by("-sent_on", "-pk")[:USES_SHOWN]
    rows = DocumentVersion.objects.filter(candidate=found.candidate, document=found)
    form = bound.get("form")
    context = {
        "candidate": found.candidate,
        "viewer": viewer,
        "document": found,
        "name": form.stored["name"] if form else found.name,
        "versions": rows.prefetch_related(Prefetch("uses", latest, to_attr="latest_uses")),
        "form": DocumentForm(instance=found),
        "version_form": VersionForm(),
        "back_href": href("applications:documents", found.candidate, viewer),
    }
    is_refused = any(each.is_bound for each in bound.values())
    status = 422 if is_refused else 200
    return render(request, "applications/documents/document.html", context | bound, status=status)


def take_in(
    request: SignedInRequest, candidate: Candidate, form: VersionForm, of: Document | None = None
) -> DocumentVersion | None:
    """Keep the file of the form; None where that is refused, with the reason in the form."""
    if not form.is_valid():
        return None
    cleaned, at = form.cleaned_data, timezone.now()
    try:
        version = Document.objects.take_in(
            candidate,
            cleaned["file"],
            of=of or chosen(candidate, cleaned.get("version_of")),
            at=at,
            change=cleaned.get("change", ""),
            **form.fields_of_document,
        )
    except NoRoom:
        form.add_error("file", NO_ROOM)
        return None
    if version.added_at != at:
        messages.info(request, f"You have this very file already: {version}. It is kept once.")
    return version


def chosen(candidate: Candidate, number: int | None) -> Document | None:
    """The document that a form offered, by its number."""
    return (number and Document.objects.filter(candidate=candidate).get(pk=number)) or None


def known_to(candidate: Candidate) -> list[Document]:
    """The newest documents, to choose from."""
    return [*Document.objects.filter(candidate=candidate).order_by("-pk")[:MOST_OFFERED]]


def sent_files(request: SignedInRequest) -> tuple[Any, Any]:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def held(request: SignedInRequest, pk: int) -> Document:
    rows = Document.objects.select_related("candidate")
    if request.method == "POST":
        rows = rows.select_for_update(no_key=True, of=("self",))
    return visible(request, rows, pk)
