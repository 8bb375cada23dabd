"""Which rows are a person's, found in the models themselves: a new model is not forgotten.

A row is a person's where it would go with them, so its foreign keys that cascade lead to their
candidate record or to their account. What is not found so, or is not theirs to take, is named
below with the reason. A test fails on a model that is neither.
"""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q

from applications.models.activity import ActivityReaders
from applications.models.note import Visibility
from jobtracker.audit.models import Entry
from jobtracker.people.models import Candidate, User

type Model = type[models.Model]
type Column = models.Field[Any, Any]

# Rows that belong to a person otherwise than by a foreign key that cascades.
OTHERWISE: dict[str, Callable[[User], Q]] = {
    "people.User": lambda user: Q(pk=user.pk),
    "people.Firm": lambda user: (
        Q(memberships__user=user) | Q(representations__candidate__user=user)
    ),
    # What was never answered is the business of the firm that sent it.
    "people.Invite": lambda user: (
        Q(representation__candidate__user=user)
        | Q(used_by=user)
        | Q(used_at__isnull=False) & addressed_to(user, "email")
    ),
    # What a firm wrote down for itself is the firm's, and goes with the rest all the same.
    "applications.Note": lambda user: (
        Q(candidate__user=user) & ~Q(visibility=Visibility.INTERNAL)
        | Q(by=user, candidate__user=user)
    ),
    # Of the log of a firm, what it wrote for the person to read.
    "applications.Activity": lambda user: Q(
        candidate__user=user, visibility=ActivityReaders.SHARED
    ),
    # What was taken back was never of any use to the person.
    "interviews.FeedbackRequest": lambda user: Q(candidate__user=user, withdrawn_at=None),
    # A firm prepares what it keeps to itself; once the client has it, it is the candidate's too.
    "applications.Submission": lambda user: Q(candidate__user=user, sent_at__isnull=False),
    # Mail about a candidate may be addressed to somebody else.
    "outbox.Mail": lambda user: Q(recipient=user) | addressed_to(user, "to"),
    "audit.Entry": lambda user: Q(actor_id=user.pk) | Q(candidate_id__in=records_of(user)),
    "audit.Chain": lambda user: Q(actor_id=user.pk),
}

# The record of who did what. It holds numbers, and is no record if rows can leave it.
KEPT = frozenset({"audit.Entry", "audit.Chain"})

FOR_ITSELF = "a firm keeps it for itself; what it passes on of it is feedback"
OF_A_FIRM = "is a firm's own, about a company and not about a candidate"
# Nobody's data, or not the person's. What is internal to a firm belongs here too.
NOT_EXPORTED = {
    "applications.Client": OF_A_FIRM,
    "applications.ClientContact": OF_A_FIRM,
    "applications.ClientFlag": OF_A_FIRM,
    "applications.Hotlist": "is a firm's own: a name for some of its candidates",
    "applications.HotlistEntry": "is a firm's own; it goes when the candidate does",
    "applications.Order": OF_A_FIRM,
    "auth.Group": "names of roles; it is the site's",
    "auth.Group_permissions": "what roles may do; it is the site's",
    "auth.Permission": "what can be permitted at all; it is the software's",
    "contenttypes.ContentType": "the names of the software's own tables",
    "interviews.Errand": "is a firm's own: what it put off or dealt with, by number",
    "interviews.FirmPolicy": "is a firm's own: how it set the guidance, for all it looks after",
    "interviews.SiteMailbox": "how far the site has read its own mailbox; it names nobody",
    "interviews.ClientAnswer": FOR_ITSELF,
    "interviews.RefusedWish": FOR_ITSELF,
    "people.ShortLived": "counts of attempts by number; each is gone within hours",
    "sessions.Session": "opens the account to whoever has it; it ends by itself",
    "sites.Site": "the site's own name",
    "socialaccount.SocialApp": "the site's own access to other services",
    "socialaccount.SocialApp_sites": "the site's own access to other services",
}

