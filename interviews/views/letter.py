"""The ready letter: to edit and send, or to copy, open in a mail program, or keep as a file."""

from datetime import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interviews.correspondence import as_draft, as_sent, letter_for
from interviews.letter_facts import questions_to_them
from interviews.letters import LetterKind
from interviews.models import AskedQuestion, Letter
from interviews.models.letter import DAY, MOST_A_DAY, WAIT
from interviews.occasions import Occasion
from interviews.views.letter_doors import at_door
from interviews.views.letter_page import Draft, draft_of, progress, shown, wording_form
from jobtracker.http import SignedInRequest, in_background, redirect
from jobtracker.people.views.whose import viewer_of


@require_http_methods(["GET", "HEAD", "POST"])
@at_door
def letter(request: SignedInRequest, occasion: Occasion) -> HttpResponse:
    draft = draft_of(request, occasion)
    if request.method != "POST":
        return shown(request, draft)
    if refused := not_to_be_written(request, draft):
        return refused
    if not draft.form.is_valid():
        return shown(request, draft)
    keep(draft)
    messages.success(request, "Saved. Nothing was sent.")
    return redirect(request, draft.url)


@require_POST
@at_door
def wording(request: SignedInRequest, occasion: Occasion) -> HttpResponse:
    """Write the letter anew, with what the person adds."""
    draft = draft_of(request, occasion, is_typed=False)
    if refused := not_to_be_written(request, draft):
        return refused
    form = wording_form(request, draft)
    if not form.is_valid():
        return shown(request, draft, form)
    fresh = letter_for(occasion, draft.kind, form.said)
    text = {"subject": fresh.subject, "body": fresh.body}
    to, cc = draft.form["to"].value() or "", draft.form["cc"].value() or ""
    Letter.objects.keep(occasion, draft.kind, at=timezone.now(), to=to, cc=cc, **text)
    messages.success(request, "It is in the letter.")
    return redirect(request, draft.url)


@require_POST
@at_door
def file(request: SignedInRequest, occasion: Occasion) -> HttpResponse:
    """The letter as a draft that mail programs open, the calendar's answer with it."""
    draft = draft_of(request, occasion, leaves=True)
    if refused := not_to_be_written(request, draft):
        return refused
    if not draft.form.is_valid():
        return shown(request, draft)
    content = as_draft(keep(draft), occasion, at=timezone.now())
    response = HttpResponse(content, content_type="message/rfc822")
    response["Content-Disposition"] = f'attachment; filename="{draft.kind.value}.eml"'
    return response


@require_POST
@at_door
def sent(request: SignedInRequest, occasion: Occasion) -> HttpResponse:
    """Note that it has gone out by another way, in the words it stands in."""
    viewer = viewer_of(request, occasion.application.candidate)
    now = timezone.now()
    if not viewer.is_own:
        # The letter is the candidate's; that somebody asked is known to both.
        again = timezone.localdate() + WAIT
        occasion.application.followed_up(by=request.user, at=now, look_again_on=again)
        messages.success(request, "Noted: it has gone out.")
        return redirect(request, occasion.about)
    draft = draft_of(request, occasion)
    if refused := not_to_be_written(request, draft):
        return refused
    if not draft.form.is_valid():
        return shown(request, draft)
    keep(draft).was_sent(at=now)
    wait_for_answers(draft)
    messages.success(request, "Noted: it has gone out.")
    return redirect(request, occasion.about)


@require_POST
@at_door
def sending(request: SignedInRequest, occasion: Occasion) -> HttpResponse:
    """Send it from here; for a minute it can be taken back."""
    draft = draft_of(request, occasion, leaves=True)
    if refused := not_to_be_written(request, draft):
        return refused
    now = timezone.now()
    if not draft.form.is_valid() or is_too_much(draft, now):
        return shown(request, draft)
    kept = keep(draft)
    kept.send(as_sent(kept, occasion, at=now), at=now)
    wait_for_answers(draft)
    return redirect(request, draft.url)


@require_POST
@at_door
def recall(request: SignedInRequest, occasion: Occasion) -> HttpResponse:
    """Take it back while it waits."""
    if not viewer_of(request, occasion.application.candidate).is_own:
        raise PermissionDenied
    draft = draft_of(request, occasion, is_typed=False)
    if draft.kept is None or not draft.is_leaving:
        return redirect(request, draft.url)
    if draft.kept.recall(at=timezone.now()):
        messages.success(request, "Taken back. Nothing was sent.")
    else:
        messages.warning(request, "It was too late: it may have left by now.")
    return redirect(request, draft.url)


@require_safe
@in_background
@at_door
def state(request: SignedInRequest, occasion: Occasion) -> HttpResponse:
    """How far it has come, for the page that waits for it."""
    return progress(request, draft_of(request, occasion))


def not_to_be_written(request: SignedInRequest, draft: Draft) -> HttpResponse | None:
    """A letter is the candidate's own, and what has left is written no more."""
    if not viewer_of(request, draft.occasion.application.candidate).is_own:
        raise PermissionDenied
    if not draft.is_closed:
        return None
    messages.info(request, "This letter has been sent, so it stays as it is.")
    return redirect(request, draft.url)


def wait_for_answers(draft: Draft) -> None:
    """What a letter asks stays open until somebody says that it was answered."""
    decision = draft.occasion.decision
    if draft.kind is LetterKind.ASK and decision is not None:
        AskedQuestion.objects.ask(decision, questions_to_them(decision))


def is_too_much(draft: Draft, now: datetime) -> bool:
    """Whether the day's letters are used up; the form says so, and what to do."""
    sent = Letter.objects.filter(candidate=draft.occasion.application.candidate)
    if sent.queued_since(now - DAY).count() < MOST_A_DAY:
        return False
    words = f"We send {MOST_A_DAY} letters a day at most. You can copy this one and send it."
    draft.form.add_error(None, words)
    return True


def keep(draft: Draft) -> Letter:
    text = {name: draft.form.cleaned_data[name] for name in ("to", "cc", "subject", "body")}
    return Letter.objects.keep(draft.occasion, draft.kind, at=timezone.now(), **text)
