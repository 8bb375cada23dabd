"""The ways in: paste a text, upload a file, jot down a call."""

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interviews.forms.bring_in import PasteForm, UploadForm
from interviews.intake.reading import Kind
from interviews.intake.receive import keep, read, settle
from interviews.letters import LetterFacts, LetterKind, compose
from interviews.models import Message
from interviews.models.invitation import Channel
from interviews.views.confirming import belonging, invitation_form, posted, store, with_candidate
from jobtracker.http import SignedInRequest, redirect
from jobtracker.people.access import Scope
from jobtracker.people.models import Candidate
from jobtracker.people.views.whose import chosen_candidate, record_acts, viewer_of


@require_safe
def bring_in(request: SignedInRequest) -> HttpResponse:
    candidate = chosen_candidate(request, Scope.INTERVIEWS)
    return ways_in(request, candidate, PasteForm(), UploadForm())


# Reading a message takes seconds, so it holds no transaction.
@transaction.non_atomic_requests
@require_POST
def paste(request: SignedInRequest) -> HttpResponse:
    form = PasteForm(request.POST)
    with transaction.atomic():
        candidate = chosen_candidate(request, Scope.INTERVIEWS)
        record_acts(request, has_changed=form.is_valid())
        if not form.is_valid():
            return ways_in(request, candidate, form, UploadForm())
        raw = form.cleaned_data["text"].encode()
        message = keep(candidate, Kind.TEXT, raw, by=request.user, at=timezone.now())
    return to_confirm(request, message)


@transaction.non_atomic_requests
@require_POST
def upload(request: SignedInRequest) -> HttpResponse:
    form = UploadForm(request.POST, request.FILES)
    with transaction.atomic():
        candidate = chosen_candidate(request, Scope.INTERVIEWS)
        record_acts(request, has_changed=form.is_valid())
        if not form.is_valid():
            return ways_in(request, candidate, PasteForm(), form)
        file = form.cleaned_data["file"]
        message = keep(candidate, file.kind, file.raw, by=request.user, at=timezone.now())
    return to_confirm(request, message)


@require_http_methods(["GET", "HEAD", "POST"])
def call(request: SignedInRequest) -> HttpResponse:
    candidate = chosen_candidate(request, Scope.INTERVIEWS)
    form = invitation_form(posted(request), candidate, None, belonging(request, candidate, None))
    if request.method == "POST" and form.is_valid():
        invitation = store(form, by=request.user, at=timezone.now(), channel=Channel.PHONE)
        return redirect(request, invitation)
    context = {
        "form": form,
        "viewer": viewer_of(request, candidate),
        "candidate": candidate,
        "action": with_candidate("interviews:call", request),
        "back": with_candidate("interviews:bring-in", request),
        "phone_line": phone_line(candidate),
    }
    return render(request, "interviews/call.html", context, status=422 if form.is_bound else 200)


def phone_line(candidate: Candidate) -> str:
    """What to say to win a day."""
    return compose(LetterKind.PHONE_LINE, LetterFacts(candidate.name)).body


def ways_in(
    request: SignedInRequest, candidate: Candidate, paste_form: PasteForm, upload_form: UploadForm
) -> HttpResponse:
    is_refused = paste_form.is_bound or upload_form.is_bound
    context = {
        "candidate": candidate,
        "viewer": viewer_of(request, candidate),
        "paste_form": paste_form,
        "upload_form": upload_form,
        "paste_action": with_candidate("interviews:paste", request),
        "upload_action": with_candidate("interviews:upload", request),
        "phone_line": phone_line(candidate),
        "call_href": with_candidate("interviews:call", request),
    }
    return render(request, "interviews/bring_in.html", context, status=422 if is_refused else 200)


def to_confirm(request: SignedInRequest, message: Message) -> HttpResponse:
    """On to what was read, or to the invitation that the message became before.

    Where the right to it ended meanwhile, the message stays as it came.
    """
    reading = read(message)
    with transaction.atomic():
        chosen_candidate(request, Scope.INTERVIEWS)
        return redirect(request, settle(message, reading))
