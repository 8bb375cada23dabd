"""A new firm, and how the signed-in person stands to one."""

from collections.abc import Sequence
from typing import NamedTuple

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jobtracker.http import SignedInRequest, redirect
from jobtracker.people.forms.firm import FirmForm
from jobtracker.people.models import Firm, Membership
from jobtracker.people.sign_in.sessions import renew


class Team(NamedTuple):
    """The person's own membership, and those of everybody at the firm."""

    me: Membership
    members: Sequence[Membership]

    @property
    def firm(self) -> Firm:
        return self.me.firm

    def member(self, pk: int) -> Membership:
        """The one of that number, or 404."""
        for member in self.members:
            if member.pk == pk:
                return member
        raise Http404

    def colleagues_of(self, member: Membership | None) -> list[Membership]:
        """Everybody else, by name."""
        others = [each for each in self.members if each != member]
        return sorted(others, key=lambda each: str(each.user).casefold())

    def refuse_all_but_administrators(self) -> None:
        if not self.me.is_administrator:
            raise PermissionDenied


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: SignedInRequest) -> HttpResponse:
    form = FirmForm(request.POST if request.method == "POST" else None, of=request.user)
    if form.is_valid():
        form.keep()
        firm = Firm.objects.start(request.user, form.cleaned_data["name"], at=timezone.now())
        renew(request)
        messages.success(request, f"{firm} is set up, and you run it.")
        return redirect(request, "firm:members", firm.pk)
    status = 422 if form.is_bound else 200
    return render(request, "people/firm/start.html", {"form": form}, status=status)


def at_work(request: SignedInRequest, firm_id: int) -> Membership:
    """The person's own membership, which nobody ends until the request is done; or 404."""
    # Only who works for a firm is in a transaction while reading, and can hold anything.
    if not request.user.is_coordinator:
        raise Http404
    mine = Membership.objects.at(firm_id).filter(user=request.user)
    return get_object_or_404(mine.select_related("firm", "user").held())


def team_at(request: SignedInRequest, firm_id: int) -> Team:
    """Everybody at the firm, held in one order: of two who change the team, one waits. Or 404."""
    everybody = Membership.objects.at(firm_id).filter(firm__in=Firm.objects.of(request.user))
    # Read after the wait: the statement that waits sees the caseloads as they were before it.
    list(everybody.held())
    members = list(everybody.with_size().select_related("firm", "user"))
    me = next((each for each in members if each.user_id == request.user.pk), None)
    if me is None:
        raise Http404
    return Team(me, members)


def link_to(request: SignedInRequest, token: str) -> str:
    """Where an invite is answered."""
    return request.build_absolute_uri(reverse("people:invite", args=[token]))
