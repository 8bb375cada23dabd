"""The pages of one's own data: take it along, or have it erased."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jobtracker.audit.models import Entry, Kind
from jobtracker.http import HtmxRequest, SignedInRequest, redirect
from jobtracker.leave.archive import archive_of
from jobtracker.leave.erasure import erase
from jobtracker.leave.forms import ArchiveForm, ErasureForm
from jobtracker.leave.opening import BY_BROWSER, Opened
from jobtracker.leave.restoring import Restored, restore
from jobtracker.leave.summary import summary_of
from jobtracker.leave.tables import NotRestorable
from jobtracker.people.models import Candidate, LastAdministrator, User
from jobtracker.people.sign_in import recently_authenticated


@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    return render(request, "leave/index.html")


# Reading everything as it was at one moment takes a transaction of another kind.
@transaction.non_atomic_requests
@require_POST
@recently_authenticated
def archive(request: SignedInRequest) -> FileResponse:
    """Kept in the record before it is made: it then says too much rather than too little."""
    user, now = request.user, timezone.now()
    candidate_id = user.candidate.pk if user.is_candidate else None
    Entry.objects.record(Kind.EXPORTED, actor_id=user.pk, candidate_id=candidate_id, at=now)
    name = f"jobtracker-{timezone.localdate(now):%Y-%m-%d}.zip"
    return FileResponse(archive_of(user, at=now), as_attachment=True, filename=name)


# Reading an archive takes seconds, and storing it is a transaction of its own.
@transaction.non_atomic_requests
@require_http_methods(["GET", "HEAD", "POST"])
def restoration(request: SignedInRequest) -> HttpResponse:
    """Put one's own archive into one's own empty record."""
    candidate = get_object_or_404(Candidate, user=request.user)
    is_sent = request.method == "POST"
    form = ArchiveForm(request.POST, request.FILES) if is_sent else ArchiveForm()
    if form.is_valid() and (result := restored(form, candidate, request.user)):
        messages.success(request, f"Everything is back: {result.in_words}.")
        return redirect(request, "home")
    status = 422 if form.is_bound else 200
    return render(request, "leave/restoration.html", {"form": form}, status=status)


def restored(form: ArchiveForm, candidate: Candidate, user: User) -> Restored | None:
    """What went in; None where nothing did, with the reason beside the field."""
    try:
        with Opened(form.cleaned_data["file"], BY_BROWSER) as opened:
            return restore(opened, candidate, user, at=timezone.now(), by=user.pk)
    except NotRestorable as error:
        form.add_error("file", str(error))
        return None


# Erasing is a transaction, and afterwards there is nobody to whom the request belongs.
@transaction.non_atomic_requests
@require_http_methods(["GET", "HEAD", "POST"])
@recently_authenticated
def erasure(request: SignedInRequest) -> HttpResponse:
    form = ErasureForm(request.user, request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return erasure_page(request, form)
    try:
        erase(request.user, at=timezone.now())
    except LastAdministrator:
        return erasure_page(request, form)
    request.session.flush()
    request.user = AnonymousUser()  # type: ignore[assignment]
    return redirect(request, "leave:gone")


def erasure_page(request: SignedInRequest, form: ErasureForm) -> HttpResponse:
    summary = summary_of(request.user, at=timezone.now())
    status = 422 if form.is_bound else 200
    return render(request, "leave/erasure.html", {"form": form, "summary": summary}, status=status)


@login_not_required
@require_safe
def gone(request: HtmxRequest) -> HttpResponse:
    """The same for everybody, so that it tells nothing."""
    return render(request, "leave/gone.html")