OPENS_THE_ACCOUNT = "opens the account to whoever reads it"
WITHHELD = {
    "account.EmailConfirmation.key": OPENS_THE_ACCOUNT,
    "applications.Restoration.content": "is an archive itself; it is emptied once it is back",
    **{
        f"interviews.FeedbackRequest.{each}": FOR_ITSELF
        for each in (
            "contact_name",
            "contact_address",
            "note",
            "message_id",
            "expires_at",
            "undelivered_at",
            "opened_at",
            "chased_by",
            "escalated_at",
            "escalated_to",
            "escalated_by",
            "kept_why",
        )
    },
    "interviews.FeedbackRequest.digest": "tells which link the client got",
    "interviews.FeedbackRequest.sealed": "is the link that the client got",
    "applications.Submission.internal_note": "is what a firm wrote down for itself",
    "interviews.Feed.digest": "tells which address the calendar is read at",
    "interviews.MailAccount.sealed_password": "opens your mailbox; only this site can read it",
    "interviews.MailAddress.digest": "tells which address mail comes in at",
    "interviews.MailAddress.sealed": "is the address; only this site can read it",
    "interviews.MailboxImport.file": "is your own file; it is removed once it is gone through",
    "interviews.Subscription.sealed_address": "opens your calendar; only this site can read it",
    "mfa.Authenticator.data": OPENS_THE_ACCOUNT,
    "outbox.Mail.subject": "may hold a code that opens the account; it is emptied once sent",
    "outbox.Mail.text": "may hold a link that opens the account; it is emptied once sent",
    "outbox.Mail.html": "may hold a link that opens the account; it is emptied once sent",
    "outbox.Mail.way_out": "ends your mail for whoever follows it; it is emptied once sent",
    "people.FormKey.key": "lets a form be sent again; it is gone within two days",
    "people.Invite.digest": "tells which link the invitation was",
    "people.User.password": OPENS_THE_ACCOUNT,
    "socialaccount.SocialToken.token": "opens an account at another service",
    "socialaccount.SocialToken.token_secret": "opens an account at another service",
    "usersessions.UserSession.session_key": OPENS_THE_ACCOUNT,
}


@dataclass(frozen=True)
class Holding:
    """A model with rows of the person's, and the condition by which they are found."""

    model: Model
    condition: Callable[[User], Q]

    @property
    def label(self) -> str:
        return self.model._meta.label

    @property
    def columns(self) -> list[Column]:
        """What is exported of each row."""
        return [each for each in self.model._meta.concrete_fields if not self._why_not(each)]

    @property
    def withheld(self) -> dict[str, str]:
        """The reason by column, for those that are not."""
        fields = self.model._meta.concrete_fields
        return {each.attname: why for each in fields if (why := self._why_not(each))}

    def rows(self, user: User) -> models.QuerySet[Any]:
        """The person's rows, oldest first, each once whatever the condition joins."""
        every = self.model._base_manager.all()
        return every.filter(pk__in=every.filter(self.condition(user)).values("pk")).order_by("pk")

    def _why_not(self, field: Column) -> str:
        return WITHHELD.get(f"{field.model._meta.label}.{field.name}", "")


def holdings() -> list[Holding]:
    """Every model that can hold rows of a person's."""
    return [
        Holding(model, condition) for model in every_model() if (condition := condition_of(model))
    ]


def every_model() -> Iterator[Model]:
    """Each model with a table of its own, those between two others included."""
    for model in apps.get_models(include_auto_created=True):
        if not model._meta.proxy:
            yield model


def condition_of(model: Model) -> Callable[[User], Q] | None:
    """How the rows of a person are found; None where there is no way, or they are not theirs."""
    if model._meta.label in NOT_EXPORTED:
        return None
    if otherwise := OTHERWISE.get(model._meta.label):
        return otherwise
    way = way_to_user(model)
    return (lambda user: Q(**{way: user})) if way else None


def way_to_user(model: Model) -> str:
    """The look-up from a row to the account it goes with; "" where there is none.

    What belongs to a candidate is theirs, also where it names the account of who wrote it.
    """
    if model is not Candidate and (way := _way(model, Candidate)):
        return f"{way}__user"
    return _way(model, User)


def _way(model: Model, target: Model) -> str:
    ways: deque[tuple[str, Model]] = deque([("", model)])
    seen = {model}
    while ways:
        path, here = ways.popleft()
        for name, there in _cascades(here):
            if there is target:
                return path + name
            if there not in seen:
                seen.add(there)
                ways.append((f"{path}{name}__", there))
    return ""


def _cascades(model: Model) -> Iterator[tuple[str, Model]]:
    """The foreign keys by which a row goes when the other one does."""
    for field in model._meta.concrete_fields:
        if isinstance(field, models.ForeignKey) and field.remote_field.on_delete is models.CASCADE:
            yield field.name, field.related_model


def addressed_to(user: User, field: str) -> Q:
    """The rows that have one of the person's e-mail addresses there, whatever its capitals."""
    either = (Q(**{f"{field}__iexact": address}) for address in addresses_of(user))
    return reduce(or_, either)


def records_of(user: User) -> list[int]:
    """The number of the person's own record, and of those that became part of it."""
    own = Candidate.objects.filter(user=user).values_list("pk", flat=True)
    return [each for pk in own for each in (pk, *Entry.objects.taken_over_by(pk))]


def addresses_of(user: User) -> set[str]:
    """Every e-mail address of the account, in small letters."""
    known = {user.email}
    if apps.is_installed("allauth.account"):
        rows = apps.get_model("account", "EmailAddress")._base_manager.filter(user=user)
        known.update(rows.values_list("email", flat=True))
    return {address.lower() for address in known}
