"""What was arranged changes: another time, other times to choose from, or it falls through.

Each comes by hand or from a message, which `?message=` names.
"""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from interviews.calendar.events import read_calendar
from interviews.forms.initial import Initial, from_invitation, from_reading, row_of
from interviews.forms.moves import (
    FallThroughForm,
    NewTimesForm,
    TakenBackForm,
    TimeForm,
    is_same,
)
from interviews.intake.itip import KnownEvent, Standing, standing
from interviews.models import Interview, Invitation, Message
from interviews.models.invitation import STATE_LABELS, State
from interviews.models.rescheduling import Happened, Side, Span
from jobtracker.http import SignedInRequest, redirect
from jobtracker.people.views.whose import viewer_of, visible

HELD = "This interview was held. If that is wrong, correct how it went."
MOVED = "Kept. The earlier time stays in the history."
OFFERED = "Kept. It waits for your decision again."
FELL_THROUGH = "Kept. If it takes place after all, say when."
OPEN_AGAIN = "Called off. Let them know: decline, or propose other times."
TAKEN_BACK = "Kept as called off by them. If they come back, name the new times."


@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def time(request: SignedInRequest, pk: int) -> HttpResponse:
    found = changeable_interview(request, pk)
    if found.is_held:
        return held(request, found)
    message = message_named(request, found)
    first = time_read(message) or {**row_of(found.starts_at, found.ends_at, found.zone)}
    first = {"zone": found.zone, **first, "seen": found.sequence}
    is_own = viewer_of(request, found.candidate).is_own
    form = TimeForm(sent(request), candidate=found.candidate, is_own=is_own, initial=first)
    if form.is_bound and form.is_valid():
        draft = form.draft
        if is_same(draft, found.starts_at, found.zone) and found.is_planned:
            return redirect(request, found)
        if form.is_still(found.sequence, as_it_is(found)):
            found.move_to(
                draft, side=Side(form.cleaned_data["side"]), **told(request, form, message)
            )
            messages.success(request, MOVED)
            return redirect(request, found)
    return shown(request, "time", found, form, message)


@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def fall_through(request: SignedInRequest, pk: int) -> HttpResponse:
    found = changeable_interview(request, pk)
    if found.is_held:
        return held(request, found)
    if not found.is_planned:
        messages.info(request, "This was settled already.")
        return redirect(request, found)
    message, is_own = message_named(request, found), viewer_of(request, found.candidate).is_own
    first: dict[str, Any] = {"seen": found.sequence}
    if message is not None:
        first["what"] = f"{Happened.CALLED_OFF}-{Side.THEM}"
    has_begun = found.starts_at <= timezone.now()
    form = FallThroughForm(sent(request), is_own=is_own, has_begun=has_begun, initial=first)
    if form.is_bound and form.is_valid() and form.is_still(found.sequence, as_it_is(found)):
        happened, side = form.happened
        found.fall_through(happened, side=side, **told(request, form, message))
        return onwards(request, found, happened, side)
    return shown(request, "fall_through", found, form, message)


def onwards(
    request: SignedInRequest, found: Interview, happened: Happened, side: Side
) -> HttpResponse:
    """What the candidate called off is theirs to decide on again."""
    is_open_again = happened is Happened.CALLED_OFF and side is Side.ME
    if is_open_again and found.invitation is not None:
        messages.success(request, OPEN_AGAIN)
        return redirect(request, found.invitation)
    messages.success(request, FELL_THROUGH)
    return redirect(request, found)


@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def new_times(request: SignedInRequest, pk: int) -> HttpResponse:
    found = changeable_invitation(request, pk)
    message = message_named(request, found)
    first = times_read(message) or Initial({"zone": from_invitation(found).values["zone"]})
    form = NewTimesForm(
        sent(request),
        candidate=found.candidate,
        is_own=viewer_of(request, found.candidate).is_own,
        initial={**first.values, "seen": found.version},
        rows=first.rows,
    )
    if form.is_bound and form.is_valid() and form.is_still(found.version, in_state(found)):
        side = Side(form.cleaned_data["side"])
        found.offer_anew(form.drafts, side=side, **told(request, form, message))
        take_over_event(found, message)
        messages.success(request, OFFERED)
        return redirect(request, found)
    return shown(request, "new_times", found, form, message)


