"""The page of a letter, as it is drawn."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from interviews.calendar_answers import SAYS, calendar_answer
from interviews.correspondence import letter_for, mail_link
from interviews.correspondents import is_suspicious, others_of, recipient_of, sender_of
from interviews.forms.letter import LetterForm, WordingForm
from interviews.letter_facts import in_words
from interviews.letters import LETTER_LABELS, Letter, LetterKind, gaps_in
from interviews.models import Letter as StoredLetter
from interviews.models.letter import Standing
from interviews.occasions import INVITATION, Occasion, kinds_for
from interviews.our_address import our_address
from jobtracker.http import SignedInRequest, render_fragment
from jobtracker.people.views.whose import viewer_of

# These may be written more than once.
AGAIN = (LetterKind.FOLLOW_UP, LetterKind.NUDGE, LetterKind.RESCHEDULE)
WITHDRAWALS = (LetterKind.WITHDRAW, LetterKind.ELSEWHERE)
BACK = {
    "letter": "The invitation",
    "withdrawal-letter": "The interview",
    "interview-letter": "The interview",
    "offer-letter": "The offer",
    "application-letter": "The application",
}


@dataclass(frozen=True)
class Draft:
    """A letter as the page has it: what was kept of it, or a fresh one.

    `before` is one of the kind that went out already, where another may follow.
    """

    occasion: Occasion
    kind: LetterKind
    kept: StoredLetter | None
    before: StoredLetter | None
    fresh: Letter
    form: LetterForm

    @property
    def url(self) -> str:
        return f"{self.occasion.url}?letter={self.kind.value}"

    @property
    def is_leaving(self) -> bool:
        return self.kept is not None and self.kept.standing is Standing.LEAVING

    @property
    def is_closed(self) -> bool:
        """Whether it has gone out, or is about to."""
        return self.kept is not None and bool(self.kept.sent_at or self.kept.queued_at)


def draft_of(
    request: SignedInRequest, occasion: Occasion, *, leaves: bool = False, is_typed: bool = True
) -> Draft:
    """The letter that the address names, as far as it was written; `is_typed`: it comes along."""
    kind = chosen_kind(request, occasion)
    is_own = viewer_of(request, occasion.application.candidate).is_own
    latest = StoredLetter.objects.latest_for(occasion, kind) if is_own else None
    is_over = latest is not None and latest.sent_at is not None and kind in AGAIN
    kept, before = (None, latest) if is_over else (latest, None)
    fresh = letter_for(occasion, kind)
    data = request.POST if request.method == "POST" and is_typed else None
    first = None if kept else first_of(occasion, kind, fresh)
    form = LetterForm(
        data, instance=kept, initial=first, occasion=occasion, kind=kind, leaves=leaves
    )
    return Draft(occasion, kind, kept, before, fresh, form)


def chosen_kind(request: SignedInRequest, occasion: Occasion) -> LetterKind:
    """The letter that `?letter=` names among those that fit, else the first of them."""
    fitting = kinds_for(occasion, timezone.now())
    named = request.GET.get("letter", "")
    return LetterKind(named) if named in fitting else fitting[0]


def first_of(occasion: Occasion, kind: LetterKind, fresh: Letter) -> dict[str, str]:
    """A fresh letter. It is addressed to nobody where whoever wrote may mean harm."""
    to = "" if is_suspicious(occasion) else recipient_of(occasion).address
    copies = others_of(occasion, to) if kind in WITHDRAWALS and to else ()
    return {"to": to, "cc": ", ".join(copies), "subject": fresh.subject, "body": fresh.body}


def wording_form(request: SignedInRequest, draft: Draft) -> WordingForm:
    data = request.POST if request.method == "POST" else None
    return WordingForm(data, kind=draft.kind, prefix="said")


def shown(
    request: SignedInRequest, draft: Draft, wording: WordingForm | None = None
) -> HttpResponse:
    is_refused = draft.form.is_bound or wording is not None
    context = page_of(request, draft, wording or WordingForm(kind=draft.kind, prefix="said"))
    status = 422 if is_refused else 200
    return render(request, "interviews/letter.html", context, status=status)


def progress(request: SignedInRequest, draft: Draft) -> HttpResponse:
    context = progress_of(draft)
    return render_fragment(request, "interviews/letter.html", "progress", context)


def progress_of(draft: Draft) -> dict[str, Any]:
    kept = draft.kept
    leaves_at = kept.leaves_at if kept else None
    return {
        "kept": kept,
        "is_leaving": draft.is_leaving,
        "is_late": bool(leaves_at and leaves_at <= timezone.now()),
        "url": draft.occasion.url,
        "query": f"?letter={draft.kind.value}",
    }


def page_of(request: SignedInRequest, draft: Draft, wording: WordingForm) -> dict[str, Any]:
    occasion, kind, form = draft.occasion, draft.kind, draft.form
    candidate, decision = occasion.application.candidate, occasion.decision
    text = {name: str(form[name].value() or "") for name in ("to", "subject", "body")}
    answer = calendar_answer(occasion, kind, at=timezone.now())
    fitting = kinds_for(occasion, timezone.now())
    return progress_of(draft) | {
        "about": occasion.about,
        "application": occasion.application,
        "candidate": candidate,
        "viewer": viewer_of(request, candidate),
        "decision": decision,
        "before": draft.before,
        "is_closed": draft.is_closed,
        "kind": kind.value,
        "kinds": [(each.value, LETTER_LABELS[each]) for each in fitting],
        "title": LETTER_LABELS[kind],
        "back": BACK[occasion.door],
        "form": form,
        "wording": wording,
        "gaps": gaps_in(text["subject"], text["body"]),
        "advice": draft.fresh.advice,
        "is_no": kind in (LetterKind.DECLINE, *WITHDRAWALS),
        "is_suspicious": is_suspicious(occasion),
        "sender": sender_of(candidate),
        "through": our_address().address,
        "answers_to": candidate.user.email if candidate.user else "",
        "mail_leaves": settings.MAIL_LEAVES,
        "mailto": mail_link(**text),
        "asks_questions": kind is LetterKind.ASK and occasion.door == INVITATION,
        "proposes_times": kind is LetterKind.PROPOSE_TIMES,
        "other_times": [in_words(each) for each in decision.other_times.all()] if decision else [],
        "calendar_says": SAYS[answer.method] if answer else "",
    }
