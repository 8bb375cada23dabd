"""The mails that ask somebody to claim a record or to join a firm; the link is in nothing else."""

from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.template.loader import render_to_string
from django.utils import timezone

from jobtracker.clock import zone_named
from jobtracker.outbox.models import Mail, is_control
from jobtracker.outbox.rights import still_wanted
from jobtracker.people.models import Invite, Membership, Role, User
from jobtracker.people.models.invite import Purpose
from jobtracker.ui.when import in_full

CLAIM_INVITE, JOIN_INVITE = "claim-invite", "join-invite"
PURPOSES = {Purpose.CLAIM: CLAIM_INVITE, Purpose.JOIN: JOIN_INVITE}


def send_invite(invite: Invite, link: str, *, by: User) -> None:
    """Queue the mail with its link. It goes while the invite is open and who made it works there.

    What it says depends on nothing but the invite, so that nobody learns from it, or from our
    answer, whether the address has an account.
    """
    asked = invite.representation.candidate if invite.representation else None
    purpose = PURPOSES[Purpose(invite.purpose)]
    values = {
        "name": seen(asked.name) if asked else "",
        "maker": seen(str(by)),
        "firm": seen(invite.firm.name),
        "role": invite.get_role_display().lower(),
        "link": link,
        "until": _until(invite, zone_named(asked.time_zone if asked else by.time_zone)),
    }
    Mail.objects.enqueue(
        purpose=purpose,
        to=invite.email,
        subject=render_to_string(f"people/mail/{purpose}.subject.txt", values).strip(),
        text=render_to_string(f"people/mail/{purpose}.txt", values).strip() + "\n",
        about=invite.pk,
        candidate_id=asked.pk if asked else None,
        at=invite.made_at,
    )


def seen(name: str) -> str:
    """A name on one line, as it can be seen: it may start no header and hide no letters in one."""
    shown = "".join(" " if is_control(character) else character for character in name)
    return " ".join(shown.replace("=?", "= ?").split())


def _until(invite: Invite, zone: ZoneInfo) -> str:
    """The day it runs out, on the reader's clock."""
    return in_full(invite.expires_at.astimezone(zone).date())


@still_wanted(CLAIM_INVITE)
def is_claim_wanted(mail: Mail) -> bool:
    return _usable(mail, Q()).filter(representation__ended_at=None).exists()


@still_wanted(JOIN_INVITE)
def is_join_wanted(mail: Mail) -> bool:
    return _usable(mail, Q(role=Role.ADMINISTRATOR)).exists()


def _usable(mail: Mail, may_ask: Q) -> QuerySet[Invite]:
    """The invite, while it is open and its maker still has the right to ask."""
    makers = Membership.objects.filter(may_ask, user=OuterRef("made_by"), firm=OuterRef("firm"))
    return Invite.objects.open(timezone.now()).filter(Exists(makers), pk=mail.about or 0)