@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def taking_back(request: SignedInRequest, pk: int) -> HttpResponse:
    found = changeable_invitation(request, pk)
    if found.state == State.CANCELLED:
        return redirect(request, found)
    message = message_named(request, found)
    form = TakenBackForm(sent(request), initial={"seen": found.version})
    if form.is_bound and form.is_valid() and form.is_still(found.version, in_state(found)):
        found.call_off(**told(request, form, message))
        messages.success(request, TAKEN_BACK)
        return redirect(request, found)
    return shown(request, "taking_back", found, form, message)


def changeable_interview(request: SignedInRequest, pk: int) -> Interview:
    """The interview, held until the change is done."""
    rows = Interview.objects.select_related("candidate", "application__employer", "invitation")
    if request.method == "POST":
        rows = rows.select_for_update(no_key=True, of=("self",))
    return visible(request, rows, pk)


def changeable_invitation(request: SignedInRequest, pk: int) -> Invitation:
    rows = Invitation.objects.select_related("candidate", "application__employer")
    if request.method == "POST":
        rows = rows.select_for_update(no_key=True, of=("self",))
    return visible(request, rows.prefetch_related("slots"), pk)


def sent(request: SignedInRequest) -> Any:  # noqa: ANN401 - what a form takes
    return request.POST if request.method == "POST" else None


def message_named(request: SignedInRequest, about: Interview | Invitation) -> Message | None:
    """The message of the same candidate that told of it, where the address names one."""
    named = request.GET.get("message", "")
    if not (named.isascii() and named.isdigit() and len(named) < 18):
        return None
    return Message.objects.filter(pk=int(named), candidate=about.candidate_id).first()


def times_read(message: Message | None) -> Initial | None:
    """The times that the message names, if it names any."""
    reading = message.what_was_read if message else None
    if reading is None or not reading.slots:
        return None
    found = from_reading(reading)
    return Initial({"zone": found.values["zone"]}, found.rows)


def time_read(message: Message | None) -> dict[str, Any] | None:
    found = times_read(message)
    return {**found.rows[0], **found.values} if found else None


def told(request: SignedInRequest, form: Any, message: Message | None) -> dict[str, Any]:  # noqa: ANN401
    return {
        "reason": form.cleaned_data["reason"],
        "message": message,
        "by": request.user,
        "at": timezone.now(),
    }


TAKEN_OVER = (Standing.SAME, Standing.NEWER, Standing.CANCELS)


def take_over_event(invitation: Invitation, message: Message | None) -> None:
    """An answer goes to the latest request of their calendar, unless it is of another event."""
    reading = message.what_was_read if message else None
    event = reading.calendar if reading else None
    if event is None or not event.uid or invitation.uid not in ("", event.uid[:1000]):
        return
    if not invitation.uid or standing(event, known_event(invitation, event.uid)) in TAKEN_OVER:
        invitation.change(
            uid=event.uid[:1000],
            sequence=min(event.sequence, 2_000_000_000),
            calendar_request=event.raw.encode(),
        )


def known_event(invitation: Invitation, uid: str) -> KnownEvent:
    """What the invitation holds of the event with this UID."""
    raw = bytes(invitation.calendar_request or b"")
    events = read_calendar(raw).events if raw else ()
    held = events[0] if events else None
    return KnownEvent(
        uid=uid,
        sequence=invitation.sequence,
        stamped=held.dtstamp if held else None,
        recurrence_id=held.recurrence_id if held else "",
    )


def as_it_is(found: Interview) -> str:
    return f"{found.get_state_display().lower()}, {Span.of(found)}"


def in_state(found: Invitation) -> str:
    return f"“{STATE_LABELS[State(found.state)]}”"


def held(request: SignedInRequest, found: Interview) -> HttpResponse:
    messages.info(request, HELD)
    return redirect(request, found)


def shown(
    request: SignedInRequest,
    page: str,
    about: Interview | Invitation,
    form: Any,  # noqa: ANN401
    message: Message | None,
) -> HttpResponse:
    context = {
        "about": about,
        "candidate": about.candidate,
        "viewer": viewer_of(request, about.candidate),
        "form": form,
        "message": message,
    }
    status = 422 if form.is_bound else 200
    return render(request, f"interviews/moves/{page}.html", context, status=status)
