"""The ready letter: to edit, copy, open in a mail program, or keep as a draft file."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from interviews.correspondence import (
    as_draft,
    kinds_for,
    letter_for,
    mail_link,
    recipient_of,
    sender_of,
)
from interviews.forms.letter import LetterForm
from interviews.letters import LetterKind
from interviews.models import Decision, Invitation, Letter
from interviews.views.whose import decidable
from jobtracker.http import SignedInRequest, redirect
from jobtracker.people.views import viewer_of

KIND_LABELS = {
    LetterKind.ACCEPT: "Say yes",
    LetterKind.ASK: "Ask for information",
    LetterKind.PROPOSE_TIMES: "Propose other times",
    LetterKind.DECLINE: "Decline politely",
    LetterKind.WITHDRAW: "Withdraw politely",
}


@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: SignedInRequest, pk: int) -> HttpResponse:
    invitation = decidable(request, pk)
    decision = latest_decision(invitation)
    if decision is None:
        return redirect(request, invitation)
    kind = chosen_kind(request, decision)
    form = letter_form(request, decision, kind)
    if request.method == "POST" and form.is_valid():
        keep(form, decision, kind)
        messages.success(request, "Saved. Nothing was sent.")
        return redirect(request, letter_url(request))
    return shown(request, decision, kind, form)


@require_POST
def letter_file(request: SignedInRequest, pk: int) -> HttpResponse:
    """The letter as a draft that mail programs open, the calendar reply with it."""
    invitation = decidable(request, pk)
    decision = latest_decision(invitation)
    if decision is None:
        raise Http404
    kind = chosen_kind(request, decision)
    form = letter_form(request, decision, kind)
    if not form.is_valid():
        return shown(request, decision, kind, form)
    kept = keep(form, decision, kind)
    if not kept.to:
        form.add_error("to", "A draft needs an address to go to.")
        return shown(request, decision, kind, form)
    response = HttpResponse(as_draft(kept, at=timezone.now()), content_type="message/rfc822")
    response["Content-Disposition"] = f'attachment; filename="{kind.value}.eml"'
    return response


def latest_decision(invitation: Invitation) -> Decision | None:
    """The decision that stands: no other supersedes it."""
    return invitation.decisions.filter(superseded_by=None).first()


def chosen_kind(request: SignedInRequest, decision: Decision) -> LetterKind:
    """The letter that `?letter=` names among those that fit, else the first of them."""
    fitting = kinds_for(decision)
    named = request.GET.get("letter", "")
    return LetterKind(named) if named in fitting else fitting[0]


def letter_form(request: SignedInRequest, decision: Decision, kind: LetterKind) -> LetterForm:
    kept = Letter.objects.filter(decision=decision, kind=kind).first()
    if kept is not None:
        return LetterForm(request.POST or None, instance=kept)
    fresh = letter_for(decision, kind)
    first = {"to": recipient_of(decision).address, "subject": fresh.subject, "body": fresh.body}
    return LetterForm(request.POST or None, initial=first)


def keep(form: LetterForm, decision: Decision, kind: LetterKind) -> Letter:
    return Letter.objects.keep(
        decision,
        kind,
        at=timezone.now(),
        to=form.cleaned_data["to"],
        subject=form.cleaned_data["subject"],
        body=form.cleaned_data["body"],
    )


def letter_url(request: SignedInRequest) -> str:
    return request.get_full_path()


def shown(
    request: SignedInRequest, decision: Decision, kind: LetterKind, form: LetterForm
) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(
        request, "interviews/letter.html", page_of(request, decision, kind, form), status=status
    )


def page_of(
    request: SignedInRequest, decision: Decision, kind: LetterKind, form: LetterForm
) -> dict[str, Any]:
    invitation = decision.invitation
    fresh = letter_for(decision, kind)
    text = {name: str(form[name].value() or "") for name in ("to", "subject", "body")}
    return {
        "invitation": invitation,
        "candidate": invitation.candidate,
        "viewer": viewer_of(request, invitation.candidate),
        "decision": decision,
        "kind": kind.value,
        "kinds": [(each.value, KIND_LABELS[each]) for each in kinds_for(decision)],
        "title": KIND_LABELS[kind],
        "form": form,
        "gaps": fresh.gaps,
        "advice": fresh.advice,
        "sender": sender_of(decision),
        "recipient": recipient_of(decision),
        "mailto": mail_link(**text),
        "query": f"?letter={kind.value}",
        "has_calendar_reply": invitation.calendar_request is not None,
    }
