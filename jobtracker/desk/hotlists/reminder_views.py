"""One reminder each to those who are ticked: first who gets one and who does not, then the mail."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from applications.models import Activity
from applications.models.activity import ActivityKind
from jobtracker.desk.hotlists.forms import TickedForm
from jobtracker.desk.hotlists.reading import ticked_of
from jobtracker.http import SignedInRequest, asked_on, redirect
from jobtracker.people.models import Membership
from jobtracker.people.views.firm import at_work
from jobtracker.people.views.whose import record_list
from jobtracker.reminding.from_desk import Waiting, remind, waiting_for


@require_POST
def preview(request: SignedInRequest, pk: int) -> HttpResponse:
    """Who would get one, and why others would not. Nothing is sent."""
    request.shows_only = True
    me = at_work(request, pk)
    form = TickedForm(request.POST)
    if not form.is_valid():
        return untold(request, me, form)
    found = waiting_of(request, me, form)
    record_list(request, [each.held for each in found])
    context: dict[str, Any] = {
        "firm": me.firm,
        "me": me,
        "getting": [each for each in found if each.why_not is None],
        "not_getting": [each for each in found if each.why_not is not None],
        "back": asked_on(request) or caseload_of(me),
    }
    return render(request, "desk/hotlists/reminders.html", context)


@require_POST
def sending(request: SignedInRequest, pk: int) -> HttpResponse:
    """Queue the mails; who was reminded since the preview is left out."""
    me, now = at_work(request, pk), timezone.now()
    form = TickedForm(request.POST)
    if not form.is_valid():
        return untold(request, me, form)
    found = [each for each in waiting_of(request, me, form) if each.why_not is None]
    for each in found:
        remind(each, request.user, at=now)
        line = {"kind": ActivityKind.MAIL, "text": f"Reminded by mail: {each.words}."}
        Activity.objects.log(each.held, by=request.user, at=now, **line)
    record_list(request, [each.held for each in found])
    if found:
        number = "1 reminder is" if len(found) == 1 else f"{len(found)} reminders are"
        messages.success(request, f"{number} on the way, outside of anybody’s quiet hours.")
    else:
        messages.info(request, "Nothing was left to remind anybody of.")
    return redirect(request, asked_on(request) or caseload_of(me))


def waiting_of(request: SignedInRequest, me: Membership, form: TickedForm) -> list[Waiting]:
    """What waits for the ticked ones; the consent of each is held until the request is done."""
    held = ticked_of(me, form.cleaned_data["held"])
    by_name = sorted(held, key=lambda each: each.candidate.name.casefold())
    return waiting_for(by_name, request.user, now=timezone.now())


def untold(request: SignedInRequest, me: Membership, form: TickedForm) -> HttpResponse:
    messages.error(request, str(form.errors["held"][0]))
    return redirect(request, asked_on(request) or caseload_of(me))


def caseload_of(me: Membership) -> str:
    return reverse("firm:caseload", args=[me.firm_id])
