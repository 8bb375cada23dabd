"""A mailbox of one's own: connected, looked into by the worker, ended."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from interviews.forms.mail_account import MailAccountForm
from interviews.models import MailAccount
from jobtracker.http import SignedInRequest, redirect
from jobtracker.people.models import Candidate
from jobtracker.people.views.whose import own_record


@require_http_methods(["GET", "HEAD", "POST"])
def account(request: SignedInRequest) -> HttpResponse:
    """What is connected; another takes its place."""
    candidate = own_record(request)
    if request.method != "POST":
        return page(request, candidate, MailAccountForm())
    form = MailAccountForm(request.POST)
    if not form.is_valid():
        return page(request, candidate, form)
    MailAccount.objects.connect(candidate, form.place, at=timezone.now())
    messages.success(request, "Connected. We look in now, and every ten minutes from then on.")
    return redirect(request, "interviews:mail-account")


@require_POST
def removal(request: SignedInRequest) -> HttpResponse:
    """Forget the password; what has come in stays."""
    MailAccount.objects.filter(candidate=own_record(request)).delete()
    messages.success(request, "Ended. The password is forgotten; mail that has come in stays.")
    return redirect(request, "interviews:mail-account")


def page(request: SignedInRequest, candidate: Candidate, form: MailAccountForm) -> HttpResponse:
    context = {
        "account": MailAccount.objects.filter(candidate=candidate).first(),
        "form": form,
        "opens_links": settings.FETCH_LINKS,
    }
    status = 422 if form.is_bound else 200
    return render(request, "interviews/mail_account.html", context, status=status)
