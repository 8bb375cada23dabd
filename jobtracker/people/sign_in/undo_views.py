"""The page that takes a change of address back, for whoever reads the old mailbox."""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jobtracker.http import HtmxRequest, redirect
from jobtracker.people.sign_in.undo import Change, change_in, take_back, told_by

KEPT_AS = "undo_address"


@login_not_required
@require_safe
def follow_undo(request: HtmxRequest, token: str) -> HttpResponse:
    """Keep what the link says, and lead to an address without it. Changes nothing."""
    request.session[KEPT_AS] = told_by(token)
    response = redirect(request, "undo-address-change")
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


# Taking it back is a transaction, and afterwards there is nobody to whom the request belongs.
@transaction.non_atomic_requests
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def undo_address(request: HtmxRequest) -> HttpResponse:
    """What would be taken back; every link that is good for nothing reads the same."""
    told, now = request.session.get(KEPT_AS), timezone.now()
    if request.method != "POST":
        return page(request, change_in(told, at=now))
    change = take_back(told, at=now)
    if change is None:
        return page(request, None)
    tell_both(change)
    # Whoever is signed in here was signed out with all others, or is somebody else.
    request.session.flush()
    request.user = AnonymousUser()
    messages.success(
        request, f"The address of your account is {change.old} again. Now choose a new password."
    )
    return redirect(request, "account_reset_password")


def page(request: HtmxRequest, change: Change | None) -> HttpResponse:
    status = 200 if change else 404
    return render(request, "account/undo_address.html", {"change": change}, status=status)


def tell_both(change: Change) -> None:
    """The old address, which is the account's again, and the new one, which is nothing here."""
    said = {"old": change.old, "new": change.new}
    for template, address in (("address_restored", change.old), ("address_released", change.new)):
        prefix = f"account/email/{template}"
        get_adapter().send_notification_mail(prefix, change.user, said, address)
