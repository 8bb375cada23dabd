"""A mailbox of one's own: opened, one of its folders chosen, looked into by the worker, ended."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from interviews.forms.mail_account import REFUSALS, FolderForm, MailAccountForm
from interviews.mailroom.folder_list import FolderFound, folders_of
from interviews.mailroom.imap import NotOpened, Place, Trouble, Ways
from interviews.models import MailAccount
from jobtracker.http import SignedInRequest, redirect
from jobtracker.people.models import Candidate, User
from jobtracker.people.rates import allows
from jobtracker.people.views.whose import own_record

HOUR = timedelta(hours=1)
MOST_ASKED = 20
CHOOSING = "#choose"
TURNED_OFF = "This site asks no other servers, so it looks into no mailbox."
UNREADABLE = "We can no longer read the password. Connect the mailbox anew."


# Asking a server takes seconds, so it holds no transaction.
@transaction.non_atomic_requests
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: SignedInRequest) -> HttpResponse:
    """What is connected; where a server lets us in, one of its folders is chosen next."""
    candidate = own_record(request)
    if request.method != "POST":
        return page(request, candidate)
    if not settings.FETCH_LINKS:
        return turned_off(request)
    form = MailAccountForm(request.POST)
    try:
        found = asked(request.user, form.place) if form.is_valid() else []
    except NotOpened as error:
        form.was_refused(error.why)
    if not form.is_valid():
        form.ask_again()
        return page(request, candidate, form)
    MailAccount.objects.let_us_in(candidate, form.place, found, at=timezone.now())
    return redirect(request, reverse("interviews:mail-account") + CHOOSING)


@transaction.non_atomic_requests
@require_POST
def folders(request: SignedInRequest) -> HttpResponse:
    """The folders that there are by now, to choose another."""
    candidate = own_record(request)
    if not settings.FETCH_LINKS:
        return turned_off(request)
    place = place_of(request, candidate)
    if place is not None:
        try:
            found = asked(request.user, place)
        except NotOpened as error:
            messages.info(request, REFUSALS[error.why])
        else:
            MailAccount.objects.let_us_in(candidate, place, found, at=timezone.now())
    return redirect(request, reverse("interviews:mail-account") + CHOOSING)


@require_POST
def folder(request: SignedInRequest) -> HttpResponse:
    """Look into this one from now on; the same one goes on where it was."""
    candidate = own_record(request)
    place = place_of(request, candidate)
    found = MailAccount.objects.filter(candidate=candidate).first()
    if place is None or found is None:
        return redirect(request, "interviews:mail-account")
    form = FolderForm(request.POST, account=found)
    if not form.is_valid():
        return page(request, candidate, choosing=form)
    MailAccount.objects.connect(candidate, place._replace(folder=form.chosen), at=timezone.now())
    messages.success(request, "Connected. We look in now, and every ten minutes from then on.")
    return redirect(request, "interviews:mail-account")


@require_POST
def removal(request: SignedInRequest) -> HttpResponse:
    """Forget the password; what has come in stays."""
    MailAccount.objects.filter(candidate=own_record(request)).delete()
    messages.success(request, "Ended. The password is forgotten; mail that has come in stays.")
    return redirect(request, "interviews:mail-account")


def asked(user: User, place: Place) -> list[FolderFound]:
    """The folders there, within the limits of one account.

    :raises NotOpened: where they can't be had
    """
    if not allows(user, "mail-folders", most=MOST_ASKED, per=HOUR):
        raise NotOpened(Trouble.ENOUGH)
    return folders_of(place, Ways())


def shown_again(found: MailAccount | None) -> dict[str, Any]:
    """What need not be typed anew: all but the password."""
    return {"host": found.host, "port": found.port, "user": found.user} if found else {}


def turned_off(request: SignedInRequest) -> HttpResponse:
    messages.info(request, TURNED_OFF)
    return redirect(request, "interviews:mail-account")


def place_of(request: SignedInRequest, candidate: Candidate) -> Place | None:
    """Of what is connected; where there is nothing, or nothing that we can still open, says so."""
    found = MailAccount.objects.filter(candidate=candidate).first()
    place = found.place if found else None
    if place is None:
        messages.info(request, UNREADABLE if found else "No mailbox is connected.")
    return place


def page(
    request: SignedInRequest,
    candidate: Candidate,
    form: MailAccountForm | None = None,
    *,
    choosing: FolderForm | None = None,
) -> HttpResponse:
    found = MailAccount.objects.filter(candidate=candidate).first()
    if choosing is None and found and found.offered:
        choosing = FolderForm(account=found)
    context = {
        "account": found,
        "form": form or MailAccountForm(initial=shown_again(found)),
        "choosing": choosing,
        "begins_anew": form is not None or bool(found and found.has_ended),
        "opens_links": settings.FETCH_LINKS,
    }
    is_refused = form is not None or (choosing is not None and choosing.is_bound)
    status = 422 if is_refused else 200
    return render(request, "interviews/mail_account.html", context, status=status)
