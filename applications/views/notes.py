"""Notes on an application: who wrote one changes it, and who reads it is said beside it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from applications.models import Application, Note
from applications.models.note import Visibility
from applications.page_forms import NoteForm
from applications.views.application import PAGE_LENGTH, application_page, before, notes_apart
from applications.views.history import known_to
from jobtracker.addresses import address
from jobtracker.http import SignedInRequest, redirect
from jobtracker.people.models import Firm
from jobtracker.people.views.whose import viewer_of, visible


@require_http_methods(["GET", "HEAD", "POST"])
def notes(request: SignedInRequest, pk: int) -> HttpResponse:
    """All of them, a page at a time; or one more."""
    if request.method == "POST":
        return add(request, pk)
    found = visible(request, Application.objects.select_related("candidate", "employer"), pk)
    viewer = viewer_of(request, found.candidate)
    readable = Note.objects.filter(application=found).visible_to(request.user)
    rows = before(readable.select_related("by").order_by("-pk"), request)[: PAGE_LENGTH + 1]
    shown, more = rows[:PAGE_LENGTH], rows[PAGE_LENGTH:]
    context = {
        "application": found,
        "candidate": found.candidate,
        "viewer": viewer,
        "notes": notes_apart(shown, viewer, known_to(viewer, found.candidate)),
        "older_href": "",
    }
    if more:
        query = {"before": shown[len(shown) - 1].pk}
        context["older_href"] = address("applications:notes", pk, query=query)
    return render(request, "applications/notes.html", context)


def add(request: SignedInRequest, pk: int) -> HttpResponse:
    found = visible(request, Application.objects.select_related("candidate"), pk)
    viewer = viewer_of(request, found.candidate)
    fresh = Note(application=found, candidate=found.candidate, by=request.user)
    form = NoteForm(request.POST, instance=fresh, by_firm=not viewer.is_own)
    if not form.is_valid():
        return application_page(request, pk, note_form=form)
    fresh.firm = firm_for(request, fresh)
    fresh.save()
    return redirect(request, f"{found.get_absolute_url()}#notes")


@require_http_methods(["GET", "HEAD", "POST"])
def note(request: SignedInRequest, pk: int) -> HttpResponse:
    found = own(request, pk)
    candidate, viewer = found.candidate, viewer_of(request, found.candidate)
    data = request.POST if request.method == "POST" else None
    form = NoteForm(data, instance=found, by_firm=not viewer.is_own)
    if form.is_valid():
        found.firm = firm_for(request, found)
        found.rewrite(at=timezone.now())
        return redirect(request, f"{found.application.get_absolute_url()}#notes")
    context = {
        "application": found.application,
        "candidate": candidate,
        "viewer": viewer,
        "note": found,
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return render(request, "applications/note.html", context, status=status)


@require_POST
def removal(request: SignedInRequest, pk: int) -> HttpResponse:
    found = own(request, pk)
    found.delete()
    messages.success(request, "The note is gone.")
    return redirect(request, f"{found.application.get_absolute_url()}#notes")


def own(request: SignedInRequest, pk: int) -> Note:
    """The note, which its author alone may change."""
    rows = Note.objects.select_related("candidate", "application__employer", "firm")
    if request.method == "POST":
        rows = rows.select_for_update(no_key=True, of=("self",))
    found = visible(request, rows, pk)
    if found.by_id != request.user.pk:
        raise PermissionDenied
    return found


def firm_for(request: SignedInRequest, written: Note) -> Firm | None:
    """An internal note belongs to the firm by whose representation its author is here."""
    if written.visibility != Visibility.INTERNAL:
        return None
    return written.firm or request.acted_by[0].firm
