"""Who works for a firm: all of them see it, administrators change it."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from jobtracker.http import SignedInRequest, redirect
from jobtracker.people.forms.firm import HandOverForm, JoinForm, RemovalForm, RoleForm
from jobtracker.people.models import Firm, Invite, LastAdministrator, Membership
from jobtracker.people.models.invite import Purpose
from jobtracker.people.news import send_farewell, send_role
from jobtracker.people.sign_in.removal import end_all_sessions
from jobtracker.people.sign_in.sessions import renew
from jobtracker.people.views.firm import Team, at_work, team_at

LAST = "{firm} needs somebody to run it. Make a colleague administrator first."


@require_safe
def members(request: SignedInRequest, pk: int) -> HttpResponse:
    me = at_work(request, pk)
    everybody = Membership.objects.at(me.firm_id).with_size().select_related("user")
    team = Team(me, list(everybody))
    named = request.GET.get("member", "")
    chosen = next((each for each in team.members if str(each.pk) == named), None)
    return page(request, team, chosen=chosen if chosen and may_change(me, chosen) else None)


@require_POST
def role(request: SignedInRequest, pk: int) -> HttpResponse:
    team, member = of_member(request, pk)
    team.refuse_all_but_administrators()
    form = RoleForm(request.POST)
    if form.is_valid():
        try:
            member.change_role(form.cleaned_data["role"], by=request.user, at=timezone.now())
        except LastAdministrator:
            form.add_error(None, LAST.format(firm=team.firm))
        else:
            return changed(request, team, member)
    return page(request, team, chosen=member, role_form=form)


def changed(request: SignedInRequest, team: Team, member: Membership) -> HttpResponse:
    """What is open to them is another part now, so nobody goes on by a key known before."""
    now_is = member.get_role_display().lower()
    if member.user_id == request.user.pk:
        renew(request)
        messages.success(request, f"You are {now_is} now.")
    else:
        end_all_sessions(member.user, at=timezone.now(), who="administrator")
        send_role(member, by=request.user, at=timezone.now())
        messages.success(
            request, f"{member.user} is {now_is} now. We asked them to sign in once more."
        )
    return redirect(request, "firm:members", team.firm.pk)


@require_POST
def handover(request: SignedInRequest, pk: int) -> HttpResponse:
    """An administrator hands over anybody's caseload, a coordinator their own."""
    team, member = of_member(request, pk)
    if not may_change(team.me, member):
        raise PermissionDenied
    form = HandOverForm(request.POST, colleagues=team.colleagues_of(member))
    if not form.is_valid():
        return page(request, team, chosen=member, handover_form=form)
    to: Membership = form.cleaned_data["to"]
    member.hand_over(to, by=request.user, at=timezone.now())
    messages.success(request, f"{to.user} looks after them now.")
    return redirect(request, "firm:members", team.firm.pk)


@require_POST
def removal(request: SignedInRequest, pk: int) -> HttpResponse:
    team, member = of_member(request, pk)
    team.refuse_all_but_administrators()
    form = removal_form(team, member, request.POST)
    if form.is_valid():
        try:
            heir = form.cleaned_data.get("to")
            member.remove(by=request.user, at=timezone.now(), heir=heir)
        except LastAdministrator:
            form.add_error(None, LAST.format(firm=team.firm))
        else:
            return gone(request, team, member)
    return page(request, team, chosen=member, removal_form=form)


def gone(request: SignedInRequest, team: Team, member: Membership) -> HttpResponse:
    """Back to the list, which who removed themselves no longer sees."""
    if member.user_id == request.user.pk:
        messages.success(request, f"You no longer work for {team.firm}.")
        return redirect(request, "home")
    send_farewell(member, by=request.user, at=timezone.now())
    messages.success(request, f"{member.user} no longer sees anything of {team.firm}.")
    return redirect(request, "firm:members", team.firm.pk)


def of_member(request: SignedInRequest, pk: int) -> tuple[Team, Membership]:
    """The team, and the one of it that the address names; or 404."""
    firm = get_object_or_404(Firm.objects.of(request.user), memberships__pk=pk)
    team = team_at(request, firm.pk)
    return team, team.member(pk)


def may_change(me: Membership, member: Membership) -> bool:
    return me.is_administrator or me == member


def removal_form(team: Team, member: Membership, data: Any = None) -> RemovalForm:  # noqa: ANN401
    others = team.colleagues_of(member)
    who = "leave the firm" if member == team.me else f"remove {member.user}"
    return RemovalForm(data, colleagues=others, who=who, has_caseload=bool(member.size))


def asked_by(team: Team) -> list[tuple[Invite, str]]:
    """The latest invite to each address that nobody works here with, and how it stands."""
    now = timezone.now()
    at_work = {member.user.email for member in team.members}
    invites = Invite.objects.open_or_lately_over(now).filter(firm=team.firm, purpose=Purpose.JOIN)
    latest = {each.email: each for each in invites.order_by("made_at", "pk")}
    return [(each, how(each, now)) for each in latest.values() if each.email not in at_work]


def how(invite: Invite, now: datetime) -> str:
    if invite.refused_at:
        return "refused"
    return "open" if invite.is_open(now) else "over"


def page(
    request: SignedInRequest,
    team: Team,
    *,
    chosen: Membership | None = None,
    **bound: Any,  # noqa: ANN401
) -> HttpResponse:
    """The list, with what can be done about the chosen member; `bound` are forms refused."""
    context = {
        "firm": team.firm,
        "me": team.me,
        "members": team.colleagues_of(None),
        "asked": asked_by(team),
        "join_form": JoinForm(team=team.members),
        "chosen": chosen,
    }
    if chosen:
        context["role_form"] = RoleForm()
        context["removal_form"] = removal_form(team, chosen)
        context["handover_form"] = HandOverForm(colleagues=team.colleagues_of(chosen))
    status = 422 if bound else 200
    return render(request, "people/firm/members.html", context | bound, status=status)
