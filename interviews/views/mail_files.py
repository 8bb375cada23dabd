"""Files put into the inbox by hand, and how far a mailbox among them is."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from interviews.forms.mail_files import MOST_BYTES, File, MailFilesForm
from interviews.models import MailboxImport, Message
from interviews.models.message import Way
from interviews.views.inbox import inbox_page
from jobtracker.http import SignedInRequest, redirect, render_or_fragment, takes_up_to
from jobtracker.people.models import Candidate
from jobtracker.people.views.whose import own_record, visible

NAME_LENGTH = 200


@takes_up_to(MOST_BYTES)
@require_POST
def files(request: SignedInRequest) -> HttpResponse:
    """Keep them; the worker reads them. A mailbox leads to the page that says how far it is."""
    candidate = own_record(request)
    # Two that come at once wait for each other.
    Candidate.objects.select_for_update(no_key=True).get(pk=candidate.pk)
    is_busy = MailboxImport.objects.filter(candidate=candidate).under_way().exists()
    form = MailFilesForm(request.POST, request.FILES, is_busy=is_busy)
    if not form.is_valid():
        return inbox_page(request, candidate, form)
    now, found = timezone.now(), form.cleaned_data["mails"]
    for each in found:
        if each.kind:
            Message.objects.await_reading(
                candidate, each.kind, each.read(), way=Way.FILE, at=now, by=request.user
            )
    mailbox = next((each.file for each in found if each.kind is None), None)
    if mailbox is not None:
        return redirect(request, "interviews:mailbox", start(candidate, mailbox, at=now).pk)
    messages.success(request, "Kept. Each is read within a moment, and waits here.")
    return redirect(request, "interviews:inbox")


def start(candidate: Candidate, file: File, *, at: datetime) -> MailboxImport:
    return MailboxImport.objects.create(
        candidate=candidate,
        file=file,
        file_name=(file.name or "A mailbox")[:NAME_LENGTH],
        size=file.size or 0,
        started_at=at,
        due_at=at,
    )


@require_safe
def mailbox(request: SignedInRequest, pk: int) -> HttpResponse:
    found = visible(request, MailboxImport.objects.all(), pk)
    return render_or_fragment(request, "interviews/mailbox.html", "state", {"found": found})


@require_POST
def mailbox_end(request: SignedInRequest, pk: int) -> HttpResponse:
    """Go no further; what is in the inbox by now stays."""
    found = visible(request, MailboxImport.objects.all(), pk)
    if found.is_under_way:
        found.end(at=timezone.now())
    return redirect(request, "interviews:mailbox", pk)
