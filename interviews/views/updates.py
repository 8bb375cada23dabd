"""What a message may change: interviews that are planned, and invitations that are open."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from interviews.intake.reading import Label, Reading
from interviews.intake.receive import suggestions
from interviews.models import Interview, Invitation, Message
from interviews.models.invitation import UNDECIDED, State
from interviews.views.slot_labels import slot_label

MOST = 6
MOST_ROWS = 50
ABOUT_A_CHANGE = (Label.SCHEDULING_UPDATE, Label.CANCELLATION)
MAY_COME_BACK = (*UNDECIDED, State.EXPIRED, State.CANCELLED)


class Target(NamedTuple):
    """One of them; the addresses lead to where the change is kept."""

    about: str
    state: str
    moved_href: str
    anew_href: str
    off_href: str


def targets_of(message: Message, reading: Reading | None) -> list[Target]:
    """Of the applications that it most likely belongs to, else of all; three queries at most."""
    likely = likely_applications(message, reading)
    uid = reading.calendar.uid if reading and reading.calendar else ""
    interviews = Interview.objects.filter(candidate=message.candidate_id).planned()
    planned = list(interviews.select_related("application__employer", "invitation")[:MOST_ROWS])
    theirs = {each.invitation_id for each in planned if each.invitation_id}
    is_open = Q(state__in=MAY_COME_BACK) | Q(state=State.ACCEPTED, interviews=None)
    invitations = Invitation.objects.filter(is_open, candidate=message.candidate_id)
    invitations = invitations.select_related("application__employer").exclude(pk__in=theirs)
    rows = [*planned, *invitations[:MOST_ROWS]]
    fitting = [each for each in rows if each.application_id in likely or uid_of(each) == uid != ""]
    ranked = sorted(fitting or rows, key=lambda each: rank(each, likely, uid))
    return [target(each, message) for each in ranked[:MOST]]


def likely_applications(message: Message, reading: Reading | None) -> list[int]:
    return [each.id for each in suggestions(message, reading)] if reading else []


def uid_of(row: Interview | Invitation) -> str:
    """The event by which their calendar knows it."""
    invitation = row.invitation if isinstance(row, Interview) else row
    return invitation.uid if invitation else ""


def rank(row: Interview | Invitation, likely: Iterable[int], uid: str) -> tuple[bool, int]:
    places = {pk: place for place, pk in enumerate(likely)}
    return uid_of(row) != uid or not uid, places.get(row.application_id, len(places))


def target(row: Interview | Invitation, message: Message) -> Target:
    if isinstance(row, Invitation):
        state = row.get_state_display()
        anew, off = address("new-times", row.pk, message), address("taking-back", row.pk, message)
        return Target(str(row.application), state, "", anew, off)
    anew = address("new-times", row.invitation_id, message) if row.invitation_id else ""
    return Target(
        str(row.application),
        f"Planned for {slot_label(row, now=timezone.now())}",
        address("interview-time", row.pk, message),
        anew,
        address("fall-through", row.pk, message),
    )


def address(name: str, pk: int, message: Message) -> str:
    return reverse(f"interviews:{name}", args=[pk], query={"message": message.pk})
