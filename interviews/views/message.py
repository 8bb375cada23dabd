"""What was read from a message: the person confirms or corrects it."""

from typing import Any

from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from interviews.forms.details import InvitationForm
from interviews.forms.inbox import ACT_LABELS, ACT_OF, PLACED, Act, LabelForm, PlaceForm
from interviews.intake.reading import Kind, Label, Problem, Reading
from interviews.models import Interview, Invitation, Message
from interviews.models.invitation import Channel
from interviews.views.confirming import (
    Belongs,
    belonging,
    invitation_form,
    place_form,
    posted,
    store,
)
from interviews.views.updates import ABOUT_A_CHANGE, targets_of
from jobtracker.http import SignedInRequest, redirect
from jobtracker.people.views.whose import viewer_of, visible

READS_AS = {
    Label.SCHEDULING_UPDATE: "This reads like a change to an interview that is already arranged.",
    Label.OTHER: "We can’t tell whether this is an invitation.",
}
LOOK_AT = {
    Problem.AGENCY: "It comes from an agency; the employer may not be named.",
    Problem.CALENDAR_UNREADABLE: "Its calendar part could not be read.",
    Problem.DATE_AMBIGUOUS: "A date in it can be read in two ways.",
    Problem.FORWARDED: "It was forwarded: check who wrote it first.",
    Problem.HOUR_INFERRED: "It doesn’t say whether morning or afternoon: check the time.",
    Problem.LANGUAGE_UNREAD: "It is in a language that we don’t read yet: please look yourself.",
    Problem.ONE_OF_A_SERIES: "It is about one date of a meeting that repeats.",
    Problem.ORGANIZER_DIFFERS: "Its calendar event was made by somebody else than the sender.",
    Problem.RECURRING: "The calendar event repeats; only its first time is shown.",
    Problem.RELATIVE_DATE: "It names a day only by its weekday: check the date.",
    Problem.TEXT_CUT: "It is very long; only its first part was read.",
    Problem.TIME_MISSING: "It names a day but no time.",
    Problem.TRUNCATED: "The file ends in the middle; the rest is missing.",
    Problem.WEEKDAY_MISMATCH: "The weekday it names does not fit the date.",
    Problem.YEAR_INFERRED: "It names no year: check it.",
    Problem.ZONE_AMBIGUOUS: "Its time zone can mean several: choose it below.",
}


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: SignedInRequest, pk: int) -> HttpResponse:
    message = visible(request, Message.objects.select_related("candidate", "invitation"), pk)
    if (known := became(message)) is not None:
        return redirect(request, known)
    belongs = belonging(request, message.candidate, message)
    form = invitation_form(posted(request), message.candidate, message, belongs)
    if request.method == "POST" and form.is_valid():
        try:
            invitation = store(
                form, by=request.user, at=timezone.now(), message=message, **origin_of(message)
            )
        except IntegrityError:
            # Confirmed in another tab a moment ago: there is one invitation a message.
            return redirect(request, Invitation.objects.get(message=message))
        return redirect(request, invitation)
    return page(request, message, belongs, form=form)


def became(message: Message) -> Invitation | Interview | None:
    """What was made or changed because of it."""
    invitation = Invitation.objects.filter(message=message).first()
    if invitation is not None:
        return invitation
    change = message.reschedulings.select_related("invitation", "interview").first()
    return (change.interview or change.invitation) if change else None


@require_safe
def original(request: SignedInRequest, pk: int) -> HttpResponse:
    """The bytes as they came, to keep; never shown as a page."""
    message = visible(request, Message.objects.all(), pk)
    endings = {Kind.EML: "eml", Kind.ICS: "ics", Kind.TEXT: "txt", Kind.MSG: "msg"}
    response = HttpResponse(bytes(message.raw), content_type="application/octet-stream")
    name = f"message-{message.pk}.{endings[Kind(message.kind)]}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Content-Security-Policy"] = "sandbox"
    return response


def page(
    request: SignedInRequest,
    message: Message,
    belongs: Belongs,
    *,
    form: InvitationForm | None = None,
    placing: PlaceForm | None = None,
    label_form: LabelForm | None = None,
) -> HttpResponse:
    """The message beside what may become of it; a form that was refused keeps what was typed."""
    reading = message.what_was_read
    label = Label(message.label or Label.INVITATION)
    is_refused = any(each is not None and each.is_bound for each in (form, placing, label_form))
    context = {
        "message": message,
        "reading": reading,
        "candidate": message.candidate,
        "viewer": viewer_of(request, message.candidate),
        "form": form or invitation_form(None, message.candidate, message, belongs),
        "placing": placing or place_form(None, message, belongs),
        "acts": acts_for(label),
        "label_form": label_form or LabelForm(initial={"label": label}, prefix="is"),
        "is_placed": label in PLACED,
        "is_invited": form is not None and form.is_bound,
        "reads_as": READS_AS.get(label, "") if reading else "",
        "notes": notes_on(reading),
        "same_event": same_event(message, reading),
        "targets": targets_of(message, reading),
        "is_a_change": label in ABOUT_A_CHANGE,
        "shown_text": message.text or readable(message),
    }
    return render(request, "interviews/message.html", context, status=422 if is_refused else 200)


def acts_for(label: Label) -> list[tuple[Act, str]]:
    """What may come of it, as buttons: what its kind suggests comes first."""
    acts = [act for act in (ACT_OF.get(label), Act.KEEP) if act]
    return [(act, ACT_LABELS[act]) for act in acts]


def notes_on(reading: Reading | None) -> list[str]:
    """What a person should check by eye, in words."""
    problems = reading.problems if reading else ()
    return [LOOK_AT[Problem(each)] for each in problems if each in LOOK_AT]


def same_event(message: Message, reading: Reading | None) -> Invitation | None:
    """An invitation that carries the same calendar event: this message may be its update."""
    if reading is None or reading.calendar is None or not reading.calendar.uid:
        return None
    known = Invitation.objects.filter(candidate=message.candidate_id, uid=reading.calendar.uid)
    return known.select_related("application__employer").first()


def readable(message: Message) -> str:
    """The raw text of a message that nobody could read, to copy from by hand."""
    return bytes(message.raw)[:20_000].decode("utf-8", "replace").replace("\x00", "")


def origin_of(message: Message) -> dict[str, Any]:
    """Where the invitation came from, and the calendar event to reply to."""
    reading = message.what_was_read
    event = reading.calendar if reading else None
    if event is None:
        return {"channel": Channel.MAIL}
    return {
        "channel": Channel.CALENDAR,
        "uid": event.uid[:1000],
        "sequence": max(0, min(event.sequence, 2_000_000_000)),
        "calendar_request": event.raw.encode(),
    }
