"""One application: its page, its facts, and where it stands."""

from typing import Any, NamedTuple

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications.dossier import (
    MOST_EVENTS,
    MOST_NOTES,
    POSTING_SHOWN,
    Dossier,
    dossier_of,
    find,
)
from applications.forms import RedFlagForm
from applications.models import Application, Employer, Event, Note
from applications.models.note import VISIBILITY_LABELS, Visibility
from applications.next_thing import next_thing, shows_offers
from applications.page_forms import FactsForm, NextStepForm, NoteForm, StageForm, TaskForm
from applications.pay import Period, amount
from applications.views.applications import href
from applications.views.history import Known, history, known_to, named
from jobtracker.addresses import address, is_row_number
from jobtracker.http import SignedInRequest, asked_on, redirect
from jobtracker.people.access import Scope
from jobtracker.people.views.whose import Viewer, sees, viewer_of, visible

MOST_EMPLOYERS = 300
PAGE_LENGTH = 50
# How a note looks, by who reads it.
NOTE_LOOKS = {
    Visibility.PRIVATE: ("lock", "violet"),
    Visibility.SHARED: ("users", "blue"),
    Visibility.INTERNAL: ("building-2", "amber"),
}
READERS_TO_A_FIRM = {
    Visibility.SHARED: "The candidate and who looks after them",
    Visibility.INTERNAL: VISIBILITY_LABELS[Visibility.INTERNAL],
}


class NoteLine(NamedTuple):
    """A note, who wrote it as far as the reader may know, and whether it is the reader's own."""

    note: Note
    by: str
    is_own: bool


class NotesFor(NamedTuple):
    """The notes that the same people read."""

    label: str
    icon: str
    tone: str
    lines: list[NoteLine]


@require_safe
def application(request: SignedInRequest, pk: int) -> HttpResponse:
    return application_page(request, pk)


def application_page(request: SignedInRequest, pk: int, **bound: Any) -> HttpResponse:  # noqa: ANN401
    """The page of one application, each part for whom it is shared with; `bound`: refused forms."""
    found = visible(request, Application.objects.all(), pk, find=find)
    dossier = dossier_of(found, request.user)
    candidate, viewer = found.candidate, viewer_of(request, found.candidate)
    known = known_to(viewer, candidate)
    by_firm = not viewer.is_own
    posting_text = getattr(dossier.posting, "start", "")
    context = {
        "application": found,
        "employer": found.employer,
        "candidate": candidate,
        "viewer": viewer,
        "dossier": dossier,
        "next": next_thing(dossier, at=timezone.now(), is_own=viewer.is_own),
        "pay": pay_of(dossier),
        "notes": notes_apart(dossier.notes[:MOST_NOTES], viewer, known),
        "has_more_notes": len(dossier.notes) > MOST_NOTES,
        "history": history(dossier.events[:MOST_EVENTS], known),
        "has_more_history": len(dossier.events) > MOST_EVENTS,
        "posting_text": posting_text[:POSTING_SHOWN],
        "has_more_posting": len(posting_text) > POSTING_SHOWN,
        "sees_documents": Scope.DOCUMENTS in dossier.scopes,
        "sees_feedback": Scope.FEEDBACK in dossier.scopes,
        "shows_offers": shows_offers(dossier),
        "new_offer_href": address("applications:new-offer", found.pk),
        "back_href": href("applications:list", candidate, viewer),
        "step_form": NextStepForm(instance=found),
        "stage_form": StageForm(application=found),
        "note_form": NoteForm(instance=Note(visibility=first_reader(viewer)), by_firm=by_firm),
        "task_form": TaskForm(),
        "flag_form": RedFlagForm(by_firm=by_firm),
    }
    status = 422 if bound else 200
    return render(request, "applications/application.html", context | bound, status=status)


def pay_of(dossier: Dossier) -> str:
    """Such as "50,000–60,000 EUR a year"; "" where none is known, or it is not shared."""
    it = dossier.application
    if Scope.PAY not in dossier.scopes:
        return ""
    ends = [each for each in (it.pay_from, it.pay_to) if each is not None]
    if not ends:
        return ""
    last = amount(ends[-1], it.pay_currency, Period(it.pay_period))
    if len(ends) == 1:
        return f"{'From' if it.pay_to is None else 'Up to'} {last}"
    return f"{amount(ends[0], '', Period.UNKNOWN)} to {last}"


