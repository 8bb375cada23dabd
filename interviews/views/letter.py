"""The ready letter: to edit, copy, open in a mail program, or keep as a draft file."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from interviews.correspondence import (
    as_draft,
    has_calendar_reply,
    in_words,
    kinds_for,
    letter_for,
    mail_link,
    recipient_of,
    sender_of,
)
from interviews.forms.letter import LetterForm
from interviews.letters import LetterKind
from interviews.models import Decision, Interview, Invitation, Letter
from interviews.views.interview import own_interview
from interviews.views.whose import decidable
from jobtracker.http import SignedInRequest, redirect
from jobtracker.people.views.whose import viewer_of

KIND_LABELS = {
    LetterKind.ACCEPT: "Say yes",
    LetterKind.ASK: "Ask for information",
    LetterKind.PROPOSE_TIMES: "Propose other times",
    LetterKind.DECLINE: "Decline politely",
    LetterKind.WITHDRAW: "Withdraw politely",
}


@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: SignedInRequest, pk: int) -> HttpResponse:
    found = decidable(request, pk)
    return edited(request, found, found.decisions.standing())


@require_POST
def letter_file(request: SignedInRequest, pk: int) -> HttpResponse:
    """The letter as a draft that mail programs open, the calendar reply with it."""
    return as_file(request, decidable(request, pk).decisions.standing())


@require_POST
def letter_sent(request: SignedInRequest, pk: int) -> HttpResponse:
    """Note that it has gone out, in the words it stands in."""
    return noted(request, decidable(request, pk).decisions.standing())


@require_http_methods(["GET", "HEAD", "POST"])
def withdrawal(request: SignedInRequest, pk: int) -> HttpResponse:
    """The letter after an interview; whoever goes on has none, and is led to the page."""
    found = own_interview(request, pk)
    return edited(request, found, withdrawal_of(found))


@require_POST
def withdrawal_file(request: SignedInRequest, pk: int) -> HttpResponse:
    return as_file(request, withdrawal_of(own_interview(request, pk)))


@require_POST
def withdrawal_sent(request: SignedInRequest, pk: int) -> HttpResponse:
    return noted(request, withdrawal_of(own_interview(request, pk)))


def withdrawal_of(interview: Interview) -> Decision | None:
    """The decision after the interview, where it is one to withdraw."""
    decision = interview.decisions.standing()
    return decision if decision is not None and decision.is_withdrawal else None


def edited(
    request: SignedInRequest, about: Invitation | Interview, decision: Decision | None
) -> HttpResponse:
    """The letter, to read and to save."""
    if decision is None:
        return redirect(request, about)
    kind = chosen_kind(request, decision)
    form = letter_form(request, decision, kind)
    if request.method == "POST" and form.is_valid():
        keep(form, decision, kind)
        messages.success(request, "Saved. Nothing was sent.")
        return redirect(request, request.get_full_path())
    return shown(request, decision, kind, form)


def as_file(request: SignedInRequest, decision: Decision | None) -> HttpResponse:
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


def noted(request: SignedInRequest, decision: Decision | None) -> HttpResponse:
    if decision is None:
        raise Http404
    kind = chosen_kind(request, decision)
    form = letter_form(request, decision, kind)
    if not form.is_valid():
        return shown(request, decision, kind, form)
    keep(form, decision, kind).was_sent(at=timezone.now())
    messages.success(request, "Noted: it has gone out.")
    return redirect(request, decision.about)


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
    candidate, url = decision.application.candidate, decision.letter_url
    fresh = letter_for(decision, kind)
    text = {name: str(form[name].value() or "") for name in ("to", "subject", "body")}
    return {
        "about": decision.about,
        "application": decision.application,
        "candidate": candidate,
        "viewer": viewer_of(request, candidate),
        "decision": decision,
        "kept": form.instance,
        "kind": kind.value,
        "kinds": [(each.value, KIND_LABELS[each]) for each in kinds_for(decision)],
        "title": KIND_LABELS[kind],
        "back": "The invitation" if decision.invitation_id else "The interview",
        "form": form,
        "gaps": fresh.gaps,
        "advice": fresh.advice,
        "sender": sender_of(decision),
        "recipient": recipient_of(decision),
        "mailto": mail_link(**text),
        "url": url,
        "query": f"?letter={kind.value}",
        "proposes_times": kind is LetterKind.PROPOSE_TIMES,
        "other_times": [in_words(each) for each in decision.other_times.all()],
        "has_calendar_reply": has_calendar_reply(decision),
    }
