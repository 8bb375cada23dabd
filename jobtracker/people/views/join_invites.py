"""Invites to work for a firm, which its administrators send and withdraw."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST

from jobtracker.http import SignedInRequest, redirect
from jobtracker.people.forms.firm import JoinForm
from jobtracker.people.mail import send_invite
from jobtracker.people.models import Firm, Invite, Role
from jobtracker.people.models.invite import Purpose, TooMany
from jobtracker.people.views.firm import Team, link_to, team_at
from jobtracker.people.views.members import page

TOO_MANY = "That is a hundred invitations in a day. More can go out tomorrow."
CLOSED = "That invitation is closed already. You can send a new one."


@require_POST
def join_invites(request: SignedInRequest, pk: int) -> HttpResponse:
    """Another one."""
    team = team_at(request, pk)
    team.refuse_all_but_administrators()
    form = JoinForm(request.POST, team=team.members)
    if form.is_valid():
        try:
            ask(request, team, form.cleaned_data["email"], form.cleaned_data["role"])
        except TooMany:
            form.add_error(None, TOO_MANY)
        else:
            return redirect(request, "firm:members", pk)
    return page(request, team, join_form=form)


@require_POST
def again(request: SignedInRequest, pk: int) -> HttpResponse:
    """The same once more, by a link of its own: the earlier one no longer works."""
    team, invite = of_invite(request, pk)
    team.refuse_all_but_administrators()
    if invite.used_at or invite.withdrawn_at:
        messages.error(request, CLOSED)
        return redirect(request, "firm:members", team.firm.pk)
    try:
        ask(request, team, invite.email, Role(invite.role))
    except TooMany:
        messages.error(request, TOO_MANY)
    return redirect(request, "firm:members", team.firm.pk)


@require_POST
def withdrawal(request: SignedInRequest, pk: int) -> HttpResponse:
    team, invite = of_invite(request, pk)
    team.refuse_all_but_administrators()
    now = timezone.now()
    if invite.is_open(now):
        invite.withdraw(by=request.user, at=now)
        messages.success(request, f"The link in the mail to {invite.email} no longer works.")
    else:
        messages.error(request, CLOSED)
    return redirect(request, "firm:members", team.firm.pk)


def of_invite(request: SignedInRequest, pk: int) -> tuple[Team, Invite]:
    """The team, and an invite to join it; or 404."""
    invites = Invite.objects.filter(firm__in=Firm.objects.of(request.user), purpose=Purpose.JOIN)
    invite = get_object_or_404(invites, pk=pk)
    return team_at(request, invite.firm_id), invite


def ask(request: SignedInRequest, team: Team, email: str, role: Role) -> None:
    """Whoever it is, and whether or not they have an account, the answer is the same."""
    invite, token = Invite.objects.issue(
        Purpose.JOIN,
        firm=team.firm,
        email=email,
        role=role,
        made_by=request.user,
        at=timezone.now(),
    )
    send_invite(invite, link_to(request, token), by=request.user)
    messages.success(request, f"The invitation to {invite.email} is on its way.")
