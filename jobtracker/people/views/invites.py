"""Following the link of an invite: its secret leaves the address first, and a click uses it up.

Whoever has no right to an invite gets one and the same page, whatever the reason: it does not say
whether there is one.
"""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from jobtracker.http import HtmxRequest, SignedInRequest, redirect
from jobtracker.people.forms.sharing import ScopesForm
from jobtracker.people.models import Candidate, Invite, Spent
from jobtracker.people.models.invite import Purpose, digest_of
from jobtracker.people.sign_in.sessions import renew
from jobtracker.people.views.sharing import welcome

KEPT_AS = "invite"


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
    return render(request, "people/invite/stranger.html")


def offer(request: SignedInRequest) -> HttpResponse:
    """Who asks, and for what."""
    invite = usable(request)
    if invite is None:
        return unusable(request)
    if invite.purpose == Purpose.JOIN:
        return render(request, "people/invite/join.html", {"invite": invite})
    return claim_page(request, invite, ScopesForm())


@require_POST
def claim(request: SignedInRequest) -> HttpResponse:
    """Make the firm's record one's own, sharing what is ticked."""
    invite = usable(request, Purpose.CLAIM)
    form = ScopesForm(request.POST)
    if invite is None:
        return unusable(request)
    if not form.is_valid():
        return claim_page(request, invite, form)
    try:
        held = invite.claim(request.user, form.cleaned_data["scopes"], at=timezone.now())
    except Spent:
        return unusable(request)
    return done(request, welcome(held), "people:sharing")


@require_POST
def join(request: SignedInRequest) -> HttpResponse:
    """Work for the firm."""
    invite = usable(request, Purpose.JOIN)
    if invite is None:
        return unusable(request)
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
    try:
        invite.refuse(request.user, at=timezone.now())
    except Spent:
        return unusable(request)
    gone = " What they wrote down about you is deleted." if invite.representation_id else ""
    return done(request, f"You said no to {invite.firm}.{gone}", "home")


def usable(request: SignedInRequest, *purposes: Purpose) -> Invite | None:
    """The invite whose link was followed, if it can be used, and by this person."""
    addresses = request.user.emailaddress_set.filter(verified=True).values_list("email", flat=True)
    kept = request.session.get(KEPT_AS, "")
    own = Invite.objects.open(timezone.now()).filter(
        digest=kept,
        email__in=[address.lower() for address in addresses],
        purpose__in=purposes or [*Purpose],
    )
    # Nobody takes over a record that is somebody's already.
    unclaimed = Q(representation__ended_at=None, representation__candidate__user=None)
    found = own.filter(Q(purpose=Purpose.JOIN) | unclaimed)
    return found.select_related("firm", "made_by", "representation__candidate").first()


def claim_page(request: SignedInRequest, invite: Invite, form: ScopesForm) -> HttpResponse:
    """Who asks, what they wrote down so far, and what they would see."""
    candidate = Candidate.objects.get(representations=invite.representation_id)
    context = {
        "invite": invite,
        "candidate": candidate,
        "rows": rows_of(candidate),
        "form": form,
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


def unusable(request: SignedInRequest) -> HttpResponse:
    """One page for every reason, but for who has accepted it: the mail is kept as a bookmark."""
    if has_accepted(request):
        messages.info(request, "You answered this invitation already. Here is who sees what.")
        return redirect(request, "people:sharing")
    return render(request, "people/invite/unusable.html", status=404)


def has_accepted(request: SignedInRequest) -> bool:
    """Whether the record that the invite was for is this person's by it."""
    used = Invite.objects.filter(digest=request.session.get(KEPT_AS, ""), used_at__isnull=False)
    return used.filter(representation__candidate__user=request.user).exists()


def done(request: SignedInRequest, message: str, to: str) -> HttpResponse:
    """Forget the link, which is used up, and go on."""
    del request.session[KEPT_AS]
    messages.success(request, message)
    return redirect(request, to)
