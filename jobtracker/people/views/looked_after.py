"""One candidate of a firm: how to reach them, what they share, and who looks after them."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from jobtracker.http import SignedInRequest, redirect
from jobtracker.people.access import Scope
from jobtracker.people.caseload import caseload, standing
from jobtracker.people.forms.firm import ContactForm, EndingForm, HandOverForm
from jobtracker.people.forms.sharing import SCOPE_LABELS
from jobtracker.people.models import Firm, Membership, Representation
from jobtracker.people.views.caseload import invite_to_claim
from jobtracker.people.views.firm import Team, at_work, team_at
from jobtracker.people.views.whose import record_list


@require_safe
def candidate(request: SignedInRequest, pk: int) -> HttpResponse:
    me = at_work(request, firm_of(request, pk))
    members = Membership.objects.at(me.firm_id).select_related("user")
    return page(request, Team(me, list(members)), held_at(me, pk))


@require_POST
def contact(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct it, while the record is the firm's: later on it is the candidate's own."""
    team, held = of_candidate(request, pk)
    refuse_claimed(held)
    form = ContactForm(request.POST, initial={"time_zone": held.candidate.time_zone})
    if not form.is_valid():
        return page(request, team, held, contact_form=form)
    if not held.correct(by=request.user, at=timezone.now(), **form.contact):
        raise PermissionDenied
    record_list(request, [held])
    messages.success(request, "Corrected.")
    return redirect(request, "firm:candidate", pk)


@require_POST
def claim_invite(request: SignedInRequest, pk: int) -> HttpResponse:
    """Send it, or once more: the link in an earlier mail no longer works."""
    _, held = of_candidate(request, pk)
    refuse_claimed(held)
    if held.candidate.email:
        invite_to_claim(request, held)
    else:
        messages.error(request, "The invitation needs an address to go to.")
    return redirect(request, "firm:candidate", pk)


@require_POST
def claim_withdrawal(request: SignedInRequest, pk: int) -> HttpResponse:
    _, held = of_candidate(request, pk)
    refuse_claimed(held)
    now = timezone.now()
    for invite in held.invites.open(now):
        invite.withdraw(by=request.user, at=now)
    messages.success(request, "The link in the mail no longer works.")
    return redirect(request, "firm:candidate", pk)


@require_POST
def coordinator(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take the candidate over, or hand them to a colleague."""
    team, held = of_candidate(request, pk)
    form = HandOverForm(request.POST, colleagues=team.colleagues_of(held.coordinator))
    if not form.is_valid():
        return page(request, team, held, handover_form=form)
    to: Membership = form.cleaned_data["to"]
    held.hand_over(to, by=request.user, at=timezone.now())
    who = "You look" if to == team.me else f"{to.user} looks"
    messages.success(request, f"{who} after {held.candidate} now.")
    return redirect(request, "firm:candidate", pk)


@require_POST
def ending(request: SignedInRequest, pk: int) -> HttpResponse:
    """Stop looking after the candidate, at once and for good."""
    team, held = of_candidate(request, pk)
    form = EndingForm(request.POST)
    if not form.is_valid():
        return page(request, team, held, ending_form=form)
    name, is_theirs = str(held.candidate), held.candidate.is_claimed
    held.end(by=request.user, at=timezone.now())
    what = "keeps their record" if is_theirs else "and all that was written down are gone"
    messages.success(request, f"{name} {what}. {team.firm} no longer looks after them.")
    return redirect(request, "firm:caseload", team.firm.pk)


def firm_of(request: SignedInRequest, pk: int) -> int:
    """The firm of the person's that looks after them, if one does; or 404."""
    held = Representation.objects.filter(firm__in=Firm.objects.of(request.user))
    return get_object_or_404(held.only("firm"), pk=pk).firm_id


def of_candidate(request: SignedInRequest, pk: int) -> tuple[Team, Representation]:
    team = team_at(request, firm_of(request, pk))
    return team, held_at(team.me, pk)


def held_at(me: Membership, pk: int) -> Representation:
    """How the firm holds the candidate, which nobody ends or changes until the request is done.

    Members are held before candidates, everywhere: in two orders, two could wait for each other.
    """
    get_object_or_404(Representation.objects.not_ended().filter(firm=me.firm_id).held(), pk=pk)
    # Read after it is held: what was read by the same statement may be older than the lock.
    return get_object_or_404(caseload(me.firm_id), pk=pk)


def refuse_claimed(held: Representation) -> None:
    """How to reach somebody who has claimed their record is theirs to say."""
    if held.candidate.is_claimed:
        raise PermissionDenied


def page(
    request: SignedInRequest,
    team: Team,
    held: Representation,
    **bound: Any,  # noqa: ANN401
) -> HttpResponse:
    """Everything about the candidate; `bound` are forms refused."""
    record_list(request, [held])
    asked = held.candidate
    takers = team.colleagues_of(held.coordinator)
    initial = {name: getattr(asked, name) for name in ("name", "email", "phone", "time_zone")}
    context = {
        "firm": team.firm,
        "me": team.me,
        "held": held,
        "candidate": asked,
        "standing": standing(held, timezone.now()),
        "shared": [SCOPE_LABELS[scope] for scope in Scope if scope in held.scopes],
        "unshared": [SCOPE_LABELS[scope] for scope in Scope if scope not in held.scopes],
        "contact_form": ContactForm(initial=initial),
        # Oneself has a button for it.
        "has_others": any(member != team.me for member in takers),
        "handover_form": HandOverForm(colleagues=takers),
        "ending_form": EndingForm(),
    }
    status = 422 if bound else 200
    return render(request, "people/firm/candidate.html", context | bound, status=status)
