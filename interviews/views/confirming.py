"""The form that turns a message or a call into an invitation, and storing what it says."""

from datetime import datetime
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.http import QueryDict
from django.urls import reverse

from applications.models import Application, Employer
from applications.models.application import ApplicationQuerySet
from interviews.forms.details import NEW, BelongsForm, InvitationForm
from interviews.forms.inbox import PlaceForm
from interviews.forms.initial import Initial, from_reading
from interviews.intake.match import Suggestion
from interviews.intake.reading import Reading
from interviews.intake.receive import suggestions
from interviews.models import Invitation, Message
from jobtracker.http import SignedInRequest
from jobtracker.people.access import Scope
from jobtracker.people.models import Candidate, User
from jobtracker.people.views.whose import sees, viewer_of

MOST_SUGGESTIONS = 4
MOST_OTHERS = 300
SURE = 0.6


class Belongs(NamedTuple):
    """What something may belong to, as a form's choices; `preset` is "" where it is not plain."""

    suggested: list[tuple[str, str]]
    others: list[tuple[str, str]]
    preset: str


def with_candidate(view: str, request: SignedInRequest) -> str:
    """The view's address, for the candidate this request is about."""
    named = request.GET.get("candidate", "")
    return reverse(view, query={"candidate": named} if named else None)


def invitation_form(
    data: QueryDict | None, candidate: Candidate, message: Message | None, belongs: Belongs
) -> InvitationForm:
    """The form, filled with what was read; the application is suggested, the person picks."""
    reading = message.what_was_read if message else None
    first = from_reading(reading) if reading else Initial({"zone": candidate.time_zone})
    form = InvitationForm(
        data,
        candidate=candidate,
        rows=first.rows,
        initial={**first.values, "application": belongs.preset},
        suggested=belongs.suggested,
        others=belongs.others,
    )
    _say_what_is_missing(form, reading)
    return form


def place_form(data: QueryDict | None, message: Message, belongs: Belongs) -> PlaceForm:
    """Where a message that invites nobody belongs."""
    reading = message.what_was_read
    said = {"employer": reading.employer, "job_title": reading.job_title} if reading else {}
    return PlaceForm(
        data,
        candidate=message.candidate,
        suggested=belongs.suggested,
        others=belongs.others,
        initial={**said, "application": belongs.preset},
        prefix="at",
    )


def posted(request: SignedInRequest) -> QueryDict | None:
    """What a form is bound to."""
    return request.POST if request.method == "POST" else None


def belonging(request: SignedInRequest, candidate: Candidate, message: Message | None) -> Belongs:
    """The candidate's applications, those first that the message may be about."""
    rows = known_to(request, candidate)
    found = _suggested(message, message.what_was_read if message else None, rows)
    open_ones = [(str(each.pk), str(each)) for each in rows.open()[:MOST_OTHERS]]
    suggested = [(str(each.id), _labelled(each, row)) for each, row in found]
    return Belongs(suggested, open_ones, _preset(found, open_ones))


def known_to(request: SignedInRequest, candidate: Candidate) -> ApplicationQuerySet:
    """The candidate's applications that the person knows of, if only by their invitations."""
    rows = Application.objects.filter(candidate=candidate).select_related("employer")
    if sees(viewer_of(request, candidate), candidate, Scope.APPLICATIONS):
        return rows
    return rows.filter(Exists(Invitation.objects.filter(application=OuterRef("pk"))))


def _suggested(
    message: Message | None, reading: Reading | None, rows: ApplicationQuerySet
) -> list[tuple[Suggestion, Application]]:
    found = suggestions(message, reading) if message and reading else ()
    known = rows.in_bulk([each.id for each in found])
    return [(each, known[each.id]) for each in found if each.id in known][:MOST_SUGGESTIONS]


def _labelled(found: Suggestion, row: Application) -> str:
    return f"{row}: {', '.join(found.reasons)}"


def _preset(found: list[tuple[Suggestion, Application]], others: list[tuple[str, str]]) -> str:
    """Only what is plain is chosen beforehand; between likely ones the person picks."""
    sure = [each for each, _ in found if each.score >= SURE]
    if len(sure) == 1:
        return str(sure[0].id)
    return "" if found or others else NEW


def _say_what_is_missing(form: InvitationForm, reading: Reading | None) -> None:
    """Beside each field: the words it rests on, or that the message does not say."""
    if reading is None:
        return
    names = {"start": "slots", "reply_by_local": "reply_by", "contact_address": "sender_address"}
    words = {evidence.field: evidence.text for evidence in reading.evidence}
    for name in ("employer", "job_title", "people", "format", "place", "link", "reply_by_local"):
        quoted = words.get(names.get(name, name), "")
        if form.initial.get(name) and quoted:
            form.fields[name].help_text = f"They wrote: “{quoted[:120]}”"
        elif not form.initial.get(name):
            form.fields[name].help_text = "The message doesn’t say."
    if reading.slots and not form.initial.get("zone"):
        form.fields["zone"].help_text = "The message doesn’t say which. Please choose."


def store(
    form: InvitationForm,
    *,
    by: User,
    at: datetime,
    message: Message | None = None,
    **origin: Any,  # noqa: ANN401
) -> Invitation:
    """Keep a confirmed invitation, with a new application where the person asked for one."""
    with transaction.atomic():
        application = new_application(form, by=by, at=at) if form.is_new else form.chosen
        return Invitation.objects.receive(
            application, form.slot_drafts, by=by, at=at, message=message, **form.values, **origin
        )


def new_application(form: BelongsForm, *, by: User, at: datetime) -> Application:
    """The one that the person asked for by naming whom it is with."""
    agency = form.cleaned_data["agency"]
    named = form.cleaned_data["employer"]
    employer = Employer.objects.named(form.candidate, named or f"A client of {agency}")
    if not named:
        employer.is_unnamed = True
        employer.save(update_fields=["is_unnamed"])
    return Application.objects.start(
        by=by,
        at=at,
        candidate=form.candidate,
        employer=employer,
        job_title=form.cleaned_data["job_title"],
        agency=agency,
    )