def first_reader(viewer: Viewer) -> Visibility:
    return Visibility.PRIVATE if viewer.is_own else Visibility.INTERNAL


def notes_apart(notes: Any, viewer: Viewer, known: Known) -> list[NotesFor]:  # noqa: ANN401
    """Apart by who reads them, in one order always; the newest first in each."""
    labels = VISIBILITY_LABELS if viewer.is_own else READERS_TO_A_FIRM
    lines = [
        NoteLine(each, named(each.by, each.by_id, known), each.by_id == viewer.user.pk)
        for each in notes
    ]
    parts = (
        (each, [line for line in lines if line.note.visibility == each]) for each in NOTE_LOOKS
    )
    return [NotesFor(labels[each], *NOTE_LOOKS[each], of_it) for each, of_it in parts if of_it]


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """All facts; where the application stands is changed on its page."""
    found = held(request, pk)
    candidate, viewer = found.candidate, viewer_of(request, found.candidate)
    data = request.POST if request.method == "POST" else None
    with_pay = sees(viewer, candidate, Scope.PAY)
    form = FactsForm(data, instance=found, by_firm=not viewer.is_own, with_pay=with_pay)
    if form.is_valid():
        keep(found, form, viewer)
        messages.success(request, "Saved.")
        return redirect(request, found)
    names = Employer.objects.filter(candidate=candidate).values_list("name", flat=True)
    context = {
        "application": found,
        "candidate": candidate,
        "viewer": viewer,
        "form": form,
        "employers": names[:MOST_EMPLOYERS],
    }
    status = 422 if form.is_bound else 200
    return render(request, "applications/edit.html", context, status=status)


def keep(found: Application, form: FactsForm, viewer: Viewer) -> None:
    """Store what changed, each change with its line in the history."""
    by, at = viewer.user, timezone.now()
    found.correct(form.changed_fields, by=by, at=at)
    name = form.cleaned_data["employer_name"]
    if name.lower() != found.employer.name.lower():
        found.is_now_with(Employer.objects.named(found.candidate, name), by=by, at=at)
    interest = form.cleaned_data.get("interest")
    if interest is not None:
        found.rate_interest(interest, by=by, at=at)
    found.tag(form.tag_names, is_own=viewer.is_own)


@require_POST
def next_step(request: SignedInRequest, pk: int) -> HttpResponse:
    """What is to be done next; an empty form says that it is done."""
    found = held(request, pk)
    form = NextStepForm(request.POST, instance=found)
    if not form.is_valid():
        return application_page(request, pk, step_form=form)
    found.plan(form.cleaned_data["next_step"], on=form.cleaned_data["next_step_on"])
    return redirect(request, asked_on(request) or found)


@require_safe
def past(request: SignedInRequest, pk: int) -> HttpResponse:
    """The history to its start, a page at a time."""
    found = visible(request, Application.objects.select_related("candidate", "employer"), pk)
    viewer = viewer_of(request, found.candidate)
    events = Event.objects.filter(application=found).select_related("by")
    if not viewer.is_own:
        events = events.told_to(request.user)
    rows = list(before(events.order_by("-pk"), request)[: PAGE_LENGTH + 1])
    shown, more = rows[:PAGE_LENGTH], rows[PAGE_LENGTH:]
    query = {"before": shown[-1].pk} if more else {}
    context = {
        "application": found,
        "candidate": found.candidate,
        "viewer": viewer,
        "history": history(shown, known_to(viewer, found.candidate)),
        "older_href": address("applications:history", pk, query=query) if more else "",
    }
    return render(request, "applications/history.html", context)


def before(rows: Any, request: SignedInRequest) -> Any:  # noqa: ANN401
    """The rows older than the one that the address names."""
    named_row = request.GET.get("before", "")
    is_number = is_row_number(named_row)
    return rows.filter(pk__lt=int(named_row)) if is_number else rows


def held(request: SignedInRequest, pk: int) -> Application:
    """The application, which nobody changes until a change of ours is done."""
    rows = Application.objects.select_related("candidate", "employer")
    if request.method == "POST":
        rows = rows.select_for_update(no_key=True, of=("self",))
    return visible(request, rows, pk)
