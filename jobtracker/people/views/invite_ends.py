"""What is said of an invite that can no longer be used: to whom it was for, and to anybody else.

The person it was for may know what became of it. Everybody else reads one and the same page,
which does not tell whether there ever was one.
"""

from typing import NamedTuple

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from jobtracker.http import SignedInRequest, redirect
from jobtracker.people.models import Invite, Membership, User
from jobtracker.people.models.invite import InviteQuerySet, Purpose
from jobtracker.ui.when import in_full

KEPT_AS = "invite"
ANEW = "If you still want it, ask {who} for a new one."


class End(NamedTuple):
    """What became of an invite, what to do now, and a page that helps."""

    title: str
    text: str
    action: str = ""
    href: str = ""


def followed(request: HttpRequest) -> InviteQuerySet:
    """The invite whose link was followed in this browser, if there is one."""
    return Invite.objects.filter(digest=request.session.get(KEPT_AS, ""))


def usable_by_somebody(request: HttpRequest) -> InviteQuerySet:
    """The one whose link was followed, while anybody can still use it.

    Nobody takes over a record that is somebody's already.
    """
    unclaimed = Q(representation__ended_at=None, representation__candidate__user=None)
    is_right = Q(purpose=Purpose.JOIN) | unclaimed & Q(representation__isnull=False)
    return followed(request).open(timezone.now()).filter(is_right)


def addresses_of(user: User) -> list[str]:
    """Those that are known to be the person's."""
    verified = user.emailaddress_set.filter(verified=True).values_list("email", flat=True)
    return [address.lower() for address in verified]


def unusable(request: SignedInRequest) -> HttpResponse:
    """Why it is of no use, to whom it was for; who accepted it is led to what they share."""
    if has_accepted(request):
        messages.info(request, "You answered this invitation already. Here is who sees what.")
        return redirect(request, "people:sharing")
    theirs = Q(email__in=addresses_of(request.user)) | Q(used_by=request.user)
    invite = followed(request).filter(theirs).select_related("firm", "made_by").first()
    end = invite and end_of(invite, request.user)
    if end:
        return render(request, "people/invite/over.html", {"end": end}, status=404)
    return render(request, "people/invite/unusable.html", status=404)


def has_accepted(request: SignedInRequest) -> bool:
    """Whether the record that the invite was for is this person's by it."""
    used = followed(request).filter(used_at__isnull=False)
    return used.filter(representation__candidate__user=request.user).exists()


def end_of(invite: Invite, user: User) -> End | None:
    """What the person may know; None where it is about somebody else by now."""
    anew = ANEW.format(who=who_asked(invite))
    if invite.purpose == Purpose.JOIN and works_there(user, invite):
        caseload = reverse("firm:caseload", args=[invite.firm_id])
        return End("You work there already", f"{invite.firm} has you.", "To the caseload", caseload)
    if invite.used_by_id == user.pk:
        return used_up(invite, anew)
    if invite.used_at:
        return None
    if invite.withdrawn_at:
        return taken_back(invite, anew)
    if timezone.now() >= invite.expires_at:
        day = in_full(timezone.localdate(invite.expires_at), timezone.localdate().year)
        return End(f"It ran out on {day}", f"{whose(invite)} was good until then. {anew}")
    return None


def used_up(invite: Invite, anew: str) -> End:
    """It was this person's answer: a no, or a yes that holds no longer."""
    at = invite.refused_at or invite.used_at
    day = in_full(timezone.localdate(at), timezone.localdate().year)
    if invite.refused_at:
        text = f"{whose(invite)} is answered with that. If you changed your mind, ask "
        return End(f"You said no on {day}", f"{text}{who_asked(invite)} for a new one.")
    return End(f"You used it on {day}", f"What it began with {invite.firm} has ended since. {anew}")


def taken_back(invite: Invite, anew: str) -> End:
    """Sent once more, or withdrawn for good."""
    same = Invite.objects.open(timezone.now()).filter(
        firm=invite.firm_id, purpose=invite.purpose, email=invite.email
    )
    if same.exists():
        text = "It was sent to you once more, and the link in that mail is the one that works."
        return End("There is a newer one", f"{whose(invite)} is out of date. {text}")
    day = in_full(timezone.localdate(invite.withdrawn_at), timezone.localdate().year)
    return End(f"It was taken back on {day}", f"{whose(invite)} opens nothing any more. {anew}")


def works_there(user: User, invite: Invite) -> bool:
    return Membership.objects.filter(user=user, firm=invite.firm_id).exists()


def whose(invite: Invite) -> str:
    return f"The invitation of {invite.firm}"


def who_asked(invite: Invite) -> str:
    return str(invite.made_by) if invite.made_by else "them"


def stranger_page(request: HttpRequest) -> HttpResponse:
    """How to show who one is; a link that nobody can use asks nobody to make an account first."""
    if usable_by_somebody(request).exists():
        return render(request, "people/invite/stranger.html")
    return render(request, "people/invite/dead.html", status=404)


def usable(request: SignedInRequest, *purposes: Purpose) -> Invite | None:
    """The invite whose link was followed, if it can be used, and by this person."""
    own = usable_by_somebody(request).filter(
        email__in=addresses_of(request.user), purpose__in=purposes or [*Purpose]
    )
    return own.select_related("firm", "made_by", "representation__candidate").first()
