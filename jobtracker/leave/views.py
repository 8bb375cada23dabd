"""The pages of one's own data: take it along, or have it erased."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications.models import Restoration
from jobtracker.audit.models import Entry, Kind
from jobtracker.http import HtmxRequest, SignedInRequest, redirect, render_or_fragment
from jobtracker.leave.archive import archive_of
from jobtracker.leave.erasure import erase
from jobtracker.leave.forms import ArchiveForm, ErasureForm
from jobtracker.leave.summary import summary_of
from jobtracker.leave.tables import NotRestorable
from jobtracker.leave.waiting import hand_over, look_at
from jobtracker.once import once
from jobtracker.people.models import Candidate, LastAdministrator, User
from jobtracker.people.sign_in import recently_authenticated
from jobtracker.progress import percent_of


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


# Looking into an archive takes a moment, so it holds no transaction.
@transaction.non_atomic_requests
@require_http_methods(["GET", "HEAD", "POST"])
def restoration(request: SignedInRequest) -> HttpResponse:
    """Put one's own archive into one's own empty record; the worker does it, and says how far."""
    candidate = get_object_or_404(Candidate, user=request.user)
    if request.method != "POST":
        return restoration_page(request, candidate, ArchiveForm())
    form = ArchiveForm(request.POST, request.FILES)
    content = content_of(form, request.user) if form.is_valid() else None
    if content is None:
        return restoration_page(request, candidate, form)

    def keep() -> HttpResponse:
        hand_over(candidate, content)
        return redirect(request, "leave:restoration")

    with transaction.atomic():
        # Two that come at once wait for each other.
        Candidate.objects.select_for_update(no_key=True).get(pk=candidate.pk)
        return once(request, keep, keep)


def content_of(form: ArchiveForm, user: User) -> bytes | None:
    """The archive; None where it is refused, with the reason beside the field."""
    content: bytes = form.cleaned_data["file"].read()
    try:
        look_at(content, user)
    except NotRestorable as error:
        form.add_error("file", str(error))
        return None
    return content


def restoration_page(
    request: SignedInRequest, candidate: Candidate, form: ArchiveForm
) -> HttpResponse:
    found = Restoration.objects.filter(candidate=candidate).defer("content").first()
    percent = percent_of(found.progress_name) if found and found.is_under_way else None
    context = {"form": form, "found": found, "percent": percent}
    status = 422 if form.is_bound else 200
    return render_or_fragment(request, "leave/restoration.html", "state", context, status=status)


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
