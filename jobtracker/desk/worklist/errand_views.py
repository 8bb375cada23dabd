"""What a coordinator does about one thing that is due, in its place in the list."""

from django.contrib import messages
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from applications.models import Activity
from applications.models.activity import ActivityKind, ActivityReaders
from interviews.client_mail import first_name
from interviews.desk_mail import send_message
from interviews.models.errand import Matter
from jobtracker.desk.team import of_firm
from jobtracker.desk.worklist.errands import errand_of, item_of
from jobtracker.desk.worklist.forms import COORDINATOR, AssignmentForm, MessageForm, SnoozeForm
from jobtracker.desk.worklist.reading import Item
from jobtracker.http import SignedInRequest, asked_on, page_of, redirect, render_or_fragment
from jobtracker.people.mail import seen
from jobtracker.people.views.firm import Team


@require_safe
def errand(request: SignedInRequest, matter: Matter, pk: int) -> HttpResponse:
    return page(request, *item_of(request, matter, pk))


@require_POST
def snooze(request: SignedInRequest, matter: Matter, pk: int) -> HttpResponse:
    team, item = item_of(request, matter, pk)
    form = SnoozeForm(request.POST, now=item.clock.now, zone=item.clock.work.zone)
    if not form.is_valid():
        return page(request, team, item, snooze_form=form)
    errand_of(item).snooze(form.cleaned_data["at"])
    messages.success(request, f"{item.candidate_name}: it comes back then.")
    return back(request)


@require_POST
def waking(request: SignedInRequest, matter: Matter, pk: int) -> HttpResponse:
    """Have it back before it comes by itself."""
    _, item = item_of(request, matter, pk)
    errand_of(item).snooze(None)
    return back(request)


@require_POST
def assignment(request: SignedInRequest, matter: Matter, pk: int) -> HttpResponse:
    team, item = item_of(request, matter, pk)
    form = AssignmentForm(request.POST, team=team.members)
    if not form.is_valid():
        return page(request, team, item, assignment_form=form)
    errand_of(item).assign(form.member)
    who = form.member.user if form.member else "the candidate’s coordinator"
    messages.success(request, f"{item.candidate_name}: it is with {who}.")
    return back(request)


@require_POST
def message(request: SignedInRequest, matter: Matter, pk: int) -> HttpResponse:
    """Write to the candidate: it stands in the log, and is taken back with its line."""
    team, item = item_of(request, matter, pk)
    form = MessageForm(request.POST)
    if not (item.address and form.is_valid()):
        return page(request, team, item, message_form=form)
    now, text = timezone.now(), form.cleaned_data["text"]
    line = Activity.objects.log(
        item.held,
        by=request.user,
        at=now,
        kind=ActivityKind.MAIL,
        text=text,
        visibility=ActivityReaders.SHARED,
    )
    send_message(line, form.cleaned_data["subject"], by=request.user, at=now)
    undo = reverse("desk:taking-back", args=[line.pk])
    words = f"The mail to {item.candidate_name} leaves in a minute."
    messages.success(request, words, extra_tags=undo)
    return back(request)


@require_POST
def end(request: SignedInRequest, matter: Matter, pk: int) -> HttpResponse:
    """It is dealt with."""
    team, item = item_of(request, matter, pk)
    item.deal_with(errand_of(item), by=request.user, at=timezone.now())
    undo = reverse(f"desk:{matter}-return", args=[pk]) + of_firm(request, team)
    words = f"{item.candidate_name}: {item.source.done}."
    messages.success(request, words, extra_tags=undo)
    return back(request)


@require_POST
def return_(request: SignedInRequest, matter: Matter, pk: int) -> HttpResponse:
    """It was not dealt with after all."""
    _, item = item_of(request, matter, pk)
    item.reopen(errand_of(item))
    return back(request)


def page(
    request: SignedInRequest,
    team: Team,
    item: Item,
    *,
    snooze_form: SnoozeForm | None = None,
    assignment_form: AssignmentForm | None = None,
    message_form: MessageForm | None = None,
) -> HttpResponse:
    """All that can be done about it; with a form that was refused."""
    now, zone = item.clock.now, item.clock.work.zone
    has = item.handed_to
    context = {
        "firm": team.firm,
        "item": item,
        "of_firm": of_firm(request, team),
        "next": asked_on(request) or page_of(request) or reverse("desk:worklist"),
        "snooze_form": snooze_form or SnoozeForm(now=now, zone=zone),
        "message_form": message_form or MessageForm(initial=ready_words(request, item)),
        "assignment_form": assignment_form
        or AssignmentForm(team=team.members, initial={"to": str(has.pk) if has else COORDINATOR}),
    }
    status = 422 if request.method == "POST" else 200
    return render_or_fragment(request, "desk/errand.html", "acts", context, status=status)


def ready_words(request: SignedInRequest, item: Item) -> dict[str, str]:
    """A mail to begin with, to be changed."""
    values = {
        "name": first_name(item.held.candidate),
        "opening": item.source.opening,
        "by": seen(str(request.user)),
        "firm": seen(item.held.firm.name),
    }
    text = render_to_string("desk/mail/message.txt", values).strip()
    return {"subject": seen(str(item.application or item.words)), "text": text}


def back(request: SignedInRequest) -> HttpResponse:
    """To the list that it stands in."""
    return redirect(request, asked_on(request) or "desk:worklist")
