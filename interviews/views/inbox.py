"""Mail that waits to be put somewhere: what came, what it seems to be, and what to do with it."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.template.defaultfilters import pluralize
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from applications.models import Application
from applications.views.moves import tell
from interviews.forms.inbox import Act, LabelForm, TicksForm, yes_to
from interviews.forms.mail_files import MailFilesForm
from interviews.mailroom.placing import place as put
from interviews.models import MailAddress, MailboxImport, Message
from interviews.models.message import Handled, MessageQuerySet
from interviews.views.confirming import belonging, new_application, place_form
from interviews.views.message import page
from jobtracker.addresses import is_row_number
from jobtracker.http import SignedInRequest, redirect
from jobtracker.people.models import Candidate
from jobtracker.people.views.whose import own_record, viewer_of, visible

PAGE_SIZE = 50


@require_safe
def inbox(request: SignedInRequest) -> HttpResponse:
    """The newest first; `?show=aside` tells what was put aside, `?before=` goes on from there."""
    return inbox_page(request, own_record(request), MailFilesForm())


def inbox_page(
    request: SignedInRequest, candidate: Candidate, files_form: MailFilesForm
) -> HttpResponse:
    is_aside = request.GET.get("show") == "aside"
    rows = Message.objects.filter(candidate=candidate)
    rows = before(rows.put_aside() if is_aside else rows.waiting(), request)
    shown = rows.defer("raw", "reading", "text").select_related("suggested__employer")
    found = list(shown[: PAGE_SIZE + 1])
    context = {
        "found": [(each, yes_to(each.label, each.suggested_id)) for each in found[:PAGE_SIZE]],
        "goes_on": found[PAGE_SIZE - 1].pk if len(found) > PAGE_SIZE else None,
        "is_aside": is_aside,
        "mail_domain": settings.MAIL_DOMAIN,
        "mail_address": MailAddress.objects.filter(candidate=candidate).first(),
        "mailbox": MailboxImport.objects.filter(candidate=candidate).lately(timezone.now()).first(),
        "files_form": files_form,
    }
    status = 422 if files_form.is_bound else 200
    return render(request, "interviews/inbox.html", context, status=status)


def before(rows: MessageQuerySet, request: SignedInRequest) -> MessageQuerySet:
    """What came before the message that the address names; from the start where it names none."""
    named = request.GET.get("before", "")
    if not is_row_number(named):
        return rows
    last = rows.filter(pk=int(named)).values_list("received_at", flat=True).first()
    if last is None:
        return rows
    return rows.filter(Q(received_at__lt=last) | Q(received_at=last, pk__lt=int(named)))


@require_POST
def address(request: SignedInRequest) -> HttpResponse:
    """A new address to forward to, in place of the one there was."""
    candidate = own_record(request)
    if not settings.MAIL_DOMAIN:
        messages.info(request, "This site takes no forwarded mail.")
        return redirect(request, "interviews:inbox")
    MailAddress.objects.issue(candidate, at=timezone.now())
    messages.success(request, "Here is your address. Mail to any earlier one is dropped.")
    return redirect(request, reverse("interviews:inbox") + "#address")


@require_POST
def address_removal(request: SignedInRequest) -> HttpResponse:
    """From now on, mail to it is dropped."""
    MailAddress.objects.filter(candidate=own_record(request)).delete()
    messages.success(request, "Your address is ended. Mail that still goes there is dropped.")
    return redirect(request, "interviews:inbox")


def own_message(request: SignedInRequest, pk: int) -> Message:
    """The candidate alone says what becomes of their mail; whoever sees it is told so."""
    message = visible(request, Message.objects.select_related("candidate"), pk)
    if not viewer_of(request, message.candidate).is_own:
        raise PermissionDenied
    return message


@require_POST
def aside(request: SignedInRequest, pk: int) -> HttpResponse:
    """It is no part of the search; it is kept, and can be taken back."""
    message = own_message(request, pk)
    if message.handled == Handled.WAITING:
        message.was_handled(Handled.PUT_ASIDE)
        undo = reverse("interviews:message-return", args=[pk])
        messages.success(request, f"Put aside: {message}", extra_tags=undo)
    return redirect(request, "interviews:inbox")


@require_POST
def several_aside(request: SignedInRequest) -> HttpResponse:
    """As many as are ticked; what was dealt with meanwhile stays as it is."""
    waiting = Message.objects.filter(candidate=own_record(request)).waiting()
    form = TicksForm(request.POST, waiting=waiting)
    if form.is_valid():
        number = waiting.filter(pk__in=form.cleaned_data["which"]).update(handled=Handled.PUT_ASIDE)
        messages.success(request, f"Put aside: {number} mail{pluralize(number)}.")
    else:
        messages.info(request, "Nothing was put aside: tick mails that wait here.")
    return redirect(request, "interviews:inbox")


@require_POST
def back(request: SignedInRequest, pk: int) -> HttpResponse:
    """It waits again."""
    message = own_message(request, pk)
    if message.handled == Handled.PUT_ASIDE:
        message.was_handled(Handled.WAITING)
        messages.success(request, f"In the inbox again: {message}")
    return redirect(request, "interviews:inbox")


@require_POST
def label(request: SignedInRequest, pk: int) -> HttpResponse:
    """What it is, by the person; the next mail that reads the same from there is called so too."""
    message = own_message(request, pk)
    form = LabelForm(request.POST, prefix="is")
    if not form.is_valid():
        return page(
            request, message, belonging(request, message.candidate, message), label_form=form
        )
    if form.cleaned_data["label"] != message.label:
        message.was_corrected(form.cleaned_data["label"])
    return redirect(request, message)


@require_POST
def place(request: SignedInRequest, pk: int) -> HttpResponse:
    """Where it belongs, and what comes of it."""
    message = own_message(request, pk)
    if message.handled == Handled.KEPT and message.application_id:
        return redirect(request, Application.address_of(message.application_id))
    belongs = belonging(request, message.candidate, message)
    form = place_form(request.POST, message, belongs)
    if not form.is_valid():
        return page(request, message, belongs, placing=form)
    now, act = timezone.now(), Act(form.cleaned_data["act"])
    application = new_application(form, by=request.user, at=now) if form.is_new else form.chosen
    change = put(message, application, act, by=request.user, at=now)
    tell(request, change, f"Kept with {application}.")
    return redirect(request, next_after(application, act))


def next_after(application: Application, act: Act) -> Any:  # noqa: ANN401 - as redirect takes it
    if act is Act.OFFER:
        return reverse("applications:new-offer", args=[application.pk])
    return "interviews:inbox"
