"""Following the link of an invite: its secret leaves the address first, and a click uses it up."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from jobtracker.http import HtmxRequest, SignedInRequest, redirect
from jobtracker.people.forms.clock import ClockForm
from jobtracker.people.forms.sharing import ScopesForm
from jobtracker.people.models import Candidate, Invite, Spent
from jobtracker.people.models.invite import Purpose, digest_of
from jobtracker.people.news import News
from jobtracker.people.sign_in.sessions import renew
from jobtracker.people.views.invite_ends import KEPT_AS, stranger_page, unusable, usable
from jobtracker.people.views.sharing import tell, welcome


@login_not_required
@require_safe
def follow(request: HtmxRequest, token: str) -> HttpResponse:
    """Keep which one it is, and lead to an address without the secret. Uses nothing up."""
    request.session[KEPT_AS] = digest_of(token)
    response = redirect(request, "people:open-invite")
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@login_not_required
@require_safe
def open_invite(request: HtmxRequest) -> HttpResponse:
    """What the invite is for, to whom it was sent; to a stranger, how to show who they are."""
    if request.user.is_authenticated:
        return offer(cast("SignedInRequest", request))
    return stranger_page(request)


def offer(request: SignedInRequest) -> HttpResponse:
    """Who asks, and for what."""
    invite = usable(request)
    if invite is None:
        return unusable(request)
    if invite.purpose == Purpose.JOIN:
        return join_page(request, invite, ClockForm(of=request.user))
    return claim_page(request, invite, ScopesForm(), ClockForm(of=request.user))


@require_POST
def claim(request: SignedInRequest) -> HttpResponse:
    """Make the firm's record one's own, sharing what is ticked."""
    invite = usable(request, Purpose.CLAIM)
    form, clock = ScopesForm(request.POST), ClockForm(request.POST, of=request.user)
    if invite is None:
        return unusable(request)
    if not (form.is_valid() and clock.is_valid()):
        return claim_page(request, invite, form, clock)
    clock.keep()
    try:
        held = invite.claim(request.user, form.cleaned_data["scopes"], at=timezone.now())
    except Spent:
        return unusable(request)
    tell(request, held, News.ACCEPTED)
    return done(request, welcome(held), "people:sharing")


@require_POST
def join(request: SignedInRequest) -> HttpResponse:
    """Work for the firm."""
    invite = usable(request, Purpose.JOIN)
    if invite is None:
        return unusable(request)
    clock = ClockForm(request.POST, of=request.user)
    if not clock.is_valid():
        return join_page(request, invite, clock)
    clock.keep()
    try:
        invite.join(request.user, at=timezone.now())
    except Spent:
        return unusable(request)
    renew(request)
    return done(request, f"Welcome. You work for {invite.firm} now.", "desk:worklist")


@require_POST
def refusal(request: SignedInRequest) -> HttpResponse:
    """Say no; what a firm wrote down about somebody who does not want it goes."""
    invite = usable(request)
    if invite is None:
        return unusable(request)
    asked = invite.representation
    try:
        invite.refuse(request.user, at=timezone.now())
    except Spent:
        return unusable(request)
    if asked:
        tell(request, asked, News.REFUSED)
    gone = " What they wrote down about you is deleted, and they are told so." if asked else ""
    return done(request, f"You said no to {invite.firm}.{gone}", "home")


def join_page(request: SignedInRequest, invite: Invite, clock: ClockForm) -> HttpResponse:
    context = {"invite": invite, "clock": clock}
    status = 422 if clock.is_bound else 200
    return render(request, "people/invite/join.html", context, status=status)


def claim_page(
    request: SignedInRequest, invite: Invite, form: ScopesForm, clock: ClockForm
) -> HttpResponse:
    """Who asks, what they wrote down so far, and what they would see."""
    candidate = Candidate.objects.get(representations=invite.representation_id)
    context = {
        "invite": invite,
        "candidate": candidate,
        "rows": rows_of(candidate),
        "form": form,
        "clock": clock,
        "has_record": request.user.is_candidate,
    }
    status = 422 if form.is_bound else 200
    return render(request, "people/invite/claim.html", context, status=status)


def rows_of(candidate: Candidate) -> str:
    """How much is in the record: "2 applications, 1 interview"; empty if there is nothing."""
    counts = {
        noun: getattr(candidate, f"{noun}s").count()
        for noun in ("application", "invitation", "interview", "message")
    }
    return ", ".join(f"{n} {noun}{'' if n == 1 else 's'}" for noun, n in counts.items() if n)


def done(request: SignedInRequest, message: str, to: str) -> HttpResponse:
    """Forget the link, which is used up, and go on."""
    del request.session[KEPT_AS]
    messages.success(request, message)
    return redirect(request, to)
