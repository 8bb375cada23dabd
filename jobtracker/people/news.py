"""The mails that tell who works for a firm what a candidate, or an administrator, decided.

What a candidate shares is told only while it is in force: the right is asked for once more when
the mail goes. That it ended is told afterwards, by name, since the firm has to stop.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import TypedDict

from django.template.loader import render_to_string

from jobtracker.outbox.models import Mail
from jobtracker.outbox.rights import still_wanted
from jobtracker.people.forms.sharing import in_words
from jobtracker.people.mail import seen
from jobtracker.people.models import Membership, Representation, Role, User

SHARED, ENDED = "news-of-sharing", "news-of-an-end"
SOMEBODY = "Somebody whom you asked"


class News(StrEnum):
    """What a candidate decided, by the name of the mail's text."""

    ACCEPTED = "accepted"
    SHARED = "shared"
    REFUSED = "refused"
    ENDED = "ended"
    ERASED = "erased"

    @property
    def purpose(self) -> str:
        return SHARED if self in (News.ACCEPTED, News.SHARED) else ENDED


def tell_firm(held: Representation, news: News, *, at: datetime, link: str = "") -> None:
    """Queue a mail to whoever looks after the candidate, or else to those who run the firm.

    Who erased their account is not named: their name is nowhere from then on. Nor is who says no
    with a record of their own, as the firm never saw that.
    """
    is_strange = news is News.ERASED or (news is News.REFUSED and held.candidate.is_claimed)
    values: dict[str, object] = {
        "name": SOMEBODY if is_strange else seen(held.candidate.name),
        "firm": seen(held.firm.name),
        "shares": in_words(held.scopes),
        "number": held.candidate_id,
        "is_theirs": held.candidate.is_claimed,
        "link": link,
    }
    stays = held.candidate.is_claimed and news is not News.ERASED
    for user in recipients(held):
        Mail.objects.enqueue(
            purpose=news.purpose,
            to=user.email,
            about=held.pk if news.purpose == SHARED else held.firm_id,
            recipient=user,
            candidate_id=held.candidate_id if stays else None,
            at=at,
            **written(news, values | {"to": seen(str(user))}),
        )


def recipients(held: Representation) -> Iterable[User]:
    if held.coordinator:
        return [held.coordinator.user]
    members = held.firm.memberships.filter(role=Role.ADMINISTRATOR)
    return [member.user for member in members.select_related("user").order_by("pk")]


class Written(TypedDict):
    """What a mail says."""

    subject: str
    text: str


def written(template: str, values: Mapping[str, object]) -> Written:
    """Subject and text; the names in them are seen as they are."""
    subject = render_to_string(f"people/mail/{template}.subject.txt", values)
    return {
        "subject": subject.strip(),
        "text": render_to_string(f"people/mail/{template}.txt", values).strip() + "\n",
    }


def send_role(member: Membership, *, by: User, at: datetime) -> None:
    """Tell somebody what they are at the firm now, and why they are signed out."""
    tell_member(member, "role", by=by, at=at)


def send_farewell(member: Membership, *, by: User, at: datetime) -> None:
    """Tell somebody that they no longer work for the firm."""
    tell_member(member, "farewell", by=by, at=at)


def tell_member(member: Membership, template: str, *, by: User, at: datetime) -> None:
    values = {
        "to": seen(str(member.user)),
        "by": seen(str(by)),
        "firm": seen(member.firm.name),
        "role": member.get_role_display().lower(),
    }
    Mail.objects.enqueue(
        purpose="account",
        to=member.user.email,
        recipient=member.user,
        at=at,
        **written(template, values),
    )


@still_wanted(SHARED)
def is_still_shared(mail: Mail) -> bool:
    held = Representation.objects.in_force().filter(pk=mail.about or 0)
    return held.filter(firm__memberships__user=mail.recipient_id).exists()


@still_wanted(ENDED)
def still_works_there(mail: Mail) -> bool:
    return Membership.objects.filter(user=mail.recipient_id, firm=mail.about or 0).exists()
